from __future__ import annotations

import pytest
from support_template import NOTICE

from pipeline.publish.units.template import write_template


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the blank form."""
    path = tmp_path_factory.mktemp("template") / "附件3.xlsx"
    write_template(path, NOTICE)
    return path.read_bytes()

"""Its place puts tests/ on the path, where the helpers lie that several areas share (support_*.py)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import schemas
from pipeline.terms import fingerprint


@pytest.fixture
def notice_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the notices in a copy of the data files, for a test to add to (support_notices.add_notice)."""
    fingerprint.program()  # of the real files, whatever is added
    shutil.copytree(schemas.ROOT, tmp_path / "schemas")
    monkeypatch.setattr(schemas, "ROOT", tmp_path / "schemas")
    schemas.table.cache_clear()
    yield tmp_path / "schemas" / "notices"
    schemas.table.cache_clear()

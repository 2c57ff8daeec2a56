"""An office before a run, and what an undisturbed run leaves behind, for the tests that disturb one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from support_main import BATCH, Office, prepared, state

sys.path.append(str(Path(__file__).parents[1] / "corpus"))  # its writers of other formats


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One batch behind it, the next in its inbox; to be cloned, never run."""
    return prepared(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="session")
def undisturbed(base: Office, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The state after a run to which nothing happened."""
    office = base.clone(tmp_path_factory.mktemp("undisturbed"), outbox=True)
    assert office.run().batch == BATCH
    return state(office)

"""What a test lays over the shipped data is taken away behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support_console import Console

import schemas
from tests.support_workers import Here


@pytest.fixture(autouse=True)
def _nothing_laid_over() -> Iterator[None]:
    yield
    schemas.put_over({})


@pytest.fixture
def console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Console:
    """Commands as typed in an empty folder; files are read in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pipeline.new_form.seeing.Workers", Here)
    return Console(monkeypatch, capsys)

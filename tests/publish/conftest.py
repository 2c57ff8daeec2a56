from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from support_publish import BATCH, SECRET, contents, desk, person, publish

from pipeline.publish.paper.planned import Published

Publish = Callable[..., Published]


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "outbox"


@pytest.fixture
def send(outbox: Path) -> Publish:
    """Publishes these people (and findings) into the outbox."""

    def publish_people(people: list[dict[str, Any]], *findings: dict[str, Any], **changes: Any) -> Published:
        return publish(contents(people, list(findings), **changes), desk(), outbox, SECRET, None)

    return publish_people


@pytest.fixture
def opened(outbox: Path) -> Callable[[str], Workbook]:
    """The published workbook whose name begins so."""

    def open_workbook(beginning: str) -> Workbook:
        (path,) = sorted((outbox / "批次" / BATCH).rglob(f"{beginning}*.xlsx"))
        return openpyxl.load_workbook(path)

    return open_workbook


@pytest.fixture
def people() -> list[dict[str, Any]]:
    return [person(number) for number in range(24)]

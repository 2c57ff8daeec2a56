from __future__ import annotations

from pathlib import Path

import pytest
from support_kinds import UNIT

from tests.main.support_main import Office, person, workbook


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with one batch behind it: three people for two societies, and one who is held."""
    office = Office(tmp_path_factory.mktemp("kinds"))
    people = [
        person("钱一", "19911112001", "电气工程类"),
        person("孙二", "19911112002", "电气工程类"),
        person("李三", "19911112003", "地质工程类"),
        person("周四", "坏电话", "电气工程类"),
    ]
    office.receive({f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, *people)})
    office.run()
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    """The same, where a test may do as it likes."""
    return made.clone(tmp_path / "office", outbox=True)

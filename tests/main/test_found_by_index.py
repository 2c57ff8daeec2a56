"""A run reads of the register what matters to it, however many it knows: what it asks is found by an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from support_main import Office, person
from test_secretary_decides import IDENTITY, OTHER, UNIT, answer, run, sent, take_back

MANY = ("judgements", "person_rows", "matched", "counted", "findings", "documents")
FEW = ("judgements_withdrawing", "findings_of_submission")
"""Indexes of some rows only; what these are about is read by submission where it is much (many_cases.py)."""

_SCAN = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
_NAMED = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)(?:\s+AS)?\s+(\w+)", re.IGNORECASE)


@pytest.fixture
def gone_through() -> Iterator[list[str]]:
    """The statements from here on for which SQLite goes through all of a table of which there are many."""
    found: list[str] = []

    def ask(connection: Connection, _: object, statement: str, parameters: Any, __: object, many: bool) -> None:
        if many or not statement.lstrip().upper().startswith(("SELECT", "WITH", "INSERT", "DELETE", "UPDATE")):
            return
        raw = connection.connection.driver_connection
        assert raw is not None
        plan = raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
        tables = {alias: table for table, alias in _NAMED.findall(statement)}
        scans = [scan for *_, detail in plan if (scan := _SCAN.fullmatch(detail)) and scan[2] not in FEW]
        if {tables.get(each[1], each[1]) for each in scans} & {*MANY} and "LIMIT" not in statement:
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", ask)
    yield found
    event.remove(Engine, "before_cursor_execute", ask)


def test_what_a_run_asks_is_found_by_an_index(tmp_path: Path, gone_through: list[str]) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001")))
    run(office, sent("05-06", UNIT, person("安一凡", "19911112002")), days=1)  # asks whether that is the same person
    answer(office, IDENTITY, "同一人，采用新材料")
    run(office, days=2)  # takes what was answered
    take_back(office, "同一人，采用新材料")
    run(office, days=3)
    run(office, sent("05-09", OTHER, person("安一凡", "19911112001")), days=4)  # and recommended once more
    assert gone_through == []


def test_a_question_without_an_index_is_seen(tmp_path: Path, gone_through: list[str]) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001")))
    office.people()
    assert any("FROM person_rows" in statement for statement in gone_through)

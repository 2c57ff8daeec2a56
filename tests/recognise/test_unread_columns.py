"""Columns under headings that nobody knows, and projects that were taken over: what speaks against them is said."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BORIS, FIRST, FLAT, document, sheet

from pipeline.recognise import recognise


def said(heading: str, *rows: str) -> list[list[tuple[str, str]]]:
    found = recognise(document(sheet(heading, *rows)))
    return [[(each.slug, each.field) for each in person.problems] for person in found.people]


@pytest.mark.parametrize(
    ("known", "unknown", "field"),
    [
        ("中方在外工程师人数", "流水人数", "chinese_engineers"),
        ("聘用外方工程师人数", "外国籍工程师数", "foreign_engineers"),
        ("企业名称", "流水栏目", "company"),
    ],
)
def test_what_an_unknown_column_shows_and_none_was_taken_for_is_said(known: str, unknown: str, field: str) -> None:
    rows = (f"{FIRST}|{ANNA}", f"{FIRST}|{BORIS}")
    assert said(FLAT.replace(known, unknown), *rows) == [[("column-unread", field)]] * 2


def test_nothing_is_said_of_a_column_that_shows_what_another_was_taken_for() -> None:
    assert said(f"{FLAT}|流水人数", f"{FIRST}|{ANNA}|7", f"{FIRST}|{BORIS}|7") == [[], []]


def test_a_project_at_home_of_somebody_abroad_may_be_the_other_column() -> None:
    rows = (f"{FIRST}|{ANNA}".replace("缅甸|承包", "国内|承包"), f"{FIRST}|{BORIS}")
    told = said(FLAT, *rows)
    assert told == [[("column-doubtful", "project_country"), ("column-doubtful", "location")], []]

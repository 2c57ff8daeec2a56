"""The map of the recogniser: every pass has habits, the page tells the truth, and column passes change nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from corpus_files import build
from corpus_habits import HABITS
from corpus_page import PAGE, page
from corpus_passes import LISTS, PASSES, first_changed, handled_by

from pipeline.read.containers import read_file
from pipeline.recognise import look, passes
from schemas import table


def test_every_pass_has_a_name_of_its_own() -> None:
    assert len(PASSES) == sum(len(getattr(passes, listed)) for listed in LISTS)


@pytest.mark.parametrize("name", PASSES)
def test_every_pass_has_a_habit(name: str) -> None:
    assert handled_by(name)


def test_habits_name_passes() -> None:
    assert {name for habit in HABITS.values() for name in habit.handled_by} == set(PASSES)


def test_the_page_of_habits_is_true() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make habits"


def test_every_column_pass_has_words_for_explain() -> None:
    assert set(table("explain")["passes"]) == {each.name for each in passes.COLUMN_PASSES}


@pytest.mark.parametrize("name", [each.name for each in passes.COLUMN_PASSES])
def test_a_column_pass_changes_nothing_in_place(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The columns that it was given are as they were, and it gave others."""
    changed = []

    def watched(each: passes.Pass[passes.ColumnPass]) -> passes.Pass[passes.ColumnPass]:
        def run(table: passes.FormTable, tools: passes.Tools) -> list[passes.Column]:
            given, before = table.columns, [replace(column) for column in table.columns]
            columns = each.run(table, tools)
            assert table.columns is given
            assert given == before
            if columns != before:
                changed.append(each.name)
            return columns

        return each._replace(run=run)

    monkeypatch.setattr(passes, "COLUMN_PASSES", tuple(map(watched, passes.COLUMN_PASSES)))
    for file, data in build(first_changed(handled_by(name)[0])).files:
        for document in read_file(file, data, ()).documents:
            look(document)
    assert name in changed

"""Rows that look like people and were not read as such, outside the tables or among the notes. They are reported, so
that nobody is lost unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipeline.model.statements import Fate, Problem
from pipeline.recognise.draft import Draft
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import Form
from pipeline.recognise.words.looks import Looks
from pipeline.text.addresses import address
from pipeline.text.patterns import pattern

_FEWEST = 4  # cells of such a row: name, phone and more
_PLACES_TOLD = 5
_PARTS = pattern(r"[\t|｜，,；;、\n]+")  # of a person in one cell, as a row comes out that was pasted into it
_READ = (Fate.PEOPLE, Fate.SAMPLE, Fate.PROJECT_ONLY, Fate.REFERENCE)


def report_unread_people(draft: Draft, tools: Tools) -> None:
    """Add people-unread, once for each sheet, with the first cells of such rows."""
    read = {(row.sheet, row.row) for row in draft.result.rows if row.fate in _READ}
    for grid in draft.grids:
        name = grid.sheet.name
        rows = (row for row in range(len(grid.rows)) if (name, row + 1) not in read)
        if places := list(_places(grid, rows, tools.looks)):
            told = places[:_PLACES_TOLD]
            draft.result.problems.append(Problem("people-unread", name, told[0], "", "、".join(told)))


@lru_cache(maxsize=1024)  # nearly always the headings of the form
def _holds_contact(text: str, form: Form) -> bool:
    return form.contact_inside(text) is not None


def _places(grid: Grid, rows: Iterator[int], looks: Looks) -> Iterator[str]:
    """The first cell of each row with a name, a phone or address, and a domain or level; in a row of few cells, with
    them in one."""
    for row in rows:
        if not _holds_contact(" ".join(grid.rows[row]), looks.form):
            continue
        filled = grid.filled(row)
        texts = [text for _, text in filled]
        told = [texts] if len(filled) >= _FEWEST else [_PARTS.split(text) for text in texts]
        if any(_tells_person(each, looks) for each in told):
            yield address(row, filled[0][0])


def _tells_person(texts: list[str], looks: Looks) -> bool:
    shown = {looks.shown(text) for text in texts if text}
    is_person = len(texts) >= _FEWEST and {"name", "phone"} <= shown and not {"domain", "level"}.isdisjoint(shown)
    return is_person and looks.form.sample_phones.isdisjoint(texts)

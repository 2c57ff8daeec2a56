"""Tables that are left beside this year's list under a line of their own: 2024年推荐人员, 往年已推荐. Who stands there
is held, as below 以下人员暂不推荐.

A unit that only forgot to change the year in its title is not meant: others must stand over such a line, or on a sheet
that is called as this year's. Where nobody does, the line is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.model.statements import Person, Problem
from pipeline.recognise.draft import Draft
from pipeline.recognise.second_look.holding import hold
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import is_form_title
from pipeline.recognise.words.form import Form, squash
from pipeline.recognise.words.remarks import VETO, ends_what_is_said
from pipeline.text.addresses import address
from schemas.named import NamedTuple
from schemas.vocabularies import remarks_file

_LONGEST = 40
_COLONS = ":："
_ABOVE = -1  # the row of what Word has over a table


class _Line(NamedTuple):
    """A line of a sheet, and whether it names a list of an earlier year, or one that counts."""

    row: int
    text: str
    is_earlier: bool


def hold_earlier(draft: Draft, tools: Tools) -> None:
    """On each person below such a line that is not recommended now, or on the document what the line says; the line is
    noted as heeded."""
    named = {grid.sheet.name: list(_lines(grid, tools.form)) for grid in draft.grids}
    if not any(line.is_earlier for lines in named.values() for line in lines):  # in nearly every document
        return
    held: list[tuple[Person, _Line]] = []
    others: list[Person] = []
    for person in draft.result.people:
        over = [line for line in named.get(person.sheet, []) if line.row < person.row - 1]
        if over and over[-1].is_earlier:
            held.append((person, over[-1]))
        else:
            others.append(person)
    for person, line in held:
        cell = "" if line.row == _ABOVE else address(line.row, 0)
        draft.heeded.add((person.sheet, line.row + 1))
        if any(_counts(other, person, line, named[other.sheet]) for other in others):
            hold(person, VETO, cell, line.text)
        elif (told := Problem("condition-unread", person.sheet, cell, "", line.text)) not in draft.result.problems:
            draft.result.problems.append(told)


def _counts(other: Person, person: Person, line: _Line, lines: list[_Line]) -> bool:
    """Whether somebody else stands where this year's list does: above the line, or under one that names it."""
    is_above = other.sheet == person.sheet and other.row - 1 < line.row
    return is_above or any(each.row < other.row - 1 for each in lines)


def _lines(grid: Grid, form: Form) -> Iterator[_Line]:
    texts = [(_ABOVE, text) for text in grid.sheet.above]
    texts += [(row, text) for row, filled in grid.lines() for _, text in filled]
    for row, text in texts:
        if len(text) > _LONGEST:
            continue
        found = _earlier().fullmatch(squash(text).rstrip(_COLONS))
        if found and (year := found["year"] or found["titled"]):
            yield _Line(row, text, int(year) < form.since)
        elif found or ends_what_is_said(text) or is_form_title(text, form):
            yield _Line(row, text, found is not None)


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(remarks_file().earlier)

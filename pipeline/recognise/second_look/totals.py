"""The number of people that a sheet names itself (合计 5 人), against how many were read from it."""

from __future__ import annotations

import re
from functools import cache

from pipeline.model.statements import Fate, Problem
from pipeline.recognise.draft import Draft
from pipeline.recognise.tools import Tools
from pipeline.text.addresses import address
from schemas.second_look import second_look_file


def check_totals(draft: Draft, _tools: Tools) -> None:
    """total-differs where a sheet names one number of people, and another number was read from it, from the document or
    from a table of the sheet."""
    result = draft.result
    if not result.people:
        return
    told = {row.sheet: (row.row, found) for row in result.rows if row.fate in _COUNTING and (found := _count(row.text))}
    for sheet, (row, count) in told.items():
        if count not in _read(draft, sheet):
            read = sum(person.sheet == sheet for person in result.people)
            cell = address(row - 1, 0)
            about = second_look_file().reasons.total.format(cell=cell, told=count, read=read)
            result.problems.append(Problem("total-differs", sheet, cell, "", about))


_COUNTING = (Fate.TOTAL, Fate.NOTE)


def _count(text: str) -> int:
    """The one number of people that a line names; 0 where it names none, or several."""
    found = set(map(int, _total().findall(text)))
    return found.pop() if len(found) == 1 else 0


@cache
def _total() -> re.Pattern[str]:
    return re.compile(second_look_file().total)


def _read(draft: Draft, sheet: str) -> set[int]:
    """How many people, rows and different names stand in the document, the sheet, and each source of it."""
    people = draft.result.people
    here = [person for person in people if person.sheet == sheet]
    names = [person.fields["name"].text for person in here if "name" in person.fields]
    groups = [people, here, *(source.people for source in draft.sources.all)]
    groups += [[person for person in here if person.section == section] for section in {p.section for p in here}]
    counts = {len(group) for group in groups} | {len({(p.sheet, p.row) for p in group}) for group in groups}
    return counts | {len(set(names))}

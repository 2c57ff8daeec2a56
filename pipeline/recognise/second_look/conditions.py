"""Lines outside the people that say something of them (注：张三因故放弃): as notes they change nothing. What is said
against somebody by name holds that person; anything else is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.statements import Fate, Person, Problem, Row
from pipeline.recognise.draft import Draft
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import squash
from pipeline.recognise.words.remarks import VETO, VOID, remarks_in
from schemas.second_look import second_look_file

_SHORTEST_NAME = 2
_CLAUSES = re.compile(r"[，,；;。！!\n|：:]+")
_AMONG = re.compile(r"[、和与及\s/\d.．()（）]+")


def tell_conditions(draft: Draft, _tools: Tools) -> None:
    """On each person whom such a line names what it says against that one, or else condition-unread; on the document
    where it names nobody."""
    conditions = list(_conditions(draft))
    if not conditions:  # in most documents
        return
    names: dict[str, list[Person]] = {}
    for person in draft.result.people:
        name = squash(person.text("name"))
        if len(name) >= _SHORTEST_NAME:
            names.setdefault(name, []).append(person)
    for row in conditions:
        text = squash(row.text)
        named = [name for name in names if name in text]
        against = _said_against(text, named)
        for name in named:
            problem = Problem(against[name], row.sheet, f"A{row.row}", row.text) if name in against else _unread(row)
            for person in names[name]:
                person.problems.append(problem)
        if not named:
            draft.result.problems.append(_unread(row))


def _unread(row: Row) -> Problem:
    return Problem("condition-unread", row.sheet, f"A{row.row}", "", row.text)


def _said_against(text: str, names: list[str]) -> dict[str, str]:
    """Name -> the finding, for those whom a clause of the line takes back (张三、李四已放弃; 张三，因故放弃); a clause
    that names nobody speaks of those before it."""
    found: dict[str, str] = {}
    meant: list[str] = []
    for clause in filter(None, _CLAUSES.split(text)):
        here = [name for name in names if name in clause]
        rest = clause
        for name in here:
            rest = rest.replace(name, " ")
        meant = here or meant
        slugs = [said.slug for said in remarks_in(_AMONG.sub("", rest), "", "") if said.slug in (VETO, VOID)]
        found |= dict.fromkeys(meant, slugs[0]) if slugs else {}
    return found


def _conditions(draft: Draft) -> Iterator[Row]:
    words = second_look_file().conditions
    for row in draft.result.rows:
        if row.fate is Fate.NOTE and len(row.text) <= words.longest and any(word in row.text for word in words.words):
            yield row

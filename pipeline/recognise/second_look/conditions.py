"""Lines outside the people that say something of them (张三已放弃): as notes they change nothing, so they are told."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.statements import Fate, Person, Problem, Row
from pipeline.recognise.draft import Draft
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import squash
from schemas.second_look import second_look_file

_SHORTEST_NAME = 2


def tell_conditions(draft: Draft, _tools: Tools) -> None:
    """condition-unread on each person whom such a line names; on the document where it names nobody."""
    names: dict[str, list[Person]] = {}
    for person in draft.result.people:
        name = squash(person.fields["name"].text) if "name" in person.fields else ""
        if len(name) >= _SHORTEST_NAME:
            names.setdefault(name, []).append(person)
    for row in _conditions(draft):
        text = squash(row.text)
        problem = Problem("condition-unread", row.sheet, f"A{row.row}", "", row.text)
        meant = [person for name, people in names.items() if name in text for person in people]
        for person in meant:
            person.problems.append(problem)
        if not meant:
            draft.result.problems.append(problem)


def _conditions(draft: Draft) -> Iterator[Row]:
    words = second_look_file().conditions
    for row in draft.result.rows:
        if row.fate is Fate.NOTE and len(row.text) <= words.longest and any(word in row.text for word in words.words):
            yield row

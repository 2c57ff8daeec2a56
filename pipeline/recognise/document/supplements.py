"""The people of lists that are joined: what the main list leaves open is taken from the list that completes it."""

from __future__ import annotations

from collections import defaultdict

from pipeline.model.fields import PERSON_FIELDS
from pipeline.model.statements import Fate, Person, Typed
from pipeline.recognise.document.attached_lists import drop_unused
from pipeline.recognise.document.joined_lists import key_field, key_of
from pipeline.recognise.draft import Draft, Join
from pipeline.recognise.rows.assumed_sections import ASSUMED
from pipeline.recognise.rows.differing import differing
from pipeline.recognise.sheet.column import Column, gives_way
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import GIVING_WAY, bare
from pipeline.recognise.words.looks import canonical

_OPEN = ("blank", "reference")


def supplement_people(draft: Draft, tools: Tools) -> None:
    """Complete people by the rows that are joined to theirs; such a row is not counted as another person.

    Only where the key stands once on both lists: namesakes are left as they are. What both tell differently is said.
    """
    taken: set[int] = set()
    for join in draft.joins:
        mains, rests = (_by_key(draft, join, side, tools) for side in (0, 1))
        for key, people in rests.items():
            firsts = mains.get(key, [])
            if len(people) == len(firsts) == 1 and _may_be_one(firsts[0], people[0], tools):
                _give_way(firsts[0], people[0], join.main)
                _complete(firsts[0], people[0], tools)
                taken.add(id(people[0]))
    if draft.joins:
        _drop(draft, taken)


def _by_key(draft: Draft, join: Join, side: int, tools: Tools) -> dict[str, list[Person]]:
    table, column, field = (join.main, join.rest)[side], join.by[side], key_field(join.by)
    found: dict[str, list[Person]] = defaultdict(list)
    for person in draft.result.people:
        if table.holds(person.sheet, person.row) and (key := key_of(_text(person, table, column), field, tools)):
            found[key].append(person)
    return found


def _text(person: Person, table: FormTable, column: Column) -> str:
    if column.field in PERSON_FIELDS:
        return person.text(column.field)
    return table.grid.text(person.row - 1, column.index)


def _may_be_one(first: Person, second: Person, tools: Tools) -> bool:
    """Whether no other key of both says that they are two."""
    pairs = [(first.text(field), second.text(field), field) for field in ("name", "phone")]
    keys = [(key_of(one, field, tools), key_of(other, field, tools)) for one, other, field in pairs]
    same = [one == other for one, other in keys if one and other]
    return not same or any(same)


def _give_way(first: Person, second: Person, main: FormTable) -> None:
    """Set aside, in place, what a person's own list tells under a heading that gives way to the other's (个人简介)."""
    for field, typed in second.fields.items():
        if typed.text and field in main.fields and field in first.fields and gives_way(main.fields[field]):
            aside = first.fields.pop(field)
            first.extra |= {aside.heading: aside.text} if aside.text else {}


def _complete(first: Person, second: Person, tools: Tools) -> None:
    """Give a person what another row tells of it; values-differ where it tells something else. In place."""
    for field, typed in second.fields.items():
        if tools.cells.kind(typed.text) in _OPEN:
            continue
        elsewhere = typed._replace(cell=f"{second.sheet}!{typed.cell}") if second.sheet != first.sheet else typed
        told = first.fields.get(field)
        if told is None or tools.cells.kind(told.text) in _OPEN:
            first.fields[field] = elsewhere
        elif _gives_way(told, tools) and not _gives_way(typed, tools):  # 个人简介, where the other list has 实践经历
            first.fields[field], first.extra = elsewhere, {told.heading: told.text, **first.extra}
        elif not _agree(field, typed.text, told.text):
            first.problems.append(differing(first.sheet, told.cell, told.text, field, (told, elsewhere)))
    if first.project is None and second.project is not None:
        first.project, first.link = second.project, None
    first.extra = {**second.extra, **first.extra}
    first.problems += [
        problem._replace(sheet=problem.sheet or second.sheet) for problem in second.problems if problem.slug != ASSUMED
    ]


def _gives_way(typed: Typed, tools: Tools) -> bool:
    return tools.headings.understand(typed.heading).rank >= GIVING_WAY


def _agree(field: str, one: str, other: str) -> bool:
    """Whether two texts say the same of a field, as far as words alone tell."""
    if field in ("level", "domain") and (meant := canonical(field, one)):
        return meant == canonical(field, other)
    shorter, longer = sorted((bare(one), bare(other)), key=len)
    return shorter in longer


def _drop(draft: Draft, taken: set[int]) -> None:
    """Take out, in place, the people of the lists that complete others: those who were joined, and all where the list
    is no table of the form, whose other rows are notes."""
    result = draft.result
    foreign = [join.rest for join in draft.joins if not join.is_ours]
    others = [
        person
        for person in result.people
        if id(person) not in taken and any(table.holds(person.sheet, person.row) for table in foreign)
    ]
    noted = {(person.sheet, person.row) for person in others}
    gone = taken | set(map(id, others))
    rests = [join.rest for join in draft.joins]
    projects = {
        index
        for index, project in enumerate(result.projects)
        if any(table.holds(project.sheet, project.row) for table in rests)
    }
    result.rows = [row._replace(fate=Fate.NOTE) if (row.sheet, row.row) in noted else row for row in result.rows]
    result.people = [person for person in result.people if id(person) not in gone]
    drop_unused(result, projects)

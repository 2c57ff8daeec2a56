"""Values that show something else than their field: a phone where a name should stand, a country as a project; and a
phone beside the name of somebody else."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Set
from functools import cache

from pipeline.model.statements import Person, Project, Typed
from pipeline.recognise.columns.contents import contents_for
from pipeline.recognise.draft import Draft
from pipeline.recognise.second_look.doubts import doubt
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import squash
from pipeline.text.addresses import place_of
from pipeline.text.patterns import pattern
from schemas.second_look import second_look_file

_WORDS = pattern(r"[\u3400-\u9fff·]{2,}")


def doubt_values(draft: Draft, tools: Tools) -> None:
    """column-doubtful for each value of a person, or of the person's project, that shows another kind of content."""
    contents, words = contents_for(tools), second_look_file()

    def doubted(fields: Mapping[str, Typed]) -> dict[str, tuple[Typed, str]]:
        """The values that show something else than their field, and what they show."""
        return {
            field: (typed, shown)
            for field, typed in fields.items()
            if field in words.against and (shown := contents.against(field, typed.text))
        }

    names = {squash(person.text("name")) for person in draft.result.people}
    struck = {grid.sheet.name: grid.sheet.struck for grid in draft.grids if grid.sheet.struck}
    projects = [doubted(project.fields) for project in draft.result.projects]
    taken_out = [list(_struck(project, struck.get(project.sheet, ()))) for project in draft.result.projects]
    for person in draft.result.people:
        of_project = projects[person.project] if person.project is not None else {}
        for field, (typed, shown) in {**of_project, **doubted(person.fields)}.items():
            doubt(person, field, typed, words.reasons.shows.format(kind=words.shows[shown]))
        for field, typed in taken_out[person.project] if person.project is not None else ():
            doubt(person, field, typed, words.reasons.struck)
        if name := _whose(person, names):
            doubt(person, "phone", person.fields["phone"], words.reasons.whose.format(name=name))


def _struck(project: Project, places: Container[tuple[int, int]]) -> Iterator[tuple[str, Typed]]:
    """What a project says in cells that are struck through: who is meant by it, only the unit can say."""
    return ((field, typed) for field, typed in project.fields.items() if typed.text and _place(typed) in places)


def _place(typed: Typed) -> tuple[int, int]:
    return place_of(typed.cell) if typed.cell else (-1, -1)


def _whose(person: Person, names: Set[str]) -> str:
    """Whose phone it is by its own cell, where that is not this person: whom to ask, or another one of the list."""
    text = person.text("phone")
    if text.isascii():  # as nearly all are
        return ""
    plain, own = squash(text), squash(person.text("name"))
    if own and own in plain:
        return ""
    asked = _asked().search(plain)
    return asked["name"] if asked else next((word for word in _WORDS.findall(plain) if word in names), "")


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(second_look_file().whose)

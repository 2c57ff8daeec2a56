"""What speaks against a project that the person's row does not tell by itself, or tells in the place of the person's
own."""

from __future__ import annotations

from functools import cache

from pipeline.model.statements import Person, Project, Typed
from pipeline.recognise.draft import Draft
from pipeline.recognise.rows.assumed_sections import ASSUMED, assumed
from pipeline.recognise.second_look.doubts import doubt
from pipeline.recognise.sheet.column import PLACES
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import worded_section
from pipeline.recognise.words.form import bare
from schemas.second_look import second_look_file
from schemas.vocabularies import countries_file

_HOME = "CN"


def doubt_taken_over(draft: Draft, tools: Tools) -> None:
    """column-doubtful on each value of a project further up, for people whose section is assumed: of those who are
    planned nothing is taken over. On the countries, where the project seems to be at home and the person abroad."""
    projects = draft.result.projects
    sections = [_sections_named(project, tools) for project in projects]
    at_home = [_is_at_home(project, "project_country") for project in projects]
    for person in draft.result.people:
        if person.project is None:
            continue
        project = projects[person.project]
        if person.row != project.row and person.problems and _is_assumed(person):
            _doubt_left_out(person, project, draft.tables)
        for typed, section in sections[person.project]:
            _doubt_section(person, typed, section, tools)
        if at_home[person.project] and _is_abroad(person, tools):
            for fields in (project.fields, person.fields):
                for field in PLACES & fields.keys():
                    doubt(person, field, fields[field], second_look_file().reasons.home)


_CHOICES = ("project_status", "project_type")


def _is_assumed(person: Person) -> bool:
    return any(problem.slug == ASSUMED for problem in person.problems)


def _sections_named(project: Project, tools: Tools) -> list[tuple[Typed, str]]:
    """The choices of a project that are in truth words for a section, each with that section."""
    choices = [project.fields[field] for field in _CHOICES if field in project.fields]
    return [(typed, section) for typed in choices if (section := worded_section(typed.text, tools.form))]


def _doubt_section(person: Person, typed: Typed, section: str, tools: Tools) -> None:
    """section-assumed where such a choice names another section than the person's."""
    if section != person.section and not _is_assumed(person):
        person.problems.append(assumed(person.sheet, typed.cell, typed.text, person.section, tools.form))


def _doubt_left_out(person: Person, project: Project, tables: list[FormTable]) -> None:
    table = next((table for table in tables if table.holds(person.sheet, person.row)), None)
    if table is None:
        return
    row, grid = person.row - 1, table.grid
    for field, typed in project.fields.items():
        columns = table.fields.get(field, [])
        if typed.text and columns and not any(grid.text(*grid.place(row, column.index)) for column in columns):
            doubt(person, field, typed, second_look_file().reasons.above)


def _is_at_home(about: Project | Person, field: str) -> bool:
    return field in about.fields and bare(about.fields[field].text) in _home()


def _is_abroad(person: Person, tools: Tools) -> bool:
    typed = person.fields.get("location")
    return typed is not None and tools.looks.is_place(typed.text) and not _is_at_home(person, "location")


@cache
def _home() -> frozenset[str]:
    return frozenset(map(bare, countries_file().safe[_HOME]))

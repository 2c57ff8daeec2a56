"""What speaks against a project that the person's row does not tell by itself, or tells in the place of the person's
own."""

from __future__ import annotations

from functools import cache

from pipeline.model.statements import Person, Project
from pipeline.recognise.draft import Draft
from pipeline.recognise.rows.assumed_sections import ASSUMED, assumed
from pipeline.recognise.second_look.doubts import doubt
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
    for person in draft.result.people:
        if person.project is None:
            continue
        project = projects[person.project]
        if person.row != project.row and _is_assumed(person):
            _doubt_left_out(person, project, draft.tables)
        _doubt_section(person, project, tools)
        if _is_at_home(project, "project_country") and _is_abroad(person, tools):
            for fields in (project.fields, person.fields):
                for field in _PLACES & fields.keys():
                    doubt(person, field, fields[field], second_look_file().reasons.home)


_PLACES = {"project_country", "location"}


def _is_assumed(person: Person) -> bool:
    return any(problem.slug == ASSUMED for problem in person.problems)


def _doubt_section(person: Person, project: Project, tools: Tools) -> None:
    """section-assumed where a choice of the project is in truth a word for another section."""
    for typed in (project.fields.get("project_status"), project.fields.get("project_type")):
        if typed is not None and worded_section(typed.text, tools.form) not in ("", person.section):
            is_said = any(problem.slug == ASSUMED for problem in person.problems)
            person.problems += (
                [] if is_said else [assumed(person.sheet, typed.cell, typed.text, person.section, tools.form)]
            )


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

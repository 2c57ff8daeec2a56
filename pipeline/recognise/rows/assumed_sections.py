"""The section of people whom nothing puts into one: taken by the form's plan, and said."""

from __future__ import annotations

from pipeline.model.statements import Person, Problem, Typed
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.words.form import Form
from pipeline.text.addresses import address

ASSUMED = "section-assumed"
_FEWEST = 3  # columns of a section, blank in one row: fewer may be blank anywhere


def say_assumed_section(people: list[Person], row: BodyRow, context: RowContext) -> list[Person]:
    """The people as they are; section-assumed for each where no caption, column, sheet or file told their section, and
    where only the columns did, of which the row fills in none."""
    place = context.assumed
    if place is None and context.is_by_columns and _fills_no_column(people[0], context):
        place = Typed("", address(row.number, context.table.left))
    if place is not None:
        for person in people:
            person.problems.append(assumed(person.sheet, place.cell, place.text, person.section, context.form))
    return people


def _fills_no_column(person: Person, context: RowContext) -> bool:
    """Whether the person's project tells nothing that only its section asks for, though several columns ask for it."""
    asked = context.form.section_columns.get(person.section, frozenset()) & set(context.table.fields)
    project = context.result.projects[person.project].fields if person.project is not None else {}
    if len(asked) < _FEWEST or not project:
        return False
    return all(context.tools.cells.kind(project[field].text) == "blank" for field in asked if field in project)


def assumed(sheet: str, cell: str, value: str, section: str, form: Form) -> Problem:
    """The problem of a person whose section was taken for granted."""
    return Problem(ASSUMED, sheet, cell, value, form.section_labels.get(section, ""), "section")


def is_told_now(person: Person) -> None:
    """Take back, in place, that a person's section was assumed: the project tells it."""
    person.problems = [problem for problem in person.problems if problem.slug != ASSUMED]

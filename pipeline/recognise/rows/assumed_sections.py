"""The section of people whom nothing puts into one: taken by the form's plan, and said."""

from __future__ import annotations

from pipeline.model.statements import Person, Problem
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.words.form import Form

ASSUMED = "section-assumed"


def say_assumed_section(people: list[Person], _: BodyRow, context: RowContext) -> list[Person]:
    """The people as they are; section-assumed for each where no caption, column, sheet or file told their section."""
    if context.assumed is not None:
        for person in people:
            cell, value = context.assumed.cell, context.assumed.text
            person.problems.append(assumed(person.sheet, cell, value, person.section, context.form))
    return people


def assumed(sheet: str, cell: str, value: str, section: str, form: Form) -> Problem:
    """The problem of a person whose section was taken for granted."""
    return Problem(ASSUMED, sheet, cell, value, form.section_labels.get(section, ""), "section")


def is_told_now(person: Person) -> None:
    """Take back, in place, that a person's section was assumed: the project tells it."""
    person.problems = [problem for problem in person.problems if problem.slug != ASSUMED]

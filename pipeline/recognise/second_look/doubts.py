"""How a doubt is said: column-doubtful on a person, at the cell of the value, with what speaks against it."""

from __future__ import annotations

from pipeline.model.statements import Person, Problem, Typed


def doubt(person: Person, field: str, typed: Typed, reason: str) -> None:
    """Add the doubt, in place; of one field the first reason is enough."""
    if not any(problem.field == field and problem.slug == "column-doubtful" for problem in person.problems):
        person.problems.append(Problem("column-doubtful", person.sheet, typed.cell, typed.text, reason, field))

"""What a line outside somebody's row says against that one."""

from __future__ import annotations

from pipeline.model.statements import Person, Problem
from pipeline.recognise.rows.remarks_beside import doubted
from pipeline.recognise.words.remarks import DOUBTFUL


def hold(person: Person, slug: str, cell: str, text: str) -> None:
    """Add, in place, that the line of this cell and text says so, unless something else does already."""
    if all(problem.slug != slug for problem in person.problems):
        said = doubted(person, cell, text) if slug == DOUBTFUL else Problem(slug, person.sheet, cell, text)
        person.problems.append(said)

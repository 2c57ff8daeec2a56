"""Where a unit is asked about a column that its table has not: beside which heading it belongs, which only the document
itself tells. Called in workers only (docs/decisions/layers.md)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.documents import Document
from pipeline.publish.units.answer import Question


def placed(document: Document, questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions, those about a column that is missing moved to where it belongs."""
    blank = [each for each in questions if each.is_blank]
    places = [(each.marking.sheet, each.marking.cell, each.field) for each in blank]
    cells = dict(zip(map(id, blank), _at_headings(document, places), strict=True))
    return tuple(_at(each, cells.get(id(each), each.marking.cell)) for each in questions)


def _at_headings(document: Document, places: Sequence[tuple[str, str, str]]) -> Sequence[str]:
    if not places:
        return ()
    from pipeline.examine.missing_columns import at_headings  # the run itself, which opens none, loads no recogniser

    return at_headings(document, places)


def _at(question: Question, cell: str) -> Question:
    return question._replace(marking=question.marking._replace(cell=cell), line=question.line._replace(cell=cell))

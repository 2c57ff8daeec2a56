"""Where a unit is asked about a column that its table has not: beside which heading it belongs, which only the document
itself tells. Called in workers only (docs/decisions/layers.md)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.examine.missing_columns import at_headings
from pipeline.model.documents import Document
from pipeline.publish.units.answer import Question


def placed(document: Document, questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions, those about a column that is missing moved to where it belongs."""
    blank = [each for each in questions if each.is_blank]
    places = [(each.marking.sheet, each.marking.cell, each.field) for each in blank]
    cells = dict(zip(map(id, blank), at_headings(document, places) if places else (), strict=True))
    return tuple(_at(each, cells.get(id(each), each.marking.cell)) for each in questions)


def _at(question: Question, cell: str) -> Question:
    return question._replace(marking=question.marking._replace(cell=cell), line=question.line._replace(cell=cell))

"""Two values of one field of a person that contradict each other, cell against cell."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.statements import Problem, Typed
from pipeline.recognise.words.remarks import CHANGE
from schemas.findings import findings_file


def differing(sheet: str, cell: str, value: str, field: str, told: Sequence[Typed]) -> Problem:
    """values-differ at that cell, with what is told and where."""
    words = findings_file().differing
    places = [words.here.format(cell=each.cell, value=each.text) for each in told]
    return Problem(CHANGE, sheet, cell, value, words.between.join(places), field)

"""What every pass of the recogniser is given besides its subject: the words and patterns of one form, made once per
process. They remember the texts that they have judged, so their memory grows with what is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.recognise.sheet.cells import CellMarks
from pipeline.recognise.words.form import Form
from pipeline.recognise.words.headings import Headings
from pipeline.recognise.words.looks import Looks
from pipeline.recognise.words.packed_cells import PackedCells


@dataclass(frozen=True, slots=True, eq=False)  # one of each form, told apart at once
class Tools:
    """`headings` tells which field a heading means, `looks` which field a text could belong to, `cells` which marks are
    not content, and `packed` takes apart the people in one cell."""

    form: Form
    headings: Headings
    looks: Looks
    cells: CellMarks
    packed: PackedCells


@cache
def tools_for(form: Form) -> Tools:
    """The tools for a form; a process makes them once for each."""
    headings, looks = Headings(form), Looks(form)
    return Tools(form, headings, looks, CellMarks(form), PackedCells(headings, looks))

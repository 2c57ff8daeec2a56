"""What every pass of the recogniser is given besides its subject: one form's words and patterns, made once for each
process. Their memories grow with the texts that they meet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.recognise.sheet.cells import CellMarks
from pipeline.recognise.words.form import Form
from pipeline.recognise.words.headings import Headings
from pipeline.recognise.words.looks import Looks
from pipeline.recognise.words.packed_cells import PackedCells


@dataclass(frozen=True, slots=True)
class Tools:
    """`headings` tells what a heading says, `looks` what a text could be, `cells` which marks are no content, `packed`
    the people of one cell."""

    form: Form
    headings: Headings
    looks: Looks
    cells: CellMarks
    packed: PackedCells


@cache
def tools_for(form: Form) -> Tools:
    """The tools of a form; there is one object of each form."""
    headings, looks = Headings(form), Looks(form)
    return Tools(form, headings, looks, CellMarks(form), PackedCells(headings, looks))

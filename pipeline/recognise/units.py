"""推荐单位（盖章）: the unit that sends the submission, as its sheet names it."""

from __future__ import annotations

import re

from pipeline.model import Typed
from pipeline.recognise.form import Form, bare
from pipeline.recognise.grid import Grid, address

_LABEL = re.compile(r"^\s*([^:：]{2,20}?)\s*[:：]\s*(.*)$", re.DOTALL)
_AFTER = re.compile(r"\s{2,}|\s+(?=[^\s:：]{2,8}[:：])|\n|[（(](?:盖章|公章|签章)[）)]|\d{4}\s*年.*$")
_LINE = re.compile(r"^[_＿\s]+|[_＿\s]+$")


def find_unit(grid: Grid, form: Form) -> Typed | None:
    """The unit's name with its cell, from `推荐单位（盖章）：X`, from the cell beside the label, or from the paragraphs before a table."""
    for row, line in enumerate(grid.rows):
        for column, text in enumerate(line):
            if text and len(text) <= 120 and (unit := _in_cell(grid, row, column, text, form)):
                return unit
    for text in grid.sheet.above:
        if unit := _labelled(text, form):
            return Typed(unit[1], "", unit[0])
    return None


def _in_cell(grid: Grid, row: int, column: int, text: str, form: Form) -> Typed | None:
    labelled = _labelled(text, form)
    if labelled and labelled[1]:
        return Typed(labelled[1], address(row, column), labelled[0])
    return None


def _labelled(text: str, form: Form) -> tuple[str, str] | None:
    """Label and name of `推荐单位（盖章）：X`; the name ends before a further label, a date or a remark on the seal."""
    found = _LABEL.match(text)
    if not found or bare(found[1]) not in form.unit_labels:
        return None
    return found[1].strip(), _LINE.sub("", _AFTER.split(_LINE.sub("", found[2]), maxsplit=1)[0])

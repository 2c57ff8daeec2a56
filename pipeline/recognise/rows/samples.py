"""Rows that show how the form is filled in: as it prints them, or marked as examples."""

from __future__ import annotations

from pipeline.model.statements import Fate
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.words.samples import is_marked_sample, is_printed_sample

_CLOSING = ("）", ")")
_LONGEST_NAME = 6  # characters of a name that the form prints in its samples


def read_sample(row: BodyRow, context: RowContext) -> Fate | None:
    """A sample. The project of a row that is marked as an example is an example too, and is forgotten."""
    name = row.fields["name"].text if "name" in row.fields else ""
    if _is_marked(row.number, name, context):
        context.projects.forget()
        context.example = row.number
        return Fate.SAMPLE
    if len(name) <= _LONGEST_NAME and is_printed_sample(name, row.fields, context.form):
        context.projects.take(row.number, context.section_at(row.number))
        return Fate.SAMPLE
    return None


def _is_marked(row: int, name: str, context: RowContext) -> bool:
    """Whether the row is marked as an example, or a merged number carries the mark on from the row above."""
    number = ""
    if context.numbers:
        column, grid = context.numbers[0].index, context.grid
        if row == context.example + 1 and grid.is_merged_down(row, column):
            return True
        number = grid.text(row, column)
    if name.endswith(_CLOSING) or not (number == "" or number.isdecimal()):  # few
        return is_marked_sample(number, name, context.form)
    return False

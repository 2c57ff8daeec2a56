"""Rows that nobody filled in: a number, dots, or what a drop-down offers first."""

from __future__ import annotations

from pipeline.model.statements import Fate
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.words.form import squash


def read_left_over(row: BodyRow, context: RowContext) -> Fate | None:
    """Only numbers, dots, blank marks, and choices that a drop-down filled in."""
    known = {column.index for columns in context.table.fields.values() for column in columns}
    is_left_over = all(
        (column in known and len(text) <= context.form.long_text)
        or context.tools.cells.kind(text)
        or context.form.cells["number"](squash(text))
        for column, text in row.filled
    )
    return Fate.PLACEHOLDER if is_left_over else None

"""The heading again amid the rows, at a page break, and rows that say how to fill the columns in."""

from __future__ import annotations

from pipeline.model.statements import Fate
from pipeline.recognise.rows.row_context import BodyRow, RowContext, filled_cells
from pipeline.recognise.sheet.heading_rows import guides
from pipeline.recognise.words.form import squash


def read_repeated_heading(row: BodyRow, context: RowContext) -> Fate | None:
    """A row of the table's own heading, where rows of a table beside it go on."""
    if squash(row.filled[0][1]) not in context.beginnings:
        return None
    here = _squashed(row.filled)
    table = context.table
    headings = (_squashed(filled_cells(table, number)) for number in range(table.top, context.first))
    return Fate.HEADING if any(here == heading for heading in headings) else None


def read_guides(row: BodyRow, context: RowContext) -> Fate | None:
    """选填、下拉选择 …, or 1, 2, 3 … under each heading."""
    return Fate.HEADING if guides(row.texts, context.form) else None


def _squashed(filled: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(column, squash(text)) for column, text in filled]

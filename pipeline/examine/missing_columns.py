"""A column that a table lacks: at which heading it belongs, so that it is asked for there and not at every person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.kinds.telling import told
from pipeline.model.documents import Document
from pipeline.model.fields import FIELDS
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.text.addresses import address, place_of

_NAME = "name"  # at whose cell a finding points that has no cell of its own


Blank = tuple[str, str, str]
"""Sheet and cell at which it is said that a field is blank, and the field."""


def at_headings(document: Document, blanks: Iterable[Blank]) -> list[str]:
    """For each blank the cell at which to ask for it: of a field whose column its table lacks the heading that it
    should have stood beside, else its own."""
    tables = told(document).seen.tables
    return [_cell(blank, tables) for blank in blanks]


def _cell(blank: Blank, tables: Sequence[FormTable]) -> str:
    sheet, cell, field = blank
    row, column = place_of(cell)
    table = next((one for one in tables if one.holds(sheet, row + 1)), None)
    if table is None or not _lacks(table, field, column):
        return cell
    return address(table.bottom, _neighbour(table, field).index)


def _lacks(table: FormTable, field: str, column: int) -> bool:
    """Whether the table has no column of the field; then what is said of it points at the person's name."""
    is_at_name = any(each.index == column for each in table.columns if each.field == _NAME)
    return field in FIELDS and field not in table.fields and is_at_name


def _neighbour(table: FormTable, field: str) -> Column:
    """The column after which it belongs by the order of the fields; the first one where it is the first."""
    before = FIELDS[: FIELDS.index(field)]
    told = [column for column in table.columns if column.field in before]
    return max(told, key=lambda column: (before.index(column.field), column.index), default=table.columns[0])

"""A column that a table lacks is asked for once, at the heading beside which it belongs, and not at every person."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.kinds import told
from pipeline.model.documents import Document
from pipeline.model.fields import FIELDS
from pipeline.publish.units.answer import Question
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.text.addresses import address, place_of

_NAME = "name"  # at whose cell a finding points that has no cell of its own


def at_headings(document: Document, asked: Sequence[Question]) -> tuple[Question, ...]:
    """What is asked, with blanks under no heading moved to the one that they should have stood beside."""
    tables = told(document).seen.tables
    return tuple(_moved(each, tables) for each in asked)


def _moved(asked: Question, tables: Sequence[FormTable]) -> Question:
    row, column = place_of(asked.marking.cell)
    table = next((one for one in tables if one.holds(asked.marking.sheet, row + 1)), None)
    if not asked.is_blank or table is None or not _lacks(table, asked.field, column):
        return asked
    cell = address(table.bottom, _neighbour(table, asked.field).index)
    return asked._replace(marking=asked.marking._replace(cell=cell), line=asked.line._replace(cell=cell))


def _lacks(table: FormTable, field: str, column: int) -> bool:
    """Whether the table has no column of the field; then what is said of it points at the person's name."""
    return field in FIELDS and field not in table.fields and _is_at(table, _NAME, column)


def _is_at(table: FormTable, field: str, column: int) -> bool:
    return any(each.index == column for each in table.columns if each.field == field)


def _neighbour(table: FormTable, field: str) -> Column:
    """The column after which it belongs by the order of the fields; the first one where it is the first."""
    before = FIELDS[: FIELDS.index(field)]
    told = [column for column in table.columns if column.field in before]
    return max(told, key=lambda column: (before.index(column.field), column.index), default=table.columns[0])

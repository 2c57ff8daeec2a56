"""Rows that begin with a number under headings that ask for none: all cells stand one column to the right."""

from __future__ import annotations

from pipeline.model.statements import Found
from pipeline.recognise.columns.evidence import holds, only
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import squash


def move_shifted(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, all moved one to the right behind a number where names and phones show that they stand there."""
    name, phone = only(table.fields, "name"), only(table.fields, "phone")
    if "number" in table.fields or name is None or phone is None or holds(table, phone, "phone", tools.looks):
        return table.columns
    first = next((line for line in table.grid.rows[table.bottom + 1 : table.end] if any(line)), [])
    if len(first) <= table.left or not tools.form.cells["number"](squash(first[table.left])):
        return table.columns
    beside = [(column.at(column.index + 1), column.field) for column in (name, phone)]
    if not all(holds(table, column, field, tools.looks) for column, field in beside):
        return table.columns
    moved = [column.at(column.index + 1) for column in table.columns]
    return [Column(table.left, "field", "", "number", found=Found.CONTENT), *moved]

"""People in hidden rows, columns or sheets: read like all others, and said."""

from __future__ import annotations

from pipeline.model.statements import Person, Problem, first_cell
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.words.form import Form
from pipeline.text.addresses import address


def note_hidden(people: list[Person], row: BodyRow, context: RowContext) -> list[Person]:
    """The people as they are; hidden-rows for each hidden row that tells of somebody, once for a hidden column or
    sheet."""
    if context.hidden_told and row.number not in context.hidden_rows:  # nearly always
        return people
    if about := _what_hides(row, context):
        cell = first_cell(row.fields)
        context.result.problems.append(Problem("hidden-rows", context.grid.sheet.name, cell, "", about))
    return people


def hidden_card(grid: Grid, row: int, form: Form) -> list[Problem]:
    """hidden-rows for a card of one person that begins in a hidden row, or stands on a hidden sheet."""
    sheet, about = grid.sheet, form.about
    hides = about.sheet if sheet.hidden else about.row if row in sheet.hidden_rows else ""
    return [Problem("hidden-rows", sheet.name, address(row, 0), "", hides)] if hides else []


def _what_hides(row: BodyRow, context: RowContext) -> str:
    """The word for what hides a row; "" where nothing does. What hides the whole table is said once."""
    sheet, about = context.grid.sheet, context.form.about
    if row.number in sheet.hidden_rows:
        return about.row
    context.hidden_told = True
    if sheet.hidden:
        return about.sheet
    read = {column.index for columns in context.table.fields.values() for column in columns}
    return about.column if read & sheet.hidden_columns else ""

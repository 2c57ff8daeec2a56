"""Rows that go on with the person above them: merged names, text over several rows, a second phone."""

from __future__ import annotations

from pipeline.model.statements import Fate
from pipeline.recognise.rows.row_context import STRONG, BodyRow, RowContext
from pipeline.recognise.sheet.cells import INHERITED


def mark_text(row: BodyRow, context: RowContext) -> Fate | None:
    """二、2015年… under a long text goes on with it, whatever it looks like: no answer, but the row is marked."""
    column, last = row.filled[0][0], context.last
    if row.number and column in context.text_columns and last is not None and context.is_below_text(row.number):
        row.is_text = not _covers_fields(row.number, column, context)
    return None


def _covers_fields(row: int, column: int, context: RowContext) -> bool:
    """Whether the cell is merged over other fields: such a one goes on with no text."""
    _, right = context.grid.span.get((row, column), (row, column))
    return any(column < other.index <= right for other in context.table.columns if other.field)


def read_merged_person(row: BodyRow, context: RowContext) -> Fate | None:
    """A row that the name's merged range reaches: another project of that person, or text that goes on."""
    name = row.fields.get("name")
    if name is None or name.found is not INHERITED or context.last is None or not name.text:
        return None
    project, named = context.projects.take(row.number, context.section_at(row.number))
    if named and project != context.last.project:
        return context.add_person(row, project)
    return _go_on(row, context)


def read_continuation(row: BodyRow, context: RowContext) -> Fate | None:
    """A row without a name that adds to the person above it."""
    if context.last is None or not any(field in row.own for field in STRONG):
        return None
    return _go_on(row, context)


def completes_last(row: BodyRow, context: RowContext) -> bool:
    """Whether a row without number and name, right below a person who has none of its fields, is the rest of that
    person."""
    last = context.last
    if last is None or context.has_number(row.number) or not context.is_below_text(row.number):
        return False
    if any(context.grid.text(row.number, index) for index in context.projects.indexes):
        return False
    return all(not last.fields[field].text for field in row.own if field in last.fields)


def _go_on(row: BodyRow, context: RowContext) -> Fate:
    """Add the row's own texts to the last person's, each on a line of its own."""
    assert context.last is not None
    fields = context.last.fields
    for field in sorted(row.own):
        before = fields.get(field)
        text = row.fields[field].text
        text = f"{before.text}\n{text}" if before is not None and before.text else text
        fields[field] = (before or row.fields[field])._replace(text=text)
    return Fate.PEOPLE

"""Rows that tell of a project and of nobody."""

from __future__ import annotations

from pipeline.model.statements import Fate
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.sheet.grid import filled_count


def read_project_alone(row: BodyRow, context: RowContext) -> Fate | None:
    """A project whose people stand elsewhere (见附表), or that has none. A line over people of a list who name their
    own projects is none."""
    if context.table.is_list and len(row.filled) == 1 and _is_followed(row, context):
        return Fate.NOTE
    _, named = context.projects.take(row.number, context.section_at(row.number), with_person=False)
    if "reference" in row.kinds.values():
        return Fate.REFERENCE
    return Fate.PROJECT_ONLY if named else None


def _is_followed(row: BodyRow, context: RowContext) -> bool:
    """Whether the one text of a row stands among the projects, and one in the same column of the next filled row."""
    grid, column = context.grid, row.filled[0][0]
    below = next((at for at in range(row.number + 1, context.table.end) if filled_count(grid.rows[at])), None)
    return column in context.projects.indexes and below is not None and grid.text(below, column) != ""

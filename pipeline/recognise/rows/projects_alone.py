"""Rows that tell of a project and of nobody."""

from __future__ import annotations

from pipeline.model.statements import Fate
from pipeline.recognise.rows.row_context import BodyRow, RowContext


def read_project_alone(row: BodyRow, context: RowContext) -> Fate | None:
    """A project whose people stand elsewhere (见附表), or that has none."""
    _, named = context.projects.take(row.number, context.section_at(row.number), with_person=False)
    if "reference" in row.kinds.values():
        return Fate.REFERENCE
    return Fate.PROJECT_ONLY if named else None

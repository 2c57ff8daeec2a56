"""Rows that tell of a person: by a name, or without one by what only a person has."""

from __future__ import annotations

from pipeline.model.statements import Fate
from pipeline.recognise.rows.continuations import completes_last
from pipeline.recognise.rows.row_context import STRONG, BodyRow, RowContext
from pipeline.recognise.sheet.cells import INHERITED
from pipeline.recognise.words.form import squash


def read_person(row: BodyRow, context: RowContext) -> Fate | None:
    """A person, with the project of the row and what ditto marks take from the person above."""
    if not (row.is_person or is_person(row, context)):
        return None
    project, _ = context.projects.take(row.number, context.section_at(row.number))
    if "ditto" in row.kinds.values():
        for field in [field for field, kind in row.kinds.items() if kind == "ditto" and field in context.above]:
            row.fields[field] = context.above[field]._replace(found=INHERITED)
    return context.add_person(row, project)


def is_person(row: BodyRow, context: RowContext) -> bool:
    """Whether the row tells of a person of its own; asked once."""
    if row.is_person is None:
        row.is_person = _is_person(row, context)
    return row.is_person


def _is_person(row: BodyRow, context: RowContext) -> bool:
    own = row.own
    if context.table.is_rest:
        return bool(own)
    if "name" in own:
        return len(own) > 1 or _could_be_name(row.fields["name"].text, context)
    if row.kinds.get("name") == "ditto" and own:
        return True
    if not any(field in own for field in STRONG) or completes_last(row, context):
        return False
    return len(own) > 1 or context.has_number(row.number) or context.last is None


def _could_be_name(text: str, context: RowContext) -> bool:
    """Whether a name that stands alone in its row is one, or holds people."""
    tools = context.tools
    return (
        context.form.cells["name"](squash(text)) is not None
        or tools.looks.has_contact(text)
        or len(tools.packed.entries(text)) > 1
    )

"""Two columns whose cells say clearly that each holds what the heading of the other asks for."""

from __future__ import annotations

from pipeline.recognise.columns.evidence import holds, only
from pipeline.recognise.sheet.column import Column, by_field, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools

_PAIRS = (
    *(("name", "phone"), ("company", "project_name")),
    *(("project_name", "project_country"), ("project_type", "project_status")),
    *(("domain", "level"), ("domain", "location")),
)


def swap_columns(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, those of a swapped pair each with the field of the other."""
    columns, fields = table.columns, table.fields
    for one, other in _PAIRS:
        first, second = only(fields, one), only(fields, other)
        if first is None or second is None:
            continue
        if holds(table, first, other, tools.looks) and holds(table, second, one, tools.looks):
            columns = exchanged(columns, [(first, first.by_content(other)), (second, second.by_content(one))])
            fields = by_field(columns)
    return columns

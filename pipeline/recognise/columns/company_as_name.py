"""名称 over nothing but companies, where no column tells the company; a further heading for a name is the project's."""

from __future__ import annotations

from pipeline.recognise.columns.evidence import holds
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools

_FIELD = "project_name"
_SHORT = 2  # characters of a heading that leaves open whose name it asks for


def name_company(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, the short heading for a name as that of the company, and the next such heading as the project's."""
    if "company" in table.fields:
        return table.columns
    named = [column for column in table.columns if _FIELD in (column.field, column.aside) and column.is_plain]
    column = next((column for column in named if len(column.heading) <= _SHORT), None)
    if column is None or not holds(table, column, "company", tools.looks):
        return table.columns
    pairs = [(column, column.by_content("company"))]
    further = next((other for other in named if other is not column), None)
    if further is not None and column.field == _FIELD:
        pairs.append((further, further.named("field", _FIELD, further.found)))
    return exchanged(table.columns, pairs)

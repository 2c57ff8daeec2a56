"""名称 over nothing but companies, where no column tells the company; a further 名称 is the project's."""

from __future__ import annotations

from pipeline.recognise.columns.evidence import holds, only
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import Form, bare

_SHORT = 2  # characters of a heading that leaves open whose name it asks for


def name_company(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, the short heading for a name as that of the company, and the next such heading as the project's."""
    column = only(table.fields, "project_name")
    if "company" in table.fields or column is None or len(bare(column.heading)) > _SHORT:
        return table.columns
    if not holds(table, column, "company", tools.looks):
        return table.columns
    named = [(column, column.by_content("company"))]
    further = next((other for other in table.columns if _is_projects_name(other, tools.form)), None)
    if further is not None:
        named.append((further, further.named("field", "project_name", further.found)))
    return exchanged(table.columns, named)


def _is_projects_name(column: Column, form: Form) -> bool:
    """Whether the heading is a project's name, set aside because another column had that field."""
    word = form.words.get(bare(column.heading))
    return column.kind == "extra" and word is not None and word.field == "project_name"

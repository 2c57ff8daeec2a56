"""Columns that the tool adds from which the form was exported: 审批编号, 发起人姓名, and 当前状态, which is that of the
approval and not that of the project."""

from __future__ import annotations

from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import bare

_FEWEST = 2  # columns that only a tool has


def drop_tool_columns(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, those of the approval without a field, and what was set aside for one of them in its place."""
    form = tools.form
    headings = [bare(column.heading) if column.heading else "" for column in table.columns]
    if sum(form.tool_headings(heading) is not None for heading in headings) < _FEWEST:
        return table.columns
    taken = [
        column
        for column, heading in zip(table.columns, headings, strict=True)
        if column.field and form.tool_states(heading)
    ]
    fields = {column.field for column in taken}
    meant = {column.aside: column for column in reversed(table.columns) if column.aside in fields}
    return exchanged(
        table.columns,
        [(column, column.named("extra", "", column.found)) for column in taken]
        + [(column, column.named("field", field, column.found)) for field, column in meant.items()],
    )

"""Columns that the tool adds from which the form was exported: 审批编号, 发起人姓名, and 当前状态, which is that of the
approval and not that of the project."""

from __future__ import annotations

from pipeline.recognise.columns.evidence import all_show
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import bare, squash

_FEWEST = 2  # columns that only a tool has


def drop_tool_columns(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, those of the approval without a field, and what was set aside for one of them in its place. Where
    nothing was, all that stands in it must be what an approval comes to."""
    form = tools.form
    own = (column for column in table.columns if not column.field and column.heading)
    if sum(form.tool_headings(bare(column.heading)) is not None for column in own) < _FEWEST:
        return table.columns
    meant = {column.aside: column for column in reversed(table.columns) if column.aside}
    pairs: list[tuple[Column, Column]] = []
    for column in table.columns:
        if not column.field or not form.tool_states(bare(column.heading)):
            continue
        other = meant.get(column.field)
        if other is not None or all_show(table, column, lambda text: form.tool_verdicts(squash(text)) is not None):
            pairs.append((column, column.named("extra", "", column.found)))
        if other is not None:
            pairs.append((other, other.named("field", column.field, other.found)))
    return exchanged(table.columns, pairs)

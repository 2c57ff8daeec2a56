"""派出工程师（人）: a heading that only holds a word for people, over nothing but numbers, names nobody."""

from __future__ import annotations

from pipeline.recognise.columns.evidence import all_show
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools


def drop_counted_people(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, a doubtful 姓名 over numbers of people as one that the form does not know."""
    counts = [
        (column, column.named("extra", "", column.found))
        for column in table.fields.get("name", [])
        if column.quality < 2 and all_show(table, column, tools.looks.is_count, shortest=1)
    ]
    return exchanged(table.columns, counts)

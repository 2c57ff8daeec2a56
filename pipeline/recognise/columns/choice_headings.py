"""A column whose heading is a choice (资深工程会员) of a field that the table lacks: a tick in it is that choice."""

from __future__ import annotations

from dataclasses import replace

from pipeline.recognise.columns.evidence import TOLD_BY_CONTENT
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.column_headings import bare_choice
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools


def name_choice_headings(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, those whose doubtful heading is a choice as columns of its field."""
    missing = {field for field in TOLD_BY_CONTENT if field not in table.fields}
    doubtful = [column for column in table.columns if column.quality < 2 and column.heading and not column.option]
    named = [
        (column, replace(column, kind="field", field=field, option=bare_choice(column.heading)))
        for column in doubtful
        if column.kind in ("extra", "field", "unlabelled") and (field := tools.looks.choice(column.heading)) in missing
    ]
    return exchanged(table.columns, named)

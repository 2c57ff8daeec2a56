"""Columns that say to which section each row belongs (已外派, 计划外派), under a word of their own or without one."""

from __future__ import annotations

from pipeline.model.statements import Found
from pipeline.recognise.columns.evidence import all_show
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import section_of


def name_section_column(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, unknown ones (类别) whose cells are all words for a section as those of the section."""
    if "section" in table.fields:
        return table.columns
    unknown = [column for column in table.columns if column.kind == "extra" and column.quality < 2]
    named = [
        (column, column.by_content("section")) for column in unknown if all_show(table, column, tools.looks.is_section)
    ]
    return exchanged(table.columns, named)


def add_section_beside(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, and before them the one left of the table that has no heading and names sections beside people."""
    if "section" in table.fields or table.left == 0:
        return table.columns
    column = Column(table.left - 1, "field", "", "section", found=Found.CONTENT)
    if all_show(table, column, lambda text: section_of(text, tools.form) != ""):
        return [column, *table.columns]
    return table.columns

"""Columns that say to which section each row belongs (已外派, 计划外派), under a word of their own or without one."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model.statements import Found, Typed
from pipeline.recognise.columns.evidence import all_show, first_texts, own_texts
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import said_section
from pipeline.recognise.words.samples import is_marked_sample, is_printed_sample

_KNOWN = 2
"""Quality of a heading that the form knows: 备注 and the like."""
_WIDE = ("project_type", "project_status", "level")
"""Fields with words that ask for any kind of thing: 类型, 状态, 类别."""
_LONGEST = 12
_HALF, _MOST = 0.5, 0.6


def name_section_column(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, the first one without a field (类别, 备注), or of one whose word is as wide (类型), whose cells all
    tell a section as that of the section. Of a column that tells it of everybody most are enough, under a
    heading that the form does not know half of them."""
    if "section" in table.fields:
        return table.columns
    named = [(column, column.by_content("section")) for column in table.columns if _is_of_section(table, column, tools)]
    return exchanged(table.columns, named[:1])


def _is_of_section(table: FormTable, column: Column, tools: Tools) -> bool:
    says = tools.looks.is_section
    if column.field in _WIDE:
        return _tells(table, column, says)
    if column.kind not in ("", "extra"):
        return False
    if column.kind and column.quality < _KNOWN:
        return _mostly_tells(table, column, says, _HALF)
    return _mostly_tells(table, column, says, _MOST) and _is_full(table, column, tools)


def add_section_beside(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, and before or behind them the one right beside the table that has no heading and names sections."""
    if "section" in table.fields:
        return table.columns
    left, right = (
        Column(index, "field", "", "section", found=Found.CONTENT) for index in (table.left - 1, table.right + 1)
    )

    def says(text: str) -> bool:
        return said_section(text, tools.form) != ""

    if table.left > 0 and _tells(table, left, says):
        return [left, *table.columns]
    if right.index < table.grid.width and _tells(table, right, says) and _is_full(table, right, tools):
        return [*table.columns, right]
    return table.columns


def _is_full(table: FormTable, column: Column, tools: Tools) -> bool:
    """Whether a column tells it of everybody: 待派 beside one of several people is a remark on that one."""
    rows = range(table.bottom + 1, table.end)
    return all(table.grid.text(*table.grid.place(row, column.index)) or not _names(table, row, tools) for row in rows)


def _names(table: FormTable, row: int, tools: Tools) -> bool:
    """Whether somebody's name stands in the row: no mark for nobody (/, 暂无, ……), and no sample."""
    name, phone, text, number = (
        table.grid.text(row, columns[0].index) if (columns := table.fields.get(field)) else ""
        for field in ("name", "phone", "experience", "number")
    )
    if not name or tools.cells.kind(name) or is_marked_sample(number, name, tools.form):
        return False
    return not is_printed_sample(name, {"phone": Typed(phone), "experience": Typed(text)}, tools.form)


def _tells(table: FormTable, column: Column, says: Callable[[str], bool]) -> bool:
    """Whether every cell of a column tells a section; nearly always the first ones do not."""
    return all_show(table, column, says) and all(map(says, own_texts(table, column)))


def _mostly_tells(table: FormTable, column: Column, says: Callable[[str], bool], least: float) -> bool:
    """Whether at least this part of a column's cells tells a section, and the others are as short."""
    if not any(map(says, first_texts(table, column))):
        return False
    texts = list(own_texts(table, column))
    return sum(map(says, texts)) >= len(texts) * least and all(len(text) <= _LONGEST or says(text) for text in texts)

"""Columns whose heading is a choice (资深工程会员, 土木) of a field that the table lacks: a tick below it is the
choice."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice

from pipeline.recognise.columns.evidence import ENOUGH
from pipeline.recognise.sheet.column import Column, by_field, exchanged
from pipeline.recognise.sheet.column_headings import bare_choice
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import bare, squash
from pipeline.recognise.words.looks import TOLD_BY_CONTENT

_TICKED = ("level", "domain", "section")
"""Fields whose choices units spread over columns, in words that are headings too (专业): ticks must stand below them.
The level goes first, since 专业 may have been taken for the domain."""
_FEWEST = 2  # headings of choices, one of which alone may be anything
_SHORTEST_ALONE = 4  # characters of one that is ticked for everybody


def name_choice_headings(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, those whose heading is a choice as columns of its field."""
    columns = table.columns
    told = {field for column in columns for field in _choices(column.heading, tools)}
    for field in _TICKED:
        if field in told:
            columns = _spread(columns, field, table, tools)
    doubtful = [column for column in columns if column.quality < 2 and column.heading and not column.option]
    if not doubtful:
        return columns
    fields = by_field(columns)
    missing = {field for field in TOLD_BY_CONTENT if field not in fields}
    named = [
        (column, _chosen(column, field))
        for column in doubtful
        if column.kind in ("extra", "field", "unlabelled") and (field := tools.looks.choice(column.heading)) in missing
    ]
    return exchanged(columns, named)


def _spread(columns: list[Column], field: str, table: FormTable, tools: Tools) -> list[Column]:
    """The columns, those with the choices of a field for headings and nothing but ticks below as columns of it."""
    if any(column.field == field and not _is_choice(column, field, tools) for column in columns):
        return columns
    choices = [column for column in columns if _is_choice(column, field, tools)]
    if len(choices) < _FEWEST and not (choices and _is_everybodys(choices[0], field, table, tools)):
        return columns
    ticked = [column for column in choices if _holds_ticks(table, column, tools)]
    return exchanged(columns, [(column, _chosen(column, field)) for column in ticked])


def _is_everybodys(column: Column, field: str, table: FormTable, tools: Tools) -> bool:
    """Whether the one column of a choice is ticked for everybody: all of them are in 地质工程类."""
    names = table.fields.get("name", [])
    if field == "section" or len(bare(bare_choice(column.heading))) < _SHORTEST_ALONE or not names:
        return False
    lines = [line for line in table.grid.rows[table.bottom + 1 : table.end] if _text(line, names[0].index)]
    return bool(lines) and all(tools.form.cells["ticked"](squash(_text(line, column.index))) for line in lines)


def _text(line: list[str], index: int) -> str:
    return line[index] if index < len(line) else ""


def _is_choice(column: Column, field: str, tools: Tools) -> bool:
    is_open = not column.option and column.kind in ("extra", "field", "unlabelled")
    return is_open and field in _choices(column.heading, tools)


@lru_cache(maxsize=4096)  # the same headings come in every workbook
def _choices(heading: str, tools: Tools) -> tuple[str, ...]:
    """The fields of which a heading is a choice, in their order."""
    return tuple(field for field in _TICKED if heading and _says_choice(heading, field, tools))


def _says_choice(heading: str, field: str, tools: Tools) -> bool:
    choice = bare_choice(heading)
    if field == "section":
        return tools.looks.is_section(choice)
    return tools.looks.common_field(choice) == field or _holds_choice(choice, field, tools)


def _holds_choice(text: str, field: str, tools: Tools) -> bool:
    """申请资深工程会员: the choice, and besides it nothing that changes its meaning."""
    word = tools.looks.common_inside(text).get(field)
    if word is None:
        return False
    before, _, behind = bare(text).partition(word)
    return tools.form.plain(before) is not None and tools.form.tail(behind) is not None


def _holds_ticks(table: FormTable, column: Column, tools: Tools) -> bool:
    """Whether the first cells that hold anything hold ticks, or marks for none; 填表日期 under the table is neither."""
    lines, is_note = table.grid.rows[table.bottom + 1 : table.end], tools.form.cells["note"]
    texts = (line[column.index] for line in lines if column.index < len(line) and line[column.index])
    first = list(islice((text for text in texts if not is_note(squash(text))), ENOUGH))
    told = [text for text in first if not tools.form.cells["blank"](squash(text)) or _is_tick(text, tools)]
    return bool(told) and all(_is_tick(text, tools) for text in told)


def _is_tick(text: str, tools: Tools) -> bool:
    cells, plain = tools.form.cells, squash(text)
    return cells["ticked"](plain) is not None or cells["unticked"](plain) is not None


def _chosen(column: Column, field: str) -> Column:
    return replace(column, kind="field", field=field, option=bare_choice(column.heading), aside="", doubtful=False)

"""A name in two columns, 姓 | 名 or Surname | Given name, where no other column tells the whole of it."""

from __future__ import annotations

from itertools import pairwise

from pipeline.model.statements import Found
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import Form, bare

_FIELD = "name"


def join_surnames(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, those of surname and given name as columns of the name, the given name first: it is looked at where
    a table's names are."""
    pair = next((two for two in pairwise(table.columns) if _are_parts(two, table, tools.form)), None)
    if pair is None or any(column.field == _FIELD and column not in pair for column in table.columns):
        return table.columns
    at = table.columns.index(pair[0])
    in_order = pair if _is(pair[0], tools.form.given, table) else pair[::-1]
    joined = [column.named("field", _FIELD, Found.HEADING) for column in in_order]
    return [*table.columns[:at], *joined, *table.columns[at + 2 :]]


def _are_parts(two: tuple[Column, Column], table: FormTable, form: Form) -> bool:
    """Whether one asks for the surname and the other for the given name."""
    return any(
        _is(one, form.surname, table) and _is(other, form.given, table) for one, other in (two, (two[1], two[0]))
    )


def _is(column: Column, words: frozenset[str], table: FormTable) -> bool:
    """Whether its own heading is one of these words, or the lowest of those over it."""
    return bare(column.heading) in words or bare(table.grid.text(table.bottom, column.index)) in words

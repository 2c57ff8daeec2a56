"""Answers: what the secretary filled into our workbook of questions, as typed.

A sheet is known by its headings, a column by its own, a question by its number: staff may move, sort, rename and delete
what they like. What stands in a cell that is struck through is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice

from pipeline.kinds.published import DECISIONS, FIRST_ROWS, is_headed, key_of
from pipeline.model.decisions import Said
from pipeline.model.documents import Document, Sheet
from pipeline.model.statements import Typed
from pipeline.text.addresses import address
from schemas.layouts.sheet import Column, offers_of, sheet_layout
from schemas.named import NamedTuple

FILLED = "decisions-filled"
"""What is said of one whose mark verifies, filled in or not."""

_TABLES = ("questions", "cases", "decided")
_ASKED, _ANSWER = "asked", "answer"
_FILLED = (_ANSWER, "for_all", "decided_by", "decided_on", "reason")


class _Heading(NamedTuple):
    """Where the headings of a sheet stand: the row, and by what an answer has in it the place of each column, all from
    0."""

    row: int
    columns: Mapping[str, int]


def said_in(document: Document) -> tuple[Said, ...]:
    """Every line of the workbook in which something was filled in that we had left blank."""
    return tuple(said for sheet in document.sheets for said in _said(sheet))


def without_questions(document: Document) -> Document:
    """The document without our sheets, marked or not: nobody is recommended by what we ask."""
    others = [sheet for sheet in document.sheets if not _asks(sheet)]
    if len(others) == len(document.sheets):
        return document
    lists = offers_of(DECISIONS).lists
    return replace(document, sheets=[sheet for sheet in others if sheet.name != lists])


def _asks(sheet: Sheet) -> bool:
    heading = _heading_of(sheet)
    return heading is not None and _ASKED in heading.columns


def _said(sheet: Sheet) -> Iterator[Said]:
    heading = _heading_of(sheet)
    if heading is None:
        return
    headings = sheet.rows[heading.row]
    for row in range(heading.row + 1, len(sheet.rows)):
        asked = _text(sheet, row, heading.columns.get(_ASKED, -1))
        typed = dict.fromkeys(_FILLED, Typed(""))
        for field, column in heading.columns.items():
            if field != _ASKED:
                typed[field] = Typed(_text(sheet, row, column), address(row, column), headings[column])
        if any(each.text for each in typed.values()):
            yield Said(sheet.name, row + 1, asked, **typed)


def _text(sheet: Sheet, row: int, column: int) -> str:
    texts = sheet.rows[row]
    return texts[column] if 0 <= column < len(texts) and (row, column) not in sheet.struck else ""


def _heading_of(sheet: Sheet) -> _Heading | None:
    """The headings of the table that has most of them in a row near the top, and a column for answers."""
    best, most = None, 0
    for row, texts in enumerate(islice(sheet.rows, FIRST_ROWS)):
        if _answers().isdisjoint(texts):  # nearly every row there is
            continue
        keys = list(map(key_of, texts))
        for table in map(_columns, _TABLES):
            known = len(table.keys() & set(keys))
            columns: dict[str, int] = {
                column.said: keys.index(key) for key, column in table.items() if column.said and key in keys
            }
            if known > most and _ANSWER in columns and is_headed(texts, table.keys()):
                best, most = _Heading(row, columns), known
    return best


@cache
def _answers() -> frozenset[str]:
    """The headings of the columns for answers."""
    columns = (column for table in _TABLES for column in _columns(table).values())
    return frozenset(column.heading for column in columns if column.said == _ANSWER)


@cache
def _columns(table: str) -> dict[str, Column]:
    return {key_of(column.heading): column for column in sheet_layout(DECISIONS, table).columns}

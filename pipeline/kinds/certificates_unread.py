"""What was written into our workbook of certificates where nobody reads: in columns of one's own, and in comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.kinds.published import key_of
from pipeline.model.documents import AsidePlace, Document, Sheet
from pipeline.model.statements import Filled, Problem, Typed
from pipeline.text.addresses import address, place_of
from schemas.layouts.sheet import sheet_layout
from schemas.results import results_file

_TABLES = ("certificates", "new")


def unread_in(document: Document, lines: Sequence[Filled]) -> Iterator[Problem]:
    """A problem for each sheet on which something is not read; `lines` are those that are. Only places are told."""
    words = results_file().words
    for sheet in document.sheets:
        own = [line for line in lines if line.sheet == sheet.name]
        if told := [*_columns(sheet, own), *_comments(sheet)] if own else []:
            yield Problem("certificate-unread", sheet.name, _first(own[0]).cell, sheet.name, words.between.join(told))


def _columns(sheet: Sheet, lines: Sequence[Filled]) -> Iterator[str]:
    top = _top(sheet, lines[0])
    known = {key_of(column.heading) for table in _TABLES for column in sheet_layout("certificates", table).columns}
    rows = [sheet.rows[line.row - 1] for line in lines]
    for place in range(max(map(len, rows))):
        heading = sheet.rows[top][place] if place < len(sheet.rows[top]) else ""
        count = sum(bool(text) for row in rows for text in row[place : place + 1])
        if count and key_of(heading) not in known:
            yield results_file().unread.column.format(cell=address(top, place), heading=heading, count=count)


def _first(line: Filled) -> Typed:
    return next(iter(line.cells.values()))


def _top(sheet: Sheet, line: Filled) -> int:
    """The row of the headings, which the cells of a line have."""
    cell = _first(line)
    column = place_of(cell.cell)[1]
    return next(row for row, texts in enumerate(sheet.rows) if texts[column : column + 1] == [cell.heading])


def _comments(sheet: Sheet) -> Iterator[str]:
    words = results_file().unread
    if cells := [each.cell for each in sheet.beside if each.place == AsidePlace.COMMENT and each.text]:
        yield words.comment.format(cells=words.listed.join(cells))

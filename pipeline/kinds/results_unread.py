"""What a society wrote into its workbook where nobody reads: beside the columns that we asked it to fill in.

Told is what may be a result: a comment, and what holds a word of results or the name of somebody in the workbook. Only
places are told, no texts: what stands there is about people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from pipeline.kinds.beside import column_told, columns, comments_told
from pipeline.kinds.correction import without_ours
from pipeline.kinds.published import FIRST_ROWS, RESULTS, headings_of, is_headed, key_of
from pipeline.model.documents import AsidePlace, Document, Sheet
from pipeline.model.results import Returned
from pipeline.model.statements import Problem
from pipeline.text import seal
from schemas.layouts.intake import intake_file
from schemas.results import results_file

_TABLES = ("people", "typed", "changes")


def unread_in(document: Document, lines: Sequence[Returned]) -> Iterator[Problem]:
    """A problem for each sheet of the workbook on which something is not read; `lines` are those that are."""
    own = without_ours(document)
    names = {line.name.text for line in lines if len(line.name.text) > 1}
    for sheet in own.document.sheets:
        if told := list(_told(sheet, [line for line in lines if line.sheet == sheet.name], names)):
            yield Problem("result-unread", sheet.name, "", sheet.name, results_file().words.between.join(told))
    for each in own.problems:
        about = results_file().unread.cell.format(cell=each.cell)
        yield Problem("result-unread", each.sheet, each.cell, each.sheet, about)


def _told(sheet: Sheet, lines: Sequence[Returned], names: set[str]) -> Iterator[str]:
    words, table = results_file().unread, _table_of(sheet)
    if table and table[0] == "people":
        yield from _beside_lines(sheet, table[1], lines, names)
    elif table is None and not _is_ours(sheet) and any(_tells(text, names) for row in sheet.rows for text in row):
        yield words.sheet
    yield from comments_told(sheet, _ASIDES)


_ASIDES = (AsidePlace.COMMENT, AsidePlace.BOX)


def _beside_lines(sheet: Sheet, top: int, lines: Sequence[Returned], names: set[str]) -> Iterator[str]:
    """Of our table of people: columns of the society's own, and what it wrote below; all of it where the headings are
    gone by which it is read."""
    words, headings, filled = results_file().unread, sheet.rows[top], sheet.rows[top + 1 :]
    if not lines:
        if any(map(any, filled)):
            yield words.headings
        return
    people = [sheet.rows[line.row - 1] for line in lines]
    for place, heading, texts in columns(headings, people):
        is_second = key_of(heading) in map(key_of, headings[:place])
        is_told = any(_tells(text, set()) for text in (heading, *texts))
        if is_second if key_of(heading) in _known() else is_told:
            yield column_told(top, place, heading, len(texts))
    own = {line.row - 1 for line in lines}
    below = [row for row in range(top + 1, len(sheet.rows)) if row not in own]
    if rows := [str(row + 1) for row in below if any(_tells(text, names) for text in sheet.rows[row])]:
        yield words.rows.format(rows=words.listed.join(rows))


def _table_of(sheet: Sheet) -> tuple[str, int] | None:
    """Which of our tables a sheet holds, and in which row its headings are; None where it is none of them."""
    for top, texts in enumerate(islice(sheet.rows, FIRST_ROWS)):
        said = {key_of(text) for text in texts if text}
        headed = [table for table in _TABLES if is_headed(texts, headings_of(RESULTS, table))]
        if headed:
            return max(headed, key=lambda table: len(said & headings_of(RESULTS, table))), top
    return None


def _is_ours(sheet: Sheet) -> bool:
    file = intake_file()
    return sheet.name in (file.about.sheet, file.offers.lists, seal.SHEET)


def _tells(text: str, names: set[str]) -> bool:
    return any(word in text for word in (*_words(), *names))


@cache
def _words() -> frozenset[str]:
    """Words of results: conclusions, however they are called, and what else speaks of them."""
    file = results_file()
    return frozenset(
        (*file.conclusion, *(also for entry in file.conclusion.values() for also in entry.also), *file.unread.words)
    )


@cache
def _known() -> frozenset[str]:
    """Headings of columns that are read, or were filled in by us."""
    file = results_file()
    return headings_of(RESULTS, "people") | {
        key_of(each) for each in (*file.columns, *(mark.column for mark in file.marks))
    }

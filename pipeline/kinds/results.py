"""Results: what a society filled into the workbook of its people, as typed.

A sheet is known by its headings, a column by its own, a person by its number: the society may sort, filter, move,
rename and delete what it likes. What stands in a cell that is struck through is not said; what stands in one that is
merged down is said of each line that it covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from operator import itemgetter

from pipeline.kinds.cells import answered, typed
from pipeline.kinds.published import FIRST_ROWS, RESULTS, headings_of, is_headed, key_of
from pipeline.kinds.results_unread import unread_in
from pipeline.model.documents import Document, Sheet
from pipeline.model.results import Return, Returned
from schemas.layouts.sheet import sheet_layout
from schemas.results import results_file

_PERSON_ID, _NAME = "person_id", "name"
_ANSWERS = ("stage", "conclusion")
"""A sheet of people has one of these; that of what the units typed has none."""
_TABLES = ("people", "typed", "changes")
_UNTOLD = (_NAME, "route_reason")  # the one is told of the person, the other is our own affair


def returned_in(document: Document) -> Return:
    """Every line about a person in the workbook, filled in or not."""
    lines = tuple(line for sheet in document.sheets for line in _lines(sheet))
    headed = (sheet.name for sheet in document.sheets if any(map(_is_ours, islice(sheet.rows, FIRST_ROWS))))
    sheets = tuple(dict.fromkeys([*headed, *(line.sheet for line in lines)]))
    return Return(lines, sheets, unread=tuple(unread_in(document, lines)))


def _is_ours(row: Sequence[str]) -> bool:
    """Whether a row is the heading of one of our tables of people: of these alone 编号 is one of the columns."""
    if results_file().columns.person_id not in row:
        return False
    return any(is_headed(row, headings_of(RESULTS, table)) for table in _TABLES)


def _lines(sheet: Sheet) -> Iterator[Returned]:
    tops = ((top, _columns(texts)) for top, texts in enumerate(islice(sheet.rows, FIRST_ROWS)))
    top, columns = next(filter(itemgetter(1), tops), (0, {}))
    for row in range(top + 1, len(sheet.rows) if columns else 0):
        answers = {key: answered(sheet, top, row, place) for key, place in columns.items()}
        ours = {
            heading: typed(sheet, top, row, place)
            for place, heading in enumerate(map(key_of, sheet.rows[top]))
            if heading in _ours()
        }
        line = Returned(sheet.name, row + 1, answers.pop(_PERSON_ID), answers.pop(_NAME), answers, ours)
        if line.person_id.text or line.name.text or line.is_filled:
            yield line


def _columns(texts: Sequence[str]) -> dict[str, int]:
    """Where each column stands that the society fills, with number and name; nothing where the row is no heading."""
    keys = list(map(key_of, texts))
    known = {_headings()[key]: keys.index(key) for key in keys if key in _headings()}
    is_heading = _PERSON_ID in known and _NAME in known and any(answer in known for answer in _ANSWERS)
    return known if is_heading else {}


@cache
def _headings() -> dict[str, str]:
    """Heading → key of the column."""
    file = results_file()
    marks = {key_of(mark.column): mark.field for mark in file.marks}
    return {key_of(heading): key for key, heading in file.columns._asdict().items()} | marks


@cache
def _ours() -> dict[str, str]:
    """The headings of what we fill in ourselves, → the column of people that fills it."""
    columns = sheet_layout(RESULTS, "people").columns
    own = {key_of(each.heading): each.source for each in columns if not each.input and each.tells}
    return {heading: source for heading, source in own.items() if source not in _UNTOLD}


def source_of(heading: str) -> str:
    """The column of people with which we fill a column of that heading."""
    return _ours()[heading]

"""Certificates: what was filled into our workbook of certificates, as typed.

A sheet is known by its headings, a column by its own, a certificate by its number: who fills it in may sort, filter,
move, rename and delete. What stands in a cell that is struck through is not said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from operator import itemgetter

from pipeline.kinds.cells import answered, typed
from pipeline.kinds.published import CERTIFICATES, FIRST_ROWS, PUBLISHED, is_headed, key_of
from pipeline.model.documents import Document, Sheet
from pipeline.model.statements import Filled, Person
from schemas.layouts.sheet import sheet_layout

EVENT = "event"
"""The column that only lines about certificates have which are there; those of new ones have none."""

_TABLES = (*PUBLISHED[CERTIFICATES].tables, "events")
WHOSE = ("certificate_no", "person_id", "name")
"""Of which certificate and of whom a line is: ours where one is there, and told by who writes in a new one."""


def certificate_lines(document: Document) -> tuple[Filled, ...]:
    """Every line about a certificate, filled in or not; of new ones those in which something stands."""
    return tuple(line for sheet in document.sheets for line in _lines(sheet))


def is_filled(line: Filled) -> bool:
    """Whether anything was written into the columns that we had left blank."""
    return any(line.text(key) for key in line.cells if _is_told(key, line.cells))


def _is_told(key: str, columns: Collection[str]) -> bool:
    """Whether we had left a column blank of a table with these."""
    return not key.startswith("given_") and (key not in WHOSE or EVENT not in columns)


def are_in_ours(people: Iterable[Person], document: Document) -> bool:
    """Whether all of these people stand in sheets of the workbook itself: nobody is recommended by those."""
    ours = {sheet.name for sheet in document.sheets if any(map(_is_ours, islice(sheet.rows, FIRST_ROWS)))}
    return {person.sheet for person in people} <= ours


def _is_ours(row: Sequence[str]) -> bool:
    """Whether a row heads one of our tables, of which that of hours has a layout of its own."""
    tables = [*((CERTIFICATES, table) for table in _TABLES), ("hours", "hours")]
    return any(is_headed(row, _columns(*table).keys()) for table in tables)


def headed(sheet: Sheet) -> tuple[int, Mapping[str, int]]:
    """In which row the headings of a sheet are, and where each column stands that tells something; none where none
    does."""
    tops = ((top, _places(texts)) for top, texts in enumerate(islice(sheet.rows, FIRST_ROWS)))
    return next(filter(itemgetter(1), tops), (0, {}))


def _lines(sheet: Sheet) -> Iterator[Filled]:
    top, columns = headed(sheet)
    for row in range(top + 1, len(sheet.rows) if columns else 0):
        cells = {
            key: (answered if _is_told(key, columns) else typed)(sheet, top, row, place)
            for key, place in columns.items()
        }
        if any(each.text for each in cells.values()):
            yield Filled(sheet.name, row + 1, cells)


def _places(texts: Sequence[str]) -> dict[str, int]:
    """Where each column stands that tells something; nothing where the row heads none of our tables, or that of what
    happened, which tells us nothing. The table is the one that has most of them, and least beside."""
    keys = list(map(key_of, texts))
    layouts = (_columns(CERTIFICATES, table) for table in _TABLES)
    tables = [columns for columns in layouts if is_headed(texts, columns.keys())]
    best = max(tables, key=lambda columns: (len(columns.keys() & set(keys)), -len(columns)), default={})
    return {said: keys.index(heading) for heading, said in best.items() if said and heading in keys}


@cache
def _columns(layout: str, table: str) -> Mapping[str, str]:
    """Heading → what a column tells, "" for nothing."""
    return {key_of(column.heading): column.said for column in sheet_layout(layout, table).columns}

"""The sheets of the settings workbook as lines of cells, found by their labels, each cell with its address.

Staff may add columns, move them, leave rows blank and save with WPS: the heading is the first row that holds the labels
of all needed columns of its sheet, and a line is any row below it with something in one of the sheet's columns. A sheet
or a column that a workbook of an earlier version lacks is blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from pipeline.errors import UserError
from pipeline.text.addresses import address
from pipeline.text.clean import cell_text
from pipeline.text.days import written_day
from pipeline.text.fold import fold
from schemas.named import NamedTuple
from schemas.settings import Sheet, settings_file


class Cell(NamedTuple):
    """One cell of the settings workbook; `value` is as the reader gave it, `text` as stored text."""

    sheet: str
    address: str
    value: object
    text: str


Line = Mapping[str, Cell]
"""One row below the heading: the cells of the sheet's own columns by their keys."""


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of the workbook by name, each as rows of values from A1 on; and what was found wrong with it so far,
    as sentences, each once.
    """

    sheets: Mapping[str, list[list[Any]]]
    faults: dict[str, None] = field(default_factory=dict)

    def fault(self, sentence: str, cell: Cell, **words: object) -> None:
        """Something is wrong with a cell: one of [errors] of schemas/settings.toml, to be filled in."""
        place = settings_file().errors.place.format(sheet=cell.sheet, cell=cell.address)
        self.faults[sentence.format(place=place, value=cell.text, **words)] = None

    def unknown(self, cell: Cell, label: str, words: Iterable[str]) -> None:
        """A cell holds none of the words of its column."""
        self.fault(settings_file().errors.word, cell, label=label, near=near(cell.text, words))

    def filled(self, line: Line, sheet: str, *keys: str) -> bool:
        """Whether the cells of a line that must not be blank are filled; each that is not is a fault."""
        blank = [key for key in keys if not line[key].text]
        for key in blank:
            self.fault(settings_file().errors.half_row, line[key], label=settings_file().sheets[sheet].labels[key])
        return not blank

    def complain(self) -> None:
        """Raises UserError (exit code 1) with all that was found wrong, a line for each."""
        if self.faults:
            raise UserError("\n".join(self.faults))


def open_workbook(path: Path) -> Book:
    """Raises UserError for a workbook that cannot be opened."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            names = book.sheet_names
            return Book({name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names})
    except (CalamineError, OSError) as error:
        raise UserError(settings_file().errors.unreadable.format(path=path)) from error


def lines(book: Book, key: str) -> Iterator[Line]:
    """The filled lines of a sheet, by its key in schemas/settings.toml; none of a sheet that is not there, or whose
    heading cannot be found, which is a fault.
    """
    sheet = settings_file().sheets[key]
    name = sheet.called(book.sheets)
    if not name:
        return
    rows = book.sheets[name]
    found = find_heading(rows, sheet)
    if found is None:
        needed = "、".join(column.label for column in sheet.columns if column.needed)
        book.faults[settings_file().errors.no_heading.format(sheet=name, labels=needed)] = None
        return
    for number, values in enumerate(rows[found.row + 1 :], found.row + 1):
        line = {column.key: _cell(name, number, found.columns.get(column.key), values) for column in sheet.columns}
        if any(cell.text for cell in line.values()):
            yield line


class Heading(NamedTuple):
    """Where the heading of a sheet stands: its row, and the columns by their keys, all from 0."""

    row: int
    columns: dict[str, int]


def find_heading(rows: Iterable[Iterable[object]], sheet: Sheet) -> Heading | None:
    """The first row that holds the labels of all needed columns; None where there is none."""
    labels = {column.key: fold(column.label) for column in sheet.columns}
    needed = {labels[column.key] for column in sheet.columns if column.needed}
    for number, row in enumerate(rows):
        found = [fold(cell_text(value)) for value in row]
        if needed <= set(found):
            return Heading(number, {key: found.index(label) for key, label in labels.items() if label in found})
    return None


def _cell(sheet: str, row: int, column: int | None, values: list[Any]) -> Cell:
    """A cell of a line; one of a column that is not there is blank and has the address of the line's first cell."""
    value = values[column] if column is not None and column < len(values) else ""
    return Cell(sheet, address(row, column or 0), value, cell_text(value))


def near(text: str, words: Iterable[str]) -> str:
    """A question after words of a near spelling; empty where there are none."""
    from difflib import get_close_matches

    found = get_close_matches(text, sorted(words), n=3, cutoff=0.5)
    return settings_file().errors.near.format(words="、".join(found)) if found else ""


def day_of(cell: Cell) -> date | None:
    """The day that a cell tells, as a date or in writing; None where it tells none."""
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    return written_day(cell.text)

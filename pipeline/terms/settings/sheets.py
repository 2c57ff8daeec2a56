"""The sheets of the settings workbook as lines of cells, found by their labels, each cell with its address.

Staff may add columns, move them, leave rows blank and save with WPS: a heading row is any row that holds all the labels
of its sheet, and a line is any row below it with something in one of those columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

import schemas
from pipeline.errors import UserError
from pipeline.text.clean import cell_text
from pipeline.text.fold import fold


class Cell(NamedTuple):
    """One cell of the settings workbook; `value` is as the reader gave it, `text` as stored text."""

    sheet: str
    address: str
    value: object
    text: str


Line = Mapping[str, Cell]
"""One row below the heading: the cells of the sheet's own columns by their keys."""

Book = Mapping[str, list[list[Any]]]
"""The sheets of the workbook by name, each as rows of values from A1 on."""


def labels(sheet: str) -> dict[str, str]:
    """The headings of a sheet of schemas/settings.toml by the keys of its columns."""
    return {column["key"]: column["label"] for column in schemas.table("settings")[sheet]["columns"]}


def fault(error: str, cell: Cell | None = None, **words: object) -> UserError:
    """What is wrong with the workbook, as one sentence: [errors] of schemas/settings.toml, filled in."""
    place = f"设置工作簿“{cell.sheet}”表 {cell.address}" if cell else ""
    value = cell.text if cell else ""
    return UserError(schemas.table("settings")["errors"][error].format(place=place, value=value, **words))


def open_workbook(path: Path) -> Book:
    """Raises UserError for a workbook that cannot be opened."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError) as error:
        raise fault("unreadable", path=path) from error


def lines(book: Book, sheet: str) -> Iterator[Line]:
    """The filled lines of a sheet, by its key in schemas/settings.toml. Raises UserError where it has no heading."""
    name, keys = schemas.table("settings")[sheet]["sheet"], labels(sheet)
    if name not in book:
        raise fault("no_sheet", sheet=name)
    heading, columns = _heading(book[name], name, keys)
    for number, values in enumerate(book[name][heading + 1 :], heading + 1):
        line = {key: _cell(name, number, column, values) for key, column in columns.items()}
        if any(cell.text for cell in line.values()):
            yield line


def _heading(rows: list[list[Any]], sheet: str, keys: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """The number of the heading row, and the column of each key."""
    wanted = {key: fold(label) for key, label in keys.items()}
    for number, row in enumerate(rows):
        found = [fold(cell_text(value)) for value in row]
        if set(wanted.values()) <= set(found):
            return number, {key: found.index(label) for key, label in wanted.items()}
    raise fault("no_heading", sheet=sheet, labels="、".join(keys.values()))


def _cell(sheet: str, row: int, column: int, values: list[Any]) -> Cell:
    value = values[column] if column < len(values) else ""
    return Cell(sheet, xl_rowcol_to_cell(row, column), value, cell_text(value))


def filled(line: Line, key: str, sheet: str) -> Cell:
    """The cell of a line that must not be blank. Raises UserError where it is."""
    if not line[key].text:
        raise fault("half_row", line[key], label=labels(sheet)[key])
    return line[key]


def unknown(cell: Cell, label: str, words: Iterable[str]) -> UserError:
    """What to say of a cell that holds none of the words of its column."""
    return fault("word", cell, label=label, near=near(cell.text, words))


def near(text: str, words: Iterable[str]) -> str:
    """A question after words of a near spelling; empty where there are none."""
    found = get_close_matches(text, sorted(words), n=3, cutoff=0.5)
    question: str = schemas.table("settings")["errors"]["near"]
    return question.format(words="、".join(found)) if found else ""

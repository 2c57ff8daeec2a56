"""Adds to a settings workbook of an earlier version what it lacks: sheets, columns, lines that we give, words of lists.

Everything comes from the workbook as it is made today, cell by cell with its look, and is added below or to the right
of what is there. What staff typed, their columns and their widths stay; the workbook as it was is kept beside it, since
a few things that office programs know (pictures among them) do not pass through openpyxl.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import UserError
from pipeline.publish.desk.settings_copying import copy_cell, copy_choice, copy_colours, copy_own_choice, copy_sheet
from pipeline.publish.desk.settings_workbook import list_of, write_settings_workbook
from pipeline.publish.paper.disk import seal, sentences
from pipeline.terms.settings.sheets import find_heading, lines, open_workbook
from pipeline.text.clean import cell_text
from pipeline.text.fold import fold
from pipeline.wall import Fallen, attempt
from schemas.named import NamedTuple
from schemas.settings import Column, Sheet, settings_file


class _Page(NamedTuple):
    """A sheet of a workbook and where its own lines and columns stand, from 1."""

    cells: Worksheet
    sheet: Sheet
    heading: int
    columns: dict[str, int]

    def column(self, key: str) -> list[str]:
        """The texts of a column below the heading."""
        rows = range(self.heading + 1, self.cells.max_row + 1)
        return [cell_text(self.cells.cell(row, self.columns[key]).value or "") for row in rows]

    def row_of(self) -> dict[str, int]:
        """The row of each line by what identifies it; nothing where the program gives no lines."""
        key = next((column.key for column in self.sheet.columns if column.identifies), "")
        if not key:
            return {}
        rows = {fold(text): row for row, text in enumerate(self.column(key), self.heading + 1)}
        return {text: row for text, row in rows.items() if text}


def grow_settings_workbook(path: Path) -> list[str]:
    """Add what the workbook lacks; gives a line for each thing that was added, none where nothing was and the file is
    untouched. Raises UserError where the workbook cannot be read or a heading of it cannot be found.
    """
    found = open_workbook(path)
    for key in settings_file().sheets:
        next(lines(found, key), None)
    found.complain()
    book = attempt(lambda: load_workbook(path))
    if isinstance(book, Fallen):
        raise UserError(settings_file().errors.unreadable.format(path=path)) from book.error
    with TemporaryDirectory() as folder:
        fresh = Path(folder) / path.name
        write_settings_workbook(fresh)
        added = list(_grown(book, load_workbook(fresh)))
    if added:
        _save(book, path)
    return added


def kept_beside(path: Path) -> Path:
    """Where the workbook as it was is kept."""
    return path.with_name(settings_file().kept)


def _save(book: Workbook, path: Path) -> None:
    aside = path.with_name(f".{path.name}.partial")
    try:
        with sentences(path):
            book.save(aside)
            seal(aside)
            shutil.copyfile(path, kept_beside(path))
            seal(kept_beside(path))
            aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _grown(book: Workbook, fresh: Workbook) -> Iterator[str]:
    words = settings_file().setup
    for number, sheet in enumerate(settings_file().sheets.values()):
        name = sheet.called(book.sheetnames)
        if not name:
            copy_sheet(fresh[sheet.sheet], book.create_sheet(sheet.sheet, _place(book, number)))
            yield words.sheet.format(sheet=sheet.sheet)
        else:
            own, new = _page(book[name], sheet), _page(fresh[sheet.sheet], sheet)
            yield from _columns(own, new)
            yield from _lists(own, new) if sheet.lists else _lines(own, new)
        if sheet.lists:
            _name_lists(book, _page(book[name or sheet.sheet], sheet))


def _place(book: Workbook, number: int) -> int:
    """Behind the last of our sheets that stand before the one of this number."""
    before = [sheet.called(book.sheetnames) for sheet in list(settings_file().sheets.values())[:number]]
    return max((book.sheetnames.index(name) + 1 for name in before if name), default=0)


def _page(cells: Worksheet, sheet: Sheet) -> _Page:
    found = find_heading(cells.iter_rows(values_only=True), sheet)
    if found is None:
        raise UserError(settings_file().errors.no_heading.format(sheet=sheet.sheet, labels="、".join(sheet.labels)))
    return _Page(cells, sheet, found.row + 1, {key: place + 1 for key, place in found.columns.items()})


def _columns(own: _Page, new: _Page) -> Iterator[str]:
    for column in own.sheet.columns:
        if column.key not in own.columns:
            own.columns[column.key] = _last_column(own.cells) + 1
            _add_column(own, new, column)
            yield settings_file().setup.column.format(sheet=own.sheet.sheet, label=column.label)
        elif copy_choice(new.cells, new.columns[column.key], own.cells, own.columns[column.key], literal=True):
            yield settings_file().setup.list.format(sheet=own.sheet.sheet, label=column.label)


def _add_column(own: _Page, new: _Page, column: Column) -> None:
    """A column to the right of all others: its heading, its width, and on each line what we would write there."""
    there, here = new.columns[column.key], own.columns[column.key]
    copy_cell(new.cells.cell(new.heading, there), own.cells.cell(own.heading, here))
    own.cells.column_dimensions[get_column_letter(here)].width = column.width
    for row in range(own.heading + 1, own.cells.max_row + 1):
        copy_cell(new.cells.cell(new.heading + 1, there), own.cells.cell(row, here), value=False)
    for identity, row in own.row_of().items():
        if line := new.row_of().get(identity):
            _copy(new, line, own, row, column.key)
    copy_choice(new.cells, there, own.cells, here)


def _lines(own: _Page, new: _Page) -> Iterator[str]:
    """The lines that we give and that are not there, below the last that is."""
    there = own.row_of()
    for identity, line in new.row_of().items():
        if identity in there:
            continue
        row = max(_last_row(own.cells), own.heading) + 1
        for key in own.columns:
            _copy(new, line, own, row, key)
        own.cells.row_dimensions[row].height = new.cells.row_dimensions[line].height
        key = next(column.key for column in own.sheet.columns if column.identifies)
        shown = new.cells.cell(line, new.columns[key]).value
        yield settings_file().setup.row.format(sheet=own.sheet.sheet, row=shown)


def _copy(new: _Page, line: int, own: _Page, row: int, key: str) -> None:
    source, target = new.cells.cell(line, new.columns[key]), own.cells.cell(row, own.columns[key])
    copy_cell(source, target)
    copy_colours(new.cells, source.coordinate, own.cells, target.coordinate)
    copy_own_choice(new.cells, source.coordinate, own.cells, target.coordinate)


def _lists(own: _Page, new: _Page) -> Iterator[str]:
    """The words behind the drop-downs are ours: a list that differs is written anew."""
    for column in own.sheet.columns:
        words, there = list_of(column), own.column(column.key)
        before = [text for text in there if text]
        if before == words:
            continue
        for number in range(max(len(words), len(there))):
            cell = own.cells.cell(own.heading + 1 + number, own.columns[column.key])
            if number < len(words):
                copy_cell(new.cells.cell(new.heading + 1 + number, new.columns[column.key]), cell)
            else:
                cell.value = None
        if before:  # else the column was added just now, and that is told
            yield settings_file().setup.list.format(sheet=own.sheet.sheet, label=column.label)


def _name_lists(book: Workbook, page: _Page) -> None:
    """The names by which the drop-downs find their lists."""
    for column in page.sheet.columns:
        letter, first = get_column_letter(page.columns[column.key]), page.heading + 1
        area = f"{quote_sheetname(page.sheet.sheet)}!${letter}${first}:${letter}${page.heading + len(list_of(column))}"
        book.defined_names[column.label] = DefinedName(column.label, attr_text=area)


def _last_row(cells: Worksheet) -> int:
    return max((cell.row for row in cells.iter_rows() for cell in row if cell.value not in (None, "")), default=0)


def _last_column(cells: Worksheet) -> int:
    return max((cell.column for row in cells.iter_rows() for cell in row if cell.value not in (None, "")), default=0)

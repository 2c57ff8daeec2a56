"""The fallback reader of .xlsx: openpyxl, ten times slower, for the few packages that calamine cannot read (UTF-16
parts, relations in unusual places)."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.model.documents import Sheet
from pipeline.read.grid import Grid
from pipeline.text.clean import cell_text

if TYPE_CHECKING:
    from openpyxl.worksheet.dimensions import ColumnDimension


def read_xlsx(data: bytes) -> list[Sheet]:
    """The worksheets, with the values that formulas had when the workbook was saved."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what saving would lose
        book = load_workbook(BytesIO(data), data_only=True)
    return [_sheet(sheet) for sheet in book.worksheets]


def _sheet(sheet: Worksheet) -> Sheet:
    grid = Grid()
    for (row, column), cell in sheet._cells.items():  # sparse; the public API lays out all cells up to XFD1048576
        grid.put(row - 1, column - 1, "" if cell.value is None else cell_text(cell.value))
    areas = (area.bounds for area in sheet.merged_cells.ranges)
    grid.merges = sorted((top - 1, left - 1, bottom - 1, right - 1) for left, top, right, bottom in areas)
    rows = [number - 1 for number, dimension in sheet.row_dimensions.items() if dimension.hidden]
    columns = [column for each in sheet.column_dimensions.values() if each.hidden for column in _columns(each)]
    made = grid.sheet(sheet.title, rows, columns)
    made.hidden = sheet.sheet_state != "visible"
    return made


def _columns(dimension: ColumnDimension) -> range:
    return range((dimension.min or 1) - 1, dimension.max or 0)

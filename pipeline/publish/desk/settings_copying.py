"""Cells and sheets from one workbook into another, with their look, drop-downs and colours: openpyxl copies only within
one workbook.
"""

from __future__ import annotations

from copy import copy

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_LOOK = ("font", "fill", "border", "alignment", "number_format", "protection")
_LAST = 1000  # drop-downs reach as far down


def copy_cell(source: Cell | MergedCell, target: Cell | MergedCell, *, value: bool = True) -> None:
    """Look and, unless it is not wanted, value; one cell of a merged area holds its value, the others only a look."""
    if source.has_style:
        for part in _LOOK:
            setattr(target, part, copy(getattr(source, part)))
    if value and isinstance(target, Cell):
        target.value = source.value


def copy_colours(source: Worksheet, there: str, target: Worksheet, here: str) -> None:
    """The conditional formats that are for this one cell."""
    for area in source.conditional_formatting:
        if str(area.sqref) == there:
            for rule in area.rules:
                target.conditional_formatting.add(here, copy(rule))


def copy_own_choice(source: Worksheet, there: str, target: Worksheet, here: str) -> None:
    """The drop-down that is for this one cell."""
    for choice in source.data_validations.dataValidation:
        if str(choice.sqref) == there:
            made = copy(choice)
            made.sqref = MultiCellRange(here)
            target.add_data_validation(made)


def copy_choice(source: Worksheet, there: int, target: Worksheet, here: int, *, literal: bool = False) -> bool:
    """The drop-down or check of a column; whether there was one to be copied.

    `literal`: only a list of words in place of another list of words, where the two differ.
    """
    wanted, present = _choice(source, there), _choice(target, here)
    if wanted is None:
        return False
    if literal:
        if present is None or not _is_literal(wanted) or wanted.formula1 == present.formula1:
            return False
        present.formula1 = wanted.formula1
        return True
    made, letter = copy(wanted), get_column_letter(here)
    made.sqref = MultiCellRange(f"{letter}{_first(wanted)}:{letter}{_LAST}")
    target.add_data_validation(made)
    return True


def _choice(cells: Worksheet, column: int) -> DataValidation | None:
    every = cells.data_validations.dataValidation
    return next((one for one in every if any(area.min_col == column for area in one.sqref.ranges)), None)


def _is_literal(choice: DataValidation) -> bool:
    return choice.type == "list" and str(choice.formula1).startswith('"')


def _first(choice: DataValidation) -> int:
    return int(min(area.min_row for area in choice.sqref.ranges))


def copy_sheet(source: Worksheet, target: Worksheet) -> None:
    """A whole sheet: cells, sizes, merged areas, drop-downs, colours, and how it is shown and printed."""
    for number, row in enumerate(source.iter_rows(), 1):
        for place, cell in enumerate(row, 1):
            copy_cell(cell, target.cell(number, place))
    for area in source.merged_cells.ranges:
        target.merge_cells(area.coord)
    for letter, column in source.column_dimensions.items():
        target.column_dimensions[letter].width = column.width
    for number, line in source.row_dimensions.items():
        target.row_dimensions[number].height = line.height
    for choice in source.data_validations.dataValidation:
        target.add_data_validation(copy(choice))
    for area in source.conditional_formatting:
        for rule in area.rules:
            target.conditional_formatting.add(str(area.sqref), copy(rule))
    target.freeze_panes = source.freeze_panes
    target.sheet_view.showGridLines = source.sheet_view.showGridLines
    _copy_print_set_up(source, target)


def _copy_print_set_up(source: Worksheet, target: Worksheet) -> None:
    target.page_setup.orientation = source.page_setup.orientation
    target.page_setup.paperSize = source.page_setup.paperSize
    target.page_setup.fitToHeight = source.page_setup.fitToHeight
    target.sheet_properties.pageSetUpPr = copy(source.sheet_properties.pageSetUpPr)
    target.print_title_rows = source.print_title_rows
    target.HeaderFooter = copy(source.HeaderFooter)
    target.page_margins = copy(source.page_margins)

"""待决事项.xlsx as a person treats it: opened, filled in, saved; and what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.layouts.sheet import sheet_layout

NUMBERS = ("事项编号", "决定编号")
SHEETS = ("待决事项", "未结事项", "已决事项")


def fill(path: Path, answers: Mapping[str, Mapping[str, Any]], target: Path | None = None) -> None:
    """Fill in cells by the number of the row and the heading of the column, and save, in place or elsewhere. Raises
    KeyError for a number or a heading that is not there."""
    book = openpyxl.load_workbook(path, rich_text=True)
    for number, values in answers.items():
        sheet, row = row_of(book, number)
        for heading, value in values.items():
            sheet.cell(row, headings(sheet)[heading]).value = value
    book.save(target or path)


def row_of(book: Workbook, number: str) -> tuple[Worksheet, int]:
    """The sheet and the row in which a question or a decision stands. Raises KeyError."""
    for sheet in map(book.__getitem__, set(SHEETS) & set(book.sheetnames)):
        column = next(place for name, place in headings(sheet).items() if name in NUMBERS)
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, column).value == number:
                return sheet, row
    raise KeyError(number)


def headings(sheet: Worksheet) -> dict[str, int]:
    """The columns, from 1, by what stands in the first row."""
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value}


def lines_of(path: Path, sheet: str) -> list[dict[str, Any]]:
    """What stands in a sheet, by heading; blank cells are "". None of a sheet that says that it has no lines."""
    book = openpyxl.load_workbook(path)
    rows = book[sheet].iter_rows(min_row=2, values_only=True)
    names = list(headings(book[sheet]))
    lines = [dict(zip(names, (value or "" for value in row), strict=False)) for row in rows]
    return [line for line in lines if line.keys() & set(NUMBERS) and any(line.get(name) for name in NUMBERS)]


def choices(path: Path, number: str) -> list[str]:
    """The drop-down of the row in the column 决定: what its formula finds on the hidden sheet."""
    book = openpyxl.load_workbook(path)
    sheet, row = row_of(book, number)
    cell = sheet.cell(row, headings(sheet)["决定"]).coordinate
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
    first = str(rule.sqref).partition(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    number_cell = f"${openpyxl.utils.get_column_letter(headings(sheet)['事项编号'])}{first}"
    lists = "可选决定"
    assert rule.formula1 == (
        f"OFFSET({lists}!$B$1,MATCH({number_cell},{lists}!$A:$A,0)-1,0,COUNTIF({lists}!$A:$A,{number_cell}),1)"
    )
    return [label for own, label in book[lists].iter_rows(values_only=True) if own == number]


def headings_of(table: str) -> list[str]:
    """The headings of a sheet of schemas/layouts/decisions.toml."""
    return [column.heading for column in sheet_layout("decisions", table).columns]

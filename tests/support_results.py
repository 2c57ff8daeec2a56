"""A society's workbook as the society treats it: opened, filled in, saved, sent back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

PEOPLE = "人员名单"


def filled_in(
    path: Path, answers: Mapping[str, Mapping[str, Any]], edit: Callable[[Workbook], None] | None = None
) -> bytes:
    """The workbook with cells filled in by name of the person and heading of the column. Raises KeyError for a name or
    a heading that is not there."""
    book = openpyxl.load_workbook(path)
    sheet = book[PEOPLE]
    columns = headings(sheet)
    for name, values in answers.items():
        row = row_of(sheet, name)
        for heading, value in values.items():
            sheet.cell(row, columns[heading]).value = value
    if edit:
        edit(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def headings(sheet: Worksheet) -> dict[str, int]:
    """The columns, from 1, by what stands in the first row."""
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value}


def row_of(sheet: Worksheet, name: str) -> int:
    """The row in which a person stands. Raises KeyError."""
    column = headings(sheet)["姓名"]
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, column).value == name:
            return row
    raise KeyError(name)


def sent_to(outbox: Path, society: str) -> list[Path]:
    """The workbooks that a society got, in the order of the batches."""
    return sorted(outbox.glob(f"批次/*/学会/{society}/{society}_推荐人员_*.xlsx"))

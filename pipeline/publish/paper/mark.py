"""The mark in every workbook that we publish, by which we recognise it when it comes back.

It stands on a very hidden sheet and, in short, among the document's properties; Excel, WPS and LibreOffice keep both
when they save, though LibreOffice and WPS make the sheet one that anybody can show again.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter import Workbook

from pipeline.text import seal

PROPERTY = "gongjian"


def add_mark(workbook: Workbook, lines: Sequence[str]) -> None:
    """The mark as a very hidden last sheet, and in short as a document property. The sheets are GridSheets."""
    sheet = workbook.add_worksheet(seal.SHEET)
    style = sheet.style([workbook.add_format({"num_format": "@"})])
    for number, line in enumerate(lines):
        sheet.add_row(number, [line], style)
    sheet.very_hidden()
    workbook.set_custom_property(PROPERTY, in_short(lines), "text")


def in_short(lines: Sequence[str]) -> str:
    """The mark as one document property: all but the row ids."""
    return " ".join(lines[: seal.HEAD])

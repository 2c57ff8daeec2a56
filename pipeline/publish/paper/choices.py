"""Drop-downs whose choices a hidden sheet holds: those of a row, found by its own number, so that a drop-down fits its
row wherever that is moved or sorted to, as one tied to a place would not; and those of a column, found by its heading,
which differ from workbook to workbook and may be too many for the 255 characters that Excel takes without a sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from pipeline.publish.paper.layout import Layout
from schemas.layouts.sheet import Column, Offers

Choices = Mapping[str, Sequence[str]]
"""What may be chosen in each row, by its number (what stands in the column of what is asked), or in a column, by its
heading."""

_ASKED = "asked"


def add_lists(workbook: Workbook, name: str, choices: Choices) -> None:
    """The hidden sheet: a line for each choice, number and label, those of one number together."""
    sheet = workbook.add_worksheet(name)
    style = sheet.style([workbook.add_format({"num_format": "@"})] * 2)
    lines = [(number, label) for number, labels in choices.items() for label in labels]
    for place, line in enumerate(lines):
        sheet.add_row(place, line, style)
    sheet.hide()


def own_choice(layout: Layout, first: int, text: Offers) -> dict[str, Any]:
    """The drop-down of a row's own choices: as row `first` (from 0) has it, and those below in the same way."""
    column = next(place for place, each in enumerate(layout.columns) if each.said == _ASKED)
    return _listed(f"${xl_col_to_name(column)}{first + 1}", text)


def listed_choice(column: Column, text: Offers) -> dict[str, Any]:
    """The drop-down of what may be chosen in a column."""
    return _listed(f'"{column.heading}"', text)


def _listed(number: str, text: Offers) -> dict[str, Any]:
    """The drop-down of what the hidden sheet holds under a number, given as a formula."""
    sheet = quote_sheetname(text.lists)
    numbers, start = f"{sheet}!$A:$A", f"{sheet}!$B$1"
    source = f"=OFFSET({start},MATCH({number},{numbers},0)-1,0,COUNTIF({numbers},{number}),1)"
    told = {"error_title": text.choice_title, "error_message": text.own_choice_message}
    return {"validate": "list", "source": source, **told}

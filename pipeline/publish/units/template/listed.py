"""A blank list in a workbook: drop-downs, hints and text formats, and a sheet that explains it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pipeline.publish.paper.book_sheets import Heights
from pipeline.publish.paper.grid import GridSheet, make_workbook
from pipeline.publish.paper.inputs import offer_inputs
from pipeline.publish.paper.layout import Layout
from pipeline.publish.paper.printing import set_up_print
from pipeline.publish.units.template.about import write_about
from pipeline.publish.units.template.words import choices_of, ours, said
from pipeline.terms.notices import Notice
from schemas.layouts.blanks import BlankColumn, SheetBlank, blanks_file
from schemas.layouts.combined import combined_words
from schemas.layouts.sheet import Column

_CREATED = datetime(2025, 1, 1)  # fixed, so that the same notice gives the same bytes
_FONT = combined_words("combined").serif
_CELL: dict[str, Any] = {"font_name": _FONT, "font_size": 10, "text_wrap": True, "valign": "vcenter", "align": "center"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": _CELL | {"font_size": 16, "bold": True, "text_wrap": False},
    "heading": _CELL | {"bold": True, "border": 1},
    "prepared": _CELL | {"border": 1, "num_format": "@"},
    "beyond": _CELL | {"num_format": "@"},
    "about": _CELL | {"font_size": 11, "align": "left", "num_format": "@"},
    "about title": _CELL | {"font_size": 16, "bold": True, "align": "left"},
}
_TITLE, _ROW, _ABOUT_WIDTH = 36.0, 64.0, 100.0  # points, but for the width
_FIRST = 2  # the row of the first person, from 0


def write_list(path: Path, blank: SheetBlank, notice: Notice) -> None:
    """Write the list and the sheet that explains it."""
    workbook = make_workbook(str(path), _CREATED, notice.form_title)
    looks = {name: workbook.add_format(look) for name, look in _LOOKS.items()}
    _write_people(workbook, blank, notice, looks)
    _write_about(workbook, blank, notice, looks["about title"], looks["about"])
    workbook.close()


def _write_people(workbook: Workbook, blank: SheetBlank, notice: Notice, looks: dict[str, Format]) -> None:
    layout = _layout(blank, notice)
    sheet: GridSheet = workbook.add_worksheet(blank.sheet)
    columns = len(layout.columns)
    for index, width in enumerate(layout.widths):
        sheet.set_column(index, index, width, looks["beyond"])
    blanks = [""] * (columns - 1)
    sheet.add_row(0, [notice.form_title, *blanks], sheet.style([looks["title"]] * columns), _TITLE)
    sheet.merge_cells(0, 0, 0, columns - 1)
    height = Heights(layout.widths).of(layout.headings)
    sheet.add_row(_FIRST - 1, layout.headings, sheet.style([looks["heading"]] * columns), height)
    style = sheet.style([looks["prepared"]] * columns)
    for row in range(_FIRST, _FIRST + blank.prepared):
        sheet.add_row(row, ["", *blanks], style, _ROW)
    sheet.freeze_panes(_FIRST, 0)
    offer_inputs(sheet, layout, _FIRST, blank.reach - 1, blanks_file().offers)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{blank.reach}"})
    set_up_print(sheet, layout, "", said(blank.footer, notice), flagged=False)
    sheet.repeat_rows(_FIRST - 1)


def _layout(blank: SheetBlank, notice: Notice) -> Layout:
    return Layout(blank.sheet, tuple(_column(column, notice) for column in blank.columns), paper=blank.paper)


def _column(column: BlankColumn, notice: Notice) -> Column:
    """A column as sheets are written, with the words that the notice offers."""
    choices = tuple(choices_of(column.field, notice)) if column.input else ()
    return Column(column.heading, column.width, input=column.input, choices=choices, hint=column.hint)


def _write_about(workbook: Workbook, blank: SheetBlank, notice: Notice, title: Format, plain: Format) -> None:
    """Write what explains the list."""
    layout = Layout(blank.about_sheet, (Column("", _ABOUT_WIDTH),))
    sentences = (said(line, notice) for line in [*blank.about, *filter(None, [ours(notice)])])
    write_about(workbook, layout, sentences, (title, plain), said(blank.footer, notice))

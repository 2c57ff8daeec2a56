"""The blank form in which members tell of their continuing development: of no notice, and the same for everybody."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol

from pipeline.publish.paper.book_sheets import Heights
from pipeline.publish.paper.grid import GridSheet, make_workbook
from pipeline.publish.paper.inputs import offer_inputs
from pipeline.publish.paper.layout import Layout
from pipeline.publish.paper.printing import set_up_print
from pipeline.publish.units.template.about import write_about
from schemas.hours import hours_file
from schemas.hours_record import ColumnEntry, hours_record_file
from schemas.layouts.blanks import blanks_file
from schemas.layouts.combined import combined_words
from schemas.layouts.sheet import Column

_CREATED = datetime(2025, 1, 1)  # fixed, so that the same program gives the same bytes
_FONT = combined_words("combined").serif
_CELL: dict[str, Any] = {"font_name": _FONT, "font_size": 10, "text_wrap": True, "valign": "vcenter", "align": "center"}
_FORMATS = {"date": "yyyy-mm-dd", "whole": "0", "decimal": "General"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": _CELL | {"font_size": 16, "bold": True, "text_wrap": False},
    "label": _CELL | {"align": "right"},
    "told": _CELL | {"bottom": 1, "num_format": "@"},
    "heading": _CELL | {"bold": True, "border": 1},
    "about": _CELL | {"font_size": 11, "align": "left", "num_format": "@"},
    "about title": _CELL | {"font_size": 16, "bold": True, "align": "left"},
}
_TITLE, _TOLD, _ROW, _ABOUT_WIDTH = 36.0, 24.0, 30.0, 100.0  # points, but for the width
_HEADING = 2  # the row of the headings, from 0
_KIND, _GRADE = "kind", "grade"


def hours_form_name() -> str:
    """What the file of the form is called."""
    return hours_record_file().form.file


def write_hours_form(path: Path) -> None:
    """Write the form and the sheet that explains it, the same bytes each time."""
    form = hours_record_file().form
    workbook = make_workbook(str(path), _CREATED, form.title)
    looks = {name: workbook.add_format(look) for name, look in _LOOKS.items()}
    _write_table(workbook, looks)
    words = {
        "choices": blanks_file().between.join(entry.label for entry in hours_file().kind.values()),
        "minutes": hours_file().minutes,
        "required": blanks_file().between.join(
            form.required.format(**each._asdict()) for each in hours_file().required
        ),
    }
    layout = Layout(form.about_sheet, (Column("", _ABOUT_WIDTH),))
    sentences = (line.format(**words) for line in form.about)
    write_about(workbook, layout, sentences, (looks["about title"], looks["about"]), form.footer)
    workbook.close()


def _write_table(workbook: Workbook, looks: dict[str, Format]) -> None:
    file = hours_record_file()
    layout = Layout(file.form.sheet, tuple(_column(key, entry) for key, entry in file.columns.items()))
    sheet: GridSheet = workbook.add_worksheet(layout.sheet)
    cells = [_CELL | {"num_format": _FORMATS.get(column.input, "@")} for column in layout.columns]
    beyond = [workbook.add_format(look) for look in cells]
    for index, column in enumerate(layout.columns):
        sheet.set_column(index, index, column.width, beyond[index])
    blanks = [""] * (len(layout.columns) - 1)
    sheet.add_row(0, [file.form.title, *blanks], sheet.style([looks["title"]] * len(cells)), _TITLE)
    sheet.merge_cells(0, 0, 0, len(blanks))
    _write_labels(sheet, looks, len(cells))
    style = sheet.style([looks["heading"]] * len(cells))
    sheet.add_row(_HEADING, layout.headings, style, Heights(layout.widths).of(layout.headings))
    prepared = sheet.style([workbook.add_format(look | {"border": 1}) for look in cells])
    for row in range(_HEADING + 1, _HEADING + 1 + file.form.prepared):
        sheet.add_row(row, ["", *blanks], prepared, _ROW)
    sheet.freeze_panes(_HEADING + 1, 0)
    offer_inputs(sheet, layout, _HEADING + 1, file.form.reach - 1, file.offers)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{file.form.reach}"})
    set_up_print(sheet, layout, "", file.form.footer, flagged=False)
    sheet.repeat_rows(_HEADING)


def _write_labels(sheet: GridSheet, looks: dict[str, Format], columns: int) -> None:
    """What stands over the table, and the places where it is filled in."""
    file = hours_record_file()
    texts, styles = [""] * columns, [looks["label"]] * columns
    areas = [
        (area, key) for key, pair in file.form.labels.items() for area in zip(pair, ("label", "told"), strict=True)
    ]
    for (area, look), key in areas:
        (row, first), (_, last) = map(xl_cell_to_rowcol, area.split(":"))
        texts[first] = f"{file.labels[key].heading}：" if look == "label" else ""
        styles[first : last + 1] = [looks[look]] * (last + 1 - first)
    sheet.add_row(row, texts, sheet.style(styles), _TOLD)
    for (area, _), _ in areas:
        (row, first), (_, last) = map(xl_cell_to_rowcol, area.split(":"))
        if last > first:
            sheet.merge_cells(row, first, row, last)


def _column(key: str, entry: ColumnEntry) -> Column:
    """A column as sheets are written, with the words that it offers."""
    kinds = hours_file().kind.values()
    offered = {
        _KIND: tuple(each.label for each in kinds),
        _GRADE: tuple(dict.fromkeys(grade for each in kinds for grade in each.grades)),
    }
    return Column(
        entry.heading,
        entry.width,
        input=entry.input,
        choices=offered.get(key, ()),
        hint=entry.hint,
        maximum=entry.maximum,
    )

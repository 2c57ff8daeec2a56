"""A blank 附件3 for units to fill in: the form of association/sheet.py, with drop-downs, hints and text formats."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from pipeline.publish.association.sheet import (
    BLANK_HEAD,
    SERIF,
    UNIT_COLUMN,
    Head,
    first_of_person,
    form_looks,
    write_head,
)
from pipeline.publish.paper.grid import make_workbook
from pipeline.publish.paper.inputs import offer_inputs
from pipeline.publish.paper.layout import Layout, load_layout
from pipeline.publish.paper.printing import set_up_print
from pipeline.publish.units.template.about import write_about
from pipeline.publish.units.template.checks import RED, Checks
from pipeline.terms.notices import Notice
from schemas.layouts.combined import combined_words
from schemas.layouts.sheet import Column
from schemas.layouts.template import template_file

_CREATED = datetime(2025, 1, 1)  # fixed, so that the same notice gives the same bytes
_UNIT_ROW = 2
_LOOKS: dict[str, dict[str, Any]] = {
    "beyond text": {"font_name": SERIF, "font_size": 9, "text_wrap": True, "valign": "vcenter", "num_format": "@"},
    "beyond number": {"font_name": SERIF, "font_size": 9, "valign": "vcenter", "align": "center", "num_format": "0"},
    "check": {"font_name": SERIF, "font_size": 11, "bold": True, "font_color": RED, "valign": "vcenter"},
    "about": {"font_name": SERIF, "font_size": 11, "text_wrap": True, "valign": "vcenter", "num_format": "@"},
    "about title": {"font_name": SERIF, "font_size": 16, "bold": True, "valign": "vcenter"},
}


def write_combined(path: Path, notice: Notice) -> None:
    """Write the blank form of a notice to `path`."""
    workbook = make_workbook(str(path), _CREATED, notice.form_title)
    looks = form_looks(workbook) | {name: workbook.add_format(look) for name, look in _LOOKS.items()}
    looks["check"].set_num_format(template_file().checks.row)
    for section in notice.sections:
        _write_table(workbook, section, notice, looks)
    _write_about(workbook, notice, looks)
    workbook.close()


def _write_table(workbook: Workbook, section: str, notice: Notice, looks: dict[str, Format]) -> None:
    text, layout = template_file().words, _to_fill(load_layout(notice.combined, section), notice)
    rows = template_file().rows
    sheet = workbook.add_worksheet(layout.sheet)
    caption = text.caption.format(title=notice.sections[section])
    annex = combined_words(notice.combined).annex
    checks = _checks(layout, section, notice)
    head = Head(annex, notice.form_title, text.unit, caption, text.people, checks.shown())
    first = write_head(sheet, layout, head, looks)
    style = sheet.style(looks[column.look] for column in layout.columns)
    for row in range(first, first + rows.prepared):
        sheet.add_row(row, [""] * style.columns, style)
    for index, column in enumerate(layout.columns):
        beyond = looks["beyond number" if column.look == "number" else "beyond text"]
        sheet.set_column(index, index, column.width, beyond)
    offer_inputs(sheet, layout, first, rows.reach - 1, template_file().offers)
    unit_hint = {"validate": "any", "input_title": text.unit.rstrip("："), "input_message": text.unit_hint}
    sheet.data_validation(_UNIT_ROW, UNIT_COLUMN, _UNIT_ROW, UNIT_COLUMN, unit_hint)
    checks.mark(sheet, workbook)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{rows.reach}"})
    set_up_print(sheet, layout, "", _footer(notice), flagged=False)
    sheet.repeat_rows(first - 3, first - 1)


def _to_fill(layout: Layout, notice: Notice) -> Layout:
    """The combined form's layout, with the unit's input columns."""
    return layout._replace(columns=tuple(_input(column, notice) for column in layout.columns))


def _input(column: Column, notice: Notice) -> Column:
    fill = template_file().inputs.get(column.source)
    if fill is None:
        return column
    choices = getattr(notice, fill.choices) if fill.choices else ()
    hint = fill.hint.format(limit=notice.experience_limit)
    return column._replace(input=fill.input, choices=choices, hint=hint, maximum=fill.maximum)


def _checks(layout: Layout, section: str, notice: Notice) -> Checks:
    """How the table checks itself: what the notice requires of it, by the headings of its columns."""
    asks = {_field(column): index for index, column in enumerate(layout.columns) if column.source}
    heading = {field: layout.headings[index].partition("\n")[0] for field, index in asks.items()}
    column = {field: xl_col_to_name(index) for field, index in asks.items()}
    required = [field for field, rule in notice.required.items() if rule.holds(section) and field in asks]
    return Checks(
        first=BLANK_HEAD + 1,
        last=template_file().rows.reach,
        columns=tuple(column.values()),
        person=first_of_person(layout),
        required={heading[field]: column[field] for field in required},
        phone=(heading["phone"], column["phone"]),
        choices={
            heading[field]: (column[field], layout.columns[index].choices)
            for field, index in asks.items()
            if layout.columns[index].choices
        },
        experience=column["experience"],
        limit=notice.experience_limit,
        unit=(template_file().words.unit_named, xl_rowcol_to_cell(_UNIT_ROW, UNIT_COLUMN, row_abs=True, col_abs=True)),
    )


def _field(column: Column) -> str:
    fill = template_file().inputs.get(column.source)
    return fill.field if fill and fill.field else column.source


def _write_about(workbook: Workbook, notice: Notice, looks: dict[str, Format]) -> None:
    """Write 填表说明."""
    values = {section: load_layout(notice.combined, section).sheet for section in notice.sections} | {
        "limit": notice.experience_limit,
        "subject": notice.subject.format(unit=template_file().words.unit_named),
        "month": notice.deadline.day.month,
        "day": notice.deadline.day.day,
    }
    sentences = (line.format(**values) for line in template_file().words.about)
    title_and_text = looks["about title"], looks["about"]
    write_about(workbook, load_layout("template", "about"), sentences, title_and_text, _footer(notice))


def _footer(notice: Notice) -> str:
    return template_file().words.footer.format(number=notice.number)

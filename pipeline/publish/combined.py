"""附件3 of everyone routed in a batch: both tables with merged project cells, the association as 推荐单位, ready to print
and seal.

The notice lets the 联合体 distribute the people to the societies; this is the workbook that goes there. It reads back
through our own recogniser: company, contact and phone in one cell, six person columns under one heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from xlsxwriter.format import Format

from pipeline.model import SECTIONS
from pipeline.notices import Notice
from pipeline.publish.accounts import published
from pipeline.publish.book import LINE, Book, add_mark, height_of, set_up_print
from pipeline.publish.common import Batch
from pipeline.publish.grid import GridSheet, Style, Value, make_workbook
from pipeline.publish.layout import Layout, load_layout, words
from pipeline.publish.people import Columns, picked, rows_of

SERIF = "宋体"

_COUNTS = ("chinese_engineers", "foreign_engineers", "qualified_engineers")

_CELL = {"font_name": SERIF, "font_size": 9, "text_wrap": True, "valign": "vcenter", "border": 1}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": _CELL | {"num_format": "@"},
    "middle": _CELL | {"num_format": "@", "align": "center"},
    "number": _CELL | {"num_format": "0", "align": "center"},
    "heading": _CELL | {"bold": True, "align": "center"},
    "annex": {"font_name": "黑体", "font_size": 12, "valign": "vcenter"},
    "title": {"font_name": SERIF, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
    "unit": {"font_name": SERIF, "font_size": 11, "valign": "vcenter"},
    "caption": _CELL | {"bold": True, "font_size": 11},
}


@dataclass(frozen=True, slots=True)
class Form:
    """The combined form: `tables` holds for each section the rows in printing order, with the layout's sourced
    columns.
    """

    book: Book
    association: str
    captions: dict[str, str]
    tables: dict[str, list[tuple[Value, ...]]]


def write_form(form: Form) -> None:
    """Write the workbook to its path."""
    workbook = make_workbook(form.book.path, form.book.created, form.book.title)
    looks = {name: workbook.add_format(look) for name, look in _LOOKS.items()}
    for section in SECTIONS:
        layout = load_layout("combined", section)
        sheet = workbook.add_worksheet(layout.sheet)
        first = _write_head(sheet, layout, form, section, looks)
        _write_people(sheet, layout, first, form.tables[section], looks)
        set_up_print(sheet, layout, form.book)
        sheet.repeat_rows(first - 2, first - 1)
        sheet.set_header("")
    add_mark(workbook, form.book.mark)
    workbook.close()


def _write_head(sheet: GridSheet, layout: Layout, form: Form, section: str, looks: dict[str, Format]) -> int:
    """Annex, title, 推荐单位, caption and heading row; gives the row after them."""
    text, last = words("combined"), len(layout.columns) - 1
    people = _first_of_person(layout)
    for index, width in enumerate(layout.widths):
        sheet.set_column(index, index, width)
    unit = text["unit"].format(association=form.association)
    lines = [
        ("annex", text["annex"], 20.0),
        ("title", form.book.title, 30.0),
        ("unit", unit, 22.0),
        ("caption", form.captions[section], 20.0),
    ]
    for row, (look, line, points) in enumerate(lines):
        sheet.add_row(row, [line] + [""] * last, sheet.style([looks[look]] * (last + 1)), points)
        sheet.merge_cells(row, 0, row, last)
    row = len(lines)
    headings = [*layout.headings[:people], text["people"], *layout.headings[people + 1 :]]
    height = height_of(headings[:people], layout.widths[:people])
    sheet.add_row(row, headings, sheet.style([looks["heading"]] * (last + 1)), height)
    sheet.merge_cells(row, people, row, last)
    sheet.freeze_panes(row + 1, 0)
    return row + 1


def _write_people(
    sheet: GridSheet, layout: Layout, first: int, rows: Sequence[tuple[Value, ...]], looks: dict[str, Format]
) -> None:
    style = sheet.style(looks[column.look] for column in layout.columns)
    people = _first_of_person(layout)
    row = first
    for number, group in enumerate(_projects(rows, people - 1), 1):
        start = row
        project = group[0][: people - 1]
        for person in group:
            head = (number, *project) if row == start else ("",) * people
            _add(sheet, row, (*head, *person[people - 1 :]), style, layout)
            row += 1
        for column in range(people):
            sheet.merge_cells(start, column, row - 1, column)
    if row == first:
        sheet.add_row(row, [""] * style.columns, style, 2 * LINE)


def _first_of_person(layout: Layout) -> int:
    return [column.source for column in layout.columns].index("name")


def _add(sheet: GridSheet, row: int, values: tuple[Value, ...], style: Style, layout: Layout) -> None:
    sheet.add_row(row, values, style, height_of(values, layout.widths))


def _projects(rows: Sequence[tuple[Value, ...]], columns: int) -> Iterator[list[tuple[Value, ...]]]:
    """Rows that follow each other and say the same of their project."""
    for _, group in groupby(rows, key=itemgetter(slice(0, columns))):
        yield list(group)


def combined_form(batch: Batch, notice: Notice, people: Columns) -> tuple[str, Form]:
    """Path below the batch folder, and the form of everyone who goes out with this batch."""
    text = words("combined")
    went = _printed(
        picked(people, (published(*row) for row in zip(people["disposition"], people["change"], strict=True)))
    )
    path = f"汇总/{text['file'].format(batch=batch.name)}"
    footer = text["footer"].format(association=batch.association, batch=batch.name)
    mark = batch.mark("combined", went["row_id"])
    book = Book(batch.path(path), batch.created, notice.form_title, "", footer, mark)
    captions = {section: text["caption"].format(title=title) for section, title in notice.sections.items()}
    tables = {section: _rows(went, section) for section in SECTIONS}
    return path, Form(book, batch.association, captions, tables)


def _printed(people: Columns) -> Columns:
    """Columns as the form words them. What nobody understood is passed on as the unit typed it."""
    for field in ("project_country_shown", "project_type", "project_status", *_COUNTS):
        typed = people[f"{field.removesuffix('_shown')}_typed"]
        people[field] = [value or said for value, said in zip(people[field], typed, strict=True)]
    for field in _COUNTS:
        people[field] = [int(value) if value.isdecimal() else value for value in people[field]]
    company = ("company", "company_contact", "company_contact_phone_shown", "company_typed")
    people["company_cell"] = [_company(*row) for row in zip(*(people[name] for name in company), strict=True)]
    people["contact_shown"] = [
        phone or email for phone, email in zip(people["phone_shown"], people["email"], strict=True)
    ]
    return people


def _company(company: str, contact: str, phone: str, typed: str) -> str:
    """Name, contact and phone in one cell, as the form asks for them; as typed where they could not be told apart."""
    if not company:
        return typed
    known = [name for name, value in (("contact", contact), ("phone", phone)) if value]
    template = words("combined")["_".join(["company", *known])]
    return str(template.format(company=company, contact=contact, phone=phone))


def _rows(people: Columns, section: str) -> list[tuple[Value, ...]]:
    """The section's people; those of one project together, projects in the order of their first person."""
    own = picked(people, (name == section for name in people["section"]))
    rows = rows_of(own, load_layout("combined", section).sources)
    keys = zip(
        own["unit"],
        own["submission_id"],
        own["file"],
        own["sheet_index"],
        own["row"],
        own["place"],
        own["row_id"],
        strict=True,
    )
    columns = _first_of_person(load_layout("combined", section)) - 1
    ordered = sorted(zip(keys, rows, strict=True), key=itemgetter(0))
    projects: dict[tuple[Any, ...], list[tuple[Value, ...]]] = {}
    for key, row in ordered:
        projects.setdefault((*key[:2], *row[:columns]), []).append(row)
    return [row for project in projects.values() for row in project]

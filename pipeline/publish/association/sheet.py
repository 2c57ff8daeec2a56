"""Write the combined 附件3: one sheet per table, with project cells merged over the people of the project, and said
again on each printed page over which they go on.

The notice allows each table a separate sheet (可另附), so each has its own column widths and repeated heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice, pairwise
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pipeline.publish.paper.book import Book
from pipeline.publish.paper.book_sheets import LINE, Heights
from pipeline.publish.paper.grid import GridSheet, make_workbook
from pipeline.publish.paper.layout import Layout, load_layout
from pipeline.publish.paper.mark import add_mark
from pipeline.publish.paper.printing import Pages, set_up_print
from pipeline.publish.paper.values import Formula, Value
from schemas.layouts.combined import combined_words
from schemas.named import NamedTuple

SERIF = combined_words("combined").serif

_CELL = {"font_name": SERIF, "font_size": 9, "text_wrap": True, "valign": "vcenter", "border": 1}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": _CELL | {"num_format": "@"},
    "middle": _CELL | {"num_format": "@", "align": "center"},
    "number": _CELL | {"num_format": "0", "align": "center"},
    "heading": _CELL | {"bold": True, "align": "center"},
    "annex": {"font_name": combined_words("combined").sans, "font_size": 12, "valign": "vcenter"},
    "title": {"font_name": SERIF, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
    "unit": {"font_name": SERIF, "font_size": 11, "valign": "vcenter"},
    "caption": _CELL | {"bold": True, "font_size": 11},
    "fill": {"font_name": SERIF, "font_size": 11, "valign": "vcenter", "bottom": 1, "num_format": "@"},
}

ABOVE, CAPTION = (20.0, 30.0, 22.0), 20.0
"""Heights of annex, title and 推荐单位, and of the caption, which stands on each page with the headings."""

BLANK_HEAD = 6
"""Rows above the first one that is to be filled in."""

UNIT_COLUMN = 2
"""The column in which a blank form has the cell for 推荐单位, and above it what its checks say."""


class Form(NamedTuple):
    """The combined form: `tables` holds for each section the rows in printing order, with the layout's columns that
    have a source.
    """

    book: Book
    association: str
    layout: str  # schemas/layouts/<layout>.toml
    captions: dict[str, str]
    tables: dict[str, list[tuple[Value, ...]]]


def write_form(form: Form, folder: Path = Path()) -> None:
    """Write the workbook to its path, which may be one below `folder`."""
    workbook = make_workbook(str(folder / form.book.path), form.book.created, form.book.title)
    looks = form_looks(workbook)
    text = combined_words(form.layout)
    unit = text.unit.format(association=form.association)
    for section in form.tables:
        layout = load_layout(form.layout, section)
        sheet = workbook.add_worksheet(layout.sheet)
        head = Head(text.annex, form.book.title, unit, form.captions[section], text.people)
        first = write_head(sheet, layout, head, looks)
        pages = Pages(layout.widths, CAPTION + Heights(layout.widths).of(layout.headings[: first_of_person(layout)]))
        pages.take(sum(ABOVE))
        _write_people(sheet, layout, first, form.tables[section], looks, pages)
        set_up_print(sheet, layout, "", form.book.footer, flagged=False)
        sheet.repeat_rows(first - 2, first - 1)
        sheet.set_h_pagebreaks(pages.breaks)
    add_mark(workbook, form.book.mark)
    workbook.close()


def form_looks(workbook: Workbook) -> dict[str, Format]:
    """The form's cell formats by name."""
    return {name: workbook.add_format(look) for name, look in _LOOKS.items()}


class Head(NamedTuple):
    """What is above a table of the form. A form that is to be filled in has `checks`, by the column from which each is
    shown beside the annex; there 推荐单位 has its own cell, and each person column its own heading.
    """

    annex: str
    title: str
    unit: str
    caption: str
    people: str  # the heading over all person columns
    checks: Mapping[int, Formula] = MappingProxyType({})


def write_head(sheet: GridSheet, layout: Layout, head: Head, looks: dict[str, Format]) -> int:
    """Write annex, title, 推荐单位, caption and heading rows; returns the row after them."""
    columns, people = len(layout.columns), first_of_person(layout)
    for index, width in enumerate(layout.widths):
        sheet.set_column(index, index, width)
    lines = [
        ("annex", head.annex),
        ("title", head.title),
        ("unit", head.unit),
        ("caption", head.caption),
    ]
    for row, ((look, line), points) in enumerate(zip(lines, (*ABOVE, CAPTION), strict=True)):
        parts = {0: (line, looks[look])} | _beside(look, head, people, looks)
        values, formats = list[Value](), list[Format]()
        for column, following in pairwise([*parts, columns]):
            value, shown = parts[column]
            values += [value] + [""] * (following - column - 1)
            formats += [shown] * (following - column)
            sheet.merge_cells(row, column, row, following - 1)
        sheet.add_row(row, values, sheet.style(formats), points)
    return _write_headings(sheet, layout, len(lines), head, looks)


def _beside(look: str, head: Head, people: int, looks: dict[str, Format]) -> dict[int, tuple[Value, Format]]:
    """What stands beside a line above the table, by the column from which it is shown."""
    if look == "annex":
        return {column: (check, looks["check"]) for column, check in head.checks.items()}
    return {UNIT_COLUMN: ("", looks["fill"]), people: ("", looks["unit"])} if head.checks and look == "unit" else {}


def _write_headings(sheet: GridSheet, layout: Layout, row: int, head: Head, looks: dict[str, Format]) -> int:
    people, columns = first_of_person(layout), len(layout.columns)
    style = sheet.style([looks["heading"]] * columns)
    height = Heights(layout.widths).of(layout.headings[:people])
    sheet.add_row(row, [*layout.headings[:people], head.people] + [""] * (columns - people - 1), style, height)
    sheet.merge_cells(row, people, row, columns - 1)
    if head.checks:
        below = ["" for _ in range(people)] + list(layout.headings[people:])
        sheet.add_row(row + 1, below, style, Heights(layout.widths).of(below))
        for column in range(people):
            sheet.merge_cells(row, column, row + 1, column)
        row += 1
    sheet.freeze_panes(row + 1, 0)
    return row + 1


def _write_people(
    sheet: GridSheet,
    layout: Layout,
    first: int,
    rows: Sequence[tuple[Value, ...]],
    looks: dict[str, Format],
    pages: Pages,
) -> None:
    style = sheet.style(looks[column.look] for column in layout.columns)
    people, heights = first_of_person(layout), Heights(layout.widths)
    own = iter(Heights(layout.widths[people:]).of_all([person[people - 1 :] for person in rows]))
    row = first
    for number, group in enumerate(_projects(rows, people - 1), 1):
        head = (number, *group[0][: people - 1])
        begins, least = [row], heights.of(head)
        tall = list(islice(own, len(group)))
        tall[0] = max(tall[0], least)
        for place, person in enumerate(group):
            if pages.ends_before(row, tall[place], 0 if place else sum(tall)) and place:
                begins.append(row)
                tall[place] = max(tall[place], least)
            told = head if row == begins[-1] else ("",) * people
            sheet.add_row(row, (*told, *person[people - 1 :]), style, tall[place])
            row += 1
        for start, end in pairwise([*begins, row]):
            for column in range(people):
                sheet.merge_cells(start, column, end - 1, column)
    if row == first:
        sheet.add_row(row, [""] * style.columns, style, 2 * LINE)


def first_of_person(layout: Layout) -> int:
    return [column.source for column in layout.columns].index("name")


def _projects(rows: Sequence[tuple[Value, ...]], columns: int) -> Iterator[list[tuple[Value, ...]]]:
    """Groups of consecutive rows with the same project values."""
    for _, group in groupby(rows, key=itemgetter(slice(0, columns))):
        yield list(group)

"""A published workbook of plain tables: what it holds as small plain data (it crosses to another process), and how it
is written.

Every table gets its heading frozen, filtered and repeated on each printed page; every page says whose it is; every
workbook has its mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pipeline.publish import mark
from pipeline.publish.grid import GridSheet, Style, Value, lines_of, make_workbook
from pipeline.publish.layout import Column, Layout, load_layout, words

FONT = "微软雅黑"
SIZE = 9
LINE = 13.0  # points that a line of FONT at SIZE takes
PADDING = 5.0
A4 = 9
RED, GREY = "#C00000", "#808080"

_BASE = {
    "font_name": FONT,
    "font_size": SIZE,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#BFBFBF",
}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@"},
    "middle": {"num_format": "@", "align": "center"},
    "long": {"num_format": "@"},
    "number": {"num_format": "0", "align": "center"},
    "heading": {"bold": True, "align": "center", "bg_color": "#DCE6F1"},
    "input-heading": {"bold": True, "align": "center", "bg_color": "#FFE699"},
    "choice": {"align": "center", "bg_color": "#FFFBEB"},
    "date": {"num_format": "yyyy-mm-dd", "align": "center", "bg_color": "#FFFBEB"},
    "whole": {"num_format": "0", "align": "center", "bg_color": "#FFFBEB"},
    "input-text": {"num_format": "@", "bg_color": "#FFFBEB"},
}


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: table `sheet` of schemas/layouts/<layout>.toml, and its rows with a value for every column that is
    not filled in later.
    """

    layout: str
    sheet: str
    rows: Sequence[tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook. `header` and `footer` stand on each printed page; with `flagged` the header is a warning."""

    path: str
    created: datetime  # without zone
    title: str
    header: str
    footer: str
    mark: list[str]
    tables: list[Table] = field(default_factory=list)
    flagged: bool = False


def write_book(book: Book) -> None:
    """Write the workbook to its path."""
    workbook = make_workbook(book.path, book.created, book.title)
    looks = {name: workbook.add_format(_BASE | look) for name, look in _LOOKS.items()}
    for table in book.tables:
        layout = load_layout(table.layout, table.sheet)
        sheet = workbook.add_worksheet(layout.sheet)
        write_table(sheet, layout, table.rows, looks)
        if table.layout == "intake":
            offer_inputs(sheet, layout, len(table.rows))
        set_up_print(sheet, layout, book)
    add_mark(workbook, book.mark)
    workbook.close()


def write_table(sheet: GridSheet, layout: Layout, rows: Sequence[tuple[Value, ...]], looks: dict[str, Format]) -> None:
    """Heading row (unless the layout has none) and rows, from A1 on."""
    columns = layout.columns
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    first = 0
    if any(layout.headings):
        style = sheet.style(looks["input-heading" if column.input else "heading"] for column in columns)
        sheet.add_row(0, layout.headings, style, height_of(layout.headings, layout.widths))
        sheet.freeze_panes(1, layout.freeze)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        first = 1
    _write_rows(sheet, first, rows, columns, sheet.style(looks[_look(column)] for column in columns))


def _write_rows(
    sheet: GridSheet, first: int, rows: Sequence[tuple[Value, ...]], columns: Sequence[Column], style: Style
) -> None:
    blanks = ("",) * sum(column.input != "" for column in columns)
    widths = [column.width for column in columns]
    for number, row in enumerate(rows, first):
        sheet.add_row(number, row + blanks, style, height_of(row, widths))


def _look(column: Column) -> str:
    if column.input == "text":
        return "input-text"
    return column.input or column.look


def height_of(row: Sequence[Value], widths: Sequence[float], line: float = LINE) -> float:
    """Points that a row needs so that its tallest cell shows in full; `line` is what one line takes."""
    lines = 1
    for value, width in zip(row, widths, strict=False):
        if isinstance(value, str) and (len(value) * 2 > width or "\n" in value):
            lines = max(lines, lines_of(value, width))
    return lines * line + PADDING


def offer_inputs(sheet: GridSheet, layout: Layout, count: int) -> None:
    """Drop-downs, dates and whole numbers for the columns that the reader fills."""
    for index, column in enumerate(layout.columns):
        if count and column.input in _RULES:
            sheet.data_validation(1, index, count, index, _RULES[column.input](column, words("intake")))


def _choice(column: Column, text: dict[str, str]) -> dict[str, Any]:
    allowed = text["choice_message"].format(choices="、".join(column.choices))
    rule = {
        "validate": "list",
        "source": list(column.choices),
        "error_title": text["choice_title"],
        "error_message": allowed[:255],
    }
    return rule | ({"input_title": column.heading, "input_message": column.hint} if column.hint else {})


def _date(column: Column, text: dict[str, str]) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": ">=",
        "value": date(2000, 1, 1),
        "error_title": column.heading[:32],
        "error_message": text["date_message"],
    }


def _whole(column: Column, text: dict[str, str]) -> dict[str, Any]:
    rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100}
    return rule | {"error_title": column.heading[:32], "error_message": text["whole_message"]}


_RULES = {"choice": _choice, "date": _date, "whole": _whole}


def set_up_print(sheet: GridSheet, layout: Layout, book: Book) -> None:
    """A4 across; heading row and first columns on each page; header, footer and page numbers."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(layout.pages_wide, 0)
    if any(layout.headings):
        sheet.repeat_rows(0)
    if layout.repeat:
        sheet.repeat_columns(0, layout.repeat - 1)
        sheet.print_across()
    colour = f"&K{RED[1:]}" if book.flagged else ""
    sheet.set_header(f'&C&"{FONT}"&11{colour} {_printed(book.header)}')
    sheet.set_footer(f'&L&"{FONT}"&9 {_printed(book.footer)}&R&"{FONT}"&9 第 &P 页，共 &N 页')
    if book.flagged:
        sheet.set_tab_color(RED)


def _printed(text: str) -> str:
    """Text of a header or footer: `&` begins a command there, and Excel takes 255 characters in all."""
    return text[:100].replace("&", "&&")


def add_mark(workbook: Workbook, lines: list[str]) -> None:
    """The mark as a very hidden last sheet, and in short as a document property."""
    sheet = workbook.add_worksheet(mark.SHEET)
    style = sheet.style([workbook.add_format({"num_format": "@"})])
    for number, line in enumerate(lines):
        sheet.add_row(number, [line], style)
    sheet.very_hidden()
    workbook.set_custom_property(mark.PROPERTY, mark.in_short(lines), "text")

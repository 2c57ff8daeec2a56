"""The sheets of a published workbook, written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cache
from itertools import count
from operator import attrgetter, getitem
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.choices import Choices, add_lists
from pipeline.publish.paper.grid import GridSheet, lines_of, make_workbook
from pipeline.publish.paper.inputs import offer_inputs
from pipeline.publish.paper.layout import Layout, load_layout
from pipeline.publish.paper.mark import add_mark
from pipeline.publish.paper.printing import FONT, set_up_print
from pipeline.publish.paper.rich import SIZE, Rich
from pipeline.publish.paper.values import Value
from schemas.layouts.sheet import Column, offers_of

TITLE = 26.0  # height in points of the row with the title of a sheet
LINE = 13.0  # height in points of a line of FONT at SIZE
PADDING = 5.0
SMALLER = 1.08  # widths are in digits at 11 points; at SIZE more fit, but words leave gaps at line ends

_BASE = {
    "font_name": FONT,
    "font_size": SIZE,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#BFBFBF",
}
_KINDS: dict[str, dict[str, Any]] = {
    "": {},
    "sum": {"bold": True, "bg_color": "#F2F2F2"},
    "given": {"bg_color": "#EDEDED"},
}
"""What is said of a cell behind its look: it is a sum, or ours where the reader fills others."""
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
    "decimal": {"align": "center", "bg_color": "#FFFBEB"},
    "input-text": {"num_format": "@", "bg_color": "#FFFBEB"},
    "link": {"num_format": "@", "align": "center", "font_color": "#0563C1", "underline": 1},
    "urgent": {"num_format": "@", "align": "center", "bg_color": "#FCE4D6", "bold": True},
    "shut": {"bg_color": "#D9D9D9"},
    "title": {"font_size": 14, "bold": True, "align": "center", "border": 0},
    "said-above": {"border": 0},
}


def write(book: Book, folder: Path) -> None:
    """Write the workbook to its path below `folder`."""
    workbook = make_workbook(str(folder / book.path), book.created, book.title)
    looks = _Looks(workbook)
    for table in book.tables:
        layout = load_layout(table.layout, table.sheet).without(table.kept_back).offering(table.offered, table.omitted)
        sheet = workbook.add_worksheet(layout.sheet)
        write_table(sheet, layout, table, looks)
        above = len(table.above)
        offer_inputs(sheet, layout, above + 1, above + len(table.rows), offers_of(table.layout))
        set_up_print(sheet, layout, book.header, book.footer, book.flagged, above)
    for lists, choices in _lists(book).items():
        add_lists(workbook, lists, choices)
    add_mark(workbook, book.mark)
    workbook.close()


class _Looks(dict[str, Format]):
    """The looks of cells by name and kind, each made when it is first asked for: a sheet has a few of them."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook

    def __missing__(self, look: str) -> Format:
        workbook, made = self._workbook, copy(_look_of(look))
        made.xf_format_indices, made.dxf_format_indices = workbook.xf_format_indices, workbook.dxf_format_indices
        workbook.formats.append(made)
        self[look] = made
        return made


@cache
def _look_of(look: str) -> Format:
    """As XlsxWriter makes it for a workbook, of none yet: that takes longer than a copy."""
    name, _, kind = look.partition(" ")
    made = Format(_BASE | _LOOKS[name] | _KINDS[kind])
    made._get_format_key()  # which it keeps
    return made


def _lists(book: Book) -> dict[str, Choices]:
    """The choices of all tables by the name of the sheet that holds them."""
    lists: dict[str, Choices] = {}
    for table in filter(attrgetter("choices"), book.tables):
        name = offers_of(table.layout).lists
        lists[name] = {**lists.get(name, {}), **table.choices}
    return lists


def write_table(sheet: GridSheet, layout: Layout, table: Table, looks: dict[str, Format]) -> None:
    """Write what stands above, the heading row (unless the layout has none) and the rows, from A1 on."""
    columns = layout.columns
    filled = _places(columns)
    blank = _blank(columns, filled, table.rows) if layout.hides_blank else frozenset()
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, None, {"hidden": index in blank})
    first = _write_above(sheet, layout, table.above, looks)
    last = first + len(table.rows)
    if any(layout.headings):
        style = sheet.style(looks["input-heading" if column.input else "heading"] for column in columns)
        sheet.add_row(first, layout.headings, style, Heights(layout.widths).of(layout.headings))
        sheet.freeze_panes(first + 1, layout.freeze)
        sheet.autofilter(first, 0, last, len(columns) - 1)
        first += 1
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(columns) - 1)}{last + 1}"})
    if table.nothing and not table.rows:
        _say_nothing(sheet, first, layout, table.nothing, looks["long"])
    plain = sheet.style(looks[_look(column, layout.given)] for column in columns)
    strong = sheet.style(looks[_look(column) + " sum"] for column in columns)
    style_of = cache(lambda names: sheet.style(map(looks.__getitem__, names)))
    others = {place: style_of(tuple(names)) for place, names in _other_looks(table, layout).items()}
    own = [width for width, column in zip(layout.widths, columns, strict=True) if column.source]
    for place, (row, height) in enumerate(zip(table.rows, Heights(own).of_all(table.rows), strict=True)):
        style = others.get(place) or (strong if place in table.sums else plain)
        values = row if len(own) == len(columns) else tuple(map((*row, "").__getitem__, filled))
        sheet.add_row(first + place, values, style, height)
    for (place, number), address in table.links.items():
        sheet.link(first + place, number, address)


def _write_above(sheet: GridSheet, layout: Layout, lines: Sequence[str], looks: dict[str, Format]) -> int:
    """A title and the lines below it, each over all columns; returns the row after them."""
    columns = len(layout.columns)
    heights = Heights([sum(layout.widths)])
    for row, line in enumerate(lines):
        style = sheet.style([looks["said-above" if row else "title"]] * columns)
        sheet.add_row(row, (line,) + ("",) * (columns - 1), style, heights.of([line]) if row else TITLE)
        sheet.merge_cells(row, 0, row, columns - 1)
    return len(lines)


def _places(columns: Sequence[Column]) -> list[int]:
    """For each column the place of its value in a row; behind the last one for those that the reader fills in."""
    filled = [column for column in columns if column.source]
    number = count()
    return [next(number) if column.source else len(filled) for column in columns]


def _blank(columns: Sequence[Column], filled: Sequence[int], rows: Sequence[tuple[Value, ...]]) -> frozenset[int]:
    """The columns of ours in which none of the rows has anything; none where there are no rows."""
    told = zip(*rows, strict=True)
    unfilled = {place for place, values in enumerate(told) if not any(values)}
    return frozenset(index for index, column in enumerate(columns) if column.source and filled[index] in unfilled)


def _other_looks(table: Table, layout: Layout) -> dict[int, list[str]]:
    """The looks of rows in which some cells are not as their column is."""
    looks: defaultdict[int, list[str]] = defaultdict(lambda: [_look(column, layout.given) for column in layout.columns])
    others = {**dict.fromkeys(table.links, "link"), **dict.fromkeys(table.shut, "shut"), **table.looks}
    for (place, column), look in others.items():
        looks[place][column] = look
    return looks


def _say_nothing(sheet: GridSheet, row: int, layout: Layout, text: str, look: Format) -> None:
    """One line over all columns."""
    last = len(layout.columns) - 1
    height = Heights([sum(layout.widths)]).of([text])
    sheet.add_row(row, (text,) + ("",) * last, sheet.style([look] * (last + 1)), height)
    sheet.merge_cells(row, 0, row, last)


def _look(column: Column, given: bool = False) -> str:
    look = _INPUTS.get(column.input, column.input) or column.look
    return f"{look} given" if given and column.source else look


_INPUTS = {"text": "input-text", "own-choice": "choice", "open-choice": "choice", "listed": "choice"}


class Heights:
    """The heights (in points) at which rows show their tallest cell in full, for given column widths and height of a
    `line`. Most texts of a column repeat, so each is measured only once.
    """

    def __init__(self, widths: Iterable[float], line: float = LINE) -> None:
        self._lines = [_Lines(width) for width in widths]
        self._line = line

    def of(self, row: Iterable[Value]) -> float:
        """The height of a row, which may have fewer values than there are columns."""
        return max(map(getitem, self._lines, row), default=1) * self._line + PADDING

    def of_all(self, rows: Sequence[Sequence[Value]]) -> list[float]:
        """The heights of rows with a value for every column, column by column: most hold nothing longer than a line."""
        tallest = [1] * len(rows)
        for lines, values in zip(self._lines, zip(*rows, strict=True), strict=False):
            if max(map(lines.__getitem__, set(values))) > 1:
                tallest = list(map(max, tallest, map(lines.__getitem__, values)))
        return [most * self._line + PADDING for most in tallest]


class _Lines(dict[Value, int]):
    """Number of lines by value, in a column of this width."""

    def __init__(self, width: float) -> None:
        self._width = width

    def __missing__(self, value: Value) -> int:
        text = value if isinstance(value, str) else value.text if isinstance(value, Rich) else str(value)
        long = len(text) * 2 > self._width or "\n" in text
        lines = self[value] = lines_of(text, self._width * SMALLER) if long else 1
        return lines

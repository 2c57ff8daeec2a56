"""The workbook of a report: a sheet for each chapter, with a native Excel chart (to be copied into slides) beside each
table, and a last sheet with the definitions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.paper.figure import NARROW, Figure, Number, shown
from pipeline.publish.paper.grid import lines_of, make_workbook
from pipeline.publish.paper.mark import add_mark
from pipeline.publish.paper.printing import A4, FONT
from pipeline.report.counted import Report
from pipeline.report.native_charts import native_chart
from pipeline.text import seal
from schemas.report import report_file

LABEL_WIDTH, NUMBER_WIDTH, LAST, GAP = (
    36,
    13,
    NARROW,
    3,
)  # widths; LAST is a column: of the last number
CHART_ROWS = 12  # at least
LONG = 30  # rows of a table that may go over a page
LINE = 17.0  # points
PIXELS = 4 / 3  # of a point
SCALE, WIDE_SCALE = 60, 50  # print scale in per cent, and that of a sheet with more columns
PAGE_HEIGHT = 510.0  # points of a landscape A4 page
DIGITS = 1.15  # column widths are in digits at 11 points; at 10 points more fit

_PLAIN = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
_CELL = {**_PLAIN, "border": 1, "border_color": "#BFBFBF"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_PLAIN, "font_size": 16, "bold": True},
    "quiet": {**_PLAIN, "font_size": 9, "font_color": "#5F6C7B", "text_wrap": True, "valign": "top"},
    "figure": {**_PLAIN, "font_size": 12, "bold": True, "bottom": 2, "bottom_color": "#0072B2"},
    "text": {**_PLAIN, "text_wrap": True, "valign": "top"},
    "head": {**_CELL, "bold": True, "align": "center", "bg_color": "#DCE6F1", "text_wrap": True},
    "label": {**_CELL, "text_wrap": True},
    "whole": {**_CELL, "num_format": "0"},
    "decimal": {**_CELL, "num_format": "0.0"},
    "nothing": {**_CELL, "align": "right"},
}


def write_workbook(report: Report, path: Path, secret: bytes) -> None:
    words = report_file().words
    title = f"{words.title}　{report.period.label}"
    book = make_workbook(str(path), datetime.combine(report.day, time()), title)
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    _write_overview(_Sheet(book, words.overview, looks, drawn=False), report, title)
    for name, chapter in report_file().chapter.items():
        figures = report.of_chapter(name)
        if figures:
            last = max(LAST, *(len(figure.headings) for figure in figures))
            sheet = _Sheet(book, chapter.title, looks, last=last)
            for figure in figures:
                _write_figure(sheet, figure)
    _write_notes(_Sheet(book, words.chapter_of_notes, looks, drawn=False), report)
    add_mark(book, seal.make("report", report.period.name, (), secret))
    book.close()


@dataclass
class _Sheet:
    """A worksheet that is filled from top to bottom."""

    book: Workbook
    name: str
    looks: dict[str, Format]
    drawn: bool = True  # with charts beside the text; else a page is upright and the text as wide as it
    last: int = LAST  # the column of the last number
    row: int = 0
    filled: float = 0.0  # points used on the current printed page
    breaks: list[int] = field(default_factory=list)
    sheet: Worksheet = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = self.book.add_worksheet(self.name, Worksheet)
        self.sheet.set_column(0, 0, LABEL_WIDTH, self.looks["text"])
        self.sheet.set_column(1, self.last, NUMBER_WIDTH, self.looks["text"])
        self.sheet.set_column(self.last + 1, self.last + 1, GAP)
        self.sheet.hide_gridlines(2)
        self.sheet.set_paper(A4)
        if self.drawn:
            self.sheet.set_landscape()
            self.sheet.set_print_scale(self.scale)
        else:
            self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer(f'&R&"{FONT},Regular"&9{report_file().words.footer}')

    @property
    def scale(self) -> int:
        return SCALE if self.last == LAST else WIDE_SCALE

    def line(self, text: str, look: str) -> None:
        """Write a line of text over the full width, as high as it needs to be."""
        self.sheet.merge_range(self.row, 0, self.row, self.last, "", self.looks[look])
        self.sheet.write_string(self.row, 0, text, self.looks[look])
        width = (LABEL_WIDTH + self.last * NUMBER_WIDTH) * DIGITS
        self._end_row(lines_of(text, width) * LINE + (8 if look in ("title", "figure") else 2))

    def cells(self, label: str, values: tuple[Number | str, ...], look: str = "") -> None:
        """Write a row of a table."""
        self.sheet.write_string(self.row, 0, label, self.looks[look or "label"])
        for column, value in enumerate(values, 1):
            if isinstance(value, str) or value is None:
                text = shown(value) if value is None else value
                self.sheet.write_string(self.row, column, text, self.looks[look or "nothing"])
            else:
                kind = "decimal" if isinstance(value, float) else "whole"
                self.sheet.write_number(self.row, column, value, self.looks[kind])
        texts = (lines_of(value, NUMBER_WIDTH * DIGITS) for value in values if isinstance(value, str))
        self._end_row(max(lines_of(label, LABEL_WIDTH * DIGITS), *texts, 1) * LINE + 2)

    def keep_together(self, height: float) -> None:
        """Begin a new printed page unless `height` points are left on this one."""
        if self.filled and self.filled + height > PAGE_HEIGHT * 100 / self.scale:
            self.breaks.append(self.row)
            self.sheet.set_h_pagebreaks(self.breaks)
            self.filled = 0.0

    def skip_to(self, row: int) -> None:
        """Leave rows blank up to `row`."""
        while self.row < row:
            self._end_row(LINE)

    def _end_row(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.filled += height
        self.row += 1


def _write_overview(sheet: _Sheet, report: Report, title: str) -> None:
    sheet.line(title, "title")
    sheet.line(report.association, "text")
    sheet.line(report.made, "quiet")
    if report.empty:
        sheet.line(report_file().words.no_submissions.format(period=report.period.label), "text")
    for figure in report.figures:
        sheet.line(figure.title, "figure")
        sheet.line(figure.sentence, "text")


def _write_figure(sheet: _Sheet, figure: Figure) -> None:
    beside = _rows_of_chart(figure)
    below = len(figure.rows) + 5
    sheet.keep_together(max(beside, below if below < LONG else 0) * (LINE + 2))
    top = sheet.row
    sheet.line(figure.title, "figure")
    sheet.line(figure.sentence, "text")
    if figure.rows:
        sheet.cells(report_file().words.label, figure.headings, "head")
    first = sheet.row
    for row in figure.rows:
        sheet.cells(row.label, row.values)
    if figure.chart:
        chart = native_chart(sheet.book, sheet.name, figure, first, int(beside * LINE * PIXELS) - 8)
        sheet.sheet.insert_chart(top, sheet.last + 2, chart, {"object_position": 2, "y_offset": 4})
        sheet.skip_to(top + beside)
    sheet.skip_to(sheet.row + 1)


def _rows_of_chart(figure: Figure) -> int:
    """How many rows of the sheet the chart stands beside: as many as its bars need."""
    if not figure.chart:
        return 0
    bars = len(figure.drawn_rows) * len(figure.drawn) if figure.chart == "bar" else 0
    return max(CHART_ROWS, round(bars * 0.75) + 4)


def _write_notes(sheet: _Sheet, report: Report) -> None:
    sheet.line(report_file().words.notes, "title")
    sheet.line(report.made, "text")
    for note in report.notes:
        sheet.line(note, "text")
    for figure in report.figures:
        sheet.line(figure.title, "figure")
        sheet.line(figure.definition, "text")
        for label, definition in figure.definitions:
            sheet.line(f"{label}：{definition}", "text")

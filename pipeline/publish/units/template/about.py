"""The sheet that explains a blank form in a workbook: numbered sentences in one column."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pipeline.publish.paper.book_sheets import Heights
from pipeline.publish.paper.grid import GridSheet
from pipeline.publish.paper.layout import Layout
from pipeline.publish.paper.printing import set_up_print

_LINE = 17.0  # height in points of a line
_TEXT = 0.9  # of the width, which its letters may fill


def write_about(
    workbook: Workbook, layout: Layout, sentences: Iterable[str], looks: tuple[Format, Format], footer: str
) -> None:
    """Write the sheet; `layout` has its one column, `looks` are those of its title and of its sentences."""
    sheet: GridSheet = workbook.add_worksheet(layout.sheet)
    title, plain = looks
    width = layout.widths[0]
    sheet.set_column(0, 0, width)
    sheet.hide_gridlines(2)
    sheet.add_row(0, [layout.sheet], sheet.style([title]), 2 * _LINE)
    style, heights = sheet.style([plain]), Heights([width * _TEXT], _LINE)
    for number, line in enumerate(sentences, 1):
        sentence = f"{number}. {line}"
        sheet.add_row(number, [sentence], style, heights.of([sentence]))
    set_up_print(sheet, layout, "", footer, flagged=False)

"""Native Office charts: those of the workbook, and the same ones for the letter, which Word itself draws.

Word has the charts of Excel in the same words, so that the letter's are made by the writer of workbooks: a workbook in
memory with one sheet for each figure, of which only the parts that describe the charts are taken.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm
from docxtpl import DocxTemplate
from markupsafe import Markup, escape
from xlsxwriter import Workbook

from pipeline.publish.paper.figure import Figure
from pipeline.publish.paper.printing import FONT
from schemas.report import report_file

CHART_WIDTH, CHART_HEIGHT = 600, 360  # pixels
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")  # Okabe and Ito's palette, safe for colour-blind readers
NO_TICKS = {"minor_tick_mark": "none", "major_tick_mark": "none"}
IN_LETTER = {"column": (Mm(154), Mm(48)), "bar": (Mm(154), Mm(60))}
CROWDED = 16  # bars, above which their numbers are small
FIRST = 8  # rows of a lying chart in the letter


def native_chart(book: Workbook, sheet: str, figure: Figure, first: int, height: int) -> Any:
    """A chart of the table on a sheet of the book whose cells begin in row `first`, so many pixels high."""
    lying = figure.chart == "bar"
    chart = book.add_chart({"type": figure.chart})
    bars = len(figure.drawn) * len(figure.drawn_rows)
    last = first + len(figure.drawn_rows) - 1
    for number, column in enumerate(figure.drawn):
        chart.add_series(
            {
                "name": [sheet, first - 1, column + 1],
                "categories": [sheet, first, 0, last, 0],
                "values": [sheet, first, column + 1, last, column + 1],
                "fill": {"color": COLOURS[number]},
                "gap": 60,
                "data_labels": {"value": True, "font": {"name": FONT, "size": 6 if bars > CROWDED else 9}},
            }
        )
    title = report_file().words.chart_title.format(title=figure.title, unit=figure.unit)
    font = {"name": FONT, "size": 9}
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12}, "overlay": False})
    names = {"num_font": font, "interval_unit": 1, **NO_TICKS}
    names |= {"reverse": True, "crossing": "max"} if lying else {}
    lines = {"visible": True, "line": {"color": "#D9DFE6"}}
    numbers = {"num_font": font, "min": 0, "major_gridlines": lines, **NO_TICKS}
    chart.set_x_axis(numbers if lying else names)
    chart.set_y_axis(names | {"major_gridlines": {"visible": False}} if lying else numbers)
    chart.set_legend({"position": "bottom", "font": font} if len(figure.drawn) > 1 else {"none": True})
    chart.set_size({"width": CHART_WIDTH, "height": height})
    return chart


def chart_parts(figures: Sequence[Figure]) -> list[bytes]:
    """The XML of a chart of each of these figures, with its numbers."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    for number, figure in enumerate(figures, 1):
        sheet = book.add_worksheet(f"T{number}")
        for column, heading in enumerate(figure.headings, 1):
            sheet.write_string(0, column, heading)
        for place, row in enumerate(figure.rows, 1):
            sheet.write_string(place, 0, row.label)
            for column, value in enumerate(row.values, 1):
                if value is not None:
                    sheet.write_number(place, column, value)
        sheet.insert_chart(0, 0, native_chart(book, f"T{number}", figure, 1, CHART_HEIGHT))
    book.close()
    with zipfile.ZipFile(buffer) as package:
        return [_said(package.read(f"xl/charts/chart{number}.xml")) for number in range(1, len(figures) + 1)]


def _said(part: bytes) -> bytes:
    """A chart in which is said what Excel takes for granted and Word does not."""
    for silent, said in _SAID.items():
        part = part.replace(silent, said)
    return part


_SAID = {
    b'<c:showVal val="1"/>': b'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    b'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>',
    b"</c:title>": b'<c:overlay val="0"/></c:title>',
}


class LetterChart:
    """A chart as a value for a Word template; its part is added when the template is filled, as that opens it anew."""

    def __init__(self, template: DocxTemplate, number: int, figure: Figure, part: bytes) -> None:
        self._template, self._number, self._figure, self._part = template, number, figure, part

    def __str__(self) -> str:
        document = self._template.docx.part
        name = PackURI(f"/word/charts/chart{self._number}.xml")
        part = Part(name, CONTENT_TYPE.DML_CHART, self._part, document.package)
        relation = document.relate_to(part, RELATIONSHIP_TYPE.CHART)
        width, height = IN_LETTER[self._figure.chart]
        text = escape(self._figure.sentence)
        return _DRAWING.format(
            width=width,
            height=height,
            number=1000 + self._number,
            relation=relation,
            text=text,
        )

    def __html__(self) -> Markup:
        return Markup(str(self))


_DRAWING = (
    '</w:t></w:r><w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{number}" name="Chart {number}" descr="{text}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{relation}"/>'
    '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t xml:space="preserve">'
)

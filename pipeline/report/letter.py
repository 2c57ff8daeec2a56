"""The letter of a report: a Word template that staff can restyle, filled with sentences, tables and definitions.

The shipped template is templates/report.docx; one of the same name in the settings folder replaces it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import OpcError
from docx.shared import Emu
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError
from lxml.etree import LxmlError

from pipeline import TEMPLATES
from pipeline.errors import UserError
from pipeline.publish.paper.figure import Figure, shown
from pipeline.report.counted import Report
from pipeline.report.figures.counting import settings_of
from pipeline.report.native_charts import FIRST, LetterChart, chart_parts
from schemas.report import report_file

NAME = "report.docx"
LIMIT = 8  # rows of a table; the workbook has them all
LABEL_SHARE = 0.44  # of a table's width
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def letter(report: Report, settings: Path) -> bytes:
    """The letter as the bytes of a .docx, identical for the same report and template.

    Raises UserError if the template in the settings folder cannot be used.
    """
    own = settings / NAME
    path = own if own.exists() else TEMPLATES / NAME
    try:
        template = DocxTemplate(path)
        values = _values(report) | _brief(report, template)
        template.render(values, Environment(undefined=StrictUndefined), autoescape=True)
    except (OSError, ValueError, KeyError, BadZipFile, OpcError, LxmlError, TemplateError) as error:
        words = report_file().messages
        raise UserError(words.template.format(path=path, reason=str(error).splitlines()[0])) from error
    _widen_labels(template.docx.tables)
    properties = template.docx.core_properties
    properties.title = f"{report.title}　{report.period.label}"
    properties.created = properties.modified = datetime.combine(report.day, time())
    buffer = io.BytesIO()
    template.save(buffer)
    return _dateless(buffer.getvalue())


def _values(report: Report) -> dict[str, Any]:
    words = report_file().words
    return {
        "title": report.title,
        "association": report.association,
        "period": report.period.label,
        "made": report.made,
        "day": words.signature_day.format(day=report.day),
        "empty": report.empty,
        "no_submissions": words.no_submissions.format(period=report.period.label),
        "chapters": [_chapter(report, name, heading) for name, heading in _headings(report).items()],
        "label": words.label,
        "tables": [_table(figure.shortened(LIMIT)) for figure in report.figures if figure.rows],
        "figures": report.figures,
        "notes": report.notes,
        "appendix_tables": words.appendix_tables,
        "appendix_notes": words.appendix_notes,
    }


def _brief(report: Report, template: DocxTemplate) -> dict[str, Any]:
    """The first page: numbers, charts and sentences; and the details behind it, chapter by chapter."""
    brief = report_file().brief
    labels, now = settings_of("overview").rows, {row.label: row.values[0] for row in report.figure("overview").rows}
    drawn = [_cut(figure) for figure in map(report.figure, brief.charts) if figure.chart]
    charts = enumerate(zip(drawn, chart_parts(drawn), strict=True), 1)
    return {
        "numbers": [{"label": labels[key].label, "value": shown(now[labels[key].label])} for key in brief.numbers],
        "charts": [LetterChart(template, number, figure, part) for number, (figure, part) in charts],
        "sentences": [report.figure(name).sentence for name in brief.sentences],
        "details": [
            {
                "heading": heading,
                "figures": [_table(figure.shortened(LIMIT)) for figure in report.of_chapter(name)],
                "to_write": "" if report.of_chapter(name) else report_file().words.to_write,
            }
            for name, heading in _headings(report).items()
        ],
    }


def _cut(figure: Figure) -> Figure:
    """The figure with as many rows as a chart of the first page has room for; its title says so."""
    if figure.chart != "bar" or len(figure.rows) <= FIRST:
        return figure
    title = report_file().words.first_rows.format(title=figure.title, count=FIRST)
    return replace(figure, title=title, rows=figure.rows[:FIRST])


def _headings(report: Report) -> dict[str, str]:
    """The numbered heading of each chapter that the letter has."""
    chapters, words = report_file().chapter, report_file().words
    names = [name for name, chapter in chapters.items() if report.of_chapter(name) or not chapter.optional]
    numbered = zip(names, words.numerals, strict=False)
    return {name: words.chapter.format(numeral=numeral, title=chapters[name].title) for name, numeral in numbered}


def _chapter(report: Report, name: str, heading: str) -> dict[str, Any]:
    """Heading and sentences; a chapter without figures is left for staff to write."""
    sentences = [figure.sentence for figure in report.of_chapter(name)]
    return {"heading": heading, "sentences": sentences or [report_file().words.to_write]}


def _table(figure: Figure) -> dict[str, Any]:
    rows = [{"label": row.label, "shown": [shown(value) for value in row.values]} for row in figure.rows]
    told = {"title": figure.title, "unit": figure.unit, "sentence": figure.sentence, "headings": figure.headings}
    return told | {"rows": rows}


def _widen_labels(tables: Iterable[Table]) -> None:
    """Widen the label column of those that have one: the template's loop makes all equal, but labels need more room."""
    for table in tables:
        if table.cell(0, 0).text != report_file().words.label:
            continue
        columns = list(table.columns)
        whole = sum(column.width or 0 for column in columns)
        for number, column in enumerate(columns):
            share = LABEL_SHARE if number == 0 else (1 - LABEL_SHARE) / (len(columns) - 1)
            for sized in (column, *column.cells):
                sized.width = Emu(int(whole * share))


def _dateless(data: bytes) -> bytes:
    """The same package with fixed member timestamps, so that its bytes are reproducible."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in packed.namelist():
            part = zipfile.ZipInfo(name, ZIP_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            fresh.writestr(part, packed.read(name))
    return buffer.getvalue()

"""The page of a report: a single HTML file with embedded charts, for the screen and for A4."""

from __future__ import annotations

from pipeline.publish.paper.drawing import draw
from pipeline.publish.paper.figure import shown
from pipeline.publish.paper.pages import render
from pipeline.report.counted import Report
from schemas.report import report_file

LIMIT = 20  # rows of a table; the workbook has them all


def page(report: Report) -> str:
    """The page as HTML."""
    data = report_file()
    chapters = []
    for name, chapter in data.chapter.items():
        figures = [figure.shortened(LIMIT) for figure in report.of_chapter(name)]
        if figures:
            chapters.append((chapter.title, [(figure, draw(figure)) for figure in figures]))
    title = f"{report.title}　{report.period.label}"
    return render("report.html", title=title, report=report, chapters=chapters, words=data.words, shown=shown)

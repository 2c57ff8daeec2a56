"""证书统计.html: the figures of certificates and hours as they are today, on a page of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from pipeline.publish.certificate_figures import Span, figures_of, notes
from pipeline.publish.paper.drawing import draw
from pipeline.publish.paper.figure import shown
from pipeline.publish.paper.pages import render
from pipeline.register.contents.certificates import CertificatesKnown
from schemas.certificate_figures import certificate_figures_file
from schemas.layouts.ledger import ledger_file
from schemas.report import report_file


def certificate_page(known: CertificatesKnown, today: date, association: Mapping[str, str]) -> str:
    """The page as HTML."""
    words = certificate_figures_file().words
    figures = figures_of(known, today, _spans(today))
    tiles = zip(figures[0].headings, figures[0].rows[-1].values, strict=True) if figures else ()
    return render(
        "certificate_figures.html",
        title=words.title,
        association=association.get("name", ""),
        made=words.as_of.format(day=today),
        desk=ledger_file().words.page,
        desk_shown=words.desk,
        nothing="" if figures else words.nothing,
        figures=[(figure, draw(figure)) for figure in figures],
        tiles=list(tiles),
        notes=[*notes(today), words.private],
        words=report_file().words,
        shown=shown,
    )


def _spans(today: date) -> list[Span]:
    """This month, the last one, and this year, as far as they are over; and all that ever happened."""
    words, month = certificate_figures_file().words, today.replace(day=1)
    last_month = month - timedelta(days=1)
    return [
        Span(words.this_month, month, today),
        Span(words.last_month, last_month.replace(day=1), last_month),
        Span(words.this_year, today.replace(month=1, day=1), today),
        Span(words.ever, date.min, today),
    ]

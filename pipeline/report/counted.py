"""Everything that a report says, from a register and a period: the figures and their provenance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.errors import UserError
from pipeline.publish import certificate_figures
from pipeline.publish.paper.figure import Figure
from pipeline.register.contents.certificates import CertificatesKnown
from pipeline.register.statistics import Statistics
from pipeline.report.data import Data, Span
from pipeline.report.figures import figures_of
from pipeline.report.periods import Period
from pipeline.terms.notices import load_notice, notice_names
from schemas.certificate_figures import certificate_figures_file
from schemas.report import report_file


@dataclass(frozen=True)
class Report:
    """What workbook, page and letter show. `made` says which register it comes from; `notes` are general remarks; `day`
    is that of the register's last batch, so that the same register gives the same report on any day.
    """

    period: Period
    association: str
    title: str
    made: str
    day: date
    notes: tuple[str, ...]
    figures: tuple[Figure, ...]
    empty: bool  # nothing was received in the period

    def of_chapter(self, chapter: str) -> list[Figure]:
        return [figure for figure in self.figures if figure.chapter == chapter]

    def figure(self, name: str) -> Figure:
        return next(figure for figure in self.figures if figure.name == name)


def count(
    register: Statistics, known: CertificatesKnown, period: Period, today: date, association: str, least: int = 0
) -> Report:
    """Count everything: what the register holds, and what is known of certificates. Counts of single units below
    `least` are merged.

    Raises UserError (exit code 1) when there is nothing to count: no submission yet, or the period ends before the
    first one, or begins after `today`.
    """
    check_period(register, period, today)
    spans = list(_spans(register, period))
    data = Data(register, spans, least)
    last = register.batches.iloc[-1]
    words = report_file().words
    day = last["now"][:10]
    made = {"batch": last["name"], "day": day, "submissions": len(register.sent), "rows": register.read}
    title = _notice_title(spans[-1].notice)
    of_certificates = _of_certificates(known, spans, least)
    own_notes = certificate_figures.notes(period.last) if of_certificates else ()
    return Report(
        period=period,
        association=association,
        title=words.title,
        made=words.made.format(**made),
        day=date.fromisoformat(day),
        notes=(words.notice.format(notice=title, period=period.label), *words.general, *own_notes),
        figures=(*figures_of(data), *of_certificates),
        empty=data.sent[0].empty,
    )


def check_period(register: Statistics, period: Period, today: date) -> None:
    words = report_file().messages
    if register.sent.empty:
        raise UserError(words.empty)
    if period.first > today:
        raise UserError(words.future.format(period=period.label, today=today))
    first = register.first_day
    if period.last.isoformat() < first:
        raise UserError(words.early.format(period=period.label, first=first))


def _spans(register: Statistics, period: Period) -> Iterator[Span]:
    """The period, the one before, the same one a year earlier (if different), and the time since the notice."""
    first = register.first_day
    for one in dict.fromkeys((period, period.before(), period.year_before())):
        yield Span(one, "", one.last.isoformat() >= first)
    label = report_file().words.cumulative
    yield Span(Period("", label, date.min, period.last), _notice_of(register, period), covered=True)


def _of_certificates(known: CertificatesKnown, spans: Sequence[Span], least: int) -> tuple[Figure, ...]:
    """As of the last day of the period; certificates are of no notice, so the last column has all of them."""
    label, last = certificate_figures_file().words.ever, spans[0].period.last
    periods = [each.period for each in spans[:-1]] + [Period("", label, date.min, last)]
    days = [certificate_figures.Span(each.label, each.first, each.last) for each in periods]
    return certificate_figures.figures_of(known, last, days, least)


def _notice_of(register: Statistics, period: Period) -> str:
    """The notice of the last submission received by the end of the period."""
    until = register.sent["day"] <= period.last.isoformat()
    return str(register.sent["notice"][until].iloc[-1])


def _notice_title(name: str) -> str:
    return load_notice(name).number if name in notice_names() else name

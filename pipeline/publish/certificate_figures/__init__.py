"""Figures of certificates and hours, as a pure function of what is known of them and a day: for a chapter of the
report, and for a page of the desk.

    figures = figures_of(known, day, spans)

Each figure of schemas/certificate_figures.toml is counted by the function of the same name. Nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from pipeline.follow.certificates import all_standing
from pipeline.follow.hours import told_last
from pipeline.publish.certificate_figures import happened, held, hours, renewals
from pipeline.publish.certificate_figures.counting import Seen, Span
from pipeline.publish.paper.figure import DRAWN, Counted, Figure
from pipeline.register.contents.certificates import CertificatesKnown
from schemas.certificate_figures import certificate_figures_file

__all__ = ["Span", "figures_of", "notes"]

COUNTING: dict[str, Callable[[Seen], Counted]] = {
    "society": held.by_society,
    "level": held.by_level,
    "society_level": held.by_society_and_level,
    "happened": happened.happened,
    "renewals": renewals.renewals,
    "hours": hours.by_year,
    "kinds": hours.by_kind,
}
_CHARTS = {"society": (0, 2), "level": (0, 2), "renewals": (0,), "hours": (0, 1), "kinds": (1, 3)}
"""By figure the columns that its chart draws."""
_OF_HOURS = ("hours", "kinds")


def figures_of(known: CertificatesKnown, day: date, spans: Sequence[Span], least: int = 0) -> tuple[Figure, ...]:
    """What is told of the end of a day by what was known then, and of what happened in these spans, the first of which
    is spoken of; groups with a count below `least` are merged. Nothing where there was no certificate, and nothing of
    hours where nobody had sent any."""
    then = known.until(day)
    certificates = [each for each in all_standing(then.events, day).values() if each.issued_on <= day]
    activities = told_last(then.activities)
    seen = Seen(certificates, activities, then.confirmed, day, spans, least)
    left_out = () if activities else _OF_HOURS
    return tuple(_figure(name, COUNTING[name](seen)) for name in COUNTING if certificates and name not in left_out)


def notes(day: date) -> list[str]:
    """What is to be known of all of these figures."""
    return [note.format(day=day) for note in certificate_figures_file().words.notes]


def _figure(name: str, counted: Counted) -> Figure:
    settings = certificate_figures_file().figure[name]
    drawn = _CHARTS.get(name, ())
    is_drawn = any(row.values[column] for row in counted.rows for column in drawn)
    return Figure(
        name=f"certificates_{name}",
        chapter=settings.chapter,
        title=settings.title,
        unit=settings.unit,
        headings=tuple(counted.columns),
        rows=tuple(counted.rows),
        sentence=getattr(settings, counted.sentence).format(**counted.words),
        definition=settings.definition.format(**counted.words),
        definitions=tuple((row.label, row.definition) for row in settings.rows.values()),
        chart=settings.chart if is_drawn else "",
        drawn=drawn if is_drawn else (),
        additive=counted.additive,
        most_drawn=max(DRAWN, certificate_figures_file().ahead),
    )

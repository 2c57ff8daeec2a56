"""All figures of a report, in the order of schemas/report.toml.

A figure that says `by` there counts people by the values of that field; every other one is counted by a function of its
own, listed in `COUNTING` under the figure's name. Title, definition and sentence are in schemas/report.toml, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.model.fields import COUNTED
from pipeline.publish.paper.figure import Counted, Figure
from pipeline.report.data import Data
from pipeline.report.figures import breakdowns, overview, places, quality, results
from pipeline.report.figures.counting import settings_of
from schemas import check_among
from schemas.report import Figure as FigureWords
from schemas.report import report_file

COUNTING: dict[str, Callable[[Data], Counted]] = {
    "overview": overview.overview,
    "trend": overview.trend,
    "section": breakdowns.section,
    "domain": breakdowns.domain,
    "society": breakdowns.society,
    "region": places.region,
    "country": places.country,
    "engineers": overview.engineers,
    "recognition": places.recognition,
    "specialty": breakdowns.specialty,
    "unit": breakdowns.unit,
    "district": places.district,
    "quality": quality.quality,
    "way": quality.way,
    "days": quality.days,
    "findings": quality.findings,
    "unit_findings": quality.unit_findings,
    "account": quality.account,
    "results": results.results,
    "step_days": results.step_days,
    "passed_society": results.by_society,
    "passed_level": results.by_level,
    "passed_domain": results.by_domain,
}


def figures_of(data: Data) -> list[Figure]:
    """What stands `behind` a figure that has nothing to show is left out."""
    figures: dict[str, Figure] = {}
    for name, settings in report_file().figure.items():
        if not settings.behind or figures[settings.behind].rows:
            figures[name] = _figure(name, _counted(name, settings, data), data)
    return list(figures.values())


def _counted(name: str, settings: FigureWords, data: Data) -> Counted:
    if not settings.by:
        return COUNTING[name](data)
    check_among("report", f"figure.{name}.by", [settings.by], COUNTED)
    return breakdowns.by_field(data, settings.by, settings.order)


def _figure(name: str, counted: Counted, data: Data) -> Figure:
    settings = settings_of(name)
    headings = tuple(counted.columns) or tuple(span.period.label for span in data.spans)
    drawn = _drawn(counted, data)
    words = {"period": data.spans[0].period.label, "previous": data.spans[1].period.label, "title": settings.title}
    says = drawn or counted.sentence == results.NOTHING
    sentence = getattr(settings, counted.sentence) if says else report_file().words.nothing
    return Figure(
        name=name,
        chapter=settings.chapter,
        title=settings.title,
        unit=settings.unit,
        headings=headings,
        rows=tuple(counted.rows),
        sentence=sentence.format(**words, **counted.words),
        definition=settings.definition,
        definitions=tuple(_definitions(settings)),
        chart=settings.chart if drawn else "",
        drawn=drawn,
        additive=counted.additive,
    )


def _definitions(settings: FigureWords) -> Sequence[tuple[str, str]]:
    return [(row.label, row.definition) for row in settings.rows.values()]


def _drawn(counted: Counted, data: Data) -> tuple[int, ...]:
    """The columns to draw: the period and, if it has data, the one before; none if the period has no data."""
    if counted.columns:
        columns = tuple(range(1, len(counted.columns)))
        return columns if any(_filled(counted, column) for column in columns) else ()
    if not _filled(counted, 0):
        return ()
    return (0, 1) if data.spans[1].covered and _filled(counted, 1) else (0,)


def _filled(counted: Counted, column: int) -> bool:
    """Whether a column has data: a count other than 0, or a mean or share."""
    values = [row.values[column] for row in counted.rows]
    return any(value or isinstance(value, float) for value in values)

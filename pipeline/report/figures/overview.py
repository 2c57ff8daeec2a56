"""What was received: submissions, units and people, also by month; and engineers abroad as counted by the units."""

from __future__ import annotations

from collections.abc import Sequence

from pandas import DataFrame, to_numeric

from pipeline.model.fields import PROJECT_CANONICAL
from pipeline.publish.paper.figure import Counted, Row, share, shown
from pipeline.report.data import HELD, OTHER, ROUTED, Data
from pipeline.report.figures.counting import fixed, numbers, settings_of
from pipeline.report.periods import months_until
from pipeline.terms.notices import notices

MONTHS = 13


def overview(data: Data) -> Counted:
    counts = {
        "submissions": [len(sent) for sent in data.sent],
        "units": [len(set(sent["unit_key"]) - {""}) for sent in data.sent],
        "people": [len(people) for people in data.people],
    }
    for state in (ROUTED, HELD, OTHER):
        counts[state] = [int((people["state"] == state).sum()) for people in data.people]
    said = {key: count[0] for key, count in counts.items()}
    rows = fixed("overview", {key: numbers(data, count) for key, count in counts.items()})
    return Counted(rows, {**said, "compared": _compared(data, *counts["people"][:2])})


def _compared(data: Data, now: int, before: int) -> str:
    """A phrase for more or fewer people than in the period before."""
    if not data.spans[1].covered:
        return ""
    kind = "more" if now > before else "fewer" if now < before else "same"
    sentence: str = getattr(settings_of("overview"), kind)
    return sentence.format(previous=data.spans[1].period.label, count=abs(now - before))


def trend(data: Data) -> Counted:
    """The last months up to the end of the period, whatever its length."""
    people, days, first = data.everybody, data.register.sent["day"], data.register.first_day
    months = [month for month in months_until(data.spans[0].period.last, MONTHS) if month.last.isoformat() >= first]
    month_of = days.str[:7]
    routed = people["came"][people["state"] == ROUTED]
    taken = (month_of.take(came.to_numpy()) for came in (people["came"], routed))
    counts = [each.value_counts() for each in (month_of, *taken)]
    rows = [Row(month.label, tuple(int(count.get(month.name, 0)) for count in counts)) for month in months]
    peak = max(rows, key=lambda row: row.values[1] or 0)
    total = sum(int(row.values[1] or 0) for row in rows)
    said = {"months": len(rows), "people": total, "peak": peak.label, "count": peak.values[1]}
    return Counted(rows, said, columns=list(settings_of("trend").columns.values()))


def engineers(data: Data) -> Counted:
    """The engineers that units state for projects abroad, each project once, next to the people they recommend.

    Rows that are named as a field sum it up; the share is that of the people in the row `share_of`.
    """
    figure = settings_of("engineers")
    projects = [_last_sent(_abroad(of_span), figure.same_project) for of_span in data.projects]
    counts = {name: [_sum(own, name) for own in projects] for name in figure.rows if name in PROJECT_CANONICAL}
    counts["projects"] = [len(own) for own in projects]
    counts["people"] = [len(_abroad(people)) for people in data.people]
    said: dict[str, object] = {key: count[0] for key, count in counts.items()}
    whole = counts[figure.share_of][0]
    said["share"] = shown(share(counts["people"][0], whole))
    rows = fixed("engineers", {key: numbers(data, count) for key, count in counts.items()})
    return Counted(rows, said, "sentence" if whole else "sentence_without")


def _abroad(records: DataFrame) -> DataFrame:
    """Those of a section whose projects lie abroad by any notice: what an older one asked for counts on."""
    sections = {section for notice in notices().values() for section in notice.abroad}
    return records[records["section"].isin(sections)]


def _last_sent(projects: DataFrame, same: Sequence[str]) -> DataFrame:
    """Of projects that a unit sent repeatedly, which are those with the `same` values, only the last."""
    return projects.drop_duplicates(["unit_key", *same], keep="last")


def _sum(projects: DataFrame, name: str) -> int:
    return int(to_numeric(projects[name].replace("", "0")).sum())

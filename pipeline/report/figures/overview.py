"""What was received: submissions, units and people, also by month; and engineers abroad as counted by the units."""

from __future__ import annotations

from pandas import DataFrame, to_numeric

from pipeline.register.statistics import ENGINEERS
from pipeline.report.data import HELD, OTHER, ROUTED, Data
from pipeline.report.figure import Counted, Row, settings_of, share, shown
from pipeline.report.figures.counting import fixed, numbers
from pipeline.report.periods import months_until

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
    """The engineers that units state for dispatched projects, each project once, next to the people they recommend."""
    projects = [_last_sent(of_span) for of_span in data.projects]
    counts = {name.removesuffix("_engineers"): [_sum(own, name) for own in projects] for name in ENGINEERS}
    counts["projects"] = [len(own) for own in projects]
    counts["people"] = [int((people["section"] == "dispatched").sum()) for people in data.people]
    said: dict[str, object] = {key: count[0] for key, count in counts.items()}
    said["share"] = shown(share(counts["people"][0], counts["qualified"][0]))
    rows = fixed("engineers", {key: numbers(data, count) for key, count in counts.items()})
    return Counted(rows, said, "sentence" if counts["qualified"][0] else "sentence_without")


def _last_sent(projects: DataFrame) -> DataFrame:
    """The dispatched projects; if one was sent repeatedly, only the last."""
    same = ["unit_key", "company", "project_name", "project_country"]
    return projects[projects["section"] == "dispatched"].drop_duplicates(same, keep="last")


def _sum(projects: DataFrame, name: str) -> int:
    return int(to_numeric(projects[name].replace("", "0")).sum())

"""Quality of what was received: right at first, corrected, the way from receipt to routing, findings, the account."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pandas import DataFrame, Series

from pipeline.model.judgements import Disposition
from pipeline.publish.paper.figure import Counted, Number, Row, rounded, share, shown
from pipeline.report.data import HELD, OTHER, ROUTED, Data, tally
from pipeline.report.figures.breakdowns import unit_label
from pipeline.report.figures.counting import breakdown, fixed, numbers, ranked, words
from schemas.findings import findings_file

Measure = Callable[[DataFrame], Number]

SERIOUS = ("error", "warning")


class AccountError(AssertionError):
    """Some rows are in no line of the account: a bug in the program, never the unit's fault."""


def quality(data: Data) -> Counted:
    measures: dict[str, Measure] = {
        "share": lambda people: share(int((~people["wrong"]).sum()), len(people)),
        "wrong": lambda people: int(people["wrong"].sum()),
        "corrected": lambda people: len(_corrected(people)),
        "rounds": lambda people: _mean(_corrected(people)["rounds"]),
        "days": lambda people: _mean(_corrected(people)["correction_days"]),
    }
    values = _measured(data, measures)
    return Counted(fixed("quality", values), _in_words(values), _kind({key: value[0] for key, value in values.items()}))


def _kind(now: Mapping[str, Number]) -> str:
    """Which sentence tells the quality of the period."""
    if now["corrected"]:
        return "sentence" if now["days"] is not None else "sentence_undated"
    return "sentence_open" if now["wrong"] else "sentence_clean"


def way(data: Data) -> Counted:
    measures: dict[str, Measure] = {
        "received": len,
        "straight": lambda people: len(_straight(people)),
        "corrected": lambda people: len(_corrected(people)),
        "routed": lambda people: len(_routed(people)),
        "held": lambda people: int((people["state"] == HELD).sum()),
        "other": lambda people: int((people["state"] == OTHER).sum()),
    }
    values = _measured(data, measures)
    lost = int(values["held"][0] or 0) + int(values["other"][0] or 0)
    return Counted(fixed("way", values), {**_in_words(values), "lost": lost})


def days(data: Data) -> Counted:
    measures: dict[str, Measure] = {
        "mean": lambda people: _mean(_routed(people)["days"]),
        "median": lambda people: _median(_routed(people)["days"]),
        "straight": lambda people: _mean(_straight(people)["days"]),
        "corrected": lambda people: _mean(_corrected(people)["days"]),
    }
    values = _measured(data, measures)
    return Counted(fixed("days", values), _in_words(values))


def _routed(people: DataFrame) -> DataFrame:
    return people[people["state"] == ROUTED]


def _straight(people: DataFrame) -> DataFrame:
    return people[(people["state"] == ROUTED) & ~people["wrong"]]


def _corrected(people: DataFrame) -> DataFrame:
    return people[(people["state"] == ROUTED) & people["wrong"]]


def _mean(values: Series[float]) -> float | None:
    """The mean of what was measured; None where nothing was."""
    return rounded(float(values.mean())) if values.notna().any() else None


def _median(values: Series[float]) -> float | None:
    return rounded(float(values.median())) if values.notna().any() else None


def _measured(data: Data, measures: Mapping[str, Measure]) -> dict[str, tuple[Number, ...]]:
    """Each measure applied to the people of each span; None where the span is not covered."""
    covered = [span.covered for span in data.spans]
    return {
        key: tuple(measure(people) if known else None for people, known in zip(data.people, covered, strict=True))
        for key, measure in measures.items()
    }


def _in_words(values: Mapping[str, Sequence[Number]]) -> dict[str, object]:
    """The numbers of the period, formatted for a sentence."""
    return {key: shown(of_spans[0]) for key, of_spans in values.items()}


def findings(data: Data) -> Counted:
    kinds = findings_file().finding
    rows = ranked(data, tally(_serious(data), "slug", "count"), lambda slug: kinds[str(slug)].title)
    return breakdown(data, rows, words().findings, _total(rows))


def unit_findings(data: Data) -> Counted:
    rows = ranked(data, tally(_serious(data), "unit_key", "count"), unit_label(data))
    return breakdown(data, rows, words().findings, _total(rows), data.least)


def _serious(data: Data) -> list[DataFrame]:
    """For each span, the findings to be corrected or checked."""
    return [found[found["severity"].isin(SERIOUS)] for found in data.findings]


def _total(rows: Sequence[Row]) -> int:
    return sum(int(row.values[0] or 0) for row in rows)


def account(data: Data) -> Counted:
    """Every row read, in exactly one line. Raises AccountError if one is missing."""
    kinds = [kind.value for kind in Disposition]
    register, judged = data.register, tally(data.rows, "disposition")
    ignored = [int(others["count"].sum()) for others in data.ignored]
    if register.read != len(register.rows) or set(judged) - set(kinds):
        raise AccountError(f"{register.read} person rows, {len(register.rows)} judged as {sorted(map(str, judged))}")
    counts = {kind: judged.get(kind, [0] * len(data.spans)) for kind in kinds} | {"ignored": ignored}
    counts["read"] = [sum(column) for column in zip(*counts.values(), strict=True)]
    values = {key: numbers(data, count) for key, count in counts.items()}
    return Counted(fixed("account", values), _in_words(values))

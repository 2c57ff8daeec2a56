"""How many people there are, by a field or by unit: lines of the lists, with a sum below them.

Beside a unit may stand what its people pay, and how many of them the notice wants (名额): that is counted over all
batches until this one, for several units together where a quota is theirs together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from pipeline.model.judgements import Columns
from pipeline.publish.paper.layout import Layout
from pipeline.publish.paper.values import Value
from pipeline.terms.notices import Notice
from pipeline.terms.quota import Quota
from pipeline.text.fold import fold
from schemas.layouts.lists import ListSheet, lists_file
from schemas.layouts.sheet import Column
from schemas.named import NamedTuple

QUOTA_SOURCES = frozenset(("quota", "reported", "over"))


Recommended = Collection[tuple[str, str]]
"""Unit and person_id of each row that counted for the quotas after the batch."""


class _Line(NamedTuple):
    """A line: what it is called, its people by the value of the other field, its quota, and how many count for that."""

    group: str
    people: Counter[str]
    quota: Quota | None
    reported: int


def count_rows(
    sheet: ListSheet, layout: Layout, people: Columns, notice: Notice, recommended: Recommended
) -> list[tuple[Value, ...]]:
    """A row for each group in the order of their names, those without one behind them, and the sum."""
    across = people[sheet.across] if sheet.across else [""] * len(people["row_id"])
    found: dict[str, Counter[str]] = {}
    for group, value in zip(people[sheet.by], across, strict=True):
        found.setdefault(group, Counter())[value] += 1
    reported = _reported(notice, recommended) if QUOTA_SOURCES & set(layout.sources) else {}
    lines = [
        _Line(group or sheet.none, found[group], *_wanted(group, notice, reported))
        for group in sorted(found, key=lambda group: (not group, group))
    ]
    total = notice.quotas.total if notice.quotas else None
    everybody = sum((line.people for line in lines), Counter[str]())
    lines.append(_Line(lists_file().words.total, everybody, total, reported.get("", 0)))
    named = {column.counts for column in layout.columns if column.counts}
    return [tuple(_cell(column, line, named, notice) for column in layout.columns) for line in lines]


def _cell(column: Column, line: _Line, named: set[str], notice: Notice) -> Value:
    if column.rest:
        return sum(number for value, number in line.people.items() if value not in named)
    if column.counts:
        return line.people[column.counts]
    count, quota = line.people.total(), line.quota
    told: dict[str, Value] = {
        "group": line.group,
        "count": count,
        "fee": count * notice.fee.yuan if notice.fee else "",
        "quota": _quota(line),
        "reported": line.reported if quota else "",
        "over": max(line.reported - quota.people, 0) if quota else "",
    }
    return told[column.source]


def _quota(line: _Line) -> Value:
    """So many people; with the name of the quota where it is that of several units."""
    if line.quota is None:
        return ""
    own = fold(line.quota.name) in ("", fold(line.group))
    return str(line.quota.people) if own else lists_file().words.shared.format_map(line.quota._asdict())


def _wanted(group: str, notice: Notice, reported: Mapping[str, int]) -> tuple[Quota | None, int]:
    """The quota of a unit, and how many count for it."""
    quotas = notice.quotas.of(group) if notice.quotas and reported else []
    quota = next((quota for quota in quotas if quota.name), None)
    return quota, reported.get(quota.name, 0) if quota else 0


def _reported(notice: Notice, recommended: Recommended) -> dict[str, int]:
    """By name of a quota, "" for that of all, how many people count for it, each once."""
    if notice.quotas is None:
        return {}
    who = {(quota.name, person_id) for unit, person_id in recommended for quota in notice.quotas.of(unit)}
    return dict(Counter(name for name, _ in who))

"""Helpers that the counting functions share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from pipeline.publish.paper.figure import Counted, Number, Row, share, shown, summed
from pipeline.report.data import Data, Tally
from schemas.report import Figure, Words, report_file

LEADERS = 3


def words() -> Words:
    return report_file().words


def settings_of(name: str) -> Figure:
    """Table [figure.<name>] of schemas/report.toml."""
    return report_file().figure[name]


def labels(name: str) -> dict[str, str]:
    """Labels of a figure's fixed rows, by key."""
    return {key: row.label for key, row in settings_of(name).rows.items()}


def fixed(name: str, values: Mapping[str, Sequence[Number]]) -> list[Row]:
    """A figure's fixed rows, in order; `values` by row key."""
    return [Row(label, tuple(values[key])) for key, label in labels(name).items()]


def numbers(data: Data, counts: Sequence[int]) -> tuple[Number, ...]:
    """The counts by span; None where the register does not reach back that far."""
    return tuple(count if span.covered else None for count, span in zip(counts, data.spans, strict=True))


def ranked(data: Data, tally: Tally, label: Callable[[Hashable], str], order: Sequence[Hashable] = ()) -> list[Row]:
    """Rows sorted by the given order of values, then by descending count in the period and overall; unknown ones last.

    `label` gives "" for an unknown value.
    """
    unknown = words().unknown
    place = {value: number for number, value in enumerate(order)}

    def key(value: Hashable) -> tuple[object, ...]:
        counts = tally[value]
        return (not label(value), place.get(value, len(place)), -counts[0], -counts[-1], label(value))

    return [
        Row(label(value) or unknown, numbers(data, tally[value]))
        for value in sorted(tally, key=key)
        if any(tally[value])
    ]


def leaders(rows: Sequence[Row], unit: str, whole: int) -> str:
    """The rows with the highest counts in the period, in words with their share of `whole`; then the unknown count."""
    said, unknown = words(), words().unknown
    known = sorted((row for row in rows if _now(row) and unknown not in row.label), key=_most_first)
    parts = [
        said.leader.format(label=row.label, value=_now(row), unit=unit, share=shown(share(_now(row), whole)))
        for row in known[:LEADERS]
    ]
    rest = sum(_now(row) for row in rows if unknown in row.label)
    unsaid = said.unknown_leader.format(value=rest, unit=unit) if rest else ""
    return f"{'、'.join(parts)}{unsaid}" if parts else unsaid.lstrip("，")


def _now(row: Row) -> int:
    return int(row.values[0] or 0)


def _most_first(row: Row) -> int:
    return -_now(row)


def breakdown(data: Data, rows: Sequence[Row], unit: str = "", whole: int | None = None, small: int = 0) -> Counted:
    """A figure of people (or whatever `unit` names) by row label; rows with a count below `small` are merged."""
    known = [row for row in rows if row.values[0] and row.label != words().unknown]
    total = len(data.people[0]) if whole is None else whole
    kept = without_small(rows, small)
    said = {"leaders": leaders(kept, unit or words().people, total), "count": len(known), "total": total}
    return Counted(kept, said, additive=True)


def without_small(rows: Sequence[Row], least: int) -> list[Row]:
    """Merge rows with a count below `least`, since small counts could identify single people."""
    small = [row for row in rows if any(value and value < least for value in row.values)]
    if not small:
        return list(rows)
    label = words().hidden.format(least=least, count=len(small))
    sums = tuple(summed(column) for column in zip(*(row.values for row in small), strict=True))
    return [*(row for row in rows if row not in small), Row(label, sums)]

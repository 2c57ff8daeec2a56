"""Hours of continuing development: in which years of the certificates they are enough, and of what kind they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.follow.hours import needs_confirmation
from pipeline.model.hours import Year
from pipeline.publish.certificate_figures.counting import LEADERS, NONE, Seen, listed, with_total, words
from pipeline.publish.paper.figure import Counted, Row, share, shown
from schemas.certificate_figures import certificate_figures_file
from schemas.hours import hours_file

_CURRENT = 0  # in place of the number of a year that is not over


def by_year(seen: Seen) -> Counted:
    """How many hours years lack: those that are over, by their number in the period, and those that are not."""
    of_number: dict[int, list[Year]] = defaultdict(list)
    for lived in seen.lived:
        for number, year in enumerate(lived.years, 1):
            of_number[number if year.last <= seen.day else _CURRENT].append(year)
    order = sorted(of_number, key=lambda number: (number == _CURRENT, number))
    shown_years = seen.merged({_label(number): of_number[number] for number in order})
    over = [year for number, years in of_number.items() if number != _CURRENT for year in years]
    enough = sum(not year.missing for year in over)
    said = {
        "years": len(over),
        "enough": enough,
        "share": shown(share(enough, len(over))),
        "silent": sum(not year.kinds for year in over),
        "required": _required(),
    }
    rows = [Row(label, _values(own)) for label, own in shown_years.items()]
    return Counted(rows, said, "sentence" if over else NONE, _columns())


def by_kind(seen: Seen) -> Counted:
    """What was done in the same years: entries, hours, and what waits to be confirmed."""
    counts = {kind: dict.fromkeys(certificate_figures_file().figure["kinds"].columns, 0) for kind in hours_file().kind}
    for lived in seen.lived:
        for each in lived.activities:
            counts[each.kind]["entries"] += 1
            counts[each.kind]["open"] += needs_confirmation(each) and each.activity_id not in seen.confirmed
        for own in (own for year in lived.years for own in year.kinds):
            for name in ("hours", "waiting", "over"):
                counts[own.kind][name] += getattr(own, name)
    rows = [Row(hours_file().kind[kind].label, tuple(own.values())) for kind, own in counts.items() if own["entries"]]
    said: dict[str, object] = {name: sum(own[name] for own in counts.values()) for name in counts[next(iter(counts))]}
    most = sorted(counts, key=lambda kind: -counts[kind]["hours"])[:LEADERS]
    unit = certificate_figures_file().figure["kinds"].unit
    said["kinds"] = listed(((hours_file().kind[kind].label, counts[kind]["hours"]) for kind in most), unit)
    said["minutes"] = hours_file().minutes
    columns = list(certificate_figures_file().figure["kinds"].columns.values())
    return Counted(with_total(rows) if rows else [], said, "sentence" if said["kinds"] else NONE, columns)


def _label(number: int) -> str:
    return words().year.format(number=number) if number != _CURRENT else words().current_year


def _columns() -> list[str]:
    columns, bounds = certificate_figures_file().figure["hours"].columns, certificate_figures_file().missing
    firsts = [1, *(bound + 1 for bound in bounds)]
    lacking = [words().lacking.format(first=first, last=last) for first, last in zip(firsts, bounds, strict=False)]
    more = words().lacking_more.format(first=firsts[-1])
    return [columns["certificates"], columns["enough"], *lacking, more, columns["silent"]]


def _values(years: Sequence[Year]) -> tuple[int, ...]:
    bounds = certificate_figures_file().missing
    missing = [year.missing for year in years if year.missing]
    lacking = [sum(low < hours <= high for hours in missing) for low, high in zip((0, *bounds), bounds, strict=False)]
    more = sum(hours > bounds[-1] for hours in missing)
    return len(years), len(years) - len(missing), *lacking, more, sum(not year.kinds for year in years)


def _required() -> str:
    """How many hours a year asks for, and who says so."""
    first, *later = hours_file().required
    told = [words().required.format(**each._asdict()) for each in later]
    return words().required_between.join([words().required_first.format(**first._asdict()), *told])

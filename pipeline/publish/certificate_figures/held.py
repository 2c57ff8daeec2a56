"""How certificates stand, and which of them end soon; by society, by level, and by both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from pipeline.model.certificates import Certificate
from pipeline.publish.certificate_figures.counting import NONE, Seen, listed, with_total, words
from pipeline.publish.paper.figure import Counted, Row
from pipeline.text.days import months_later
from schemas.certificate_figures import certificate_figures_file
from schemas.certificates import certificates_file
from schemas.report import report_file
from schemas.vocabularies import vocabulary_file

Order = Callable[[str, Sequence[Certificate]], tuple[object, ...]]


def by_society(seen: Seen) -> Counted:
    figure = certificate_figures_file().figure["society"]
    rows = _rows(seen, lambda each: each.society, _most_first)
    of_state = ((state, sum(each.state == state for each in seen.certificates)) for state in _states())
    soon = (figure.body.format(months=months, count=count) for months, count in _expiring(seen, seen.certificates))
    said = {
        "total": len(seen.certificates),
        "states": listed(of_state, figure.unit),
        "expiring": words().between.join(soon),
    }
    return Counted(with_total(rows), said, columns=_columns())


def by_level(seen: Seen) -> Counted:
    places = {level: place for place, level in enumerate(vocabulary_file("levels").canonical)}

    def in_order(level: str, own: Sequence[Certificate]) -> tuple[object, ...]:
        return (places.get(level, len(places)), *_most_first(level, own))

    rows = _rows(seen, lambda each: each.level, in_order)
    valid = ((row.label, int(row.values[0] or 0)) for row in rows)
    said = {"levels": listed(valid, certificate_figures_file().figure["level"].unit)}
    return Counted(with_total(rows), said, "sentence" if said["levels"] else NONE, _columns())


def by_society_and_level(seen: Seen) -> Counted:
    unknown = report_file().words.unknown

    def both(each: Certificate) -> str:
        return words().society_level.format(society=each.society or unknown, level=each.level or unknown)

    rows = _rows(seen, both, lambda label, _: (label,))
    return Counted(rows, {"count": len(rows)}, columns=_columns(), additive=True)


def _columns() -> list[str]:
    """Valid ones, those of them that end soon, and the other states."""
    valid, *others = _states()
    soon = [words().within.format(months=months) for months in certificate_figures_file().expiring]
    return [valid, *soon, *others]


def _states() -> tuple[str, ...]:
    states = certificates_file().states
    return states.valid, states.suspended, states.expired, states.cancelled, states.revoked


def _rows(seen: Seen, label: Callable[[Certificate], str], order: Order) -> list[Row]:
    groups: dict[str, list[Certificate]] = defaultdict(list)
    for each in seen.certificates:
        groups[label(each)].append(each)
    unknown = report_file().words.unknown
    ordered = sorted(groups.items(), key=lambda group: (not group[0], *order(*group)))
    shown = seen.merged({label or unknown: own for label, own in ordered})
    return [Row(label, _values(seen, own)) for label, own in shown.items()]


def _values(seen: Seen, own: Sequence[Certificate]) -> tuple[int, ...]:
    valid, *others = [sum(each.state == state for each in own) for state in _states()]
    return (valid, *(count for _, count in _expiring(seen, own)), *others)


def _expiring(seen: Seen, own: Iterable[Certificate]) -> list[tuple[int, int]]:
    """By months how many valid ones end until then."""
    last_days = [each.valid_to for each in own if each.state == certificates_file().states.valid]
    ends = ((months, months_later(seen.day, months)) for months in certificate_figures_file().expiring)
    return [(months, sum(last <= until for last in last_days)) for months, until in ends]


def _most_first(label: str, own: Sequence[Certificate]) -> tuple[object, ...]:
    valid = certificates_file().states.valid
    return -sum(each.state == valid for each in own), -len(own), label

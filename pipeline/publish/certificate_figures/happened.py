"""What happened to certificates in a time, each certificate once for each thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.follow.certificates import VOIDED, is_late, standing
from pipeline.model.certificates import Certificate
from pipeline.publish.certificate_figures.counting import NONE, Seen, Span, listed
from pipeline.publish.paper.figure import Counted, Row
from schemas.certificate_figures import certificate_figures_file
from schemas.certificates import certificates_file


def happened(seen: Seen) -> Counted:
    """The rows are the events, of which that of asking for another period makes two, in time and late."""
    figure = certificate_figures_file().figure["happened"]
    counts = Counter(each for certificate in seen.certificates for each in _placed(certificate, seen.spans))
    rows = [Row(label, tuple(counts[label, place] for place in range(len(seen.spans)))) for label in _labels()]
    said = listed(((row.label, int(row.values[0] or 0)) for row in rows), figure.unit)
    about = {
        "events": said,
        "period": seen.spans[0].label,
        "months": certificates_file().period.ask_months,
    }
    return Counted(rows, about, "sentence" if said else NONE, [span.label for span in seen.spans])


def _labels() -> Iterator[str]:
    asked = [row.label for row in certificate_figures_file().figure["happened"].rows.values()]
    for name, entry in certificates_file().event.items():
        if entry.effect != VOIDED:  # of which nothing is left to count
            yield from asked if entry.effect == "asked" else [name]


def _placed(certificate: Certificate, spans: Sequence[Span]) -> set[tuple[str, int]]:
    """What happened, each with the place of a span in which it did."""
    told = list(_happened(certificate))
    return {(label, place) for label, day in told for place, span in enumerate(spans) if span.holds(day)}


def _happened(certificate: Certificate) -> Iterator[tuple[str, date]]:
    """The label of each thing that happened, and its day; it was issued once, on the day that was said last."""
    rows, issued_on = certificate_figures_file().figure["happened"].rows, certificate.issued_on
    for place, event in enumerate(certificate.events):
        day, effect = date.fromisoformat(event.date), certificates_file().event[event.event].effect
        if effect == "asked":
            then = standing(certificate.events[: place + 1], day)
            yield rows["late" if then and is_late(then) else "in_time"].label, day
        else:
            yield event.event, issued_on if effect == "issued" else day

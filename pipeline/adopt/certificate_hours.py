"""What hours are missing when a certificate is renewed: told beside the renewal, which is never refused for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.adopt.certificate_lines import called, problem
from pipeline.follow.hours import years_of
from pipeline.model.certificates import Certificate, CertificateEvent
from pipeline.model.hours import Activity, ConfirmedHours, Year
from pipeline.model.statements import Filled, Problem
from schemas.certificates import certificates_file
from schemas.layouts.certificates import certificates_layout
from schemas.named import NamedTuple


class Done(NamedTuple):
    """What holders did, and by activity_id what somebody decided that it counts for."""

    activities: Sequence[Activity]
    confirmed: Mapping[str, ConfirmedHours]


def missing_hours(
    line: Filled, event: CertificateEvent, certificate: Certificate, done: Callable[[], Done]
) -> Iterator[Problem]:
    """The years of the period that ends (003:171-172), where the event is its renewal; `certificate` as it stood before
    it. `done` is asked for nothing else."""
    if certificates_file().event[event.event].effect != "renewed":
        return
    first, last = certificate.periods[-1]
    years = years_of(certificate, *done(), last)
    words = certificates_layout().lines
    if missing := [_said(year) for year in years if year.first >= first and year.missing]:
        about = words.hours.format(line=called(line), years=words.between.join(missing))
        yield problem("certificate-hours-missing", line, "event", about)


def _said(year: Year) -> str:
    told = {"missing": year.missing, "required": year.required, "hours": year.hours, "waiting": year.waiting}
    return certificates_layout().lines.year.format(first=year.first.isoformat(), **told)

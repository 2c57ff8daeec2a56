"""What the holder of a certificate is told on a day, before it ends and after: that it must be renewed, and which hours
are missing (schemas/certificates.toml, [period])."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from pipeline.follow.certificates import hours_told_from, last_day_to_ask, remind_from, told_until
from pipeline.follow.hours import years_of
from pipeline.model.certificates import Certificate
from pipeline.model.hours import Activity, ConfirmedHours, Year
from schemas.certificates import certificates_file
from schemas.named import NamedTuple

Renewal = Literal["", "asks", "late", "ended"]
"""Of another period that nobody asked for: it may be asked for in time, the last day to ask is over, the certificate
itself has ended; "" where nothing is said of it."""


class Told(NamedTuple):
    """What is said of a certificate: of its renewal, and the years of its last period of which hours are missing."""

    certificate: Certificate
    renewal: Renewal
    years: tuple[Year, ...]


def told_on(
    certificate: Certificate, activities: Iterable[Activity], confirmed: Mapping[str, ConfirmedHours], today: date
) -> Told | None:
    """What is to be said of a certificate as it stands on a day; None where that is nothing."""
    states = certificates_file().states
    is_over = certificate.state in (states.cancelled, states.revoked)
    if is_over or not hours_told_from(certificate.valid_to) <= today <= told_until(certificate.valid_to):
        return None
    years = years_of(certificate, activities, confirmed, today)
    begins = certificate.periods[-1].first
    lacking = tuple(each for each in years if each.first >= begins and each.missing)
    told = Told(certificate, _renewal(certificate, today), lacking)
    is_due = told.renewal or any(each.last < today for each in lacking)  # of a year that goes on nothing is owed yet
    return told if is_due else None


def _renewal(certificate: Certificate, today: date) -> Renewal:
    if certificate.asked_on is not None or today < remind_from(certificate.valid_to):
        return ""
    if today > certificate.valid_to:
        return "ended"
    return "late" if today > last_day_to_ask(certificate.valid_to) else "asks"

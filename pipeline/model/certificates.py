"""Certificates: what happened to them, and how one stands on a day."""

from __future__ import annotations

from datetime import date

from schemas.named import NamedTuple

REFUSED = "refused"
"""In the place of an event: a line that was not taken; `note` is the slug of its finding."""


NAMELESS = "#"
"""Before what stands for the number of a certificate whose holder is forgotten, and for title and file of an activity:
only which are the same."""


class CertificateEvent(NamedTuple):
    """Something that happened to a certificate, and where it was said.

    `certificate_no` is opaque text, compared exactly and never made by the program; `event` a key of
    schemas/certificates.toml, [event], or REFUSED; `date` the day (ISO) from which it holds. Society and level are
    those of the certificate as it was issued, "" where the event does not say them; `valid_to` (ISO) is its last day
    where the society wrote one. `name` is the holder's as it was written.
    """

    certificate_no: str
    person_id: str
    name: str
    society: str
    level: str
    event: str
    date: str
    valid_to: str
    cause: str
    document: str
    note: str
    source_file: str
    source_sheet: str
    source_cell: str
    recorded_at: str
    batch: str = ""  # the name of the one that recorded it
    event_id: str = ""

    @property
    def is_forgotten(self) -> bool:
        """Whether the holder is."""
        return self.certificate_no.startswith(NAMELESS)

    @property
    def said(self) -> tuple[str, ...]:
        """What it says, wherever it stands: the same again says nothing new."""
        return self[:11]


class Period(NamedTuple):
    """One time for which a certificate was issued or renewed, its first and its last day."""

    first: date
    last: date


class Certificate(NamedTuple):
    """A certificate as it stands on a day; `state` is one of schemas/certificates.toml, [states]. `periods` are all
    that it was issued for, in order; `asked_on` is the day on which another one was first asked for, None where that
    was not done since the last one began; `events` all that happened, in order."""

    certificate_no: str
    person_id: str
    name: str
    society: str
    level: str
    state: str
    periods: tuple[Period, ...]
    asked_on: date | None
    events: tuple[CertificateEvent, ...]

    @property
    def issued_on(self) -> date:
        """The first day of the first period."""
        return self.periods[0].first

    @property
    def valid_to(self) -> date:
        """The last day of the last period."""
        return self.periods[-1].last


class RefusedLine(NamedTuple):
    """A line that was not taken, and why: what its finding says, in which submission; whether that still holds."""

    event: CertificateEvent
    message: str
    submission_id: str
    is_open: bool


class Holder(NamedTuple):
    """A person to whom a certificate may be issued: the name that stands now, every name that the person was sent under
    (match keys), and the levels that the person applied for."""

    person_id: str
    name: str
    names: frozenset[str]
    levels: frozenset[str]

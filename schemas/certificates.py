"""The life of a certificate: schemas/certificates.toml."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from schemas import check_among
from schemas.typed import AnyWords, Count, Text, read

NEEDED = ("date", "society", "level", "cause", "document")
"""Columns that an event may need, beside the number of the certificate, which all do."""


class Period(NamedTuple):
    """How long a certificate holds, and how many months before its end what is said."""

    years: Count
    ask_months: Count
    remind_months: Count
    hours_months: Count
    origin: Literal["", "ours"] = ""


class States(NamedTuple):
    """What the states are called."""

    valid: Text
    suspended: Text
    cancelled: Text
    revoked: Text
    expired: Text


class EventEntry(NamedTuple):
    """One thing that may happen to a certificate; the head of the file says what its keys mean."""

    effect: Literal["issued", "asked", "renewed", "changed"]
    after: AnyWords
    to: str = ""
    needs: AnyWords = ()
    causes: AnyWords = ()
    excludes: AnyWords = ()
    final: bool = False


class CertificatesFile(NamedTuple):
    period: Period
    states: States
    event: Mapping[str, EventEntry]
    step: Mapping[str, AnyWords]


def certificates_file() -> CertificatesFile:
    """schemas/certificates.toml. Raises DataError for a state, a column or a cause that there is not."""
    file = read("certificates", CertificatesFile)
    for name, entry in file.event.items():
        states = ("", *file.states)
        check_among("certificates", f"event.{name}.after", entry.after, states)
        check_among("certificates", f"event.{name}.to", [entry.to], states)
        check_among("certificates", f"event.{name}.needs", entry.needs, NEEDED)
        check_among("certificates", f"event.{name}.excludes", entry.excludes, entry.causes)
    return file

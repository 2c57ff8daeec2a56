"""The life of a certificate: schemas/certificates.toml."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from schemas import check_among
from schemas.named import NamedTuple
from schemas.typed import AnyWords, Count, Text, read
from schemas.vocabularies import vocabulary_file

NEEDED = ("date", "society", "level", "cause", "document")
"""Columns that an event may need, beside the number of the certificate, which all do."""


class Period(NamedTuple):
    """How long a certificate holds, how many months before its end what is said, and how many after it the holder is
    kept."""

    years: Count
    after_months: Count
    ask_months: Count
    remind_months: Count
    renew_months: Count
    hours_months: Count
    kept_months: Count
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

    effect: Literal["issued", "asked", "renewed", "changed", "voided"]
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

    @property
    def issued(self) -> str:
        """The event by which a certificate begins."""
        return next(name for name, entry in self.event.items() if entry.effect == "issued")

    @property
    def voided(self) -> str:
        """The event that says that one was written down by a slip."""
        return next(name for name, entry in self.event.items() if entry.effect == "voided")

    @property
    def told_events(self) -> tuple[str, ...]:
        """What may be told of a certificate that there is."""
        return tuple(name for name, entry in self.event.items() if entry.effect != "issued")

    @property
    def causes(self) -> tuple[str, ...]:
        """Every cause that may be named, in order."""
        return tuple(dict.fromkeys(cause for entry in self.event.values() for cause in entry.causes))


@cache
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


def certificate_levels() -> tuple[str, ...]:
    """The levels that a certificate may be of."""
    return (*vocabulary_file("levels").canonical, *vocabulary_file("international_levels").canonical)

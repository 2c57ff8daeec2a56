"""The sheet 学时 of the workbook of certificates: what was done in each year of each certificate, and what is missing.

Both numbers that documents ask for are shown beside the one that holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.follow.hours import by_certificate, years_of
from pipeline.model.certificates import Certificate
from pipeline.model.hours import Activity, ConfirmedHours, Year, YearHours
from pipeline.publish.paper.book import Table
from pipeline.publish.paper.layout import load_layout
from schemas.certificates import certificates_file
from schemas.hours import Required, hours_file
from schemas.layouts.hours import hours_layout

LAYOUT = SHEET = "hours"


def hours_table(
    certificates: Iterable[Certificate], done: Sequence[Activity], confirmed: Mapping[str, ConfirmedHours], today: date
) -> Table:
    """The sheet, with the years that have begun, of certificates that are not cancelled or revoked; `confirmed` by
    activity_id."""
    words, own, states = hours_layout().words, by_certificate(done), certificates_file().states
    ended = (states.cancelled, states.revoked)
    lines = [
        _line(each, year)
        for each in certificates
        if each.state not in ended
        for year in years_of(each, own.get(each.certificate_no, ()), confirmed, today)
    ]
    sources = load_layout(LAYOUT, SHEET).sources
    rows = [tuple(map(line.__getitem__, sources)) for line in lines[-words.most :]]
    return Table(LAYOUT, SHEET, rows, nothing=words.nothing)


def _line(certificate: Certificate, year: Year) -> Mapping[str, Any]:
    words = hours_layout().words
    return {
        **certificate._asdict(),
        "first": year.first.isoformat(),
        "last": year.last.isoformat(),
        "required": year.required,
        "hours": year.hours,
        "waiting": year.waiting,
        "missing": year.missing,
        "kinds": words.between.join(map(_kind, year.kinds)),
        "others": "\n".join(_others(year)),
    }


def _kind(own: YearHours) -> str:
    words = hours_layout().words
    told = (words.kind if own.minutes else words.untimed).format(
        label=hours_file().kind[own.kind].label, hours=own.hours, minutes=own.minutes
    )
    told += words.waiting.format(waiting=own.waiting) if own.waiting else ""
    return told + (words.over.format(over=own.over) if own.over else "")


def _others(year: Year) -> Iterator[str]:
    """What each document asks for, and whether it is reached."""
    for each in hours_file().required:
        yield hours_layout().words.other.format(source=each.source, hours=each.hours, missing=_missing(each, year))


def _missing(required: Required, year: Year) -> str:
    words = hours_layout().words
    missing = max(0, required.hours - year.hours)
    return words.missing.format(missing=missing) if missing else words.reached

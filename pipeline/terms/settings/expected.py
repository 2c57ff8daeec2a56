"""Sheet 应报单位: the units that are expected to answer, with how many people and until when.

A workbook of before it had more than names means what blank cells mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pipeline.terms.settings.sheets import Book, Line, day_of, lines
from pipeline.text.fold import fold
from schemas.named import NamedTuple
from schemas.settings import settings_file

MOST = 100_000
"""People of one unit, at most."""


class ExpectedUnit(NamedTuple):
    """One unit; `people` is 0 and `due_on` None where nobody said."""

    unit: str
    contact: str = ""
    email: str = ""
    people: int = 0
    due_on: date | None = None


def read_expected(book: Book) -> tuple[ExpectedUnit, ...]:
    """The units that staff wrote, each once; what is no number or no day is a fault of the book."""
    units: dict[str, ExpectedUnit] = {}
    for line in lines(book, "units"):
        if line["unit"].text:
            units.setdefault(fold(line["unit"].text), _unit(book, line))
    return tuple(units.values())


def _unit(book: Book, line: Line) -> ExpectedUnit:
    people, due_on = line["people"], line["due_on"]
    count = people.text if people.text.isascii() and people.text.isdigit() else ""
    if people.text and not (count and 1 <= int(count) <= MOST):
        book.fault(settings_file().errors.number, people, most=MOST)
        count = ""
    day = day_of(due_on)
    if due_on.text and day is None:
        book.fault(settings_file().errors.date, due_on)
    return ExpectedUnit(line["unit"].text, line["contact"].text, line["email"].text, int(count or 0), day)


def remembered(units: Iterable[Any]) -> tuple[ExpectedUnit, ...]:
    """The units as a batch keeps them in its settings; at first they were names alone."""
    return tuple(_remembered(*([unit] if isinstance(unit, str) else unit)) for unit in units)


def _remembered(
    unit: str, contact: str = "", email: str = "", people: int = 0, due_on: str | None = None
) -> ExpectedUnit:
    return ExpectedUnit(unit, contact, email, people, date.fromisoformat(due_on) if due_on else None)

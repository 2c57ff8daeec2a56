"""Sheet 节假日: days off and worked weekends of years that the calendar library does not know yet.

A workbook of before it had this sheet means what an empty one means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pipeline.terms.settings.sheets import Book, Cell, Line, day_of, lines
from schemas.named import NamedTuple
from schemas.settings import settings_file


class SpecialDays(NamedTuple):
    """Days in a row that are other than the days of the week say, the last one included."""

    first: date
    last: date
    are_worked: bool

    def each(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))


def read_holidays(book: Book) -> tuple[SpecialDays, ...]:
    """The days that staff wrote. A cell that is no day, an end before its beginning or far from it, and a day that is
    said to be both are faults of the book."""
    found: list[SpecialDays] = []
    seen: dict[date, tuple[bool, Cell]] = {}
    for line in lines(book, "holidays"):
        days = _days(book, line) if book.filled(line, "holidays", "first", "kind") else None
        if days is None:
            continue
        if earlier := _otherwise(days, seen):
            book.fault(settings_file().errors.both_kinds, line["first"], earlier=earlier.address)
        seen |= dict.fromkeys(days.each(), (days.are_worked, line["first"]))
        found.append(days)
    return tuple(found)


def _days(book: Book, line: Line) -> SpecialDays | None:
    """The days of a line; None where it cannot be meant."""
    words = settings_file().holidays
    first, last, kind = line["first"], line["last"], line["kind"]
    begins = day_of(first)
    ends = day_of(last) if last.text else begins
    for cell, day in ((first, begins), (last, ends)):
        if cell.text and day is None:
            book.fault(settings_file().errors.date, cell)
    if kind.text not in (words.off, words.work):
        book.unknown(kind, settings_file().sheets["holidays"].labels["kind"], (words.off, words.work))
        return None
    if begins is None or ends is None:
        return None
    if not begins <= ends < begins + timedelta(days=words.longest):
        book.fault(settings_file().errors.span, last, longest=words.longest)
        return None
    return SpecialDays(begins, ends, kind.text == words.work)


def _otherwise(days: SpecialDays, seen: dict[date, tuple[bool, Cell]]) -> Cell | None:
    """Where one of the days was said to be of the other kind."""
    told: Iterable[tuple[bool, Cell]] = (seen[day] for day in days.each() if day in seen)
    return next((cell for are_worked, cell in told if are_worked != days.are_worked), None)

"""What a field of a plain type says, for fields that need no rule of their own: texts, months, dates, marks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from unicodedata import normalize

from pipeline.normalise.counts import years
from pipeline.normalise.marks import is_blank
from pipeline.normalise.phones import phone
from pipeline.normalise.vocabulary import NOTHING, Match
from pipeline.text.patterns import pattern
from schemas.contacts import contacts_file

INVALID = Match(how="invalid")

_BETWEEN = r"\s*[-./年]\s*"
_MONTH = pattern(rf"((?:19|20)\d\d)(?:{_BETWEEN})?(0?[1-9]|1[0-2])\s*月?")
_MONTH_FIRST = pattern(r"(0?[1-9]|1[0-2])\s*[-./]\s*((?:19|20)\d\d)")
_SHORT_YEAR = pattern(rf"(\d\d)(?:{_BETWEEN}(0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))\s*月?")
_NEXT_CENTURY = 30  # years before it are of this one
_DATE = pattern(
    rf"((?:19|20)\d\d)(?:{_BETWEEN}(\d\d?)\s*[-./月]\s*(\d\d?)\s*日?|(\d\d)(\d\d))"
    r"(?:[T ]+00:00(?::00(?:\.0+)?)?)?"  # as a spreadsheet stores a day
)
_MARK = pattern(r"(\d{1,3}(?:\.\d{1,2})?)\s*分?")


def text(typed: str) -> Match:
    """The text on one line."""
    return NOTHING if is_blank(typed) else Match(" ".join(typed.split()), "ok")


def month(typed: str) -> Match:
    """YYYY-MM, of a whole date too: 1985年3月, 1985.03, 198503, 1985-03-01, 1985年3月生;
    65.09 and 6405, as forms of offices ask for them (September 1965, May 1964), are understood."""
    bare = _plain(typed).removesuffix(".")
    for word in contacts_file().months.behind:
        bare = bare.removesuffix(word)
    day = date_of(bare)
    if day.how != "invalid":
        return day._replace(value=day.value[:7])
    if found := _MONTH.fullmatch(bare):
        return Match(f"{found[1]}-{int(found[2]):02d}", "ok")
    if found := _MONTH_FIRST.fullmatch(bare):
        return Match(f"{found[2]}-{int(found[1]):02d}", "ok")
    if not (found := _SHORT_YEAR.fullmatch(bare)):
        return INVALID
    year = f"{19 if int(found[1]) >= _NEXT_CENTURY else 20}{found[1]}"
    understood = f"{year}-{int(found[2] or found[3]):02d}"
    return Match(understood, "understood", understood)


def date_of(typed: str) -> Match:
    """YYYY-MM-DD: 2010年7月1日, 2010/7/1, 20100701."""
    if is_blank(typed):
        return NOTHING
    found = _DATE.fullmatch(_plain(typed))
    if not found:
        return INVALID
    try:
        day = date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    except ValueError:  # no day of the calendar
        return INVALID
    return Match(day.isoformat(), "ok")


def years_of(typed: str) -> Match:
    """A number of years in digits."""
    if is_blank(typed):
        return NOTHING
    number = years(typed)
    return INVALID if number is None else Match(str(number), "ok")


def mark(typed: str) -> Match:
    """A mark of a test as digits: 85, 85.5分."""
    if is_blank(typed):
        return NOTHING
    found = _MARK.fullmatch(_plain(typed))
    return Match(found[1], "ok") if found else INVALID


def number(typed: str) -> Match:
    """The first number of a phone; one that lacks its country is a number of the mainland."""
    found = phone(typed, "")
    return Match(found.value, "" if found.how == "email-only" else found.how.partition(";")[0], found.hint)


PLAIN: dict[str, Callable[[str], Match]] = {
    "text": text,
    "phone": number,
    "month": month,
    "date": date_of,
    "years": years_of,
    "mark": mark,
}
"""By type."""


def _plain(typed: str) -> str:
    return normalize("NFKC", typed).strip()

"""Days as staff write them into a cell (2025-05-06, 2025年5月6日, 20250506; 45783 where the cell lost the format of a
day), and the same day of a later month."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from typing import TypeVar

from pipeline.text.patterns import pattern

Day = TypeVar("Day", bound=date)

_WRITTEN = pattern(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d\d)(\d\d)(?!\d)")

_COUNTED = pattern(r"(3[6-9]\d{3}|[45]\d{4})(?:\.0+)?")
"""A day as workbooks count them, from 1998 to 2064."""
_FIRST = date(1899, 12, 30)


def written_day(text: str) -> date | None:
    """The day that is all of a text; None where it is none."""
    return _day(_WRITTEN.fullmatch(text))


def leading_day(text: str) -> date | None:
    """The day with which a text begins, behind which the time may stand, or that a number counts; None where it begins
    with none."""
    return _counted(text) or _day(_WRITTEN.match(text))


def months_later(day: Day, months: int) -> Day:
    """The day, or the moment, so many months later; in a month too short for its day, the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def _counted(text: str) -> date | None:
    counted = _COUNTED.fullmatch(text)
    return _FIRST + timedelta(int(counted[1])) if counted else None


def _day(written: re.Match[str] | None) -> date | None:
    if written:
        with suppress(ValueError):
            return date(*map(int, filter(None, written.groups())))
    return None

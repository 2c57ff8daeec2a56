"""Days as staff write them into a cell (2025-05-06, 2025/5/6, 2025年5月6日), and the same day of a later month."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import date

_WRITTEN = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def written_day(text: str) -> date | None:
    """The day that is all of a text; None where it is none."""
    return _day(_WRITTEN.fullmatch(text))


def leading_day(text: str) -> date | None:
    """The day with which a text begins, behind which the time may stand; None where it begins with none."""
    return _day(_WRITTEN.match(text))


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day(written: re.Match[str] | None) -> date | None:
    if written:
        with suppress(ValueError):
            return date(*map(int, written.groups()))
    return None

"""Working days of the mainland: until when somebody has n of them to answer.

The State Council moves weekends every year; the library knows the years whose calendar was out when it was released,
the sheet 节假日 of the settings tells of later ones. For a year that neither knows, days are counted by weekends alone,
and `Due.is_known` is false, so that whoever shows the day can say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from pipeline.terms.settings.holidays import SpecialDays
from schemas.named import NamedTuple

_SATURDAY = 5


class Due(NamedTuple):
    """The last of `days` working days, the first of which is the first one after `start`."""

    day: date
    days: int
    start: date
    is_known: bool


def due(start: date, days: int, special: Iterable[SpecialDays] = ()) -> Due:
    """Until when somebody who is asked on the day `start` has that many working days; `special` are the settings' own.

    Raises ValueError for less than one day.
    """
    if days < 1:
        raise ValueError(days)
    calendar = _Calendar(special)
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_worked(day)
    return Due(day, days, start, all(map(calendar.knows, range((start + timedelta(days=1)).year, day.year + 1))))


class _Calendar:
    """The library's days, and before them those of the settings."""

    def __init__(self, special: Iterable[SpecialDays]) -> None:
        said = tuple(special)
        self._own = {day: days.are_worked for days in said for day in days.each()}
        self._own_years = {days.last.year for days in said}  # New Year may begin in December, by the next year's notice

    def is_worked(self, day: date) -> bool:
        if day in self._own:
            return self._own[day]
        from chinese_calendar import is_workday

        try:
            return bool(is_workday(day))
        except NotImplementedError:
            return day.weekday() < _SATURDAY

    def knows(self, year: int) -> bool:
        from chinese_calendar import is_workday

        if year in self._own_years:
            return True
        try:
            is_workday(date(year, 1, 1))
        except NotImplementedError:
            return False
        return True

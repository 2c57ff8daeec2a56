"""The period of a report (a month, a quarter, a year, or from one day to another) and the periods it is compared
with.

Days are in China's time (Asia/Shanghai), like the times of receipt in the register.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.errors import UserError
from schemas.report import report_file

_FORMS = {
    "month": re.compile(r"(20\d\d)-(0[1-9]|1[0-2])"),
    "quarter": re.compile(r"(20\d\d)-Q([1-4])"),
    "year": re.compile(r"(20\d\d)"),
}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included. `name` is used for the folder, `label` for reading."""

    name: str
    label: str
    first: date
    last: date
    months: int = 0  # 0 if it does not consist of whole months

    def __contains__(self, day: str) -> bool:
        return self.first.isoformat() <= day <= self.last.isoformat()

    def before(self) -> Period:
        """The period of the same length that ends the day before this one."""
        if self.months:
            return _of_months(*_moved(self.first.year, self.first.month, -self.months), self.months)
        return _of_days(self.first - (self.last - self.first) - timedelta(days=1), self.first - timedelta(days=1))

    def year_before(self) -> Period:
        """The same days of the year before; 29 February becomes the 28th."""
        if self.months:
            return _of_months(self.first.year - 1, self.first.month, self.months)
        return _of_days(_a_year_earlier(self.first), _a_year_earlier(self.last))


def parse_period(text: str, first: str, last: str) -> Period:
    """The requested period: `text` (2025-04, 2025-Q2, 2025), or its first and last day.

    Raises UserError (exit code 2) if it is malformed, incomplete or given both ways.
    """
    words = report_file().messages
    if text and (first or last):
        raise UserError(words.twice, 2)
    if first and last:
        return _between(first, last)
    if first or last or not text:
        raise UserError(words.missing, 2)
    for kind, form in _FORMS.items():
        if found := form.fullmatch(text):
            year, number = int(found[1]), int(found[2] if kind != "year" else 1)
            return _of_months(year, (number - 1) * _MONTHS[kind] + 1, _MONTHS[kind])
    raise UserError(words.malformed.format(text=text), 2)


def months_until(last: date, count: int) -> list[Period]:
    """The `count` months that end with the month of `last`, oldest first."""
    return [_of_months(*_moved(last.year, last.month, back), 1) for back in range(1 - count, 1)]


def _between(first: str, last: str) -> Period:
    words = report_file().messages
    try:
        days = [date.fromisoformat(text) for text in (first, last)]
    except ValueError as error:
        raise UserError(words.day.format(first=first, last=last), 2) from error
    if days[0] > days[1] or days[0].year < 2000 or days[1].year > 2099:
        raise UserError(words.order.format(first=first, last=last), 2)
    return _of_days(days[0], days[1])


def _of_months(year: int, month: int, count: int) -> Period:
    end_year, end_month = _moved(year, month, count - 1)
    last = date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    quarter = (month + 2) // 3
    names = {1: f"{year}-{month:02d}", 3: f"{year}-Q{quarter}", 12: f"{year}"}
    labels = report_file().periods
    label = labels.months[str(count)].format(year=year, month=month, quarter=labels.quarters[quarter - 1])
    return Period(names[count], label, date(year, month, 1), last, count)


def _of_days(first: date, last: date) -> Period:
    label = report_file().periods.days.format(first=first, last=last)
    return Period(f"{first}_{last}", label, first, last)


def _moved(year: int, month: int, by: int) -> tuple[int, int]:
    months = year * 12 + month - 1 + by
    return months // 12, months % 12 + 1


def _a_year_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)

"""Days and spans of days as people write them into one cell: 2025.3.1, 20250301, 2025年3月, 2025.3.1-3.3."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date

from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas.named import NamedTuple


class Written(NamedTuple):
    """The first and the last day of what was written; `is_month` where only the month was, so that it is all of it."""

    first: date
    last: date
    is_month: bool = False


_HOUR = r"\d{1,2}[:：时点][\d:：]*"
_CLOCK = pattern(rf"(?:[\sT]+|(?<=[日号]))(?:上午|下午)?\s*{_HOUR}(?:\s*[-—~～至]\s*{_HOUR})?")
_REMARK = pattern(r"[(（](?:周|星期)[一二三四五六日天][)）]|上午|下午|晚上|全天")
"""What a day may have behind it: the hour, a span of hours, the day of the week."""

_PLAIN = r"\d{4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}"
_CHINESE = r"\d{4}年\d{1,2}月\d{1,2}[日号]?"
_DAY = pattern(rf"(?:{_PLAIN}|{_CHINESE})")
_DIGITS = pattern(r"(\d{4})(\d{2})(\d{2})")
_MONTH = pattern(r"(\d{4})(?:[-/.]|年)(\d{1,2})月?份?")
_SAID = pattern(r"[~至到]")
_FROM, _UNTIL = pattern(r"^[自从]|[起-]+$"), pattern(r"^-+|止$")
_DASHED = pattern(rf"(?P<first>{_PLAIN}|{_CHINESE}|\d{{8}}|\d{{4}}[./年]\d{{1,2}}月?)-+(?P<last>.+)")
_REST = pattern(r"(?:(\d{1,2})[-/.月])?(\d{1,2})[日号]?")
_REST_MONTH = pattern(r"(\d{1,2})月份?")


def written_period(text: str) -> Written | None:
    """What a text says as a whole; None where it is no day, month or span, or no such day exists."""
    key = fold(_REMARK.sub("", _CLOCK.sub("", text))).strip("-.,;")
    if whole := _one(key):
        return whole
    first, last = _halves(key)
    begun = _one(first) if last else None
    ended = (_one(last) or _rest(last, begun)) if begun else None
    if begun is None or ended is None or ended.last < begun.first:
        return None
    return Written(begun.first, ended.last, begun.is_month or ended.is_month)


def _halves(key: str) -> tuple[str, str]:
    """A span parted; the second is "" where it is none. A dash may stand inside a day as well."""
    if len(parts := _SAID.split(key)) == 2:
        return _FROM.sub("", parts[0]), _UNTIL.sub("", parts[1])
    if dashed := _DASHED.fullmatch(key):
        return dashed["first"], dashed["last"]
    return key, ""


def _one(key: str) -> Written | None:
    """A day or a month."""
    with suppress(ValueError):
        if found := _DIGITS.fullmatch(key):
            day = date(*map(int, found.groups()))
            return Written(day, day)
        if _DAY.fullmatch(key):
            day = date(*map(int, re.findall(r"\d+", key)))
            return Written(day, day)
        if found := _MONTH.fullmatch(key):
            return _month(int(found[1]), int(found[2]))
    return None


def _rest(key: str, begun: Written) -> Written | None:
    """The end of a span that leaves out what its beginning says: the year, or the month too."""
    with suppress(ValueError):
        if begun.is_month:
            found = _REST_MONTH.fullmatch(key)
            return _month(begun.first.year, int(found[1])) if found else None
        if found := _REST.fullmatch(key):
            last = begun.first.replace(month=int(found[1] or begun.first.month), day=int(found[2]))
            return Written(last, last)
    return None


def _month(year: int, month: int) -> Written:
    first = date(year, month, 1)
    return Written(first, first.replace(day=monthrange(year, month)[1]), is_month=True)

"""What the cells of an activity mean: how long it lasted, its grade, and which of the authors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.model.statements import Typed
from pipeline.text.fold import fold
from schemas.hours import KindEntry, hours_file
from schemas.hours_record import hours_record_file
from schemas.named import NamedTuple

_HOUR = 60
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PLACE = re.compile(
    r"(?:第|排名|署名)*(\d+|[一二三四五六七八九十])(?:位|名|作者|完成人|起草人|编者)*(?:/\d+)?(?:\(.*\))?"
)
_NUMBER_OF = re.compile(r"数$")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_UNIT = re.compile(r"^单位:")
_ALONE = re.compile(r"独.*")
_ABOUT = re.compile(r"^[约共计]+")
_APART = re.compile(r"[()/,]+")
_NUMERAL = re.compile(r"[一二两三四五六七八九](?=个|半|[小学课]?时|节)")
_AND_HALF, _HALF, _COUNTED = (
    re.compile(r"(\d+)个?半(?=小?时)"),
    re.compile(r"半个?(?=小?时)"),
    re.compile(r"(?<=\d)个(?=.?时)"),
)


class Lasting(NamedTuple):
    """How long something lasted: minutes, or why they are not known, as a sentence of schemas/hours_record.toml."""

    minutes: int = 0
    why: str = ""


def lasting(cell: Typed) -> Lasting:
    """How long: 120, 1.5小时, 3学时, 1小时30分钟; where the cell tells no unit, its heading does. What is told twice,
    as in 90分钟（2学时）, is told if both are the same."""
    said, text = hours_record_file().said, _in_digits(_ABOUT.sub("", fold(cell.text)))
    if not text:
        return Lasting(why=said.time_missing)
    if _NUMBER.fullmatch(text):
        unit = _unit_in(cell.heading)
        if unit is None:
            return Lasting(why=said.time_unit)
        return _counted(float(text) * unit) if unit else Lasting(why=said.time_unclear)
    for note in hours_record_file().of_one:
        text = text.replace(fold(note), "")
    told = {_sum_of(part) for part in _APART.split(text) if part}
    if len(told) != 1 or None in told:
        return Lasting(why=said.time_unclear if text in hours_record_file().units.unclear else said.time_unread)
    minutes = told.pop()
    return _counted(minutes) if minutes else Lasting(why=said.time_unclear)


def _in_digits(text: str) -> str:
    """一个半小时 as 1.5小时, 两学时 as 2学时."""
    file = hours_record_file()
    digits = _NUMERAL.sub(lambda found: str(file.numerals.index(file.twos.get(found[0], found[0])) + 1), text)
    return _COUNTED.sub("", _HALF.sub("0.5", _AND_HALF.sub(r"\1.5", digits)))


def _sum_of(text: str) -> float | None:
    """The minutes of 1小时30分; 0 where a unit is for somebody to say, None where it is not understood."""
    parts = _part().findall(text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        return None
    minutes = [float(number) * _units()[unit] for number, unit in parts]
    return sum(minutes) if all(minutes) else 0


def _counted(minutes: float) -> Lasting:
    return Lasting(round(minutes)) if minutes else Lasting(why=hours_record_file().said.time_missing)


def _unit_in(heading: str) -> int | None:
    """The unit that a heading has in brackets, or at its end: 时长（小时）, 培训学时, 天数; None for none."""
    key = fold(heading)
    for told in _IN_BRACKETS.findall(key):
        if _UNIT.sub("", told) in _units():
            return _units()[_UNIT.sub("", told)]
    bare = _NUMBER_OF.sub("", _IN_BRACKETS.sub("", key))
    named = [word for word in _units() if bare.endswith(word)]
    return _units()[max(named, key=len)] if named else None


@cache
def _units() -> Mapping[str, int]:
    """Word → minutes, 0 where it is for somebody to say."""
    units = hours_record_file().units
    sizes = ((units.minutes, 1), (units.hours, _HOUR), (units.credits, hours_file().minutes), (units.unclear, 0))
    return {fold(word): size for words, size in sizes for word in words}


@cache
def _part() -> re.Pattern[str]:
    words = sorted(_units(), key=len, reverse=True)
    return re.compile(rf"(\d+(?:\.\d+)?)({'|'.join(map(re.escape, words))})")


def grade_called(text: str, entry: KindEntry) -> str:
    """The grade of a kind that is called so, or the only one whose name a text holds; "" for none."""
    key = fold(text)
    others = hours_record_file().grades
    called = {fold(word): grade for grade in entry.grades for word in (*others.get(grade, ()), grade)}
    held = [grade for grade in entry.grades if fold(grade) in key]
    return called.get(key) or (held[0] if len(held) == 1 else "")


def place_called(text: str) -> int:
    """Which of the authors, from 1; 0 where it is not understood."""
    key = fold(text)
    if _ALONE.fullmatch(key):
        return 1
    found, numerals = _PLACE.fullmatch(key), hours_record_file().numerals
    if not found:
        return 0
    return numerals.index(found[1]) + 1 if found[1] in numerals else int(found[1])

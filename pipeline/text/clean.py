"""Stored text: what a cell says, cleaned once, where it enters.

Nothing is folded here: width and traditional characters stay as typed, match keys fold them later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import chain, islice
from unicodedata import normalize

from pipeline.text.patterns import pattern
from schemas.characters import characters_file

# Characters that need no cleaning, most frequent first (order of matching); nearly all text has no others.
_ORDINARY = " -~\n一-鿿\u3000-\u3029\uff01-\uff5e·—…“”‘’"
_BETWEEN = "\x1c"  # joins the cells of a sheet to clean them together
_ordinary = pattern(f"[{_ORDINARY}]*")  # twice as fast as searching for something unusual
_unusual = pattern(f"[^{_ORDINARY}]")
_ordinary_sheet = pattern(f"[{_ORDINARY}{_BETWEEN}]*")
_unusual_of_sheet = pattern(f"[^{_ORDINARY}{_BETWEEN}]")
_line_tail = pattern("[ \t\u3000]+\n")
_after_tail = pattern("\n(?<=[ \t\u3000]\n)")  # finds the same line end many times faster

# Zero-width characters, directional marks, variation selectors, soft hyphens, controls, surrogates, non-characters:
# all invisible, and most of them not allowed in a workbook.
_invisible = pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_line_end = pattern("[\r\x0b\x0c\x85\u2028\u2029]")
_blank = pattern("[\xa0\u1680\u2000-\u200a\u202f\u205f]")
_radical = pattern("[\u2e80-\u2fdf]")


def clean(text: str) -> str:
    """Text as it is stored: NFC, no invisible characters, radicals unified, "\\n" line ends, no trailing blanks."""
    return _mend(text, _ordinary, _unusual).strip()


def cells_text(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """cell_text of every cell. A whole sheet is cleaned at once, at a fraction of the cost of cleaning cell by cell."""
    values = [value if value.__class__ is str else cell_text(value) for value in chain.from_iterable(rows)]
    texts = _mend(_BETWEEN.join(values), _ordinary_sheet, _unusual_of_sheet).split(_BETWEEN)
    if len(texts) != max(len(values), 1):  # a cell contains the separator itself
        return [[cell_text(value) for value in row] for row in rows]
    stripped = map(str.strip, texts)
    return [list(islice(stripped, len(row))) for row in rows]


def _mend(text: str, ordinary: re.Pattern[str], unusual: re.Pattern[str]) -> str:
    if not ordinary.fullmatch(text):
        text = normalize("NFC", unusual.sub(_replacement, text.replace("\r\n", "\n")))
    return _line_tail.sub("\n", text) if _after_tail.search(text) else text


def _replacement(match: re.Match[str]) -> str:
    return _replacement_of(match[0])


@cache
def _replacement_of(character: str) -> str:
    """The replacement of an unusual character, usually the character itself."""
    if _invisible.match(character):
        return ""
    if _line_end.match(character):
        return "\n"
    if _blank.match(character):
        return " "
    if _radical.match(character):
        return characters_file().radicals.get(character) or normalize("NFKC", character)
    return character


def cell_text(value: object) -> str:
    """The text of a cell from a reader's value: numbers without .0 or exponent, dates as ISO 8601."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (date, time, timedelta)):
        return _moment(value)
    return "" if value is None else str(value)


@lru_cache(maxsize=4096)
def _number(value: float) -> str:
    """The number with fifteen digits, as spreadsheets keep; more would show binary rounding noise."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    return value.isoformat()


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"

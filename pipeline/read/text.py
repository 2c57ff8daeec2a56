"""Stored text: what a cell says, cleaned once, where it enters (DESIGN, Stored text).

Nothing is folded here: width and traditional characters stay as typed, match keys fold them later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from unicodedata import is_normalized, normalize

from schemas import table

# Zero-width characters, directional marks, variation selectors, soft hyphens, controls, surrogates, non-characters:
# nobody can see them, and most of them no workbook may hold.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
_LINE_END = "\r\x0b\x0c\x85\u2028\u2029"
_BLANK = "\xa0\u1680\u2000-\u200a\u202f\u205f"
_RADICAL = "\u2e80-\u2fdf"

_SUSPECT = re.compile(rf"[{_INVISIBLE}{_LINE_END}{_BLANK}{_RADICAL}]|[ \t\u3000]\n")
_ORDINARY = re.compile("[ -~\n一-鿿\u3000-\u3029\uff01-\uff5e·—…“”‘’]*")  # characters that are clean as they are
_invisible = re.compile(f"[{_INVISIBLE}]")
_line_end = re.compile(f"\r\n|[{_LINE_END}]")
_blank = re.compile(f"[{_BLANK}]")
_radical = re.compile(f"[{_RADICAL}]")
_line_tail = re.compile(r"[ \t\u3000]+\n")


def clean(text: str) -> str:
    """Text as it is stored: NFC, nothing invisible, radicals unified, line ends one kind, no blanks where lines end."""
    if _is_clean(text):
        return text.strip()
    text = _invisible.sub("", _line_end.sub("\n", text))
    text = _radical.sub(_unified, _blank.sub(" ", text))
    return normalize("NFC", _line_tail.sub("\n", text)).strip()


def _is_clean(text: str) -> bool:
    """Whether nothing but blanks at the ends would have to go. Ordinary text is told much faster than suspicious."""
    if _ORDINARY.fullmatch(text) and " \n" not in text and "\u3000\n" not in text:
        return True
    return _SUSPECT.search(text) is None and is_normalized("NFC", text)


def _unified(match: re.Match[str]) -> str:
    return _radicals().get(match[0]) or normalize("NFKC", match[0])


@cache
def _radicals() -> dict[str, str]:
    return dict(table("characters")["radicals"])


def cells_text(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """cell_text of every cell. Nearly every sheet is clean, and one look at it all is cheaper than one at each cell."""
    if _is_clean("\n".join([value for row in rows for value in row if value.__class__ is str])):
        return [[value.strip() if value.__class__ is str else cell_text(value) for value in row] for row in rows]
    return [[cell_text(value) for value in row] for row in rows]


def cell_text(value: object) -> str:
    """What a cell shows, from the value a reader gives: numbers without .0 or exponent, dates as ISO 8601."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (date, time, timedelta)):
        return _moment(value)
    return "" if value is None else str(value)


def _number(value: float) -> str:
    """Spreadsheets keep fifteen digits; more would show the noise of the binary form."""
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

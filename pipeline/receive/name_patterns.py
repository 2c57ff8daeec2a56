"""How a notice wants mail subjects and files to be named, e.g. 评价(2025)+{unit}, found in what people wrote."""

from __future__ import annotations

import re
from functools import cache

OPEN, CLOSE = r"[(（【\[〔〈]", r"[)）】\]〕〉]"

_PLACE = re.compile(r"\{\w+\}")
_PARTS = re.compile(rf"(?P<open>{OPEN})|(?P<close>{CLOSE})|(?P<year>\d{{4}})|(?P<words>\w+?(?=\d{{4}}|\W|$))|\W")


@cache
def expression(pattern: str, any_year: bool) -> re.Pattern[str] | None:
    """What finds the words of a pattern between its places, in any brackets; None where it has no words of its own."""
    pieces = [_piece(piece, any_year) for piece in _PLACE.split(pattern)]
    told = [piece for piece in pieces if piece]
    return re.compile(".*?".join(told)) if told else None


_AFTER_YEAR = re.compile(r"\s*年?度?\s*").pattern


def _piece(text: str, any_year: bool) -> str:
    found = []
    for part in _PARTS.finditer(text):
        year = r"\d{4}" if any_year else part["year"]
        if part["open"]:
            found.append(rf"\s*{OPEN}?\s*")
        elif part["close"]:
            found.append(rf"{CLOSE}?")
        elif part["year"]:
            found.append(year + _AFTER_YEAR)
        elif part["words"]:
            found.append(re.escape(part["words"]))
    return "".join(found) if any(part["words"] or part["year"] for part in _PARTS.finditer(text)) else ""

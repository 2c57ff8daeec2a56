"""How a notice wants mail subjects and files to be named, e.g. 评价(2025)+{unit}, found in what people wrote."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath

from pipeline.text.patterns import pattern

OPEN, CLOSE = r"[(（【\[〔〈]", r"[)）】\]〕〉]"

_PLACE = pattern(r"\{(\w+)\}")
_NUMBERING = pattern(r"^[\d\W_]+")
_SEPARATOR = re.compile(r"\s*[-_‐‑‒–—―−－＿+＋~～、,，]\s*").pattern  # not the · inside a name
_PARTS = pattern(rf"(?P<open>{OPEN})|(?P<close>{CLOSE})|(?P<year>\d{{4}})|(?P<words>\w+?(?=\d{{4}}|\W|$))|\W")


@cache
def expression(pattern: str, any_year: bool) -> re.Pattern[str] | None:
    """What finds the words of a pattern between its places, in any brackets; None where it has no words of its own."""
    pieces = [_piece(piece, any_year) for piece in _PLACE.split(pattern)[::2]]
    told = [piece for piece in pieces if piece]
    return re.compile(".*?".join(told)) if told else None


def stem(file: str) -> str:
    """The name of a document without its folders, what it lay in, and its ending."""
    return PurePosixPath(file.rpartition("!")[2]).stem


def places(pattern: str) -> list[str]:
    """The names of the places of a pattern: name and level of {name}-{level}."""
    return _PLACE.findall(pattern)


def readings(pattern: str, text: str) -> list[dict[str, str]]:
    """What stands in each place where a text is named as the pattern says, numbers before it aside: one way with the
    first places as short as may be, and one with them as long, where a separator stands in a name too."""
    plain = _NUMBERING.sub("", text)
    found = [match.groupdict() for way in _whole(pattern) if (match := way.fullmatch(plain))]
    return [{place: said.strip() for place, said in reading.items()} for reading in found]


@cache
def _whole(pattern: str) -> tuple[re.Pattern[str], ...]:
    """What reads all of a text, in these two ways."""
    between = [_between(piece) for piece in _PLACE.split(pattern)[::2]]
    names = [*places(pattern), ""]

    def way(length: str) -> re.Pattern[str]:
        found = [
            piece + (f"(?P<{name}>.+{length})" if name else "") for piece, name in zip(between, names, strict=True)
        ]
        return re.compile("".join(found))

    return way("?"), way("")


def _between(text: str) -> str:
    """What stands between two places: brackets and separators of any kind, any year."""
    found = []
    for part in _PARTS.finditer(text.replace("_", "-")):
        if part["open"] or part["close"]:
            found.append(rf"\s*{OPEN if part['open'] else CLOSE}\s*")
        elif part["year"]:
            found.append(r"\d{4}" + _AFTER_YEAR)
        elif part["words"]:
            found.append(re.escape(part["words"]))
        else:
            found.append(r"\s+" if part[0].isspace() else _SEPARATOR)
    return "".join(found)


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

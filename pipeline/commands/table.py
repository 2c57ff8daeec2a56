"""A table of text as the terminal shows it: framed, and no wider than there is room. (rich, which draws the bar of
progress, takes as long to load for one table as a workbook to be read.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from unicodedata import category, east_asian_width

_NARROWEST = 2  # cells: one Chinese character
_NO_CELLS = {"Mn", "Me", "Cf"}  # categories of characters that stand on another one, or show nothing


def drawn(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> Iterator[str]:
    """The lines of a table in a room of so many cells: what is too long for its column goes on below, broken behind a
    blank where there is one, and so does what stands behind a line end."""
    columns = list(zip(headings, *rows, strict=True))
    longest = [max(_cells(line) for cell in column for line in cell.split("\n")) for column in columns]
    widths = _fitted(longest, room - len(_row("│", [""] * len(columns), [0] * len(columns))))
    yield title
    yield _rule("┏━┳┓", widths)
    yield from _lines("┃", headings, widths)
    yield _rule("┡━╇┩", widths)
    for row in rows:
        yield from _lines("│", row, widths)
    yield _rule("└─┴┘", widths)


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """The widths with the widest made narrower until all of them have room."""
    fitted = list(widths)
    while sum(fitted) > room and (widest := max(fitted)) > _NARROWEST:
        fitted[fitted.index(widest)] -= 1
    return fitted


def _rule(signs: str, widths: Sequence[int]) -> str:
    """A line of it: the signs at its left, along it, between two columns and at its right."""
    return signs[0] + signs[2].join(signs[1] * (width + 2) for width in widths) + signs[3]


def _lines(frame: str, cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """A row of the table."""
    broken = [
        [part for line in cell.split("\n") for part in _broken(line, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for number in range(max(map(len, broken))):
        yield _row(frame, [parts[number] if number < len(parts) else "" for parts in broken], widths)


def _row(frame: str, texts: Sequence[str], widths: Sequence[int]) -> str:
    filled = (f" {text}{' ' * (width - _cells(text))} " for text, width in zip(texts, widths, strict=True))
    return frame + frame.join(filled) + frame


def _broken(line: str, width: int) -> Iterator[str]:
    while (end := _fitting(line, width)) < len(line):
        blank = line.rfind(" ", 1, end + 1)
        end = end if blank < 0 else blank
        yield line[:end].rstrip(" ")
        line = line[end:].lstrip(" ")
    yield line


def _fitting(line: str, width: int) -> int:
    """How many of its first characters have room in the width."""
    filled = accumulate(map(_cells, line))
    return next((at for at, cells in enumerate(filled) if cells > width), len(line))


def _cells(text: str) -> int:
    """How many cells of the terminal it takes: two for each Chinese character."""
    if text.isascii():
        return len(text)
    return sum(1 + (east_asian_width(each) in "WF") for each in text if category(each) not in _NO_CELLS)

"""Choices among printed options: ☑专业 □资深, 专业（√）资深（ ）.

Ticks must be looked for before brackets are removed.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalise.marks import split
from schemas.named import NamedTuple
from schemas.vocabularies import marks_file


class Option(NamedTuple):
    """One printed option: all text that belongs to its mark, and the word next to the mark."""

    text: str
    nearest: str


class Choice(NamedTuple):
    """The ticked and the offered options of a cell; a mark that touches words on both sides belongs to neither."""

    ticked: list[Option]
    offered: list[Option]


def choice_in(text: str) -> Choice | None:
    """The choice made in `text`; None if it has no marks."""
    if _mark_characters().isdisjoint(text):
        return None
    plain = text.translate(_ONE_WIDTH)
    marks = list(_mark().finditer(plain))
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), None]
    between = [plain[start:end] for start, end in zip(starts, ends, strict=True)]
    if not marks or (len(marks) == 1 and marks[0]["box"] is None and marks[0]["tick"] is None):
        return None  # empty brackets after a word are no options
    options = [_option(between, index) for index in range(len(marks))]
    offered = [Option(text.strip(), text.strip()) for text in between if text.strip()]
    chosen = [option for option, mark in zip(options, marks, strict=True) if option is not None and mark["tick"]]
    return Choice(chosen, offered)


_ONE_WIDTH = str.maketrans("（）［］【】〔〕", "()[][][]")


def _option(between: list[str], index: int) -> Option | None:
    """The option of one mark: all marks are before their words, all after them, or each touches its own."""
    before, after = between[index], between[index + 1]
    first, last = between[0].strip(), between[-1].strip()
    if not first and last:
        return _after(after)
    if first and not last:
        return _before(before)
    gap_before, gap_after = not split(before[-1:]), not split(after[:1])  # a blank, a separator or nothing
    if gap_before == gap_after:
        return None
    return _before(before) if gap_after else _after(after)


def _after(text: str) -> Option | None:
    words = _parts(text)
    return Option(text.strip(), words[0]) if words else None


def _before(text: str) -> Option | None:
    words = _parts(text)
    return Option(text.strip(), words[-1]) if words else None


def _parts(text: str) -> list[str]:
    return [word for part in split(text) for word in part.split()]


@cache
def _mark() -> re.Pattern[str]:
    data = marks_file()
    ticked, unticked, letters = map(re.escape, (data.ticked, data.unticked, data.bracketed_ticks))
    tick = rf"(?P<tick>[{ticked}]|[(\[]\s*[{ticked}{letters}]\s*[)\]])"
    return re.compile(rf"{tick}|(?P<box>[{unticked}]|[(\[]\s*[{unticked}]\s*[)\]])|[(\[]\s*[)\]]")


@cache
def _mark_characters() -> frozenset[str]:
    data = marks_file()
    return frozenset(data.ticked + data.unticked + "(（[［【〔")

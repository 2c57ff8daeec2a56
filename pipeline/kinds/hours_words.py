"""Words of records of activities beside their headings: kinds of activities, of whom a record is, and rows that tell of
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest

from pipeline.kinds.hours_headings import key_of
from pipeline.model.statements import Typed
from pipeline.text.addresses import address
from pipeline.text.fold import fold
from pipeline.text.mask import unnumbered
from pipeline.text.patterns import pattern
from schemas.hours import hours_file
from schemas.hours_record import hours_record_file

Cells = Sequence[tuple[int, str]]
"""The cells of a row that hold anything, by column (from 0)."""

_NUMBERED = pattern(r"^(?:\(?[一二三四五六七八九十\d]+\)?[,.)])")
_AROUND = " \t\n;；,，、\u3000"
"""What may stand around a value."""
_YEAR = pattern(r"[(【]?(?:[一二三四五六七八九十]+[,.])?\d{4}年度?.{0,4}")
"""A caption over what was done in a year."""
_SAMPLE = pattern(r"\((?:示例|样例|例)\)$")
_CLASS = pattern(r"类$")
_COUNTED = r"(?:\(.*\))?:?[\d.]*(?:学时|小时|分钟|课时)?"
_OF_YEAR = r"(?:\d{4})?"


def kind_called(text: str) -> str:
    """The kind of schemas/hours.toml that is called so, a number before it or 类 behind it or not; "" for none."""
    key = _NUMBERED.sub("", fold(text)).removesuffix(":")
    return _kinds().get(key) or _kinds().get(_CLASS.sub("", key), "")


def kind_meant(text: str) -> str:
    """The only kind of which a text holds a word; "" where it holds none, or words of several."""
    key = fold(text)
    meant = {kind for word, kind in _kinds().items() if word in key}
    return meant.pop() if len(meant) == 1 else ""


@cache
def _kinds() -> Mapping[str, str]:
    entries = hours_file().kind.items()
    return {fold(word): kind for kind, entry in entries for word in (entry.label, *entry.also)}


def labels_in(cells: Cells, row: int | None) -> Iterator[tuple[str, Typed]]:
    """What a row (from 0; None for a paragraph) tells of whom the lines below are: a label with its value behind it in
    the same cell, or in the next one."""
    for place, (column, text) in enumerate(cells):
        beside = cells[place + 1] if place + 1 < len(cells) else None
        is_free = beside is not None and not key_of(beside[1]) and not _label().search(beside[1])
        found = list(_label().finditer(text))
        for each, after in zip_longest(found, found[1:]):
            value = text[each.end() : after.start() if after else None].strip(_AROUND)
            if value:
                yield _key_of_label(each[1]), _typed(value, row, column, each[1])
            elif after is None and beside and is_free:
                yield _key_of_label(each[1]), _typed(beside[1], row, beside[0], each[1])
        if not found and beside and is_free and key_of(text) in hours_record_file().labels:
            yield key_of(text), _typed(beside[1], row, beside[0], text)


def _typed(text: str, row: int | None, column: int, heading: str) -> Typed:
    return Typed(unnumbered(text), "" if row is None else address(row, column), heading)


def _key_of_label(text: str) -> str:
    return key_of("".join(text.split()))


@cache
def _label() -> re.Pattern[str]:
    """A label with its colon, blanks between its characters or not; no Chinese character stands before it."""
    entries = hours_record_file().labels.values()
    words = sorted((word for each in entries for word in (each.heading, *each.also)), key=len, reverse=True)
    spaced = (r"\s*".join(map(re.escape, word)) for word in words)
    return re.compile(rf"(?<![\u4e00-\u9fff])({'|'.join(spaced)})\s*(?:[(（][^()（）]*[)）])?\s*[:：]")


def is_titled(text: str) -> bool:
    """Whether a text says that it is about continuing development."""
    return any(word in text for word in hours_record_file().table.title)


def tells_of_no_activity(cells: Cells) -> bool:
    """Whether a row below a heading is a sum, a note or a sample."""
    table, first = hours_record_file().table, fold(cells[0][1])
    if _YEAR.fullmatch(first) and len(cells) == 1:
        return True
    if any(_SAMPLE.search(fold(text)) for _, text in cells):
        return True
    if any(_total().fullmatch(fold(text)) for _, text in cells[:2]) or first.strip(":") in table.samples:
        return True
    return first.startswith(table.notes) and (len(cells) == 1 or ":" in first)


@cache
def _total() -> re.Pattern[str]:
    return re.compile(rf"{_OF_YEAR}(?:{'|'.join(map(fold, hours_record_file().table.totals))}){_COUNTED}")

"""Where the headings of an unknown form stand in a sheet: over the columns of a list, or beside the cells of a card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from pipeline.new_form.knowledge import NONE, everything, known, plain_heading
from pipeline.recognise.sheet.column_headings import paths_over
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.heading_rows import heading_block
from pipeline.recognise.words.form import bare
from pipeline.recognise.words.headings import without_remarks
from pipeline.recognise.words.labels import inline_labels
from pipeline.text.addresses import address, place_of
from schemas.headings import headings_file

LIST, CARD = "list", "card"
_LONGEST = 40  # characters of a heading
_FEWEST = 3  # cells of a row of headings
_MOST_VALUES = 20
_LONGEST_VALUE = 200
_NUMBER = re.compile(r"\d{7,}")
_COLON = re.compile("[:：]")


class Heading(NamedTuple):
    """A heading: its cell, its words from the top down, and what stands under or beside it. `is_inner` of a table
    within a card; `table` counts the lists of a sheet, from 0."""

    cell: str
    path: tuple[str, ...]
    values: tuple[str, ...] = ()
    is_inner: bool = False
    table: int = 0

    @property
    def text(self) -> str:
        return self.path[-1]


@dataclass(slots=True)
class Layout:
    """One sheet: a list of people, the card of one, or neither (""); its headings from left to right or from the top
    down; the labels outside, each with its value; how many lists it holds; its texts that are no headings."""

    sheet: str
    kind: str = ""
    headings: list[Heading] = field(default_factory=list)
    outside: list[tuple[str, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    lists: int = 0


def layout_of(grid: Grid) -> Layout:
    """What stands where in the sheet."""
    heads = [row for row in range(len(grid.rows)) if _is_head(grid, row)]
    listed = _first_of_list(grid, heads)
    found = Layout(grid.sheet.name)
    if listed is not None:
        first = _read_lists(grid, [row for row in heads if row >= listed], found)
    else:
        first = _read_card(grid, heads, found)
    found.headings = [each for each in found.headings if bare(plain_heading(each.text))]
    for text in [*grid.sheet.above, *(text for row in range(first) for text in _line(grid, row))]:
        labels = inline_labels(text, everything().headings)
        found.outside += labels
        if not labels:
            found.titles.append(text)
    return found


def _line(grid: Grid, row: int) -> Iterator[str]:
    """The texts of a row over the headings; a label and the cell beside it as one: 单位名称：| X."""
    texts = [text for _, text in grid.filled(row)]
    if len(texts) > 1 and texts[0].rstrip().endswith((":", "：")):
        texts = ["".join(texts[:2]), *texts[2:]]
    yield from texts


def is_word(text: str) -> bool:
    """Whether the text is a heading for all that is known of words."""
    return 0 < len(text) <= _LONGEST and (told := known(text)).is_known and (told.sure or bool(told.further))


def _names(grid: Grid, row: int) -> bool:
    return any(known(text).fields[0] == "name" for _, text in grid.filled(row) if is_word(text))


def _is_head(grid: Grid, row: int) -> bool:
    """Whether words stand side by side in it, as over the columns of a table; on a card something stands between."""
    filled = grid.filled(row)
    if len(filled) < _FEWEST or any(_NUMBER.search(text) or len(text) > _LONGEST * 2 for _, text in filled):
        return False
    words = [is_word(text) for _, text in filled]
    beside = [before + _width(grid, row, before) == after for (before, _), (after, _) in pairwise(filled)]
    pairs = sum(all(both) and close for both, close in zip(pairwise(words), beside, strict=True))
    if pairs and all(beside) and len(filled) > _FEWEST + 1 and _names(grid, row):
        return True  # 序号, 姓名 among words that nobody knows
    return sum(words) * 5 >= len(filled) * 2 and pairs >= 2 and sum(beside) * 10 >= len(beside) * 7


def _width(grid: Grid, row: int, column: int) -> int:
    return grid.span.get((row, column), (row, column))[1] - column + 1


def _first_of_list(grid: Grid, heads: list[int]) -> int | None:
    """The row with the headings of a list of people: the first that asks for a name, or for nearly all that the sheet
    asks for, with no label for a name over it."""
    for row in heads:
        over = [text for above in range(row) for _, text in grid.filled(above)]
        if any(is_word(text) and known(text).fields[0] == "name" for text in over):
            return None
        if _names(grid, row):
            return row
    for row in heads:
        told = sum(is_word(text) for _, text in grid.filled(row))
        rest = (other for other in range(len(grid.rows)) if other not in heads)
        others = sum(is_word(text) for other in rest for _, text in grid.filled(other))
        if told >= _FEWEST and told > others:
            return row
    return None


def _read_lists(grid: Grid, heads: list[int], found: Layout) -> int:
    """The headings of every list of the sheet, those that come again once; gives the first row of them."""
    found.kind, first, last = LIST, len(grid.rows), -1
    blocks: list[tuple[int, int, int]] = []
    for row in heads:
        if row > last:
            top, named, last = heading_block(grid, row, everything().headings, last + 1)
            blocks.append((_top_of(grid, top), named, last))
    ends = [top for top, _, _ in blocks[1:]] + [len(grid.rows)]
    seen: set[tuple[str, ...]] = set()
    for number, ((top, named, bottom), end) in enumerate(zip(blocks, ends, strict=True)):
        new = [each for each in _columns(grid, top, named, bottom, end) if each.path not in seen]
        seen.update(each.path for each in new)
        found.headings += [each._replace(table=number) for each in new]
        first = min(first, top)
    found.lists = len(blocks)
    return first


def _top_of(grid: Grid, top: int) -> int:
    """The first row of a heading: where a merged range begins that reaches into it, or groups stand over its words."""
    top = min([top, *(grid.place(top, column)[0] for column in range(grid.width))])
    over = [_width(grid, top - 1, column) for column, _ in grid.filled(top - 1)] if top else []
    return top - 1 if len(over) > 1 and max(over) > 1 else top


def _columns(grid: Grid, top: int, named: int, bottom: int, end: int) -> Iterator[Heading]:
    for column, path in enumerate(paths_over(grid, top, named)):
        if path:
            lowest = max(at for at in range(top, named + 1) if grid.text(*grid.place(at, column)))
            texts = (grid.text(at, column) for at in range(bottom + 1, end))
            values = tuple(text for text in texts if text and len(text) <= _LONGEST_VALUE)[:_MOST_VALUES]
            yield Heading(address(*grid.place(lowest, column)), path, values)


def _read_card(grid: Grid, heads: list[int], found: Layout) -> int:
    """The labels of a card, those of the paragraphs over it first; gives the first row of them in the sheet."""
    labels = list(_Card(grid, set(heads)).headings())
    first = min((place_of(each.cell)[0] for each in labels), default=len(grid.rows))
    told = [label for text in grid.sheet.above for label in inline_labels(text, everything().headings)]
    found.headings = [Heading("", (label,), (value,)) for label, value in told if is_word(label)] + labels
    fields = {known(each.text).fields[0] for each in found.headings} - {NONE}
    if len(fields) < _FEWEST:
        found.headings = []
    else:
        found.kind = CARD
    return first


class _Card:
    """Finds the labels of one sheet."""

    def __init__(self, grid: Grid, heads: set[int]) -> None:
        self._grid, self._heads, self._taken = grid, heads, set[tuple[int, int]]()
        self._first = next((row for row in range(len(grid.rows)) if any(is_word(t) for _, t in grid.filled(row))), 0)
        self._no_label = re.compile(headings_file().found.no_label)

    def headings(self) -> Iterator[Heading]:
        """Each label with its value, row by row."""
        group = ""
        columns = self._columns_of_words()
        for row in range(len(self._grid.rows)):
            filled = self._grid.filled(row)
            for at, (column, text) in enumerate(filled):
                if (row, column) in self._taken:
                    continue
                if self._is_group(row, column, filled[at + 1 : at + 2]):
                    group = text
                elif row in self._heads:
                    yield Heading(address(row, column), (group, text) if group else (text,), is_inner=True)
                elif pairs := self._inline(text):
                    yield from (Heading(address(row, column), (label,), (value,)) for label, value in pairs)
                elif is_word(text) or self._is_label(row, column, text, columns):
                    yield Heading(address(row, column), (text,), self._value(row, column))

    def _columns_of_words(self) -> dict[int, int]:
        """How many known words stand in each column."""
        found: dict[int, int] = {}
        for row in range(len(self._grid.rows)):
            for column, text in self._grid.filled(row):
                found[column] = found.get(column, 0) + is_word(text)
        return found

    def _inline(self, text: str) -> list[tuple[str, str]]:
        labels = inline_labels(text, everything().headings) if _COLON.search(text) else []
        if labels and all(len(plain_heading(label)) > 1 for label, _ in labels):
            return labels if labels[0][1] or len(labels) > 1 else []
        return []

    def _is_group(self, row: int, column: int, beside: list[tuple[int, str]]) -> bool:
        """Whether a cell over several rows stands before headings or labels of its own."""
        bottom, right = self._grid.span.get((row, column), (row, column))
        return bottom > row and bool(beside) and beside[0][0] == right + 1 and is_word(beside[0][1])

    def _is_label(self, row: int, column: int, text: str, columns: dict[int, int]) -> bool:
        """Whether a text that no word explains is a label: short, with a free cell beside it, and with labels in its
        row or its column."""
        width, plain, words = _width(self._grid, row, column), without_remarks(plain_heading(text)), columns[column]
        right = column + width
        is_last = right >= self._grid.width and (width > 1 or words < _FEWEST)
        if self._may_be_title(row, plain) or is_last or len(plain) < 2 or self._no_label.search(plain):
            return False
        is_amid = words > 1 or any(is_word(other) for _, other in self._grid.filled(row))
        beside = self._grid.text(row, right)
        return is_amid and (not beside or words > 1) and not is_word(beside)

    def _may_be_title(self, row: int, plain: str) -> bool:
        """Whether a text stands over all known labels, and is the first of the sheet or looks like a title."""
        is_first = row == 0 and not self._grid.sheet.above
        return row < self._first and (is_first or re.fullmatch(headings_file().found.title, plain) is not None)

    def _value(self, row: int, column: int) -> tuple[str, ...]:
        """What stands right of the label, taken."""
        right = column + _width(self._grid, row, column)
        text = self._grid.text(row, right) if right < self._grid.width else ""
        if not text or is_word(text):
            return ()
        self._taken.add((row, right))
        return (text,)


def same(one: str, other: str) -> bool:
    """Whether two headings are one word."""
    return bare(plain_heading(one)) == bare(plain_heading(other))

"""The labels of a card of one person, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.new_form.head_rows import FEWEST, width_of
from pipeline.new_form.headings import Heading, chinese, is_word
from pipeline.new_form.knowledge import everything, plain_heading
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.words.headings import without_remarks
from pipeline.recognise.words.labels import inline_labels
from pipeline.text.addresses import address
from schemas.headings import headings_file

_COLON = re.compile("[:：]")


class Card:
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
        width, plain, words = (
            width_of(self._grid, row, column),
            without_remarks(plain_heading(chinese(text))),
            columns[column],
        )
        right = column + width
        is_last = right >= self._grid.width and (width > 1 or words < FEWEST)
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
        right = column + width_of(self._grid, row, column)
        text = self._grid.text(row, right) if right < self._grid.width else ""
        if not text or is_word(text):
            return ()
        self._taken.add((row, right))
        return (text,)

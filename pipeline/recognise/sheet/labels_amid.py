"""Labels of a card that nobody knows: amid those that are known, in a column of labels, with a value beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from pipeline.model.statements import Typed
from pipeline.recognise.sheet.cards_beside import Pair
from pipeline.recognise.sheet.grid import Grid
from pipeline.text.addresses import address, place_of

_FEWEST = 2  # known labels of a column of them
_LONGEST = 30  # characters of a label
_INLINE = re.compile(r"\s*([^:：\n]{1,20}?)\s*[:：]\s*(.+)", re.DOTALL)
_LABEL = re.compile(r"(?!\d{3})[\W\d_]*[^\W\d_]{2}")  # no year, no number


def label_columns(grid: Grid, is_label: Callable[[str], object]) -> frozenset[int]:
    """The columns of a sheet in which several known labels stand."""
    found = Counter(at for row in range(len(grid.rows)) for at, text in grid.filled(row) if is_label(text))
    return frozenset(column for column, count in found.items() if count >= _FEWEST)


def labels_amid(grid: Grid, pairs: Sequence[Pair], end: int, is_label: Callable[[str], object]) -> list[Typed]:
    """The values beside labels that nobody knows, with these as headings: from the first known label of a card to the
    last one, and right below it, above row `end`."""
    amid, found = _Amid(grid, pairs, is_label), list[Typed]()
    rows = [pair.row for pair in pairs]
    for row in range(min(rows), end):
        told = list(amid.of_row(row))
        if row > max(rows) and not told:
            break
        found += told
    return found


class _Amid:
    """What is known of one card: where its labels and values stand."""

    def __init__(self, grid: Grid, pairs: Sequence[Pair], is_label: Callable[[str], object]) -> None:
        self._grid, self._is_label = grid, is_label
        labels = [_place_of_label(grid, pair) for pair in pairs]
        self._taken = {*labels, *(place for pair in pairs for place in _places_of_value(pair))}
        counted = Counter(column for _, column in labels)
        self._columns = {column for column, count in counted.items() if count >= _FEWEST}
        self._inline = {at[1] for at, pair in zip(labels, pairs, strict=True) if at == place_of(pair.typed.cell)}
        named = next(at for at, pair in enumerate(pairs) if pair.label.field == "name")
        self._of_name = labels[named][1], pairs[named].label.index  # of people side by side each has a column

    def of_row(self, row: int) -> Iterator[Typed]:
        """What stands beside the unknown labels of a row."""
        for column, text in self._grid.filled(row):
            is_free = column in self._columns and (row, column) not in self._taken
            if not is_free or self._is_label(text) or not _LABEL.match(text):
                continue
            if column in self._inline and (told := _INLINE.fullmatch(text)):
                yield Typed(told[2], address(row, column), told[1])
            elif len(text) <= _LONGEST and (value := self._value(row, column)):
                yield value._replace(heading=text)

    def _value(self, row: int, column: int) -> Typed | None:
        """What stands beside a cell, where that is no label, and no label's value."""
        label_of_name, value_of_name = self._of_name
        right = self._grid.span.get((row, column), (row, column))[1] + 1
        place = self._grid.place(row, value_of_name if column == label_of_name else right)
        text = self._grid.text(*place)
        if not text or place[1] <= column or place in self._taken or self._is_label(text):
            return None
        self._taken.add(place)
        return Typed(text, address(*place))


def _place_of_label(grid: Grid, pair: Pair) -> tuple[int, int]:
    """Where a label stands: where its value does, if that is in the same cell."""
    columns = [column for column, text in grid.filled(pair.row) if text == pair.typed.heading]
    return (pair.row, columns[0]) if columns else place_of(pair.typed.cell)


def _places_of_value(pair: Pair) -> Iterator[tuple[int, int]]:
    row, column = place_of(pair.typed.cell)
    yield from ((each, column) for each in range(row, max(row, pair.until) + 1))

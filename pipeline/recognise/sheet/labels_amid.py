"""Labels of a card that nobody knows: amid those that are known, in a column of labels, with a value beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from pipeline.model.statements import Typed
from pipeline.recognise.sheet.cards_beside import Pair
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.words.form import squash
from pipeline.recognise.words.headings import Headings
from pipeline.recognise.words.labels import inline_labels
from pipeline.text.addresses import address, place_of
from pipeline.text.patterns import pattern

_FEWEST = 2  # known labels of a column of them
_LONGEST = 30  # characters of a label
_COUNTED = ("domain", "level")  # people are counted by these
_LABEL = pattern(r"(?!\d{3})[\W\d_]*[^\W\d_]{2}")  # no year, no number


def label_columns(grid: Grid, is_label: Callable[[str], object]) -> frozenset[int]:
    """The columns of a sheet in which several known labels stand."""
    found = Counter(at for row in range(len(grid.rows)) for at, text in grid.filled(row) if is_label(text))
    return frozenset(column for column, count in found.items() if count >= _FEWEST)


def labels_amid(
    grid: Grid,
    pairs: Sequence[Pair],
    end: int,
    headings: Headings,
    is_label: Callable[[str], object],
    shown: Callable[[str], str],
) -> list[Typed]:
    """The values beside labels that nobody knows, with these as headings: from the first known label of a card to the
    last one, and right below it, above row `end`. What is `shown` to be a domain or a level is no label: statistics
    may stand there."""
    amid, found = _Amid(grid, pairs, headings, is_label, shown), list[Typed]()
    rows = [pair.row for pair in pairs]
    for row in range(min(rows), end):
        told = list(amid.of_row(row))
        if row > max(rows) and not told:
            break
        found += told
    return found


class _Amid:
    """What is known of one card: where its labels and values stand."""

    def __init__(
        self,
        grid: Grid,
        pairs: Sequence[Pair],
        headings: Headings,
        is_label: Callable[[str], object],
        shown: Callable[[str], str],
    ) -> None:
        self._grid, self._headings, self._is_label, self._shown = grid, headings, is_label, shown
        labels = [_place_of_label(grid, pair) for pair in pairs]
        self._labels = frozenset(labels)
        self._values = {place for pair in pairs for place in _places_of_value(pair)} - self._labels
        counted = Counter(column for _, column in labels)
        self._columns = {column for column, count in counted.items() if count >= _FEWEST}
        self._inline = {at[1] for at, pair in zip(labels, pairs, strict=True) if at == place_of(pair.typed.cell)}
        named = next(at for at, pair in enumerate(pairs) if pair.label.field == "name")
        self._of_name = labels[named][1], pairs[named].label.index  # of people side by side each has a column

    def of_row(self, row: int) -> Iterator[Typed]:
        """What stands beside the unknown labels of a row."""
        for column, text in self._grid.filled(row):
            place = row, column
            if column not in self._columns or place in self._values or self._is_note(text):
                continue
            inline = inline_labels(text, self._headings) if column in self._inline else []
            yield from (Typed(value, address(*place), word) for word, value in inline if value and self._is_free(word))
            if not inline and place not in self._labels and len(text) <= _LONGEST and self._is_free(text):
                yield from self._value(text, *place)

    def _is_free(self, text: str) -> bool:
        """Whether a text may be a label that nobody knows."""
        is_free = not self._is_label(text) and _LABEL.match(text) is not None
        return is_free and self._shown(text) not in _COUNTED

    def _is_note(self, text: str) -> bool:
        return self._headings.form.cells["note"](squash(text)) is not None

    def _value(self, heading: str, row: int, column: int) -> Iterator[Typed]:
        """What stands beside a cell, where that is no label, and no label's value."""
        label_of_name, value_of_name = self._of_name
        right = self._grid.span.get((row, column), (row, column))[1] + 1
        place = self._grid.place(row, value_of_name if column == label_of_name else right)
        text = self._grid.text(*place)
        if text and place[1] > column and place not in self._values and not self._is_label(text):
            self._values.add(place)
            yield Typed(text, address(*place), heading)


def _place_of_label(grid: Grid, pair: Pair) -> tuple[int, int]:
    """Where a label stands: where its value does, if that is in the same cell."""
    columns = [column for column, text in grid.filled(pair.row) if text == pair.typed.heading]
    return (pair.row, columns[0]) if columns else place_of(pair.typed.cell)


def _places_of_value(pair: Pair) -> Iterator[tuple[int, int]]:
    row, column = place_of(pair.typed.cell)
    yield from ((each, column) for each in range(row, max(row, pair.until) + 1))

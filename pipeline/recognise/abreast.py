"""Cards with several people abreast: labels in one column, one person in each of the columns to their right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import PERSON_FIELDS
from pipeline.recognise.grid import Grid, address
from pipeline.recognise.pairs import Pair

_LEAST = 3  # fields of a person in a column, the name among them


def abreast(grid: Grid, pairs: list[Pair]) -> Iterator[list[Pair]]:
    """The pairs of each person that one card tells of, from left to right; a card of one person as it is."""
    rows = {pair.label.field: pair.row for pair in pairs if pair.label.field in PERSON_FIELDS}
    first = next((pair.label.index for pair in pairs if pair.label.field == "name"), grid.width)
    others = [column for column in range(first + 1, grid.width) if _is_person(grid, column, rows, pairs)]
    yield [pair for pair in pairs if not others or pair.row not in rows.values() or pair.label.index == first]
    for column in others:
        yield [_in_column(grid, pair, column) for pair in pairs if pair.label.index == first]


def _is_person(grid: Grid, column: int, rows: dict[str, int], pairs: list[Pair]) -> bool:
    """A name with further fields under or over it, in cells that are no value of a label beside them."""
    taken = {pair.typed.cell for pair in pairs}
    told = [field for field, row in rows.items() if grid.text(row, column) and address(row, column) not in taken]
    return "name" in told and len(told) >= _LEAST


def _in_column(grid: Grid, pair: Pair, column: int) -> Pair:
    """The label's value in another column; of a merged range, the one value that all share."""
    row, shown = grid.place(pair.row, column)
    typed = pair.typed._replace(text=grid.text(row, shown), cell=address(row, shown))
    return replace(pair, label=replace(pair.label, index=column), typed=typed)

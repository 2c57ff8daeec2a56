"""The cells of a row as they are drawn: a merged range is one cell, empty cells count."""

from __future__ import annotations

from pipeline.recognise.sheet.grid import Grid
from schemas.named import NamedTuple


class Cell(NamedTuple):
    """One cell: the row and the first column of it, the last row and column that it covers (all zero-based)."""

    row: int
    column: int
    bottom: int
    right: int
    text: str


def cells_of(grid: Grid, row: int) -> list[Cell]:
    """The cells that begin in the row, from left to right. They are told apart by where they begin, never by their
    text: two neighbours may really be equal."""
    found = []
    column = 0
    while column < grid.width:
        place = grid.place(row, column)
        bottom, right = grid.span.get(place, place)
        if place == (row, column):
            found.append(Cell(row, column, bottom, right, grid.text(row, column)))
        column = max(right, column) + 1
    return found

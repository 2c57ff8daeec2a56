"""Sheets (in Word: tables) without headings, on which the table before them goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.recognise.contents import Contents
from pipeline.recognise.grid import Grid
from pipeline.recognise.tables import Table

_MOST_ROWS = 12  # of each that are compared
_ALIKE = 4  # cells that show the same field in the same column, name and phone among them


def with_continued(grids: Sequence[Grid], tables: Sequence[Table], contents: Contents) -> list[Table]:
    """The tables, and behind each those that go on with it, in the order of their sheets."""
    found: list[Table] = []
    for grid in grids:
        own = [table for table in tables if table.grid is grid]
        if not own and found and _goes_on(grid, found[-1], contents):
            own = [_continued(grid, found[-1])]
        found += own
    return found


def _goes_on(grid: Grid, before: Table, contents: Contents) -> bool:
    """Whether a row shows the same fields in the same columns as a row of the table before."""
    shapes = _shapes(grid, 0, contents)
    return bool(shapes) and any(
        len(shape & known) >= _ALIKE for known in _shapes(before.grid, before.bottom + 1, contents) for shape in shapes
    )


def _shapes(grid: Grid, first: int, contents: Contents) -> list[set[tuple[int, str]]]:
    """For each row with a name and a phone or address: which columns show which field."""
    shapes = []
    for row in range(first, min(first + _MOST_ROWS, len(grid.rows))):
        shape = {(column, contents.field(text)) for column, text in grid.filled(row)}
        if {"name", "phone"} <= {field for _, field in shape}:
            shapes.append({entry for entry in shape if entry[1]})
    return shapes


def _continued(grid: Grid, before: Table) -> Table:
    columns = [replace(column) for column in before.columns]
    table = Table(grid, 0, -1, before.left, before.right, columns, end=len(grid.rows))
    table.index()
    return table

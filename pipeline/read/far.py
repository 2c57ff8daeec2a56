"""Strays: a blank or a dot that somebody once left in the last row or column, a million rows below the table.

Laid out as a grid such a sheet would take the machine's memory, and yet it is a unit's honest table. So where a sheet
is vast, it ends at the first wide gap; the few cells behind that gap are told as a finding and not read. Where they are
not few, the sheet is refused: nothing goes missing in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.limits import limits, too_large

Place = tuple[int, int]
"""Row and column, zero-based."""


class Extent(NamedTuple):
    """How far a table reaches, and the cells that stand beyond it, in their order."""

    height: int
    width: int
    strays: list[Place]

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell belongs to the table."""
        return row < self.height and column < self.width


def is_vast(height: int, width: int) -> bool:
    """Whether a sheet of this size is looked at for strays before it is laid out."""
    limit = limits()
    return height > limit.far_rows or width > limit.far_columns or height * width > limit.cells


def extent_of(places: Collection[Place]) -> Extent:
    """The extent of a vast sheet with text at these places. Raises Refused where what would be cut off is no stray."""
    limit = limits()
    height = _end({row for row, _ in places}, limit.gap_rows)
    width = _end({column for row, column in places if row < height}, limit.gap_columns)
    strays = _beyond(places, height, width)
    if len(strays) > limit.strays or height * width > limit.cells:
        raise too_large("cells")
    return Extent(height, width, strays)


def _end(used: Set[int], gap: int) -> int:
    """The end of the first run of used rows or columns, which small gaps do not end."""
    line = sorted(used)
    return next((one + 1 for one, other in pairwise(line) if other - one > gap), line[-1] + 1 if line else 0)


def _beyond(places: Iterable[Place], height: int, width: int) -> list[Place]:
    return sorted((row, column) for row, column in places if row >= height or column >= width)

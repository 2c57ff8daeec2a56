"""Strays: single cells (a blank, a dot) left by accident a million rows below the table, or in the last column.

Laid out as a full grid such a sheet would use up all memory, yet the table in it is genuine. So a vast sheet is cut at
the first wide gap; the few cells beyond it are reported as a finding and not read. Where they are more than a few, the
sheet is refused: nothing is lost silently.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from itertools import pairwise

from pipeline.read.limits import limits, too_large
from schemas.named import NamedTuple

Place = tuple[int, int]
"""Row and column, zero-based."""


class Extent(NamedTuple):
    """The size of a table, and the cells beyond it, sorted by place."""

    height: int
    width: int
    strays: list[Place]

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell belongs to the table."""
        return row < self.height and column < self.width


def is_vast(height: int, width: int) -> bool:
    """Whether a sheet of this size must be searched for strays before it is laid out."""
    limit = limits()
    return height > limit.far_rows or width > limit.far_columns or height * width > limit.cells


def extent_of(places: Collection[Place]) -> Extent:
    """The extent of a vast sheet with text at `places`. Raises Refused if too many cells would be cut off as strays, or
    the table itself is too large."""
    limit = limits()
    height = _end({row for row, _ in places}, limit.gap_rows)
    width = _end({column for row, column in places if row < height}, limit.gap_columns)
    strays = _beyond(places, height, width)
    if len(strays) > limit.strays or height * width > limit.cells:
        raise too_large("cells")
    return Extent(height, width, strays)


def _end(used: Set[int], gap: int) -> int:
    """The end of the first run of used rows or columns; gaps up to `gap` do not end it."""
    line = sorted(used)
    return next((one + 1 for one, other in pairwise(line) if other - one > gap), line[-1] + 1 if line else 0)


def _beyond(places: Iterable[Place], height: int, width: int) -> list[Place]:
    return sorted((row, column) for row, column in places if row >= height or column >= width)

"""Place the cells of tables that use span attributes (HTML and the like)."""

from __future__ import annotations

from pipeline.read.grid import Grid


class SpanGrid(Grid):
    """A grid filled cell by cell, skipping places that an earlier cell spans."""

    def __init__(self) -> None:
        super().__init__()
        self._taken: dict[int, int] = {}  # column -> first row that is free again

    def next_free(self, row: int, column: int) -> int:
        """The first column from `column` on that no cell from above spans."""
        while self._taken.get(column, 0) > row:
            column += 1
        return column

    def span(self, row: int, column: int, text: str, down: int, across: int) -> int:
        """Put a cell that spans `down` and `across` further rows and columns; returns the column after it."""
        self.put(row, column, text, down, across)
        if down:
            for each in range(column, column + across + 1):
                self._taken[each] = row + down + 1
        return column + across + 1

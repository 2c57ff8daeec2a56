"""A sheet as the recogniser looks at it: cells by row and column (zero-based), with merged ranges resolved."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from pipeline.model.documents import Sheet

_FEW = 2  # cells that hold a line


class Grid:
    """One sheet. `width` counts columns; merged ranges reach every cell but their top left through `origin`, which for
    each row tells the columns that a range covers and where it begins."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = list(sheet.rows)  # lines are replaced, never changed: the sheet stays as it is
        self.width = max(map(len, self.rows), default=0)
        self.origin: list[dict[int, tuple[int, int]]] = [{} for _ in self.rows]
        self.span: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in sheet.merges:
            place = (top, left)
            self.span[place] = (bottom, right)
            for covered in self.origin[top : bottom + 1]:
                covered[left] = place
                if right > left:  # few ranges
                    covered.update(dict.fromkeys(range(left, right + 1), place))
            del self.origin[top][left]

    def text(self, row: int, column: int) -> str:
        """What the cell itself holds."""
        line = self.rows[row]
        return line[column] if column < len(line) else ""

    def place(self, row: int, column: int) -> tuple[int, int]:
        """The cell that speaks for this one: the top left of its merged range, else itself."""
        return self.origin[row].get(column, (row, column))

    def filled(self, row: int) -> list[tuple[int, str]]:
        """The cells of the row that hold text: (column, text)."""
        return [(column, text) for column, text in enumerate(self.rows[row]) if text]

    def lines(self) -> Iterator[tuple[int, list[tuple[int, str]]]]:
        """The rows with little in them, each with its cells that hold text."""
        return ((row, self.filled(row)) for row, line in enumerate(self.rows) if 0 < filled_count(line) <= _FEW)

    def empty(self, row: int, column: int) -> None:
        """Take the text out of a cell."""
        line = self.rows[row]
        self.rows[row] = [*line[:column], "", *line[column + 1 :]]

    def between(self, left: int, right: int) -> Grid:
        """The same sheet with nothing outside these columns."""
        part = copy(self)
        part.rows = [[*[""] * left, *line[left : right + 1]] for line in self.rows]
        part.width = min(self.width, right + 1)
        return part

    def is_merged_down(self, row: int, column: int) -> bool:
        """Whether the cell continues one above it."""
        return self.place(row, column)[0] < row


def filled_count(line: list[str]) -> int:
    """How many cells of a row hold text."""
    return len(line) - line.count("")

"""Sheets out of cells: at their true positions, trimmed to what is used, within the limits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.model.documents import Sheet
from pipeline.read.far import Place, extent_of, is_vast
from pipeline.read.limits import limits, too_large

Merge = tuple[int, int, int, int]


class Grid:
    """A sheet in the making: cells by row and column (zero-based), sparse, so that a far cell costs nothing."""

    def __init__(self) -> None:
        self.cells: dict[int, dict[int, str]] = {}
        self.merges: list[Merge] = []
        self.strays: list[Place] = []

    def put(self, row: int, column: int, text: str, down: int = 0, across: int = 0) -> None:
        """One cell, with the further rows and columns that it spans."""
        if text:
            self.cells.setdefault(row, {})[column] = text
        if down or across:
            self.merges.append((row, column, row + down, column + across))

    def rows(self) -> list[list[str]]:
        """The cells as ragged rows from A1 to the last used cell; of a vast sheet without its strays."""
        height = max(self.cells, default=-1) + 1
        if is_vast(height, max(map(max, self.cells.values()), default=-1) + 1):
            height = self._cut()
        check_cells(height + sum(max(cells) + 1 for cells in self.cells.values()))
        return [_line(self.cells.get(row)) for row in range(height)]

    def sheet(self, name: str, hidden_rows: Collection[int] = (), hidden_columns: Collection[int] = ()) -> Sheet:
        """The sheet that it makes."""
        made = make_sheet(name, self.rows(), self.merges, hidden_rows, hidden_columns)
        made.strays = self.strays
        return made

    def _cut(self) -> int:
        """Take the strays away; the height of what remains."""
        height, width, self.strays = extent_of([(row, column) for row, line in self.cells.items() for column in line])
        near = {row: {at: text for at, text in line.items() if at < width} for row, line in self.cells.items()}
        self.cells = {row: line for row, line in near.items() if line and row < height}
        return height


def _line(cells: dict[int, str] | None) -> list[str]:
    return [cells.get(column, "") for column in range(max(cells) + 1)] if cells else []


def check_cells(count: int) -> None:
    """Refuse a grid that would not be small."""
    if count > limits().cells:
        raise too_large("cells")


def check_sheets(sheets: list[Sheet]) -> list[Sheet]:
    """Refuse a workbook whose sheets are small only one by one."""
    if len(sheets) > limits().sheets:
        raise too_large("sheets")
    check_cells(sum(len(row) for sheet in sheets for row in sheet.rows))
    return sheets


def make_sheet(
    name: str,
    rows: list[list[str]],
    merges: Sequence[Merge] = (),
    hidden_rows: Collection[int] = (),
    hidden_columns: Collection[int] = (),
) -> Sheet:
    """A sheet whose merged ranges and hidden rows and columns lie within its used rows and columns."""
    check_merges(len(merges))
    kept = list(_clipped(merges, rows))
    width = max(map(len, rows), default=0)
    return Sheet(
        name,
        rows,
        kept,
        hidden_rows=frozenset(row for row in hidden_rows if row < len(rows)),
        hidden_columns=frozenset(column for column in hidden_columns if column < width),
    )


def _clipped(merges: Sequence[Merge], rows: list[list[str]]) -> Iterator[Merge]:
    """A merged heading may reach beyond the last used column; its row is then filled up, for the columns under it
    belong to it even when they are empty."""
    height, width = len(rows), max(map(len, rows), default=0)
    area = 0
    for top, left, bottom, right in sorted(merges):
        if not (0 <= top <= bottom and 0 <= left <= right) or top >= height or left >= width:
            continue  # a damaged file may turn a range about
        last = right if right < width else min(right, max(width - 1, left + limits().merge_columns))
        if last >= len(rows[top]):
            rows[top].extend([""] * (last + 1 - len(rows[top])))
        end = bottom if bottom < height else height - 1
        if end > top or last > left:
            area += (end - top + 1) * (last - left + 1)
            yield top, left, end, last
    check_cells(area)  # ranges that overlap can cover more than there is


def check_merges(count: int) -> None:
    """Refuse a sheet that is nothing but merged ranges."""
    if count > limits().merges:
        raise too_large("merges")

"""Build sheets from cells: at their true positions, trimmed to the used area, within the limits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.model.documents import Sheet
from pipeline.read.far import Place, extent_of, is_vast
from pipeline.read.limits import limits, too_large
from pipeline.text.clean import clean

Merge = tuple[int, int, int, int]


class Grid:
    """A sheet being built: cells by row and column (zero-based), sparse, so that a distant cell costs nothing."""

    def __init__(self) -> None:
        self.cells: dict[int, dict[int, str]] = {}
        self.merges: list[Merge] = []
        self.strays: list[Place] = []
        self.struck: set[Place] = set()
        self.taken_out: dict[Place, str] = {}

    def put(self, row: int, column: int, text: str, down: int = 0, across: int = 0) -> None:
        """Set a cell; `down` and `across` are the further rows and columns that it spans."""
        if text:
            self.cells.setdefault(row, {})[column] = text
        if down or across:
            self.merges.append((row, column, row + down, column + across))

    def strike(self, row: int, column: int, struck: bool, taken: str) -> None:
        """Tell what is struck through in a cell: all of it, or what was taken out of its text."""
        if struck:
            self.struck.add((row, column))
        elif taken:
            self.taken_out[row, column] = clean(taken)

    def rows(self) -> list[list[str]]:
        """The cells as ragged rows from A1 to the last used cell, without strays if the sheet is vast."""
        height = max(self.cells, default=-1) + 1
        if is_vast(height, max(map(max, self.cells.values()), default=-1) + 1):
            height = self._cut()
        check_cells(height + sum(max(cells) + 1 for cells in self.cells.values()))
        return [_line(self.cells.get(row)) for row in range(height)]

    def sheet(self, name: str, hidden_rows: Collection[int] = (), hidden_columns: Collection[int] = ()) -> Sheet:
        """The finished sheet."""
        made = make_sheet(name, self.rows(), self.merges, hidden_rows, hidden_columns)
        made.strays, made.struck, made.taken_out = self.strays, frozenset(self.struck), self.taken_out
        return made

    def _cut(self) -> int:
        """Move strays from `cells` to `strays`; returns the height that remains."""
        height, width, self.strays = extent_of([(row, column) for row, line in self.cells.items() for column in line])
        near = {row: {at: text for at, text in line.items() if at < width} for row, line in self.cells.items()}
        self.cells = {row: line for row, line in near.items() if line and row < height}
        return height


def _line(cells: dict[int, str] | None) -> list[str]:
    return [cells.get(column, "") for column in range(max(cells) + 1)] if cells else []


def check_cells(count: int) -> None:
    """Raise Refused for a grid with more cells than allowed."""
    if count > limits().cells:
        raise too_large("cells")


def check_count(sheets: int) -> None:
    """Raise Refused for so many sheets if they are too many."""
    if sheets > limits().sheets:
        raise too_large("sheets")


def check_sheets(sheets: list[Sheet]) -> list[Sheet]:
    """Raise Refused for a workbook with too many sheets, or too many cells in all of them together."""
    check_count(len(sheets))
    check_cells(sum(len(row) for sheet in sheets for row in sheet.rows))
    return sheets


def make_sheet(
    name: str,
    rows: list[list[str]],
    merges: Sequence[Merge] = (),
    hidden_rows: Collection[int] = (),
    hidden_columns: Collection[int] = (),
) -> Sheet:
    """A sheet with merged ranges, hidden rows and hidden columns clipped to its used rows and columns."""
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
    """The ranges clipped to the used area. A merged heading may reach beyond the last used column, up to a limit; its
    row is then padded, since the empty columns below belong to it."""
    height, width = len(rows), max(map(len, rows), default=0)
    area = 0
    for top, left, bottom, right in sorted(merges):
        if not (0 <= top <= bottom and 0 <= left <= right) or top >= height or left >= width:
            continue  # invalid (a damaged file may swap the corners) or outside the used area
        last = right if right < width else min(right, max(width - 1, left + limits().merge_columns))
        if last >= len(rows[top]):
            rows[top].extend([""] * (last + 1 - len(rows[top])))
        end = bottom if bottom < height else height - 1
        if end > top or last > left:
            area += (end - top + 1) * (last - left + 1)
            yield top, left, end, last
    check_cells(area)  # overlapping ranges can cover more cells than the sheet has


def check_merges(count: int) -> None:
    """Raise Refused for a sheet with more merged ranges than allowed."""
    if count > limits().merges:
        raise too_large("merges")

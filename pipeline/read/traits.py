"""What a sheet has besides cell values: hidden rows and columns, merged ranges, error cells, what stands outside the
cells, its reach."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.documents import Aside
from pipeline.read.far import Place, is_vast
from pipeline.read.grid import Merge, check_merges


@dataclass(slots=True)
class Traits:
    """Rows and columns are zero-based. `errors`: cells with #REF! and the like, which calamine gives as empty."""

    height: int = 0
    width: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    strays: list[Place] = field(default_factory=list)
    beside: list[Aside] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.hidden_rows or self.hidden_columns or self.errors or self.merges or self.strays or self.beside)

    def reach(self, row: int, column: int) -> None:
        """Extend the reach to a cell with content."""
        if row >= self.height:
            self.height = row + 1
        if column >= self.width:
            self.width = column + 1

    @property
    def vast(self) -> bool:
        """Whether strays must be removed before a reader lays out the sheet in memory."""
        return is_vast(self.height, self.width)

    def check(self) -> None:
        """Raise Refused for a sheet with more merged ranges than allowed."""
        check_merges(len(self.merges))

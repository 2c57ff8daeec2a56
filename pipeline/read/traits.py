"""What a sheet's package tells besides its cells: what is hidden, merged, wrong, and how far the cells reach."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.read.far import Place, is_vast
from pipeline.read.grid import Merge, check_merges


@dataclass(slots=True)
class Traits:
    """Rows and columns are zero-based. `errors` are cells that hold #REF! and the like, which calamine leaves empty."""

    height: int = 0
    width: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    strays: list[Place] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.hidden_rows or self.hidden_columns or self.errors or self.merges or self.strays)

    def reach(self, row: int, column: int) -> None:
        """A cell that holds something stands there."""
        if row >= self.height:
            self.height = row + 1
        if column >= self.width:
            self.width = column + 1

    @property
    def vast(self) -> bool:
        """Whether cells far out must be taken away before a reader lays out the sheet in memory."""
        return is_vast(self.height, self.width)

    def check(self) -> None:
        """Refuse the sheet where it is nothing but merged ranges."""
        check_merges(len(self.merges))

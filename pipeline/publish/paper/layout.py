"""The layouts of published sheets, as their writers use them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from schemas.layouts import Column, sheet_layout


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet: its columns, and how it is printed: `pages_wide` pages of A4 side by side, with the first `repeat`
    columns on each.
    """

    sheet: str
    columns: tuple[Column, ...]
    freeze: int = 0
    pages_wide: int = 1
    repeat: int = 0

    def without(self, kept_back: Collection[str]) -> Layout:
        """The same sheet without the columns that reveal any of these fields."""
        return replace(self, columns=tuple(column for column in self.columns if not set(column.tells) & set(kept_back)))

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the columns that are filled from the register."""
        return tuple(column.source for column in self.columns if column.source)

    @property
    def widths(self) -> tuple[float, ...]:
        return tuple(column.width for column in self.columns)


@cache
def load_layout(name: str, sheet: str) -> Layout:
    """Table [<sheet>] of schemas/layouts/<name>.toml."""
    data = sheet_layout(name, sheet)
    return Layout(data.sheet, data.columns, data.freeze, data.pages_wide, data.repeat)

"""Load the layouts of published workbooks from schemas/layouts/<name>.toml."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import schemas


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a published sheet. `source` names the value that fills it; a column that the reader fills in has no
    source but a kind of `input`.
    """

    heading: str
    width: float  # in Excel's unit: digits of the standard font
    source: str = ""
    look: str = "text"  # text, middle (centred), long, number
    input: str = ""  # choice, date, whole, text: what the reader may fill in
    choices: tuple[str, ...] = ()
    hint: str = ""
    maximum: int = 100  # of a whole number
    tells: tuple[str, ...] = ()  # the person's fields that the column reveals, for notices that withhold some


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
    data: dict[str, Any] = dict(schemas.table(f"layouts/{name}")[sheet])
    columns = tuple(_column(column) for column in data.pop("columns"))
    data.pop("lines", None)
    return Layout(columns=columns, **data)


def _column(data: dict[str, Any]) -> Column:
    return Column(**{**data, **{name: tuple(data.get(name, ())) for name in ("choices", "tells")}})


def words(name: str) -> dict[str, Any]:
    """Table [words] of a layout: file names, captions and sentences that the code inserts."""
    found: dict[str, Any] = schemas.table(f"layouts/{name}")["words"]
    return found

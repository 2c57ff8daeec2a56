"""What `explain` shows of a file: its cells and how they were read, bounded in size, for the page that draws them."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.documents import Examination
from pipeline.model.statements import Found


@dataclass(slots=True)
class ColumnView:
    """A column of a table: `kind` is "field" or one of schemas/explain.toml, [columns]; `found` how that was found;
    `by` the pass of the recogniser that changed it last; `shows` what its cells show by themselves (one of
    schemas/second_look.toml, [shows]), "" where nothing certain."""

    index: int
    kind: str
    field: str
    found: Found
    by: str = ""
    shows: str = ""


@dataclass(slots=True)
class TableView:
    """A table: zero-based heading rows top..bottom, body rows up to end-1."""

    top: int
    bottom: int
    end: int
    left: int
    section: str
    columns: list[ColumnView]


@dataclass(slots=True)
class SheetView:
    """One sheet as far as it is shown: its rows that are not blank, as (zero-based number, texts); `beside` is what
    stands outside its cells, as (place, cell, text)."""

    name: str
    hidden: bool
    knows_hidden: bool
    above: list[str]
    rows: list[tuple[int, list[str]]]
    merges: list[tuple[int, int, int, int]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    tables: list[TableView]
    beside: list[tuple[str, str, str]] = field(default_factory=list)
    rows_left_out: int = 0
    columns_left_out: int = 0


@dataclass(slots=True)
class Explanation(Examination):
    """An examination with the sheets that were looked at, by the document's file."""

    sheets: dict[str, list[SheetView]] = field(default_factory=dict)

"""A published workbook of plain tables: its contents, as data that can cross processes.

Every table has its heading frozen, filtered and repeated on each printed page; every page says whose it is; every
workbook carries a mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.publish.paper.choices import Choices
    from pipeline.publish.paper.values import Value


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: table `sheet` of schemas/layouts/<layout>.toml, and its rows with a value for every column that the
    reader does not fill in.
    """

    layout: str
    sheet: str
    rows: Sequence[tuple[Value, ...]]
    sums: frozenset[int] = frozenset()  # indexes of rows that are sums
    kept_back: frozenset[str] = frozenset()  # fields whose columns are omitted from sheet and rows
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)  # by row and column, where a cell leads to
    shut: frozenset[tuple[int, int]] = frozenset()  # cells of the reader's columns that he shall leave blank
    looks: Mapping[tuple[int, int], str] = field(default_factory=dict)  # cells that look otherwise than their column
    choices: Choices = field(default_factory=dict)
    offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by heading, instead of the layout's choices
    omitted: frozenset[str] = frozenset()  # headings of columns that are left out, and of ours from rows too
    nothing: str = ""  # what is said below the headings where there are no rows
    above: Sequence[str] = ()  # over the headings: a title, and lines below it


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook. `header` and `footer` are printed on each page; if `flagged`, the header is a warning."""

    path: str
    created: datetime  # without zone
    title: str
    header: str
    footer: str
    mark: list[str]
    tables: list[Table] = field(default_factory=list)
    flagged: bool = False

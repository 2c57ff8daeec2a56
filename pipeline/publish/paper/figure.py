"""A figure: counts with their wording, as shown alike in workbook, page and letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from schemas.named import NamedTuple
from schemas.report import report_file

Number = int | float | None
"""A count, a share or mean with one decimal, or None where there is no data."""


NARROW = 4  # columns of a table beside which there is room for its chart
DRAWN = 13  # rows in a chart; more would be unreadable, unless they are narrow


class Row(NamedTuple):
    label: str
    values: tuple[Number, ...]


class Counted(NamedTuple):
    """The result of a counting function: rows, the values for its sentence and the key of that sentence, and column
    headings if they are not the periods. `additive`: the rows may be added up.
    """

    rows: Sequence[Row]
    words: Mapping[str, object]
    sentence: str = "sentence"
    columns: Sequence[str] = ()
    additive: bool = False


@dataclass(frozen=True)
class Figure:
    """Rows under headings, the `unit` of the numbers, a sentence that sums them up, and their definitions.

    `definitions` are that of the figure and, by label, those of rows with one of their own. `drawn` are the columns
    that a chart draws; empty if there is nothing to draw.
    """

    name: str
    chapter: str
    title: str
    unit: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    sentence: str
    definition: str
    definitions: tuple[tuple[str, str], ...] = ()
    chart: str = ""
    drawn: tuple[int, ...] = field(default=(), kw_only=True)
    additive: bool = field(default=False, kw_only=True)
    most_drawn: int = field(default=DRAWN, kw_only=True)

    @property
    def drawn_rows(self) -> tuple[Row, ...]:
        """The rows that a chart shows: the first few, without sums."""
        total = report_file().words.total
        return tuple(row for row in self.rows if row.label != total)[: self.most_drawn]

    @property
    def has_many_columns(self) -> bool:
        return len(self.headings) > NARROW

    @property
    def has_many_bars(self) -> bool:
        return len(self.drawn_rows) > DRAWN

    @property
    def is_wide(self) -> bool:
        """Whether its table, or its chart, needs the whole width of a page."""
        return self.has_many_columns or self.has_many_bars

    def shortened(self, limit: int) -> Figure:
        """The figure with its first `limit` rows and one row for all the others."""
        if len(self.rows) <= limit + 1 or not self.additive:
            return self
        kept, others = self.rows[:limit], self.rows[limit:]
        rest = report_file().words.rest.format(count=len(others))
        sums = tuple(summed(column) for column in zip(*(row.values for row in others), strict=True))
        return replace(self, rows=(*kept, Row(rest, sums)))


def summed(values: Sequence[Number]) -> Number:
    return None if any(value is None for value in values) else sum(value for value in values if value is not None)


def shown(value: Number) -> str:
    """A number formatted for reading, alike in workbook, page and letter."""
    if value is None:
        return report_file().words.none
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def share(part: int, whole: int) -> float | None:
    """The share in per cent; None if `whole` is 0."""
    return rounded(100 * part / whole) if whole else None


def rounded(value: float) -> float:
    """The value with one decimal, halves rounded up."""
    return int(value * 10 + 0.5) / 10

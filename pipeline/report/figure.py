"""A figure: what was counted, with its words; the one thing that workbook, page and letter show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from schemas.report import Figure as FigureWords
from schemas.report import report_file

Number = int | float | None
"""A count, a share or mean with one decimal, or nothing where there is no data."""


DRAWN = 13  # rows in a chart; more cannot be read


class Row(NamedTuple):
    label: str
    values: tuple[Number, ...]


class Counted(NamedTuple):
    """What a counting function gives: rows, the words for its sentence and which sentence that is, and the headings of
    its columns where they are not the periods. `additive` rows may be summed up.
    """

    rows: Sequence[Row]
    words: Mapping[str, object]
    sentence: str = "sentence"
    columns: Sequence[str] = ()
    additive: bool = False


@dataclass(frozen=True)
class Figure:
    """Rows under headings, `unit` of the numbers, the sentence that says what they show, and how they are defined.

    `definitions` are those of the figure and, by label, of rows that have one of their own. `drawn` are the columns
    that a chart draws; none where there is nothing to draw.
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

    @property
    def drawn_rows(self) -> tuple[Row, ...]:
        """The rows that a chart shows: the first ones, without sums."""
        total = report_file().words.total
        return tuple(row for row in self.rows if row.label != total)[:DRAWN]

    def shortened(self, limit: int) -> Figure:
        """The first `limit` rows, and one line for all the others."""
        if len(self.rows) <= limit + 1 or not self.additive:
            return self
        kept, others = self.rows[:limit], self.rows[limit:]
        rest = report_file().words.rest.format(count=len(others))
        sums = tuple(summed(column) for column in zip(*(row.values for row in others), strict=True))
        return replace(self, rows=(*kept, Row(rest, sums)))


def summed(values: Sequence[Number]) -> Number:
    return None if any(value is None for value in values) else sum(value for value in values if value is not None)


def shown(value: Number) -> str:
    """A number as people read it, the same in workbook, page and letter."""
    if value is None:
        return report_file().words.none
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def share(part: int, whole: int) -> float | None:
    """Per cent."""
    return rounded(100 * part / whole) if whole else None


def rounded(value: float) -> float:
    """One decimal, halves up, as people round."""
    return int(value * 10 + 0.5) / 10


def settings_of(name: str) -> FigureWords:
    """Table [figure.<name>] of schemas/report.toml."""
    return report_file().figure[name]

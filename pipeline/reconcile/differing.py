"""One person told twice in one submission, in two tables or two files, with different values: which of them holds is
for the unit to say. Across submissions the later one counts, and nothing is said here.

It is said on the first row that says something of a field. Where an earlier run routed that row, or a later submission
replaced it, it was said there, and is not said again of its duplicates, which are judged again without it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.model.fields import BY_KEY
from pipeline.model.statements import VOID
from pipeline.reconcile.rows import Remark, Row
from pipeline.reconcile.state import Said
from pipeline.terms.findings import load_findings
from schemas.findings import findings_file

if TYPE_CHECKING:
    from pandas import DataFrame

DIFFER = "values-differ"
_GOES_ON = "warning"


def differing(
    people: DataFrame, rows: Sequence[Row], closed: Iterable[Row] = (), said: Said = MappingProxyType({})
) -> list[Remark]:
    """values-differ on the first row of each person that a row of the same submission contradicts; where the field
    holds, it is held, in place. The others are its duplicates. Only people in several rows are looked at; what the
    register's `closed` ones `said` is in `State.said`."""
    told, words = _Told(people, rows, said), findings_file().differing
    rows = [row for row in rows if VOID not in row.held]  # what was struck out contradicts nothing
    remarks: list[Remark] = []
    for group in _groups([*rows, *(row for row in closed if row.row_id in said)]):
        for field in (*words.holding, *words.going_on):
            remarks += told.contradictions(group, field, "" if field in words.holding else _GOES_ON)
    return remarks


def _groups(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of one person in one submission, in order, where there are several."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[row.submission_id, row.person_id].append(row)
    return [sorted(group, key=lambda row: row.order) for group in found.values() if len(group) > 1]


class _Told:
    """What the frame says of rows, looked up where it is asked for."""

    def __init__(self, people: DataFrame, rows: Sequence[Row], said: Said) -> None:
        self._people, self._rows, self._said = people, rows, said
        self._columns: dict[str, list[str]] = {}

    @cached_property
    def _index(self) -> dict[str, int]:
        return {row.row_id: number for number, row in enumerate(self._rows)}

    def _of(self, row: Row, column: str) -> str:
        if row.closed:
            return self._said[row.row_id].get(column, "")
        values = self._columns.get(column)
        if values is None:
            values = self._columns[column] = self._people[column].tolist()
        return values[self._index[row.row_id]]

    def contradictions(self, group: Sequence[Row], field: str, severity: str) -> Iterator[Remark]:
        """A remark on the first row that says something of the field, if another says something else."""
        saying = [(row, values) for row in group if (values := self._values(row, field))]
        other = next((row for row, values in saying if not (row.closed or values & saying[0][1])), None)
        if other is None:
            return
        first = saying[0][0]
        if first.closed or (DIFFER, field) in first.settled:
            return
        if not severity and load_findings()[DIFFER].severity == "error":
            first.held = first.held | {DIFFER}
        yield Remark(first, DIFFER, field, self._places(first, other, field), severity)

    def _values(self, row: Row, field: str) -> set[str]:
        """What is understood of a field: of a place the country, of several phones each."""
        if BY_KEY[field].type == "countries":
            return set(filter(None, [self._of(row, BY_KEY[field].canonical[-1])]))
        return {each for column in BY_KEY[field].canonical for each in self._of(row, column).split(";") if each}

    def _places(self, row: Row, other: Row, field: str) -> str:
        """Cell against cell, with sheet and file where those are not the same."""
        words = findings_file().differing
        files, sheets = ({self._of(each, where) for each in (row, other)} for where in ("file", "sheet"))
        template = words.in_file if len(files) > 1 else words.in_sheet if len(sheets) > 1 else words.here
        return words.between.join(
            template.format(
                cell=self._of(each, f"{field}_cell"),
                value=self._of(each, f"{field}_typed"),
                sheet=self._of(each, "sheet"),
                file=self._of(each, "file"),
            )
            for each in (row, other)
        )

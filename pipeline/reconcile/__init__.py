"""Who is the same person, and what becomes of every row (docs/same-person.md).

state = register.state(sought(people))
result = reconcile(people, holding(findings), state)
findings += result.findings
people = route(result.people, routes)   # society, route_confirmed and route_reason of the routed rows
people, earlier = changes(people, result.replaced, state)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.reconcile.changes import changes
from pipeline.reconcile.differing import differing
from pipeline.reconcile.disposition import dispose
from pipeline.reconcile.excluded import check_excluded
from pipeline.reconcile.identity import identify
from pipeline.reconcile.levels import OpenLevels
from pipeline.reconcile.outdated import outdated
from pipeline.reconcile.promotion import check_levels_held
from pipeline.reconcile.rows import Remark, Row, closed_rows, rows_of, sought, take_units_of_corrected
from pipeline.reconcile.state import (
    NOTHING_OVER,
    Addresses,
    EarlierRow,
    Histories,
    Over,
    Reconciliation,
    Replaced,
    State,
)
from pipeline.settle import OnRows
from pipeline.terms.findings import make
from pipeline.terms.rulings import NOTHING_DECIDED, Rulings, settled

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.terms.notices import Notice

__all__ = ["EarlierRow", "Histories", "Reconciliation", "State", "changes", "holding", "reconcile", "sought"]

_FIELD_OF_REASON = "name"
_NO_HISTORIES = Histories()


def holding(findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
    """For each held row, by row_id, the slugs of the findings that hold it: those of severity error."""
    held: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.row_id and finding.severity == "error":
            held[finding.row_id].add(finding.slug)
    return {row_id: frozenset(slugs) for row_id, slugs in held.items()}


def reconcile(
    people: DataFrame,
    held: Mapping[str, Set[str]],
    state: State,
    rulings: Rulings = NOTHING_DECIDED,
    on_rows: OnRows = MappingProxyType({}),
    notices: Mapping[str, Notice] = MappingProxyType({}),
    histories: Histories = _NO_HISTORIES,
) -> Reconciliation:
    """Judge the rows of a run (new ones, and open ones of the register); a pure function of its arguments.

    `people` has the columns of the frame and the canonical ones; `held` comes from `holding`; `on_rows` is what was
    decided of them, `notices` are those by whose words findings speak, `histories` what certificates tell.
    """
    rows = rows_of(people, held, state, rulings, on_rows)
    closed = closed_rows(state, {row.row_id for row in rows})
    take_units_of_corrected([*closed, *rows])
    remarks = identify([*closed, *rows], state.next_person, rulings.apart)
    remarks += differing(people, rows, closed, state.said)
    remarks += outdated(people, rows, rulings)
    remarks += check_excluded(people, rows, histories.excluded, on_rows)
    remarks += check_levels_held(people, rows, closed, histories, on_rows)
    addresses = _addresses(state, rows)
    levels = OpenLevels(people, rows, closed, histories.open_levels, on_rows)
    over = _over(people, histories)
    for application in levels.in_order(_applications(closed, rows)):
        levels.hold(application, notices)
        dispose(application, addresses, over)
        levels.disposed(application)
    remarks += levels.remarks
    remarks += [Remark(row, row.reason, _FIELD_OF_REASON) for row in rows if row.reason]
    findings = settled(_findings(people, rows, remarks, notices), on_rows)
    return Reconciliation(_judged(people, rows), findings, _replaced(closed))


def _applications(closed: list[Row], rows: list[Row]) -> Iterable[list[Row]]:
    """A list of all rows for each person and notice with a row in this run; other people stay as they are."""
    found: dict[tuple[str, str], list[Row]] = {row.application: [] for row in rows}
    own = [*(row for row in closed if row.application in found), *rows]
    for row in sorted(own, key=lambda row: row.order):
        found[row.application].append(row)
    return found.values()


def _over(people: DataFrame, histories: Histories) -> Over:
    if not histories.over:
        return NOTHING_OVER
    return Over(histories.over, dict(zip(people["row_id"].tolist(), people["domain"].tolist(), strict=True)))


def _addresses(state: State, rows: Iterable[Row]) -> Addresses:
    """From where the units sent something, also what this run is the first to read."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit, sent in state.addresses.items():
        found[unit].extend(sent)
    for unit, received_at, sender in {(row.unit, row.order[0], row.sender) for row in rows}:
        found[unit].append((received_at, sender))
    return found


def _judged(people: DataFrame, rows: list[Row]) -> DataFrame:
    columns = ("person_id", "disposition", "reason", "points_at", "published")
    return people.assign(**{column: [getattr(row, column) for row in rows] for column in columns})


def _replaced(closed: list[Row]) -> list[Replaced]:
    return [
        Replaced(row.row_id, row.disposition, row.points_at, row.reason)
        for row in closed
        if row.prior and row.disposition != row.prior.disposition
    ]


def _findings(
    people: DataFrame, rows: list[Row], remarks: list[Remark], notices: Mapping[str, Notice]
) -> list[Finding]:
    """The remarks as findings with wording, in the order of the frame."""
    index = {row.row_id: number for number, row in enumerate(rows)}
    fields = {"name", "phone", *(remark.field for remark in remarks)}
    columns = {name: people[name].tolist() for name in ("file", "sheet", *(c for f in fields for c in _cells(f)))}
    made = []
    for row, slug, field, about, severity in sorted(remarks, key=lambda remark: index[remark.row.row_id]):
        at = index[row.row_id]
        typed, cell = (columns[name][at] for name in _cells(field))
        problem = Problem(slug, columns["sheet"][at], cell, typed, about)
        notice = notices.get(row.notice)
        made.append(make(problem, row.submission_id, row.row_id, field, columns["file"][at], severity, notice))
    return made


def _cells(field: str) -> tuple[str, str]:
    return f"{field}_typed", f"{field}_cell"

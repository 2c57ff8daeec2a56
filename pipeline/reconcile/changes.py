"""What the societies must be told: who is new to them, whose particulars changed, and who was withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Set
from typing import TYPE_CHECKING

from pipeline.model.judgements import Disposition
from pipeline.reconcile.state import EarlierRow, KnownRow, Replaced, State
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pandas import DataFrame

NEW, CHANGE, WITHDRAWAL = "new", "change", "withdrawal"

Application = tuple[str, str]
"""A person and the notice (Row.application)."""


class _Routed(NamedTuple):
    """A row of this run that is sent to a society."""

    row_id: str
    society: str
    confirmed: bool
    published: str


def changes(people: DataFrame, replaced: Collection[Replaced], state: State) -> tuple[DataFrame, list[EarlierRow]]:
    """After routing: `people` with the columns change and withdrawn_from added, and the closed rows that change.

    A society that was only a candidate (route_confirmed False) was never sent anything, so a person is new to it once
    the route is confirmed. `people` must have person_id, notice, disposition, published, society and route_confirmed.
    """
    before = {(row.person_id, row.notice): row for row in state.rows if row.disposition == Disposition.ROUTED}
    after = _routed(people)
    change = {now.row_id: _change(before.get(application), now) for application, now in after.items()}
    withdrawn = _withdrawn(people, {row.row_id for row in replaced}, before, after)
    for row_id in withdrawn:
        change.setdefault(row_id, WITHDRAWAL)
    ids = people["row_id"].tolist()
    told = people.assign(
        change=[change.get(row_id, "") for row_id in ids], withdrawn_from=[withdrawn.get(row_id, "") for row_id in ids]
    )
    earlier = [
        EarlierRow(row_id, disposition, points_at, change.get(row_id, ""), withdrawn.get(row_id, ""), reason)
        for row_id, disposition, points_at, reason in replaced
    ]
    return told, earlier


def _routed(people: DataFrame) -> dict[Application, _Routed]:
    """By application, the row of this run that is sent to a society."""
    names = ("disposition", "person_id", "notice", "row_id", "society", "route_confirmed", "published")
    columns = (people[name].tolist() for name in names)
    return {
        (person, notice): _Routed(*values)
        for disposition, person, notice, *values in zip(*columns, strict=True)
        if disposition == Disposition.ROUTED
    }


def _change(before: KnownRow | None, now: _Routed) -> str:
    if before is None or before.society != now.society or (now.confirmed and not before.route_confirmed):
        return NEW
    return CHANGE if before.published != now.published else ""


def _withdrawn(
    people: DataFrame, replaced: Set[str], before: dict[Application, KnownRow], after: dict[Application, _Routed]
) -> dict[str, str]:
    """row_id of the row routed before -> the society that loses the person in this run; also where the row is another
    person's now, under whose number the society does not have it."""
    judged = {*people["row_id"].tolist(), *replaced}
    lost = {}
    for application, old in before.items():
        now = after.get(application)
        if now.society != old.society if now else old.row_id in judged:
            lost[old.row_id] = old.society
    return lost

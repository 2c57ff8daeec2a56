"""What the secretary decided: written down, and read back as what holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, literal_column, or_, select

from pipeline.model.decisions import Decision, Ruling, decision_id
from pipeline.model.judgements import Columns, Disposition
from pipeline.register import tables
from pipeline.register.filled import is_empty
from pipeline.register.reading import columns_of, is_one_of, latest
from pipeline.register.units import judged_again
from pipeline.terms.rulings import ANOTHER_UNIT, CLOSED, OF_VALUES, REVOKED, SAME_UNIT, TAKING_BACK, Rulings, in_force
from pipeline.text.fold import fold

_made, _judged, _rows, _sent = (
    table.c for table in (tables.decisions, tables.judgements, tables.person_rows, tables.submissions)
)

DECISIONS = (
    *("decision_id", "question", "person_id", "row_id", "answer", "for_all", "decided_by", "decided_on", "reason"),
    *("source_file", "source_cell", "state", "kind", "effect", "submission_id", "notice", "field", "value", "word"),
    *("subject", "recorded_at"),
)
"""`export decisions`: for_all is "true" or "false"; state is in-force or revoked, and revocation for what revokes."""


_STORED = tuple(name for name in Decision._fields if name not in ("decision_id", "name", "unit"))


def add(connection: Connection, decisions: Sequence[Decision]) -> None:
    """Write them down under the numbers that they have."""
    if decisions:
        values = [{name: getattr(each, name) for name in _STORED} for each in decisions]
        numbers = [{"number": int(each.decision_id[1:])} for each in decisions]
        connection.execute(
            insert(tables.decisions), [row | number for row, number in zip(values, numbers, strict=True)]
        )


def all_decisions(connection: Connection) -> list[Decision]:
    """All that was ever decided, in order; whom it is about as they are called today."""
    if is_empty(connection, tables.decisions):
        return []
    made = connection.execute(
        select(_made.number, *(_made[name] for name in _STORED), _sent.unit)
        .join(tables.submissions, _sent.submission_id == _made.submission_id, isouter=True)
        .order_by(_made.number)
    ).all()
    now = latest().where(is_one_of(tables.judgements.c.row_id, {row.row_id for row in made} - {""})).subquery()
    names = dict(map(tuple, connection.execute(select(now.c.row_id, now.c.name))))
    return [
        Decision(
            **{name: getattr(row, name) for name in _STORED},
            decision_id=decision_id(row.number),
            name=names.get(row.row_id, ""),
            unit=row.unit or "",
        )
        for row in made
    ]


def rulings(connection: Connection) -> Rulings:
    """What holds, of whom, and what was taken back."""
    every = all_decisions(connection)
    if not every:
        return Rulings()
    hold = in_force(every)
    names = {each.decision_id for each in hold}
    back = [each for each in every if each.effect not in TAKING_BACK and each.decision_id not in names]
    query = (
        select(_rows.row_id, _sent.unit_key, _rows.typed)
        .join(tables.submissions, _sent.submission_id == _rows.submission_id)
        .where(is_one_of(_rows.row_id, {each.row_id for each in hold}))
    )
    whose = {
        row_id: (unit, fold(json.loads(typed).get("name_typed", "")))
        for row_id, unit, typed in connection.execute(query)
    }
    return Rulings([Ruling(each, *whose.get(each.row_id, ("", ""))) for each in hold], back)


def rulings_then(connection: Connection, batch: int | None = None) -> Rulings:
    """What holds of units now, or held at the moment of a batch: what that tells stays the same, whatever is decided
    later."""
    every = all_decisions(connection)
    if every and batch is not None:
        now = select(tables.batches.c.now).where(tables.batches.c.number == batch)
        moment = datetime.fromisoformat(connection.execute(now).scalar_one())
        every = [each for each in every if datetime.fromisoformat(each.recorded_at) <= moment]
    return Rulings([Ruling(each) for each in in_force(every)])


def closed_rows(connection: Connection) -> list[str]:
    """row_id of the rows that were closed, and still are."""
    return sorted({each.row_id for each in in_force(all_decisions(connection)) if each.effect == CLOSED} - {""})


def closed_questions(connection: Connection) -> set[str]:
    """question_id of the cases that were closed, and still are."""
    return {each.question for each in in_force(all_decisions(connection)) if each.effect == CLOSED}


def judged_by(connection: Connection, decision: Decision) -> list[str]:
    """row_id of the rows that must be judged again when a decision is taken back: its own, and those for which one of
    these stands."""
    if decision.effect == ANOTHER_UNIT:
        return []
    if decision.effect == SAME_UNIT:
        return _with_behind(connection, _of_unit(connection, decision))
    if decision.row_id and decision.effect in OF_VALUES:
        return _with_behind(connection, _of_person(decision))
    if decision.row_id:
        return _with_behind(connection, select(_rows.row_id).where(_rows.row_id == decision.row_id))
    return sent_in(connection, decision.submission_id)


def _of_person(decision: Decision) -> Select[Any]:
    """The row, and those of its person that are routed: they may be so by what was decided of it (Rulings.on)."""
    now, own = latest().subquery(), latest().subquery()
    whose = select(own.c.person_id).where(own.c.row_id == decision.row_id)
    routed = now.c.disposition == Disposition.ROUTED.value
    return select(now.c.row_id).where(now.c.person_id.in_(whose), or_(now.c.row_id == decision.row_id, routed))


def sent_in(connection: Connection, submission_id: str) -> list[str]:
    """row_id of the rows of a submission, and of those for which one of these stands."""
    own = select(_rows.row_id).where(_rows.submission_id == submission_id, _rows.submission_id != "")
    return _with_behind(connection, own)


def _with_behind(connection: Connection, rows: Select[Any]) -> list[str]:
    forgotten = select(tables.forgotten_rows.c.row_id)
    own = select(_rows.row_id).where(_rows.row_id.in_(rows), _rows.row_id.not_in(forgotten))
    found = list(connection.execute(own.order_by(_rows.number)).scalars())
    now = latest().where(_judged.points_at != literal_column("''")).subquery()  # as the index says it
    behind = select(now.c.row_id).where(is_one_of(now.c.points_at, found), now.c.row_id.not_in(forgotten))
    return list(dict.fromkeys([*found, *connection.execute(behind.order_by(now.c.row_id)).scalars()]))


def _of_unit(connection: Connection, decision: Decision) -> Select[Any]:
    """row_id of what was sent under a name that is another unit's again, and under those that go with it; without what
    was withdrawn, and of open notices."""
    without = rulings(connection).with_more((), [decision])
    return judged_again(connection, without, decision.value, but=(Disposition.WITHDRAWN,))


def exported(connection: Connection) -> Columns:
    """DECISIONS."""
    names = [name for name in DECISIONS if name not in ("decision_id", "state", "for_all")]
    query = select(_made.number, _made.for_all, *(_made[name] for name in names)).order_by(_made.number)
    columns = columns_of(connection, query)
    columns["decision_id"] = list(map(decision_id, columns.pop("number")))
    columns["for_all"] = [str(bool(value)).lower() for value in columns["for_all"]]
    gone = {told for told, effect in zip(columns["question"], columns["effect"], strict=True) if effect == REVOKED}
    columns["state"] = [
        _state(number, effect, gone) for number, effect in zip(columns["decision_id"], columns["effect"], strict=True)
    ]
    return {name: columns[name] for name in DECISIONS}


def _state(number: str, effect: str, gone: Collection[str]) -> str:
    if effect in TAKING_BACK:
        return "revocation"
    return "revoked" if number in gone else "in-force"

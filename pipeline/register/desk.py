"""What lies on the secretary's desk: every submission, every open case, every batch."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from pipeline.model.judgements import Columns, Disposition, Finding
from pipeline.register import frames, tables
from pipeline.register.contents import BATCHES, CASES, DeskContents, Everybody, Expected
from pipeline.register.decided import all_decisions
from pipeline.register.questions import questions
from pipeline.register.reading import columns_of, findings_of, is_one_of, latest
from pipeline.terms.rulings import CLOSED, in_force

_judged, _rows, _sent = tables.judgements, tables.person_rows, tables.submissions


def desk(connection: Connection, now: datetime, everybody: Everybody, expected: Expected) -> DeskContents:
    submissions, batches = frames.submissions(connection), _batches(connection)
    holds = in_force(all_decisions(connection))
    cases = _cases(connection, {each.row_id for each in holds if each.effect == CLOSED})
    asked = questions(connection, holds)
    return DeskContents(f"{now:%Y-%m-%d}", submissions, cases, batches, everybody, expected, asked, holds[::-1])


def _cases(connection: Connection, closed: Collection[str]) -> Columns:
    """The held person rows that are not closed, each with what must be done and who must do it."""
    forgotten = select(tables.forgotten_rows.c.row_id)
    now = select(tables.counted.c.row_id).where(tables.counted.c.disposition == Disposition.HELD.value)
    held = latest().where(_judged.c.row_id.in_(now), _judged.c.row_id.not_in(forgotten))
    held = held.where(~is_one_of(_judged.c.row_id, closed)) if closed else held
    judged = held.subquery()
    place = (_rows.c[name] for name in ("submission_id", "file", "sheet", "row"))
    query = (
        select(judged.c.row_id, judged.c.person_id, judged.c.name, *place, _sent.c.unit)
        .join(_rows, _rows.c.row_id == judged.c.row_id)
        .join(_sent, _sent.c.submission_id == _rows.c.submission_id)
        .order_by(*(_rows.c[name] for name in ("submission_id", "file", "sheet_index", "row", "place", "row_id")))
    )
    columns = columns_of(connection, query)
    told, since = findings_of(connection, held), _held_since(connection, held)
    columns["since"] = [since[row_id] for row_id in columns["row_id"]]
    reasons = [
        _reasons(finding for finding in told.get(row_id, ()) if finding.severity == "error")
        for row_id in columns["row_id"]
    ]
    for name in ("slugs", "messages", "cells", "decided_by"):
        columns[name] = [reason[name] for reason in reasons]
    return {name: columns[name] for name in CASES}


def _reasons(findings: Iterable[Finding]) -> dict[str, str]:
    """What holds a row, in words; it is the unit's turn unless the secretary must decide something."""
    holding = list(findings)
    sides = {finding.decided_by for finding in holding}
    return {
        "slugs": ";".join(sorted({finding.slug for finding in holding})),
        "messages": "\n".join(dict.fromkeys(finding.message for finding in holding)),
        "cells": "、".join(dict.fromkeys(finding.cell for finding in holding if finding.cell)),
        "decided_by": "unit" if sides == {"unit"} else "secretariat",
    }


def _held_since(connection: Connection, held: Select[Any]) -> dict[str, str]:
    """For each of these rows the day of the batch that held it first since it was last otherwise."""
    query = (
        select(_judged.c.row_id, _judged.c.disposition, tables.batches.c.now)
        .join(tables.batches, tables.batches.c.number == _judged.c.batch)
        .where(_judged.c.row_id.in_(select(held.subquery().c.row_id)))
        .order_by(_judged.c.batch)
    )
    since: dict[str, str] = {}
    for row_id, disposition, now in connection.execute(query):
        if disposition != Disposition.HELD:
            since.pop(row_id, None)
        else:
            since.setdefault(row_id, now[:10])
    return since


def _batches(connection: Connection) -> Columns:
    """The batches with the number of rows that each judged, by what they became."""
    batches = tables.batches.c
    columns = columns_of(
        connection,
        select(batches.number, batches.name.label("batch"), batches.notice, batches.now).order_by(batches.number),
    )
    counts = {
        (batch, disposition): count
        for batch, disposition, count in connection.execute(
            select(_judged.c.batch, _judged.c.disposition, func.count()).group_by(
                _judged.c.batch, _judged.c.disposition
            )
        )
    }
    events = tables.events.c
    published = set(connection.execute(select(events.batch).where(events.kind == "published")).scalars())
    numbers = columns["number"]
    columns["people"] = [sum(counts.get((number, kind.value), 0) for kind in Disposition) for number in numbers]
    for kind in Disposition:
        columns[kind.value] = [counts.get((number, kind.value), 0) for number in numbers]
    columns["published"] = [number in published for number in numbers]
    return {name: columns[name] for name in BATCHES}

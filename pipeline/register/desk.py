"""What lies on the secretary's desk: every submission, every open case, every batch."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from pipeline.model.judgements import Columns, Disposition
from pipeline.register import frames, tables
from pipeline.register.contents import BATCHES, DeskContents, Everybody, Expected
from pipeline.register.decided import all_decisions
from pipeline.register.questions import questions
from pipeline.register.reading import columns_of
from pipeline.terms.rulings import in_force

_judged = tables.judgements


def desk(connection: Connection, now: datetime, everybody: Everybody, expected: Expected) -> DeskContents:
    submissions, batches = frames.submissions(connection), _batches(connection)
    holds = in_force(all_decisions(connection))
    asked = questions(connection, holds)
    replaced = _replaced(connection)
    return DeskContents(f"{now:%Y-%m-%d}", submissions, batches, everybody, expected, asked, holds[::-1], replaced)


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


def _replaced(connection: Connection) -> dict[tuple[str, str], str]:
    """By batch and society, of workbooks with somebody whose society was not confirmed: the batch that judged the last
    of their people anew, where later batches judged all of them."""
    own, later, named = _judged.c, _judged.alias("later"), tables.batches.c
    waiting = select(own.society).where(own.disposition == Disposition.ROUTED.value, ~own.route_confirmed)
    anew = (
        select(func.min(later.c.batch))
        .where(later.c.row_id == own.row_id, later.c.batch > own.batch)
        .correlate(_judged)
        .scalar_subquery()
    )
    went = (
        select(own.batch, own.society, own.route_confirmed, anew.label("anew"))
        .where(own.disposition == Disposition.ROUTED.value, own.change != "", own.society.in_(waiting))
        .subquery()
    )
    query = (
        select(went.c.batch, went.c.society, func.max(went.c.anew))
        .group_by(went.c.batch, went.c.society)
        .having(func.count(went.c.anew) == func.count(), func.min(went.c.route_confirmed) == 0)
    )
    names = dict(map(tuple, connection.execute(select(named.number, named.name))))
    return {(names[batch], society): names[newer] for batch, society, newer in connection.execute(query)}

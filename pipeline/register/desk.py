"""What lies on the secretary's desk: every submission, every open case, every batch."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Select, func, select

from pipeline.model.judgements import Columns, Disposition
from pipeline.register import frames, tables
from pipeline.register.contents import BATCHES, DeskContents, Everybody, Expected
from pipeline.register.decided import all_decisions
from pipeline.register.dispatched import sendable
from pipeline.register.kept import documents
from pipeline.register.questions import questions
from pipeline.register.reading import columns_of
from pipeline.register.sendings import letters_sent
from pipeline.register.society_cases import Owing
from pipeline.terms.progress import Results
from pipeline.terms.rulings import in_force

_judged = tables.judgements


def desk(
    connection: Connection, everybody: Everybody, expected: Expected, results: Results, owing: Owing
) -> DeskContents:
    submissions, batches = frames.submissions(connection), _batches(connection)
    holds = in_force(all_decisions(connection))
    dispatches = sendable(connection, holds)
    return DeskContents(
        today=owing.today.isoformat(),
        submissions=submissions,
        batches=batches,
        everybody=everybody,
        expected=expected,
        questions=questions(connection, holds, dispatches, owing),
        decided=holds[::-1],
        replaced=_replaced(connection),
        documents=documents(connection),
        dispatches=dispatches,
        letters=letters_sent(connection),
        association=_association(connection),
        results=results,
    )


def _association(connection: Connection) -> dict[str, str]:
    """What the settings said of it when the last batch was made."""
    made = tables.batches.c
    last = connection.execute(select(made.association).order_by(made.number.desc()).limit(1)).scalar()
    return dict(json.loads(last)) if last else {}


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
    own, now, named = _judged.c, tables.counted.c, tables.batches.c
    routed = Disposition.ROUTED.value
    went = select(own.batch, own.society).where(own.disposition == routed).distinct()
    stand = select(now.batch, now.society).where(now.disposition == routed).distinct()
    gone = {tuple(row) for row in connection.execute(went)} - {tuple(row) for row in connection.execute(stand)}
    names = dict(map(tuple, connection.execute(select(named.number, named.name)))) if gone else {}
    found = {}
    for batch, society in sorted(gone):
        if newer := connection.execute(_newer(batch, society)).scalar():
            found[names[batch], society] = names[newer]
    return found


def _newer(batch: int, society: str) -> Select[Any]:
    """The batch that judged the last of a workbook's people anew; nothing where their society was confirmed."""
    own, later = _judged.c, _judged.alias("later")
    anew = select(func.min(later.c.batch)).where(later.c.row_id == own.row_id, later.c.batch > own.batch)
    went = (own.batch == batch, own.society == society, own.disposition == Disposition.ROUTED.value, own.change != "")
    rows = select(own.route_confirmed, anew.correlate(_judged).scalar_subquery().label("anew")).where(*went).subquery()
    return select(func.max(rows.c.anew)).having(func.min(rows.c.route_confirmed) == 0)

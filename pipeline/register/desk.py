"""What lies on the secretary's desk: every submission, every open case, every batch."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, select

from pipeline.model.decisions import Question
from pipeline.model.judgements import Columns, Disposition
from pipeline.register import frames, tables
from pipeline.register.certificates_known import certificates_on_desk
from pipeline.register.contents.certificates import CertificatesKnown
from pipeline.register.contents.desk import BATCHES, DeskContents
from pipeline.register.decided import all_decisions
from pipeline.register.dispatched import sendable
from pipeline.register.drawn_pages import page_files
from pipeline.register.earlier import earlier
from pipeline.register.expecting import expected
from pipeline.register.lately import Read, everybody
from pipeline.register.progress import results
from pipeline.register.questions import first_questions, questions
from pipeline.register.reading import columns_of, last_batch
from pipeline.register.sendings import letters_sent
from pipeline.register.society_cases import Owing, owed_of, watched
from pipeline.terms.progress import Progress, Refusal
from pipeline.terms.rulings import in_force

if TYPE_CHECKING:
    from pipeline.terms.settings import ExpectedUnit

_judged = tables.judgements


def desk(
    connection: Connection,
    now: datetime,
    units: Sequence[ExpectedUnit] | None,
    newest: Read,
    progress: Callable[[list[Progress]], tuple[list[Progress], list[Refusal]]],
    certified: Callable[[], CertificatesKnown],
    read_part: Callable[[range], Columns],
) -> DeskContents:
    """What lies there on the day of `now`, and what came of these units (None: of those by which the last batch was
    made). `newest`, `progress` (progress_and_refusals), `certified` (certificates_known) and `read_part`
    (submissions_of) are given to be asked later, by who wants to know."""
    day, today = now.date(), f"{now:%Y-%m-%d}"
    people = watched(connection, day)
    before, batches = earlier(connection, read_part), _batches(connection)
    rest = range(before.numbers.stop, sys.maxsize) if before.numbers else None
    holds = in_force(all_decisions(connection))
    dispatches = sendable(connection, holds)
    first, others = first_questions(connection, holds, dispatches, Owing(owed_of(people, day), day))
    return DeskContents(
        today=today,
        submissions=frames.submissions(connection, numbers=rest),
        earlier=before,
        batches=batches,
        everybody=everybody(connection, newest),
        expected=expected(connection, today, units=units),
        questions=first,
        others=others,
        decided=holds[::-1],
        replaced=_replaced(connection),
        pages=page_files(connection),
        dispatches=dispatches,
        letters=letters_sent(connection),
        association=_association(connection),
        results=results(connection, today, lambda: progress(people)),
        certificates=certificates_on_desk(connection, today, certified),
    )


def asked(connection: Connection, day: date) -> list[Question]:
    """What the secretary is asked on a day."""
    holds = in_force(all_decisions(connection))
    owing = Owing(owed_of(watched(connection, day), day), day)
    return questions(connection, holds, sendable(connection, holds), owing)


def _association(connection: Connection) -> dict[str, str]:
    """What the settings said of it when the last batch was made."""
    last = last_batch(connection)
    return dict(json.loads(last.association)) if last else {}


def _batches(connection: Connection) -> Columns:
    """The batches with the number of rows that each judged, by what they became."""
    batches = tables.batches.c
    columns = columns_of(
        connection,
        select(batches.number, batches.name.label("batch"), batches.notice, batches.now).order_by(batches.number),
    )
    sums = tables.batch_figures.c
    judged = select(sums.batch, sums.disposition, func.sum(sums.amount)).group_by(sums.batch, sums.disposition)
    counts = {(batch, disposition): count for batch, disposition, count in connection.execute(judged)}
    numbers = columns["number"]
    columns["people"] = [sum(counts.get((number, kind.value), 0) for kind in Disposition) for number in numbers]
    for kind in Disposition:
        columns[kind.value] = [counts.get((number, kind.value), 0) for number in numbers]
    return {name: columns[name] for name in BATCHES}


def _replaced(connection: Connection) -> dict[tuple[str, str], str]:
    """By batch and society, of workbooks with somebody whose society was not confirmed: the batch that judged the last
    of their people anew, where later batches judged all of them."""
    named = tables.batches.c
    gone = connection.exec_driver_sql(_GONE).all()
    names = dict(map(tuple, connection.execute(select(named.number, named.name)))) if gone else {}
    found = {}
    for batch, society in gone:
        if newer := connection.execute(_newer(batch, society)).scalar():
            found[names[batch], society] = names[newer]
    return found


_GONE = """
SELECT DISTINCT batch, society FROM batch_figures AS own
WHERE listed AND NOT route_confirmed AND NOT EXISTS (
    SELECT 1 FROM route_figures WHERE route_figures.batch = own.batch AND route_figures.society = own.society
) AND NOT EXISTS (
    SELECT 1 FROM judgements JOIN counted ON counted.row_id = judgements.row_id AND counted.batch = judgements.batch
    WHERE judgements.batch = own.batch AND judgements.society = own.society AND judgements.disposition = 'routed'
)
ORDER BY batch, society
"""
"""Workbooks with somebody whose society was not confirmed, of whose people nothing holds any more; most are known to
hold by what is drawn out of them."""


def _newer(batch: int, society: str) -> Select[Any]:
    """The batch that judged the last of a workbook's people anew; nothing where their society was confirmed."""
    own, later = _judged.c, _judged.alias("later")
    anew = select(func.min(later.c.batch)).where(later.c.row_id == own.row_id, later.c.batch > own.batch)
    went = (own.batch == batch, own.society == society, own.disposition == Disposition.ROUTED.value, own.change != "")
    rows = select(own.route_confirmed, anew.correlate(_judged).scalar_subquery().label("anew")).where(*went).subquery()
    return select(func.max(rows.c.anew)).having(func.min(rows.c.route_confirmed) == 0)

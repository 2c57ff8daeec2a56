"""The results that units are told of by a batch: of whom, and what they were told before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from pipeline.model.judgements import Disposition
from pipeline.model.results import CERTIFICATE, STAGE, TRANSFERRED, Event
from pipeline.register import tables
from pipeline.register.contents.answer import ToldResult
from pipeline.register.filled import is_empty
from pipeline.register.reading import is_one_of, latest
from pipeline.register.results import events_of
from pipeline.terms.notices import procedure_of
from pipeline.terms.procedure import Procedure
from pipeline.terms.progress import FAILED
from schemas.results import effect_of

_said, _rows, _sent = tables.person_events.c, tables.person_rows.c, tables.submissions.c


def told_results(connection: Connection, batch: int) -> dict[str, list[ToldResult]]:
    """By the row with which a person stands after the batch, what its unit is told: the last that each society said in
    it, if that is final or replaces what was. People who stand with no row, or were forgotten, are left out."""
    if is_empty(connection, tables.person_events):
        return {}
    query = select(_said.person_id).where(_said.batch == batch, _said.kind == STAGE).distinct()
    people = connection.execute(query).scalars().all()
    if not people:
        return {}
    name = connection.execute(select(tables.batches.c.name).where(tables.batches.c.number == batch)).scalar_one()
    rows = _standing(connection, batch, people)
    said: dict[tuple[str, str], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events_of(connection, people, until=batch):
        said[event.person_id, event.notice][event.society].append(event)
    told: dict[str, list[ToldResult]] = defaultdict(list)
    procedures = {notice: procedure_of(notice) for notice in {notice for _, notice in said}}
    for whose, by_society in said.items():
        if whose in rows:
            for events in by_society.values():
                told[rows[whose]] += _told(events, name, procedures[whose[1]])
    return {row_id: results for row_id, results in told.items() if results}


def _standing(connection: Connection, batch: int, people: Sequence[str]) -> dict[tuple[str, str], str]:
    """(person, notice) → the row that is routed after the batch."""
    now = latest(batch).subquery()
    query = (
        select(now.c.person_id, _sent.notice, now.c.row_id)
        .join(tables.person_rows, _rows.row_id == now.c.row_id)
        .join(tables.submissions, _sent.submission_id == _rows.submission_id)
        .where(is_one_of(now.c.person_id, people), now.c.disposition == Disposition.ROUTED.value)
        .where(now.c.row_id.not_in(select(tables.forgotten_rows.c.row_id)))
        .order_by(_rows.number)
    )
    return {(person_id, notice): row_id for person_id, notice, row_id in connection.execute(query)}


def _told(events: Iterable[Event], batch: str, procedure: Procedure) -> Iterator[ToldResult]:
    """What a society said of a person, in order: what it says now, and what it said before this batch."""
    events = list(events)
    stages = [each for each in events if each.kind == STAGE and (each.stage or each.conclusion)]
    last = stages[-1] if stages else None
    if last is None or last.batch != batch:
        return
    before = next((each for each in reversed(stages) if each.batch != batch), None)
    if before and not procedure.tells_unit(before.stage, before.conclusion):
        before = None
    if before is None and not procedure.tells_unit(last.stage, last.conclusion):
        return
    numbers = [each for each in events if each.kind == CERTIFICATE]
    now = numbers[-1].value if numbers and last.stage == procedure.certified else ""
    earlier = [each.value for each in numbers if each.batch != batch]
    is_failed = effect_of(last.conclusion) == FAILED
    yield ToldResult(
        society=last.society,
        stage=last.stage,
        conclusion=last.conclusion,
        date=last.date,
        note=last.note,
        moved_to=last.value if effect_of(last.conclusion) == TRANSFERRED else "",
        certificate_no=now,
        corrected=earlier[-1] if now and earlier and earlier[-1] != now else "",
        before=(before.stage, before.conclusion) if before else None,
        reapply=procedure.reapply if is_failed else None,
        appeal=procedure.appeal and is_failed,
    )

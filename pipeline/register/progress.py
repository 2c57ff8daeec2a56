"""How far people are with the societies: who is with which, and what was said of them, as it stands now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from pipeline.model.judgements import Disposition
from pipeline.model.results import REFUSED, Event
from pipeline.register import tables
from pipeline.register.begun import Key, begun
from pipeline.register.dispatched import dispatches
from pipeline.register.filled import is_empty
from pipeline.register.reading import is_one_of, last_batch
from pipeline.register.results import event_id, events_of, is_told_by, rows_of
from pipeline.terms import fingerprint
from pipeline.terms.notices import notices
from pipeline.terms.procedure import common_procedure
from pipeline.terms.progress import NO_RESULTS, Progress, Refusal, Results

_now, _judged, _rows, _sent = tables.counted.c, tables.judgements.c, tables.person_rows.c, tables.submissions.c
_said, _found = tables.person_events.c, tables.findings.c


def progress(connection: Connection, people: Collection[str] | None = None) -> list[Progress]:
    """Everybody, or of these people, who is with a society, or of whom one said something, person by person in the
    order of their numbers; without those who are forgotten."""
    own = None if people is None else rows_of(people)
    said: dict[Key, list[Event]] = defaultdict(list)
    for event in events_of(connection, people):
        if event.kind != REFUSED:
            said[event.person_id, event.notice, event.society].append(event)
    since = begun(connection, own)
    routed = _is_routed() if own is None else and_(_is_routed(), _rows.row_id.in_(own))
    here = {(row.person_id, row.notice, row.society): row for row in connection.execute(_people(routed))}
    before = {key: events[-1].row_id for key, events in said.items() if key not in here}
    rows = {row.row_id: row for row in connection.execute(_people(is_one_of(_rows.row_id, set(before.values()))))}
    known = notices()

    def one(key: Key, row: Any, is_here: bool) -> Progress:
        person_id, notice, society = key
        return Progress(
            person_id=person_id,
            name=row.name,
            unit=row.unit,
            notice=notice,
            society=society,
            domain=row.domain,
            level=row.level or "",
            row_id=row.row_id,
            is_here=is_here,
            is_confirmed=bool(row.route_confirmed),
            is_sent=bool(key in since and since[key].sent),
            since=since[key].day if key in since else "",
            months=known[notice].evaluation_months if notice in known else 0,
            procedure=known[notice].procedure if notice in known else common_procedure(),
            events=tuple(said.get(key, ())),
        )

    found = [one(key, row, True) for key, row in here.items()]
    found += [one(key, rows[row_id], False) for key, row_id in before.items() if row_id in rows]
    return sorted(found, key=lambda each: (each.person_id, each.notice, not each.is_here, each.since))


def _is_routed() -> ColumnElement[bool]:
    return _now.disposition == Disposition.ROUTED.value


def _people(which: ColumnElement[bool]) -> Select[Any]:
    """These person rows as they are judged now, without forgotten ones."""
    forgotten = select(tables.forgotten_rows.c.row_id)
    level = func.json_extract(_judged.canonical, "$.level").label("level")
    return (
        select(_rows.row_id, _judged.person_id, _judged.name, _judged.society, _judged.route_confirmed)
        .add_columns(_sent.notice, _sent.unit, _now.domain, level)
        .join(tables.counted, _now.row_id == _rows.row_id)
        .join(tables.judgements, and_(_judged.row_id == _now.row_id, _judged.batch == _now.batch))
        .join(tables.submissions, _sent.submission_id == _rows.submission_id)
        .where(which, _rows.row_id.not_in(forgotten))
        .order_by(_rows.number)
    )


def is_begun(connection: Connection) -> bool:
    """Whether a workbook went to a society, or one said something."""
    return bool(dispatches(connection)) or not is_empty(connection, tables.person_events)


def refusals(connection: Connection, people: Collection[str] | None = None) -> list[Refusal]:
    """What was not taken, or of these people, in order; without what is forgotten."""
    if is_empty(connection, tables.person_events):
        return []
    gone = select(tables.replaced_findings.c.number)
    query = (
        select(_said.number, _found.message, _found.submission_id, _found.number.in_(gone))
        .join(tables.findings, is_told_by())
        .where(_said.kind == REFUSED, _found.row_id == "")
        .order_by(_said.number)
    )
    told = {event_id(number): told for number, *told in connection.execute(query)}
    events = [event for event in events_of(connection, people) if event.event_id in told]
    return [
        Refusal(event, message, submission_id, not is_gone)
        for event in events
        for message, submission_id, is_gone in [told[event.event_id]]
    ]


def said_of(connection: Connection, person_id: str) -> tuple[list[Event], list[Refusal]]:
    """All that societies said of a person, in order, and why lines of theirs were not taken."""
    return events_of(connection, [person_id]), refusals(connection, [person_id])


def progress_and_refusals(connection: Connection, people: list[Progress]) -> tuple[list[Progress], list[Refusal]]:
    """Everybody who is with a society, unless that is known already, and what was not taken."""
    return people or progress(connection), refusals(connection)


def results(connection: Connection, today: str, read: Callable[[], tuple[list[Progress], list[Refusal]]]) -> Results:
    """What is known of results on a day (ISO)."""
    key, now = known_on(connection, today)
    if not now:
        return NO_RESULTS
    return Results(key if is_begun(connection) else "", now, today, read)


def known_on(connection: Connection, today: str) -> tuple[str, str]:
    """A key that is the same as long as the register tells the same of people on a day, and the moment of the last
    batch, "" before there is one."""
    last = last_batch(connection)
    moved = [connection.execute(select(func.max(table.c.number))).scalar() for table in _MOVING]
    name, now = (last.name, last.now) if last else ("", "")
    return fingerprint.of(fingerprint.program(), name, *map(str, moved), today), now


_MOVING = (tables.decisions, tables.forgettings)
"""By what, beside batches and days, it is changed how far people are."""

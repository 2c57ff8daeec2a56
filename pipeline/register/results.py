"""What the societies said of people: written down, and read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    RowMapping,
    Select,
    and_,
    exists,
    func,
    insert,
    select,
)

from pipeline.model.judgements import Columns, Disposition
from pipeline.model.results import (
    CERTIFICATE,
    REFUSED,
    STAGE,
    Assessed,
    Event,
    OnReturn,
    Return,
    Standings,
)
from pipeline.reconcile.identifiers import number_of, read_person_id
from pipeline.register import tables
from pipeline.register.begun import Begun, Key, begun
from pipeline.register.filled import is_empty
from pipeline.register.reading import AMONG, is_one_of, latest, people_of, to_json
from pipeline.text.fold import fold
from schemas.certificates import certificates_file

_said, _judged, _rows, _batches = tables.person_events.c, tables.judgements.c, tables.person_rows.c, tables.batches.c
_sent = tables.submissions.c

_STORED = tuple(name for name in Event._fields if name not in ("batch", "event_id"))

EVENTS = (
    *("event_id", "person_id", "notice", "kind", "stage", "conclusion", "date", "value", "note"),
    *("source_file", "source_sheet", "source_cell", "batch", "recorded_at", "society", "row_id"),
)
"""`export events`."""


def add(connection: Connection, batch: int, events: Sequence[Event]) -> None:
    """Write down what a batch takes, and what it cannot."""
    if not events:
        return
    values = [{name: getattr(each, name) for name in _STORED} | {"batch": batch} for each in events]
    connection.execute(insert(tables.person_events), values)


def events_in(connection: Connection, batch: int) -> list[Event]:
    """What was said in a batch, in order."""
    return _events(connection, _said.batch == batch)


def events_of(connection: Connection, people: Collection[str] | None = None, until: int | None = None) -> list[Event]:
    """All that was said, or of these people, in order; of a batch and those before where that is asked."""
    which = [] if people is None else [is_one_of(_said.person_id, list(people))]
    which += [] if until is None else [_said.batch <= until]
    return _events(connection, *which)


def last_stages(connection: Connection) -> dict[Key, Event]:
    """The stage, with its conclusion, that a society named last of a person."""
    events = _events(connection, _said.kind == STAGE, _said.stage != "")
    return {(event.person_id, event.notice, event.society): event for event in events}


def _events(connection: Connection, *which: ColumnElement[bool]) -> list[Event]:
    """The events of which all of this holds, in order."""
    if is_empty(connection, tables.person_events):
        return []
    columns = [_said.number, *(_said[name] for name in _STORED), _batches.name.label("batch")]
    query = select(*columns).join(tables.batches, _batches.number == _said.batch).where(*which)
    return list(map(event_of, connection.execute(query.order_by(_said.number)).mappings()))


def event_of(row: RowMapping) -> Event:
    """Of a row of `person_events` with the name of its batch."""
    return Event(**{name: row[name] for name in (*_STORED, "batch")}, event_id=event_id(row["number"]))


def is_told_by(refused: FromClause = tables.person_events) -> ColumnElement[bool]:
    """Whether a refused event of a table and a finding are of the same cell and slug."""
    said, found = refused.c, tables.findings.c
    return and_(
        found.batch == said.batch,
        found.file == said.source_file,
        found.sheet == said.source_sheet,
        found.cell == said.source_cell,
        found.slug == said.note,
    )


def event_id(number: int) -> str:
    """Events are numbered as they are recorded, from 1."""
    return f"E{number:05d}"


def standing_results(connection: Connection) -> Standings:
    """What societies said that decides how people are judged."""
    return Standings(_events(connection, _said.kind == STAGE))


def certificates(connection: Connection) -> dict[str, str]:
    """Number → whose it is; one that is forgotten is nobody's."""
    told = tables.certificate_events.c
    later = tables.certificate_events.alias("later").c
    slip = exists().where(
        later.certificate_no == told.certificate_no,
        later.number > told.number,
        later.event == certificates_file().voided,
    )
    issued = select(told.certificate_no, told.person_id).where(told.event == certificates_file().issued, ~slip)
    query = select(_said.value, _said.person_id).where(_said.kind == CERTIFICATE, _said.value != "", ~is_replaced())
    found = (connection.execute(each) for each in (issued.order_by(told.number), query.order_by(_said.number)))
    return dict(map(tuple, chain.from_iterable(found)))


def is_replaced() -> ColumnElement[bool]:
    """Of the number of a certificate: whether the society corrected it since."""
    later = tables.person_events.alias("later").c
    same = (getattr(later, name) == _said[name] for name in ("person_id", "notice", "society", "kind"))
    return exists().where(*same, later.number > _said.number, later.value.not_in(("", _said.value)))


def _used(connection: Connection, people: Collection[str]) -> frozenset[str]:
    """The numbers of certificates of which workbooks of certificates, or records of activities, tell."""
    told, done = tables.certificate_events.c, tables.activities.c
    happened, activities = (
        select(own.certificate_no).where(is_one_of(own.person_id, list(people))) for own in (told, done)
    )
    return frozenset(connection.execute(happened.where(told.event != REFUSED).union(activities)).scalars())


def notice_of(connection: Connection, batch: str) -> str:
    """The notice of the batch of this name."""
    notice: str = connection.execute(select(_batches.notice).where(_batches.name == batch)).scalar_one()
    return notice


def society_of(connection: Connection, batch: str, row_ids: Collection[str]) -> str:
    """The society that a batch sent these rows to; "" where that is none, or several."""
    query = (
        select(_judged.society)
        .join(tables.batches, _batches.number == _judged.batch)
        .where(_batches.name == batch, is_one_of(_judged.row_id, list(row_ids)))
        .distinct()
    )
    found = set(connection.execute(query).scalars()) - {""}
    return found.pop() if len(found) == 1 else ""


def assessed(connection: Connection, notice: str, people: Collection[str]) -> dict[str, Assessed]:
    """By person_id, those of these who ever applied to the notice."""
    said: dict[str, list[Event]] = defaultdict(list)
    for each in events_of(connection, people):
        if each.notice == notice:
            said[each.person_id].append(each)
    own = rows_of(people)
    since = begun(connection, own)
    rows: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_applications(notice, own)):
        rows[row.person_id].append(row)
    return {person_id: _assessed(own, notice, since, said[person_id]) for person_id, own in rows.items()}


def rows_of(people: Collection[str]) -> Select[Any]:
    """The row_id of every row of these people."""
    numbers = is_one_of(tables.matched.c.person, [number_of(person_id) for person_id in people])
    return select(_rows.row_id).join(tables.matched, tables.matched.c.number == _rows.number).where(numbers)


def _assessed(rows: Sequence[Row[Any]], notice: str, since: Mapping[Key, Begun], said: Sequence[Event]) -> Assessed:
    routed = next((row for row in reversed(rows) if row.disposition == Disposition.ROUTED), None)
    last = routed or rows[-1]
    return Assessed(
        person_id=last.person_id,
        row_id=last.row_id if routed else "",
        name=last.name,
        society=last.society if routed else "",
        domain=last.domain or "",
        level=last.level or "",
        since=begun_at.given if (begun_at := since.get((last.person_id, notice, last.society))) else "",
        names=frozenset(fold(name) for row in rows for name in (row.name, row.typed) if name),
        events=tuple(said),
    )


def _applications(notice: str, rows: Select[Any]) -> Select[Any]:
    """These rows as they are judged now, in the order in which they came."""
    now = latest().where(_judged.row_id.in_(rows)).subquery()
    return (
        select(
            *(now.c[name] for name in ("person_id", "row_id", "name", "society", "disposition")),
            func.json_extract(now.c.canonical, "$.domain").label("domain"),
            func.json_extract(now.c.canonical, "$.level").label("level"),
            func.json_extract(_rows.typed, "$.name_typed").label("typed"),
        )
        .join(tables.person_rows, _rows.row_id == now.c.row_id)
        .join(tables.submissions, _sent.submission_id == _rows.submission_id)
        .where(_sent.notice == notice)
        .order_by(_rows.number)
    )


def on_return(connection: Connection, returned: Return) -> OnReturn:
    """What is known of a workbook that came back, whose mark is verified."""
    notice = notice_of(connection, returned.batch)
    society = society_of(connection, returned.batch, returned.row_ids)
    numbers = {read_person_id(line.person_id.text) for line in returned.lines} - {""}
    batch = select(_batches.number).where(_batches.name == returned.batch)
    sent = (
        people_of(connection, connection.execute(batch).scalar_one(), [society])[society]
        if society
        else {"person_id": []}
    )
    known = assessed(connection, notice, numbers)
    gone = _forgotten(connection, numbers - known.keys())
    used = _used(connection, known.keys())
    return OnReturn(notice, society, known, gone, sent, certificates(connection), used)


def _forgotten(connection: Connection, people: Collection[str]) -> frozenset[str]:
    """Those of these people of whom nothing but counts is left."""
    return frozenset(connection.exec_driver_sql(_FORGOTTEN, (to_json(list(people)),)).scalars())


_FORGOTTEN = f"""
SELECT person_id FROM forgotten_rows CROSS JOIN counted USING (row_id) JOIN people ON people.number = counted.person
WHERE person_id {AMONG}
"""
"""From those that were forgotten, who are few (CROSS JOIN): of people there is no index in `counted`."""


def exported(connection: Connection) -> Columns:
    """EVENTS."""
    events = events_of(connection)
    return {name: [getattr(each, name) for each in events] for name in EVENTS}

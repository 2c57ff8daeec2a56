"""Certificates: what happened to them, what their holders did, and who is excluded; written down, and read back.

A number that a society returned in its workbook of results is a certificate issued on the day that it wrote there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, TableClause, func, insert, select

from pipeline.follow.certificates import issued_by
from pipeline.model.certificates import REFUSED, CertificateEvent
from pipeline.model.hours import Activity, ConfirmedHours
from pipeline.model.results import CERTIFICATE
from pipeline.register import tables
from pipeline.register.decided import all_decisions
from pipeline.register.exclusions import exclude
from pipeline.register.filled import is_empty
from pipeline.register.reading import is_one_of
from pipeline.register.results import event_of, is_replaced
from pipeline.terms.rulings import COUNTED, in_force

_happened, _said = tables.certificate_events.c, tables.person_events.c
_judged, _batches = tables.judgements.c, tables.batches.c
_DONE = tuple(name for name in Activity._fields if name not in ("batch", "activity_id"))

STORED = tuple(name for name in CertificateEvent._fields if name not in ("batch", "event_id"))
"""What stands in `certificate_events` of an event; batch and event_id are made of the row."""


def add(connection: Connection, batch: int, happened: Sequence[CertificateEvent], done: Sequence[Activity]) -> None:
    """Write down what a batch takes; who is excluded by it is known by name and phone from now on."""
    for each in happened:
        values = {name: getattr(each, name) for name in STORED} | {"batch": batch}
        made = connection.execute(insert(tables.certificate_events).returning(_happened.number), values)
        exclude(connection, made.scalar_one(), each)
    if done:
        values_of = [{name: getattr(each, name) for name in _DONE} | {"batch": batch} for each in done]
        connection.execute(insert(tables.activities), values_of)


def are_any(connection: Connection) -> bool:
    """Whether there is a certificate: told of in a workbook of certificates, or returned with its number."""
    if is_empty(connection, tables.certificate_events) and is_empty(connection, tables.person_events):
        return False
    told = select(_happened.number).where(_happened.event != REFUSED).limit(1)
    returned = select(_said.number).where(_said.kind == CERTIFICATE, _said.value != "").limit(1)
    return any(connection.execute(each).first() is not None for each in (told, returned))


def events(
    connection: Connection, people: Collection[str] | None = None, *, with_corrected: bool = False
) -> list[CertificateEvent]:
    """All that happened to certificates, or to those of these people, in order; under numbers that were corrected since
    only where those are wanted too."""
    if people is not None and not are_any(connection):  # nearly always, and many people take their time
        return []
    returned = _returned(connection, people, with_corrected)
    return sorted([*returned, *_told(connection, people)], key=attrgetter("recorded_at"))


def activities(connection: Connection, people: Collection[str] | None = None) -> list[Activity]:
    """All that was done, or by these people, in order."""
    if is_empty(connection, tables.activities):
        return []
    query = _with_batch(tables.activities, _DONE, people)
    return [
        Activity(**{name: row[name] for name in (*_DONE, "batch")}, activity_id=f"H{row['number']:05d}")
        for row in connection.execute(query).mappings()
    ]


def confirmed(connection: Connection) -> dict[str, ConfirmedHours]:
    """activity_id → what somebody decided that it counts for, by the decisions that hold."""
    decisions = in_force(all_decisions(connection))
    return {each.subject: ConfirmedHours(int(each.word), each.signed) for each in decisions if each.effect == COUNTED}


def _told(connection: Connection, people: Collection[str] | None) -> Iterator[CertificateEvent]:
    """What workbooks of certificates told."""
    if is_empty(connection, tables.certificate_events):
        return
    query = _with_batch(tables.certificate_events, STORED, people).where(_happened.event != REFUSED)
    yield from map(told_by, connection.execute(query).mappings())


def _with_batch(table: TableClause, names: Sequence[str], people: Collection[str] | None) -> Select[Any]:
    """number, these columns and the name of the batch ("" for none) of all rows, or those of these people, in order."""
    own = table.c
    query = select(own.number, *(own[name] for name in names), func.coalesce(_batches.name, "").label("batch"))
    query = query.outerjoin(tables.batches, _batches.number == own.batch).order_by(own.number)
    return query if people is None else query.where(is_one_of(own.person_id, list(people)))


def told_by(row: RowMapping) -> CertificateEvent:
    """What a row of `certificate_events` says, with the name of its batch."""
    return CertificateEvent(**{name: row[name] for name in (*STORED, "batch")}, event_id=f"C{row['number']:05d}")


def _returned(
    connection: Connection, people: Collection[str] | None, with_corrected: bool
) -> Iterator[CertificateEvent]:
    """The numbers that societies returned with their results, with name and level of the row with which the person
    applied."""
    if is_empty(connection, tables.person_events):
        return
    newest = select(func.max(_judged.batch)).where(_judged.row_id == _said.row_id)
    newest_batch = newest.correlate(tables.person_events).scalar_subquery()
    level = func.coalesce(func.json_extract(_judged.canonical, "$.level"), "").label("level")
    name = func.coalesce(_judged.name, "").label("name")
    query = (
        select(*(each for each in _said if each is not _said.batch), _batches.name.label("batch"), name, level)
        .join(tables.batches, _batches.number == _said.batch)
        .outerjoin(tables.judgements, (_judged.row_id == _said.row_id) & (_judged.batch == newest_batch))
        .where(_said.kind == CERTIFICATE, _said.value != "")
        .order_by(_said.number)
    )
    if not with_corrected:
        query = query.where(~is_replaced())
    if people is not None:
        query = query.where(is_one_of(_said.person_id, list(people)))
    for row in connection.execute(query).mappings():
        yield issued_by(event_of(row), row["name"], row["level"])

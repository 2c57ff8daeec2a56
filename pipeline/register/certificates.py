"""Certificates: what happened to them, what their holders did, and who is excluded; written down, and read back.

A number that a society returned in its workbook of results is a certificate issued on the day that it wrote there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from operator import attrgetter

from sqlalchemy import Connection, Engine, func, insert, select

from pipeline.follow.certificates import all_standing, issued_by
from pipeline.follow.hours import in_force
from pipeline.model.certificates import REFUSED, Certificate, CertificateEvent, Holder
from pipeline.model.hours import Activity, Confirmation
from pipeline.model.results import CERTIFICATE
from pipeline.register import store, tables
from pipeline.register.certificate_people import holders
from pipeline.register.decided import all_decisions
from pipeline.register.exclusions import exclude, recorded
from pipeline.register.reading import is_one_of
from pipeline.register.results import event_of
from pipeline.terms.exclusions import Exclusion
from pipeline.terms.rulings import COUNTED
from pipeline.terms.rulings import in_force as decisions_in_force

_happened, _done, _said = tables.certificate_events.c, tables.activities.c, tables.person_events.c
_judged, _batches = tables.judgements.c, tables.batches.c
_STORED = tuple(name for name in CertificateEvent._fields if name not in ("batch", "event_id"))
_DONE = tuple(name for name in Activity._fields if name not in ("batch", "activity_id"))


class Certificates:
    """What the register knows of certificates."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def events(self) -> list[CertificateEvent]:
        """All that happened, in order."""
        with store.reading(self._engine) as connection:
            return events(connection)

    def standing(self, today: date) -> dict[str, Certificate]:
        """Number → certificate as it stands on a day."""
        return all_standing(self.events(), today)

    def activities(self) -> list[Activity]:
        """All that holders did, in order, as it was told last."""
        with store.reading(self._engine) as connection:
            return in_force(activities(connection))

    def confirmed(self) -> dict[str, Confirmation]:
        """activity_id → what somebody decided that it counts for."""
        with store.reading(self._engine) as connection:
            return confirmed(connection)

    def units(self, people: Collection[str]) -> dict[str, set[str]]:
        """person_id → the match keys of the units that ever recommended the person."""
        with store.reading(self._engine) as connection:
            return units(connection, people)

    def holders(self, people: Collection[str]) -> dict[str, Holder]:
        """Those of these people to whom a certificate may be issued, by person_id."""
        with store.reading(self._engine) as connection:
            return holders(connection, people)

    def exclusions(self) -> list[Exclusion]:
        """Everybody who is excluded; nearly always nobody."""
        with store.reading(self._engine) as connection:
            return recorded(connection)


def add(connection: Connection, batch: int, happened: Sequence[CertificateEvent], done: Sequence[Activity]) -> None:
    """Write down what a batch takes; who is excluded by it is known by name and phone from now on."""
    for each in happened:
        values = {name: getattr(each, name) for name in _STORED} | {"batch": batch}
        made = connection.execute(insert(tables.certificate_events).returning(_happened.number), values)
        exclude(connection, made.scalar_one(), each)
    if done:
        values_of = [{name: getattr(each, name) for name in _DONE} | {"batch": batch} for each in done]
        connection.execute(insert(tables.activities), values_of)


def events(connection: Connection, people: Collection[str] | None = None) -> list[CertificateEvent]:
    """All that happened to certificates, or to those of these people, in order."""
    return sorted([*_returned(connection, people), *_told(connection, people)], key=attrgetter("recorded_at"))


def activities(connection: Connection, people: Collection[str] | None = None) -> list[Activity]:
    """All that was done, or by these people, in order."""
    columns = [_done.number, *(_done[name] for name in _DONE)]
    query = select(*columns, func.coalesce(_batches.name, "").label("batch"))
    query = query.outerjoin(tables.batches, _batches.number == _done.batch).order_by(_done.number)
    if people is not None:
        query = query.where(is_one_of(_done.person_id, list(people)))
    return [
        Activity(**{name: row[name] for name in (*_DONE, "batch")}, activity_id=f"H{row['number']:05d}")
        for row in connection.execute(query).mappings()
    ]


def confirmed(connection: Connection) -> dict[str, Confirmation]:
    """activity_id → what somebody decided that it counts for, by the decisions that hold."""
    decisions = decisions_in_force(all_decisions(connection))
    return {each.subject: Confirmation(int(each.word), each.signed) for each in decisions if each.effect == COUNTED}


def units(connection: Connection, people: Collection[str]) -> dict[str, set[str]]:
    """person_id → the match keys of the units that ever recommended the person."""
    rows, sent = tables.person_rows.c, tables.submissions.c
    query = (
        select(_judged.person_id, sent.unit_key)
        .join(tables.person_rows, rows.row_id == _judged.row_id)
        .join(tables.submissions, sent.submission_id == rows.submission_id)
        .where(is_one_of(_judged.person_id, list(people)), sent.unit_key != "")
    )
    found: dict[str, set[str]] = defaultdict(set)
    for person, unit in connection.execute(query.distinct()):
        found[person].add(unit)
    return found


def _told(connection: Connection, people: Collection[str] | None) -> Iterator[CertificateEvent]:
    """What workbooks of certificates told."""
    columns = [_happened.number, *(_happened[name] for name in _STORED)]
    query = select(*columns, func.coalesce(_batches.name, "").label("batch"))
    query = query.outerjoin(tables.batches, _batches.number == _happened.batch)
    query = query.where(_happened.event != REFUSED).order_by(_happened.number)
    if people is not None:
        query = query.where(is_one_of(_happened.person_id, list(people)))
    for row in connection.execute(query).mappings():
        yield CertificateEvent(**{name: row[name] for name in (*_STORED, "batch")}, event_id=f"C{row['number']:05d}")


def _returned(connection: Connection, people: Collection[str] | None) -> Iterator[CertificateEvent]:
    """The numbers that societies returned with their results, with name and level of the row with which the person
    applied."""
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
    if people is not None:
        query = query.where(is_one_of(_said.person_id, list(people)))
    for row in connection.execute(query).mappings():
        yield issued_by(event_of(row), row["name"], row["level"])

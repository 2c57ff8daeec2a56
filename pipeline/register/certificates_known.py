"""What is known of certificates and hours, for statistics."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, func, select

from pipeline.model.certificates import REFUSED
from pipeline.model.results import CERTIFICATE
from pipeline.register import tables
from pipeline.register.certificates import activities, confirmed, events
from pipeline.register.contents.certificates_known import CertificatesKnown, KnownOnDesk
from pipeline.terms import fingerprint

_said, _happened = tables.person_events.c, tables.certificate_events.c
_MOVING = (tables.certificate_events, tables.activities, tables.decisions, tables.forgettings, tables.batches)
"""By what, beside days and what societies return, it is changed what is known."""


def certificates_known(connection: Connection) -> CertificatesKnown:
    """All of it."""
    return CertificatesKnown(events(connection), activities(connection), confirmed(connection))


def known_on_desk(connection: Connection, today: str, read: Callable[[], CertificatesKnown]) -> KnownOnDesk:
    """The same on a day (ISO), with by what it is known whether it changed."""
    moved = [connection.execute(select(func.count(), func.max(table.c.number))).one() for table in _MOVING]
    told = select(func.count(), func.max(_said.number)).where(_said.kind == CERTIFICATE, _said.value != "")
    returned = connection.execute(told).one()
    happened = select(_happened.number).where(_happened.event != REFUSED).limit(1)
    is_there = bool(returned[0]) or connection.execute(happened).first() is not None
    key = fingerprint.of(fingerprint.program(), today, *(str(each) for row in (*moved, returned) for each in row))
    return KnownOnDesk(key if is_there else "", read)

"""What is known of certificates and hours: for statistics, and for the desk."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

from sqlalchemy import Connection, select

from pipeline.model.certificates import REFUSED
from pipeline.model.results import CERTIFICATE
from pipeline.register import tables
from pipeline.register.certificate_events import activities, confirmed, events
from pipeline.register.certificate_refusals import refused_lines
from pipeline.register.contents.certificates import CertificatesKnown, CertificatesOnDesk
from pipeline.register.progress import is_begun, known_on
from schemas.routes import societies

_said, _happened, _batches = tables.person_events.c, tables.certificate_events.c, tables.batches.c


def certificates_known(connection: Connection) -> CertificatesKnown:
    """All of it."""
    return CertificatesKnown(
        events(connection), activities(connection), confirmed(connection), refused_lines(connection)
    )


def certificates_on_desk(
    connection: Connection, today: str, read: Callable[[], CertificatesKnown]
) -> CertificatesOnDesk:
    """The same on a day (ISO), to be read later by `read`, once for all who want to know."""
    key, now = known_on(connection, today)
    told = connection.execute(select(_happened.event == REFUSED).distinct()).scalars().all()
    are_any = not all(told) or _are_returned(connection)
    is_there = bool(told) or are_any or is_begun(connection)
    return CertificatesOnDesk(key if is_there else "", now, today, are_any, own_societies(connection), cache(read))


def _are_returned(connection: Connection) -> bool:
    """Whether a society returned the number of a certificate."""
    numbers = select(_said.number).where(_said.kind == CERTIFICATE, _said.value != "").limit(1)
    return connection.execute(numbers).first() is not None


def own_societies(connection: Connection) -> tuple[str, ...]:
    """Those that only the settings name by which the last batch was made."""
    last = connection.execute(select(_batches.settings).order_by(_batches.number.desc()).limit(1)).scalar()
    return tuple(each for each in json.loads(last or "{}").get("societies", ()) if each not in societies())

"""What is known of certificates and hours: for statistics, and for the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from sqlalchemy import Connection

from pipeline.register import tables
from pipeline.register.certificate_events import activities, are_any, confirmed, events
from pipeline.register.certificate_refusals import refused_lines
from pipeline.register.contents.certificates import CertificatesKnown, CertificatesOnDesk
from pipeline.register.filled import is_empty
from pipeline.register.progress import is_begun, known_on
from pipeline.register.reading import settings_then
from schemas.routes import societies


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
    is_there = not is_empty(connection, tables.certificate_events) or is_begun(connection)
    return CertificatesOnDesk(
        key if is_there else "", now, today, are_any(connection), own_societies(connection), cache(read)
    )


def own_societies(connection: Connection) -> tuple[str, ...]:
    """Those that only the settings name by which the last batch was made."""
    return tuple(each for each in settings_then(connection).get("societies", ()) if each not in societies())

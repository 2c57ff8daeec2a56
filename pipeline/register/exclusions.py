"""Who is excluded, written down and read back: by number, and by keyed hashes of every name with every phone and mail
address that is known of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from pipeline.follow.certificates import excludes
from pipeline.model.certificates import CertificateEvent
from pipeline.register import store, tables
from pipeline.register.filled import is_empty
from pipeline.terms.exclusions import NOBODY, Exclusion, Exclusions, contacts_of, digests

_KNOWN = """
SELECT matched.name, matched.phone, coalesce(json_extract(judgements.canonical, '$.phone_other'), ''), matched.email
FROM people JOIN matched ON matched.person = people.number JOIN person_rows ON person_rows.number = matched.number
JOIN judgements ON judgements.row_id = person_rows.row_id AND judgements.batch = matched.batch
WHERE people.person_id = ?
"""


def exclude(connection: Connection, number: int, event: CertificateEvent) -> None:
    """Write down whom the event of this number excludes: nobody, or its holder."""
    if entries := _excluded_by(connection, event):
        connection.execute(insert(tables.exclusions), [each._asdict() | {"event": number} for each in entries])


def recorded(connection: Connection) -> list[Exclusion]:
    """All that is written down, in order."""
    if is_empty(connection, tables.exclusions):
        return []
    columns = (tables.exclusions.c[name] for name in Exclusion._fields)
    return [Exclusion(*row) for row in connection.execute(select(*columns).order_by(tables.exclusions.c.number))]


def exclusions(connection: Connection, happening: Iterable[CertificateEvent] = ()) -> Exclusions:
    """Everybody who is excluded, and whom this excludes that is about to be written down."""
    entries = [*recorded(connection), *(entry for event in happening for entry in _excluded_by(connection, event))]
    return Exclusions(store.secret_of(connection), entries) if entries else NOBODY


def _excluded_by(connection: Connection, event: CertificateEvent) -> list[Exclusion]:
    """By what the holder is known from now on: by the number alone where all else is forgotten."""
    if not excludes(event):
        return []
    secret = store.secret_of(connection)
    told = connection.exec_driver_sql(_KNOWN, (event.person_id,)).all()
    known = {digest for name, *contacts in told for digest in digests(secret, name, contacts_of(*contacts))}
    return [Exclusion(digest, event.person_id, event.cause, event.date) for digest in sorted(known) or [""]]

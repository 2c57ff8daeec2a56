"""The batches by their names, and what happened to each since it was recorded: that it was published, that somebody in
it was forgotten, that its files were written again without them."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from pipeline.register import tables
from pipeline.register.filled import is_empty
from pipeline.register.forgetting import FORGOTTEN, RENEWED

PUBLISHED = "published"
"""The kind of event: all of the batch lies in the outbox."""

_batches, _events = tables.batches.c, tables.events.c


def names(connection: Connection) -> list[str]:
    """All of them, oldest first."""
    return list(connection.execute(select(_batches.name).order_by(_batches.number)).scalars())


def unpublished(connection: Connection) -> list[str]:
    """Those recorded but not yet published, oldest first."""
    published = select(_events.batch).where(_events.kind == PUBLISHED)
    query = select(_batches.name).where(_batches.number.not_in(published))
    return list(connection.execute(query.order_by(_batches.number)).scalars())


def outdated(connection: Connection) -> list[str]:
    """Those in which somebody was forgotten since they were last written into the outbox, oldest first."""
    if is_empty(connection, tables.forgettings):
        return []
    last = {
        kind: select(_events.batch, func.max(_events.number).label("number")).where(_events.kind == kind)
        for kind in (FORGOTTEN, RENEWED)
    }
    forgotten, renewed = (query.group_by(_events.batch).subquery() for query in last.values())
    query = (
        select(_batches.name)
        .join(forgotten, forgotten.c.batch == _batches.number)
        .join(renewed, renewed.c.batch == _batches.number, isouter=True)
        .where(func.coalesce(renewed.c.number, 0) < forgotten.c.number)
    )
    return list(connection.execute(query.order_by(_batches.number)).scalars())


def was_forgotten_in(connection: Connection, batch: str) -> bool:
    """Whether somebody in the batch was forgotten after it was recorded."""
    query = select(_events.number).join(tables.batches, _batches.number == _events.batch)
    return bool(connection.execute(query.where(_batches.name == batch, _events.kind == FORGOTTEN)).first())


def happened(connection: Connection, batch: str, kind: str) -> None:
    """Write down that this happened to the batch."""
    number = connection.execute(select(_batches.number).where(_batches.name == batch)).scalar_one()
    connection.execute(insert(tables.events), {"batch": number, "kind": kind})

"""From which day a society's time with a person counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from pipeline.model.judgements import Disposition
from pipeline.register import tables

_judged, _batches = tables.judgements.c, tables.batches.c


Key = tuple[str, str, str]
"""Person, notice and society."""


def begun(connection: Connection, rows: Select[Any] | None = None) -> dict[Key, str]:
    """The day (ISO) of the batch that gave a person to a society first; where its route was confirmed later, of the
    batch in which it was. Of these rows or of all."""
    chosen: list[ColumnElement[bool]] = [_judged.disposition == Disposition.ROUTED.value]
    chosen += [_judged.row_id.in_(rows)] if rows is not None else []
    query = (
        select(_judged.person_id, _batches.notice, _judged.society, _judged.route_confirmed, _batches.now)
        .join(tables.batches, _batches.number == _judged.batch)
        .where(*chosen)
        .order_by(_batches.number)
    )
    return _first(connection.execute(query))


def _first(given: Iterable[Any]) -> dict[Key, str]:
    days: dict[Key, str] = {}
    confirmed = set[Key]()
    for *key_of, is_confirmed, now in given:
        key: Key = tuple(key_of)
        if key not in days or (is_confirmed and key not in confirmed):
            days[key] = now[:10]
        confirmed |= {key} if is_confirmed else set()
    return days

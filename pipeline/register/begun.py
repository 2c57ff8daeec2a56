"""From which day a society has a person, and its time counts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from pipeline.model.judgements import Disposition
from pipeline.register import tables
from pipeline.register.dispatched import dispatches
from schemas.named import NamedTuple

_judged, _batches = tables.judgements.c, tables.batches.c

Key = tuple[str, str, str]
"""Person, notice and society."""


class Begun(NamedTuple):
    """The day (ISO) of the batch that gave a person to a society first; where its route was confirmed later, of the
    batch in which it was. And the day on which the first workbook with the person went there, "" before one did."""

    given: str
    sent: str

    @property
    def day(self) -> str:
        """From which the society's time counts."""
        return self.sent or self.given


def begun(connection: Connection, rows: Select[Any] | None = None) -> dict[Key, Begun]:
    """Since when societies have the people of these rows, or everybody."""
    chosen: list[ColumnElement[bool]] = [_judged.disposition == Disposition.ROUTED.value]
    chosen += [_judged.row_id.in_(rows)] if rows is not None else []
    query = (
        select(_judged.person_id, _batches.notice, _judged.society, _judged.route_confirmed, _judged.change)
        .add_columns(_batches.name, _batches.now)
        .join(tables.batches, _batches.number == _judged.batch)
        .where(*chosen)
        .order_by(_batches.number)
    )
    days = dispatches(connection)
    given: dict[Key, str] = {}
    sent: dict[Key, str] = {}
    confirmed = set[Key]()
    for person_id, notice, society, is_confirmed, change, batch, now in connection.execute(query):
        key = person_id, notice, society
        if key not in given or (is_confirmed and key not in confirmed):
            given[key] = now[:10]
        if is_confirmed:
            confirmed.add(key)
        if change and key not in sent and (batch, society) in days:
            sent[key] = days[batch, society]
    return {key: Begun(day, sent.get(key, "")) for key, day in given.items()}

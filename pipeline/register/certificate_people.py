"""Whom a certificate may be issued to: everybody who was ever recommended and is not forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, RowMapping, func, select

from pipeline.model.certificates import Holder
from pipeline.register import tables
from pipeline.register.reading import latest
from pipeline.register.results import rows_of
from pipeline.text.fold import fold

_judged, _rows = tables.judgements.c, tables.person_rows.c


def holders(connection: Connection, people: Collection[str]) -> dict[str, Holder]:
    """Those of these people who are known, by person_id."""
    forgotten = select(tables.forgotten_rows.c.row_id)
    now = latest().where(_judged.row_id.in_(rows_of(people)), _judged.row_id.not_in(forgotten)).subquery()
    query = (
        select(
            now.c.person_id,
            now.c.name,
            func.json_extract(now.c.canonical, "$.level").label("level"),
            func.json_extract(_rows.typed, "$.name_typed").label("typed"),
        )
        .join(tables.person_rows, _rows.row_id == now.c.row_id)
        .order_by(_rows.number)
    )
    own: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        own[row["person_id"]].append(row)
    return {person_id: _holder(person_id, rows) for person_id, rows in own.items()}


def _holder(person_id: str, rows: Sequence[RowMapping]) -> Holder:
    names = frozenset(fold(name) for row in rows for name in (row["name"], row["typed"]) if name)
    return Holder(person_id, rows[-1]["name"], names, frozenset(row["level"] for row in rows if row["level"]))

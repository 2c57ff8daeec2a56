"""What the next run takes up again: the open rows as they were typed, and what is known of all rows."""

from __future__ import annotations

from collections.abc import Collection
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from pipeline.frame import ROW_COLUMNS, TYPED_COLUMNS, Row
from pipeline.model import Disposition
from pipeline.reconcile.rows import unit_of
from pipeline.reconcile.state import KnownRow, State
from pipeline.register import tables
from pipeline.register.contents import ORIGIN, PLACE
from pipeline.register.reading import from_json, latest, problems_of

_rows, _sent = tables.person_rows, tables.submissions


def _remembered() -> ColumnElement[bool]:
    """Whether a person row still tells of somebody: what was forgotten is neither judged again nor compared."""
    return _rows.c.row_id.not_in(select(tables.forgotten_rows.c.row_id))


def open_rows(connection: Connection, notice: str, standing: Collection[tuple[str, str]] = ()) -> list[Row]:
    query = (
        select(*(_rows.c[name] for name in (*PLACE, "typed", "extra", "problems")), *(_sent.c[name] for name in ORIGIN))
        .join(_sent, _sent.c.submission_id == _rows.c.submission_id)
        .where(_rows.c.row_id.in_(_open(standing)), _sent.c.notice == notice, _remembered())
        .order_by(_rows.c.row_id)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    in_columns = itemgetter(*ROW_COLUMNS)
    nothing = dict.fromkeys(TYPED_COLUMNS, "")
    typed = from_json([row.pop("typed") for row in rows])
    extra = from_json([row.pop("extra") for row in rows])
    problems = problems_of([row.pop("problems") for row in rows])
    parts = zip(rows, typed, extra, problems, strict=True)
    return [
        in_columns(row | nothing | values | {"extra": others, "problems": seen}) for row, values, others, seen in parts
    ]


def _open(standing: Collection[tuple[str, str]]) -> Select[Any]:
    """row_id of the rows that are judged again: held, duplicate, or routed by a route that was not confirmed.

    `standing` are domains with their society whose route is as unconfirmed as it was: what they routed stays as it is.
    """
    judged = tables.counted.c
    stands = judged.domain.concat("\t").concat(judged.society).in_(["\t".join(pair) for pair in standing])
    moved = and_(judged.disposition == Disposition.ROUTED.value, ~judged.route_confirmed, ~stands)
    waits = judged.disposition.in_([Disposition.HELD.value, Disposition.DUPLICATE.value])
    return select(judged.row_id).where(or_(waits, moved))


def state(connection: Connection, notice: str) -> State:
    people = tables.people.c
    last = connection.execute(select(func.max(people.number))).scalar()
    return State(_known_rows(connection, notice), (last or 0) + 1)


def _known_rows(connection: Connection, notice: str) -> list[KnownRow]:
    """As they lie in the file, which spares SQLite the search for each."""
    judged = latest().subquery()
    place = (_rows.c[name] for name in ("file", "sheet_index", "row", "place"))
    named = (judged.c[name] for name in ("name", "phone", "email", "disposition", "reason", "points_at", "society"))
    query = (
        select(_rows.c.row_id, judged.c.person_id, _rows.c.submission_id, _sent.c.unit_key, _sent.c.sender)
        .add_columns(_sent.c.received_at, *place, *named)
        .add_columns(judged.c.route_confirmed, judged.c.published, _rows.c.batch)
        .join(judged, judged.c.row_id == _rows.c.row_id)
        .join(_sent, _sent.c.submission_id == _rows.c.submission_id)
        .where(_sent.c.notice == notice, _remembered())
    )
    return [_known_row(*row) for row in connection.execute(query).all()]


def _known_row(
    row_id: str, person: str, submission: str, unit_key: str, sender: str, received_at: str, *rest: Any
) -> KnownRow:
    file, sheet, row, place, *judgement = rest
    order = (received_at, file, sheet, row, place, row_id)
    return KnownRow(row_id, person, submission, unit_of(unit_key, sender, submission), order, *judgement)

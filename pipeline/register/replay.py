"""What the next run judges again: open rows, as they were typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from pipeline.frame import ROW_COLUMNS, TYPED_COLUMNS, Row
from pipeline.model.judgements import Disposition
from pipeline.register import tables
from pipeline.register.contents.run import ORIGIN, PLACE
from pipeline.register.known import OPEN
from pipeline.register.reading import from_json, is_one_of, problems_of

_rows, _sent = tables.person_rows, tables.submissions


def open_rows(connection: Connection, terms: Mapping[str, str], standing: Collection[tuple[str, str]]) -> list[str]:
    """All open rows of the notices, but of those whose last batch judged by the same terms, given by notice: there each
    would stay as it is."""
    batches = tables.batches.c
    last = select(batches.notice, batches.terms).order_by(batches.number)
    before = dict(map(tuple, connection.execute(last)))
    moved = [notice for notice, own in terms.items() if notice in before and before[notice] != (own or None)]
    if not moved:
        return []
    query = (
        select(_rows.c.row_id)
        .join(_sent, _sent.c.submission_id == _rows.c.submission_id)
        .where(_rows.c.row_id.in_(_open(standing)), _sent.c.notice.in_(moved))
        .where(_rows.c.row_id.not_in(select(tables.forgotten_rows.c.row_id)))
        .order_by(_rows.c.number)
    )
    return list(connection.execute(query).scalars())


def _open(standing: Collection[tuple[str, str]]) -> Select[Any]:
    """row_id of the rows that are held, duplicate, or routed by a route that was not confirmed.

    `standing` are domains with their society whose route is as unconfirmed as it was: what they routed stays as it is.
    """
    judged = tables.counted.c
    stands = judged.domain.concat("\t").concat(judged.society).in_(["\t".join(pair) for pair in standing])
    moved = and_(judged.disposition == Disposition.ROUTED.value, ~judged.route_confirmed, ~stands)
    return select(judged.row_id).where(or_(judged.disposition.in_([open.value for open in OPEN]), moved))


def typed_rows(connection: Connection, row_ids: Collection[str]) -> list[Row]:
    if not row_ids:
        return []
    query = (
        select(*(_rows.c[name] for name in (*PLACE, "typed", "extra", "problems")), *(_sent.c[name] for name in ORIGIN))
        .join(_sent, _sent.c.submission_id == _rows.c.submission_id)
        .where(is_one_of(_rows.c.row_id, row_ids))
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

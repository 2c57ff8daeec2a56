"""Which units recommended people, and which did last: to it they belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from pipeline.model.judgements import Disposition
from pipeline.reconcile.identifiers import number_of
from pipeline.register import tables
from pipeline.register.contents.recommendations import Recommendation
from pipeline.register.reading import is_one_of

_judged, _matched, _rows, _sent = (
    table.c for table in (tables.judgements, tables.matched, tables.person_rows, tables.submissions)
)


def recommendations(connection: Connection, people: Collection[str]) -> dict[str, Recommendation]:
    """By person_id the last one, of those of these people who are not forgotten: by the last of their rows that was
    routed; where none is, by the last of all."""
    columns = _judged.name, *(_sent[name] for name in Recommendation._fields[2:])
    query = _of(people, *columns).order_by(
        _judged.disposition == Disposition.ROUTED.value, _sent.received_at, _rows.number
    )
    return {row.person_id: Recommendation(*row) for row in connection.execute(query)}


def units(connection: Connection, people: Collection[str]) -> dict[str, set[str]]:
    """By person_id the match keys of the units that ever recommended the person, of those who are not forgotten."""
    found: dict[str, set[str]] = defaultdict(set)
    for person, unit in connection.execute(_of(people, _sent.unit_key).where(_sent.unit_key != "").distinct()):
        found[person].add(unit)
    return found


def _of(people: Collection[str], *columns: ColumnElement[Any]) -> Select[Any]:
    """person_id and these columns of every row of these people, as it is judged now."""
    return (
        select(_judged.person_id, *columns)
        .join(tables.person_rows, _rows.row_id == _judged.row_id)
        .join(tables.matched, and_(_matched.number == _rows.number, _matched.batch == _judged.batch))
        .join(tables.submissions, _sent.submission_id == _rows.submission_id)
        .where(is_one_of(_matched.person, [number_of(each) for each in people if each]))
    )

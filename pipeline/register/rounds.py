"""What the same unit said of the same people last time, and whom its correction lacks, as of a batch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from pipeline.kinds.marks import Origin
from pipeline.register import tables
from pipeline.register.contents.answer import Missing, Round
from pipeline.register.corrected import STAYING
from pipeline.register.decided import rulings_then
from pipeline.register.reading import findings_of, is_one_of, latest, sent_as_of
from pipeline.terms.notices import CHINA

_rows, _judged = tables.person_rows.c, tables.judgements.c


def rounds(connection: Connection, batch: int, rows: Collection[str]) -> dict[str, Round]:
    """By row_id: the same unit's earlier row of the person, which the batch's own one replaced or points at."""
    pairs = _pairs(connection, batch, rows)
    if not pairs:
        return {}
    every, sent = {*pairs, *pairs.values()}, sent_as_of(connection, batch).c
    query = (
        select(_rows.row_id, _rows.typed, sent.notice, sent.unit_key, sent.sender, sent.received_at)
        .join(sent.submission_id.table, sent.submission_id == _rows.submission_id)
        .where(is_one_of(_rows.row_id, every))
    )
    said = {row.row_id: row for row in connection.execute(query)}
    origin = {row_id: Origin(row.notice, row.unit_key, row.sender) for row_id, row in said.items()}
    one_unit = rulings_then(connection, batch).unit_of
    asked = findings_of(connection, latest(batch - 1).where(is_one_of(_judged.row_id, set(pairs.values()))))
    return {
        now: Round(
            tuple(asked.get(before, ())),
            typed_in(said[before].typed),
            typed_in(said[now].typed),
            day_of(said[before].received_at),
        )
        for now, before in pairs.items()
        if origin[now].of_one_unit(one_unit).is_of(origin[before].of_one_unit(one_unit))
    }


def _pairs(connection: Connection, batch: int, rows: Collection[str]) -> dict[str, str]:
    """Row of the batch → the last one before it of the person, from the same unit."""
    query = select(_judged.row_id, _judged.points_at, _rows.number, _rows.batch).join(
        tables.person_rows, _rows.row_id == _judged.row_id
    )
    judged = connection.execute(query.where(_judged.batch == batch, _judged.points_at != "")).all()
    number = {each.row_id: each.number for each in judged if each.batch < batch}
    pairs: dict[str, str] = {}
    for each in sorted(judged, key=lambda row: row.number):
        if each.row_id in number and each.points_at in rows:
            pairs[each.points_at] = each.row_id
    for each in judged:
        if each.row_id in rows and each.row_id not in number:
            pairs.setdefault(each.row_id, each.points_at)
    return pairs


def missing(connection: Connection, batch: int, submissions: Collection[str]) -> dict[str, list[Missing]]:
    """For verified corrections, which are among these submissions, those who stood in what they correct and are
    missing in them."""
    if not submissions:  # as nearly always
        return {}
    now, then, sent = latest(batch).subquery(), tables.person_rows.alias(), sent_as_of(connection, batch).c
    query = (
        select(sent.submission_id, now.c.row_id, now.c.person_id, now.c.name, now.c.phone, now.c.email)
        .join(then, then.c.submission_id == sent.corrects)
        .join(now, now.c.row_id == then.c.row_id)
        .where(is_one_of(sent.submission_id, submissions), now.c.disposition.in_(STAYING))
        .where(then.c.row_id.not_in(select(tables.forgotten_rows.c.row_id)))
        .order_by(then.c.number)
    )
    stayed = connection.execute(query).all()
    if not stayed:
        return {}
    here = (
        select(_rows.submission_id, _rows.row_id, now.c.person_id, now.c.phone, now.c.email)
        .join(now, now.c.row_id == _rows.row_id)
        .where(is_one_of(_rows.submission_id, {each.submission_id for each in stayed}))
    )
    met = connection.execute(here).all()
    known = {(each.submission_id, each.person_id) for each in met}
    before = {(each.submission_id, each.person_id) for each in stayed}
    new = [each for each in met if (each.submission_id, each.person_id) not in before]
    gone: dict[str, list[Missing]] = defaultdict(list)
    for each in stayed:
        if (each.submission_id, each.person_id) not in known:
            gone[each.submission_id].append(Missing(each.name, _alike(each, new), each.row_id))
    return gone


def _alike(gone: Any, new: Iterable[Any]) -> str:
    """The row of the one new person of the submission who has the phone or the mail address of a missing one."""
    found = [
        each.row_id
        for each in new
        if each.submission_id == gone.submission_id
        and (gone.phone == each.phone != "" or gone.email == each.email != "")
    ]
    return found[0] if len(found) == 1 else ""


def typed_in(said: str) -> Mapping[str, str]:
    """What was typed in each field, by its key."""
    values: dict[str, str] = json.loads(said)
    return {key.removesuffix("_typed"): value for key, value in values.items() if key.endswith("_typed")}


def day_of(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(CHINA).date()

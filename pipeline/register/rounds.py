"""What the same unit said of the same people last time, and whom its correction lacks, as of a batch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from pipeline.kinds.marks import Origin
from pipeline.register import tables
from pipeline.register.contents.answer import Missing, Round
from pipeline.register.corrected import STAYING
from pipeline.register.decided import rulings_then
from pipeline.register.reading import findings_of, is_one_of, latest, sent_as_of
from pipeline.terms.notices import CHINA

_rows, _judged = tables.person_rows.c, tables.judgements.c


def rounds(connection: Connection, batch: int, rows: Collection[str], anew: Collection[str] = ()) -> dict[str, Round]:
    """By row_id: the same unit's earlier row of the person, which the batch's own one replaced or points at; of rows
    `anew`, which the unit sent in the batch, that may be another one, where they point at what came from elsewhere or
    was received later."""
    pairs = _pairs(connection, batch, {*rows, *anew})
    if not pairs:
        return {}
    said, one_unit = _said(connection, batch, {*pairs, *pairs.values()}), rulings_then(connection, batch).unit_of
    own = {now: before for now, before in pairs.items() if _is_earlier(said[before], said[now], one_unit)}
    if lacking := {row: said[row] for row in anew if row in pairs and row not in own}:
        found = _sent_before(connection, batch, lacking, one_unit)
        own |= {now: before.row_id for now, before in found.items()}
        said |= {before.row_id: before for before in found.values()}
    asked = findings_of(connection, latest(batch - 1).where(is_one_of(_judged.row_id, set(own.values()))))
    return {
        now: Round(
            tuple(asked.get(before, ())),
            typed_in(said[before].typed),
            typed_in(said[now].typed),
            day_of(said[before].received_at),
        )
        for now, before in own.items()
        if now in rows or said[before].submission_id != said[now].submission_id
    }


def _said(connection: Connection, batch: int, rows: Collection[str]) -> dict[str, Any]:
    """What was typed in each of these rows, and where it came from."""
    query = _said_then(connection, batch).where(is_one_of(_rows.row_id, rows))
    return {row.row_id: row for row in connection.execute(query)}


def _said_then(connection: Connection, batch: int) -> Select[Any]:
    sent = sent_as_of(connection, batch).c
    return select(
        *(_rows.row_id, _rows.number, _rows.typed, _rows.submission_id),
        *(sent.notice, sent.unit_key, sent.sender, sent.received_at),
    ).join(sent.submission_id.table, sent.submission_id == _rows.submission_id)


def _is_earlier(before: Any, now: Any, one_unit: Callable[[str], str]) -> bool:
    """Whether the same unit had sent it before, or in the same submission."""
    origins = (Origin(each.notice, each.unit_key, each.sender).of_one_unit(one_unit) for each in (now, before))
    return next(origins).is_of(next(origins)) and (
        before.received_at <= now.received_at or before.submission_id == now.submission_id
    )


def _sent_before(
    connection: Connection, batch: int, rows: Mapping[str, Any], one_unit: Callable[[str], str]
) -> dict[str, Any]:
    """By row_id the last row of the person that the unit had sent in another submission before; none where there is
    none."""
    judged = latest(batch).subquery()
    whose = select(judged.c.person_id).where(is_one_of(judged.c.row_id, rows), judged.c.person_id != "")
    people: dict[str, list[Any]] = defaultdict(list)
    then = _said_then(connection, batch).join(judged, judged.c.row_id == _rows.row_id)
    query = then.add_columns(judged.c.person_id).where(judged.c.person_id.in_(whose)).order_by(_rows.number)
    of_person: dict[str, str] = {}
    for each in connection.execute(query):
        people[each.person_id].append(each)
        of_person[each.row_id] = each.person_id
    found = {}
    for row_id, now in rows.items():
        earlier = [
            each
            for each in people.get(of_person.get(row_id, ""), ())
            if each.submission_id != now.submission_id and _is_earlier(each, now, one_unit)
        ]
        if earlier:
            found[row_id] = max(earlier, key=lambda each: (each.received_at, each.number))
    return found


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

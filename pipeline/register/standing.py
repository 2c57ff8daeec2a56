"""Where people stand: what is told of person rows as they were judged, and all that became of one person."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, or_, select

from pipeline.model.fields import BY_KEY
from pipeline.model.judgements import Disposition, Finding
from pipeline.register import tables
from pipeline.register.contents.people import Asked, Place, Standing
from pipeline.register.reading import is_one_of, latest
from pipeline.terms.rulings import TOLD
from pipeline.text.fold import fold

_judged, _rows, _sent = tables.judgements, tables.person_rows, tables.submissions
_COMPARED = (Disposition.DUPLICATE, Disposition.SUPERSEDED)
"""What is told together with how the other row differs."""
_LIKE = 2_000
"""Names that may be near one that nobody has; more are not looked at."""


def _remembered() -> ColumnElement[bool]:
    return _judged.c.row_id.not_in(select(tables.forgotten_rows.c.row_id))


def story(connection: Connection, person_id: str) -> list[Standing]:
    """All that was ever decided of the rows of a person, row by row; empty where that is forgotten."""
    own = latest().with_only_columns(_judged.c.row_id).where(_judged.c.person_id == person_id)
    return standings_of(connection, _judged.c.row_id.in_(own), _remembered())


def named(connection: Connection, name: str) -> list[str]:
    """The numbers of the people of this name, in the order in which they were given."""
    query = (
        "SELECT DISTINCT person_id FROM matched JOIN people ON people.number = matched.person WHERE name = ? "
        "ORDER BY people.number"
    )
    return [person_id for (person_id,) in connection.exec_driver_sql(query, (fold(name),))]


def names_like(connection: Connection, name: str) -> list[str]:
    """Names of people that share a character with this one and are about as long."""
    key = fold(name)
    query = (
        "SELECT DISTINCT judgements.name FROM judgements JOIN person_rows USING (row_id) JOIN matched USING (number) "
        "WHERE matched.batch = judgements.batch AND abs(length(matched.name) - ?) < 2 AND ("
        + " OR ".join(["instr(matched.name, ?) > 0"] * len(key))
        + ") LIMIT ?"
    )
    found = connection.exec_driver_sql(query, (len(key), *key, _LIKE)) if key else ()
    return sorted(name for (name,) in found)


def standings_of(connection: Connection, *which: ColumnElement[bool], but: Disposition | None = None) -> list[Standing]:
    """These judgements of person rows as they were made, each with its place, what was asked and the row that stands
    instead, and what was wrong (`but` of those with this disposition); a submission's rows together, what was decided
    of each in its order."""
    judged = _judged.c
    query = (
        select(*_placed(), _sent.c.notice, *(judged[name] for name in _SAID), judged.batch)
        .add_columns(case((judged.points_at != "", judged.canonical), else_="").label("canonical"))
        .add_columns(tables.batches.c.name.label("batch_name"), func.substr(tables.batches.c.now, 1, 10).label("day"))
        .add_columns(func.coalesce(func.json_extract(judged.canonical, "$.workplace"), "").label("workplace"))
        .join(_judged, judged.row_id == _rows.c.row_id)
        .join(_sent, _sent.c.submission_id == _rows.c.submission_id)
        .join(tables.batches, tables.batches.c.number == judged.batch)
        .where(*which)
        .order_by(*(_rows.c[name] for name in ("submission_id", "file", "sheet_index", "row", "place", "row_id")))
        .order_by(judged.batch)
    )
    rows = connection.execute(query).all()
    told = _Told(connection, rows, which if but is None else (*which, judged.disposition != but.value))
    return [told.standing(row) for row in rows]


_SAID = (
    "row_id",
    "person_id",
    "name",
    "disposition",
    "points_at",
    "society",
    "route_confirmed",
    "route_reason",
)


def _placed() -> list[ColumnElement[Any]]:
    """The columns of a Place, from a person row and its submission."""
    cell = func.coalesce(func.json_extract(_rows.c.typed, "$.name_cell"), "")
    received = func.substr(_sent.c.received_at, 1, 10)
    return [_rows.c.submission_id, _sent.c.unit, received, _rows.c.file, _rows.c.sheet, _rows.c.row, cell.label("cell")]


class _Told:
    """What belongs to judgements: findings, of those that are `explained`, letters, and the rows that stand instead."""

    def __init__(
        self, connection: Connection, rows: Sequence[Row[Any]], explained: Sequence[ColumnElement[bool]]
    ) -> None:
        self._why = _why(connection, explained)
        self._digests = digests_of(connection, {row.submission_id for row in rows})
        self._letters = _letters(connection, {row.submission_id for row in rows})
        self._others = _others(connection, {row.points_at for row in rows} - {""})

    def standing(self, row: Sequence[Any]) -> Standing:
        """What became of a row of `standings_of`, which is taken apart only once: there may be many."""
        *where, notice, row_id, person_id, name, disposition, points_at, society, confirmed, reason = row[:-5]
        batch, canonical, batch_name, day, workplace = row[-5:]
        place = Place(*where)
        why = tuple(self._why.get((row_id, batch), ()))
        other, of_other = self._others.get(points_at, (None, ""))
        compared = other is not None and disposition in _COMPARED
        return Standing(
            row_id=row_id,
            person_id=person_id,
            name=name,
            notice=notice,
            place=place,
            sha256=self._digests.get((place.submission_id, place.file), ""),
            disposition=disposition,
            society=society,
            confirmed=bool(confirmed),
            route_reason=reason,
            batch=batch_name,
            since=day,
            why=why,
            asked=self._asked(place.submission_id, batch) if disposition == _HELD and _is_asked(why) else None,
            other=other,
            differs=_differing(canonical, of_other) if compared else (),
            workplace=workplace,
        )

    def _asked(self, submission_id: str, batch: int) -> Asked | None:
        """The first letter to the unit since the batch."""
        return next((asked for number, asked in self._letters.get(submission_id, ()) if number >= batch), None)


def _is_asked(why: Sequence[Finding]) -> bool:
    """Whether the unit is asked for what holds a row."""
    return any(each.decided_by == _UNIT for each in why)


_HELD, _HOLDING, _UNIT = Disposition.HELD.value, "error", "unit"


def _why(connection: Connection, which: Sequence[ColumnElement[bool]]) -> dict[tuple[str, int], list[Finding]]:
    """The findings that hold each of these judgements, explain it or tell of a decision, by row_id and batch."""
    found, judged = tables.findings.c, _judged.c
    query = (
        select(found.batch, *(found[name] for name in Finding._fields))
        .select_from(_judged)
        .join(tables.findings, and_(found.row_id == judged.row_id, found.batch == judged.batch))
        .where(*which, or_(found.severity == _HOLDING, found.slug == judged.reason, found.slug.in_(TOLD)))
        .order_by(found.number)
    )
    by_judgement: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for batch, *finding in connection.execute(query).all():
        each = Finding(*finding)
        by_judgement[each.row_id, batch].append(each)
    return by_judgement


def _letters(connection: Connection, submissions: Collection[str]) -> dict[str, list[tuple[int, Asked]]]:
    """The letters to each of these submissions in their order, with the batches that wrote them."""
    letters = tables.letters.c
    query = (
        select(letters.submission_id, letters.batch, tables.batches.c.now, letters.due_on)
        .join(tables.batches, tables.batches.c.number == letters.batch)
        .where(is_one_of(letters.submission_id, submissions))
        .order_by(letters.number)
    )
    written: dict[str, list[tuple[int, Asked]]] = defaultdict(list)
    for submission_id, batch, now, due_on in connection.execute(query).all():
        written[submission_id].append((batch, Asked(now[:10], due_on)))
    return written


def digests_of(connection: Connection, submissions: Collection[str]) -> dict[tuple[str, str], str]:
    """The sha256 of every document of these submissions, as it was read last."""
    documents = tables.documents.c
    query = select(documents.submission_id, documents.file, documents.sha256).order_by(documents.number)
    found = connection.execute(query.where(is_one_of(documents.submission_id, submissions)))
    return {(submission_id, file): sha256 for submission_id, file, sha256 in found.all()}


def _others(connection: Connection, row_ids: Collection[str]) -> dict[str, tuple[Place, str]]:
    """Where these rows stand, and what is understood of them now."""
    if not row_ids:
        return {}
    now = latest().where(is_one_of(_judged.c.row_id, row_ids), _remembered()).subquery()
    query = (
        select(*_placed(), now.c.row_id, now.c.canonical)
        .join(now, now.c.row_id == _rows.c.row_id)
        .join(_sent, _sent.c.submission_id == _rows.c.submission_id)
    )
    return {row.row_id: (Place(*row[: len(Place._fields)]), row.canonical) for row in connection.execute(query)}


def _differing(one: str, other: str) -> tuple[str, ...]:
    """The labels of the fields of which two rows say other things."""
    first, second = json.loads(one), json.loads(other)
    fields = BY_KEY.values()
    return tuple(each.label for each in fields if any(first.get(name) != second.get(name) for name in each.canonical))

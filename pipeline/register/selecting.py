"""Whom to forget: one person, everybody of a unit, or all whose cases were closed long ago."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from pipeline.follow.certificates import all_standing, is_living
from pipeline.model.judgements import Disposition
from pipeline.register.certificate_events import events
from pipeline.register.forgetting import Selection
from pipeline.register.forgetting_returns import returns_of
from pipeline.register.kept import containers
from pipeline.register.reading import AMONG, to_json
from pipeline.text.fold import fold
from schemas.named import NamedTuple


class Told(NamedTuple):
    """One of whom rows tell, and who recommended them."""

    person_id: str
    name: str
    units: tuple[str, ...]


_LIVING = "row_id NOT IN (SELECT row_id FROM forgotten_rows)"


def of_person(connection: Connection, person_id: str) -> Selection:
    """Every row of a person, and every file of the submissions in which one stood."""
    query = f"SELECT DISTINCT row_id FROM judgements WHERE person_id = ? AND {_LIVING}"
    rows = _texts(connection, query, person_id)
    sent = _texts(connection, f"SELECT submission_id FROM person_rows WHERE row_id {AMONG}", to_json(sorted(rows)))
    return Selection("person", rows, _told_of_only(connection, sent, rows), _originals(connection, sent, rows))


def of_unit(connection: Connection, unit: str) -> Selection:
    """Every row that a unit of this name sent, with its submissions and their files."""
    sent = _texts(connection, "SELECT submission_id FROM submissions WHERE unit_key = ?", fold(unit))
    query = f"SELECT row_id FROM person_rows WHERE submission_id {AMONG} AND {_LIVING}"
    rows = _texts(connection, query, to_json(sorted(sent)))
    return Selection("unit", rows, sent, _originals(connection, sent, rows))


def of_closed(connection: Connection, before: Mapping[str, datetime], today: date) -> Selection:
    """People and submissions of closed cases that nothing was decided about since `before`, given for each notice.

    A case is closed when nobody in it is held, waits for a route to be confirmed, or has a certificate that lives. A
    person who also stands in a submission that is open or younger is kept, and so are all submissions with somebody who
    is kept.
    """
    rows = [
        (submission_id, person_id, row_id)
        for submission_id, person_id, row_id in connection.exec_driver_sql(
            "SELECT person_rows.submission_id, judgements.person_id, person_rows.row_id FROM person_rows "
            "JOIN judgements ON judgements.row_id = person_rows.row_id"
        )
    ]
    gone = _texts(connection, "SELECT row_id FROM forgotten_rows")
    holders = {each.person_id for each in all_standing(events(connection), today).values() if is_living(each, today)}
    kept = {submission_id for submission_id, person_id, row_id in rows if person_id in holders and row_id not in gone}
    old = _old(connection, before) - kept
    closed = _alone(old, {(submission_id, person_id) for submission_id, person_id, _ in rows})
    chosen = frozenset(row_id for submission_id, _, row_id in rows if submission_id in closed) - gone
    return Selection("retention", chosen, closed, _originals_of_none_other(connection, closed))


def told(connection: Connection, rows: Collection[str]) -> list[Told]:
    """Of whom these rows tell, in the order of their numbers; the name as it was understood last."""
    found = connection.exec_driver_sql(
        "SELECT judgements.person_id, judgements.name, submissions.unit FROM judgements "
        "JOIN person_rows ON person_rows.row_id = judgements.row_id "
        "JOIN submissions ON submissions.submission_id = person_rows.submission_id "
        f"WHERE judgements.row_id {AMONG} ORDER BY judgements.batch, person_rows.number",
        (to_json(sorted(rows)),),
    )
    names: dict[str, str] = {}
    units: dict[str, dict[str, None]] = defaultdict(dict)
    for person_id, name, unit in found:
        names[person_id] = name or names.get(person_id, "")
        units[person_id][unit] = None
    return [Told(person_id, names[person_id], tuple(units[person_id])) for person_id in sorted(names)]


def _old(connection: Connection, before: Mapping[str, datetime]) -> set[str]:
    """Closed submissions about which nothing was decided since the moment of their notice."""
    waiting = (
        "SELECT person_rows.submission_id FROM person_rows JOIN judgements ON judgements.row_id = person_rows.row_id "
        "WHERE judgements.batch = (SELECT max(batch) FROM judgements AS j WHERE j.row_id = person_rows.row_id) "
        "AND (disposition = ? OR (disposition = ? AND NOT route_confirmed)) "
        f"AND person_rows.{_LIVING}"
    )
    held = _texts(connection, waiting, Disposition.HELD.value, Disposition.ROUTED.value)
    last = connection.exec_driver_sql(
        "SELECT submissions.submission_id, submissions.notice, batches.now FROM submissions JOIN batches ON "
        "batches.number = max(submissions.batch, coalesce((SELECT max(judgements.batch) FROM judgements "
        "JOIN person_rows ON person_rows.row_id = judgements.row_id "
        "WHERE person_rows.submission_id = submissions.submission_id), 0))"
    )
    return {
        submission_id
        for submission_id, notice, now in last
        if submission_id not in held and datetime.fromisoformat(now) < before[notice]
    }


def _alone(submissions: Collection[str], rows: Collection[tuple[str, str]]) -> frozenset[str]:
    """Those of the submissions whose people stand in none outside of them; `rows` are (submission, person)."""
    of_person: dict[str, set[str]] = defaultdict(set)
    for submission_id, person_id in rows:
        of_person[person_id].add(submission_id)
    left = set(submissions)
    while True:
        kept = {person for person, stood in of_person.items() if not stood <= left}
        drawn = {submission_id for person in kept for submission_id in of_person[person]} & left
        if not drawn:
            return frozenset(left)
        left -= drawn


def _told_of_only(connection: Connection, submissions: Collection[str], rows: Collection[str]) -> frozenset[str]:
    """Those of the submissions that tell of nobody else than these rows and people already forgotten."""
    query = f"SELECT submission_id FROM person_rows WHERE submission_id {AMONG} AND {_LIVING} AND row_id NOT {AMONG}"
    others = _texts(connection, query, to_json(sorted(submissions)), to_json(sorted(rows)))
    return frozenset(submissions) - others


def _originals(connection: Connection, submissions: Collection[str], rows: Collection[str]) -> frozenset[str]:
    """The inbox files of the submissions, of others that hold a document in which one of the rows stood, and of what
    the societies returned that had one."""
    same = (
        "SELECT submission_id FROM documents WHERE sha256 IN (SELECT documents.sha256 FROM documents JOIN person_rows "
        "ON person_rows.submission_id = documents.submission_id AND person_rows.file = documents.file "
        f"WHERE person_rows.row_id {AMONG})"
    )
    returned = returns_of(connection, rows).submissions
    return _files_of(connection, {*submissions, *returned, *_texts(connection, same, to_json(sorted(rows)))})


def _originals_of_none_other(connection: Connection, submissions: Collection[str]) -> frozenset[str]:
    """The inbox files that no other submission holds."""
    others = _texts(connection, "SELECT submission_id FROM documents").difference(submissions)
    return _files_of(connection, submissions) - _files_of(connection, others)


def _files_of(connection: Connection, submissions: Collection[str]) -> frozenset[str]:
    """The inbox files that the documents of the submissions are or lie in: a mail with forms of two notices is two
    submissions, an mbox one for each of its mails."""
    query = f"SELECT file, sha256 FROM documents WHERE submission_id {AMONG}"
    documents = connection.exec_driver_sql(query, (to_json(sorted(submissions)),)).all()
    own = {sha256 for _, sha256 in documents}
    around = {around for file, _ in documents for around in containers(file)}
    files = connection.exec_driver_sql("SELECT path, sha256 FROM files WHERE sha256 <> ''")
    return frozenset(sha256 for path, sha256 in files if sha256 in own or path in around)


def _texts(connection: Connection, query: str, *values: str) -> frozenset[str]:
    return frozenset(row[0] for row in connection.exec_driver_sql(query, values))

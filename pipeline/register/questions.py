"""What waits for the secretary: read from what the register holds now, without what she decided."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, union

from pipeline.model.decisions import Compared, Decision, OtherCases, Question, question_id
from pipeline.model.fields import BY_KEY, FIELDS
from pipeline.model.judgements import Disposition, Finding
from pipeline.model.results import BY_SOCIETY
from pipeline.receive.by_notice import DOUBTFUL
from pipeline.reconcile.levels import DIFFER
from pipeline.reconcile.missing import MISSING
from pipeline.register import tables
from pipeline.register.cases import About, Words, came, case_of, choices, of_submissions, waiting_since
from pipeline.register.certificate_cases import of_certificates
from pipeline.register.contents.desk import Dispatch
from pipeline.register.dispatched import of_dispatches
from pipeline.register.hours import of_activities
from pipeline.register.mailbox import of_mailbox
from pipeline.register.many_cases import few_of_many
from pipeline.register.of_notices import may_answer
from pipeline.register.origins import with_origin
from pipeline.register.reading import findings_of, is_one_of, latest
from pipeline.register.rounds import missing
from pipeline.register.route_cases import of_routes
from pipeline.register.society_cases import Owing, of_societies
from pipeline.register.standing import digests_of
from pipeline.register.units import of_units
from pipeline.terms.findings import load_findings
from pipeline.terms.notices import notices
from pipeline.terms.open_cases import SECRETARIAT, UNIT
from pipeline.terms.rulings import ACROSS_UNITS, CLOSED, PREFERRED
from schemas.decisions import decisions_file

_judged, _rows, _sent = tables.judgements.c, tables.person_rows.c, tables.submissions.c
_COMPARED = (
    *("name", "phone", "email", "domain", "specialty", "level", "location", "company"),
    *("project_name", "project_country", "experience"),
)
"""The fields that are shown side by side."""
_WITH_SUBJECT = ("identity-question", "renamed-question")


def questions(
    connection: Connection, decisions: Sequence[Decision], dispatches: Iterable[Dispatch], owing: Owing
) -> list[Question]:
    """All that is asked, in the order of the submissions; `decisions` are those that hold, `dispatches` the workbooks
    that can be sent."""
    return _questions(connection, decisions, dispatches, owing, of_submissions(connection))


def first_questions(
    connection: Connection, decisions: Sequence[Decision], dispatches: Iterable[Dispatch], owing: Owing
) -> tuple[list[Question], list[OtherCases]]:
    """The same, as far as the desk may show it, and of very many how many others there are."""
    few = few_of_many(connection, decisions)
    own = list(of_submissions(connection, few.submissions if few else None))
    return _questions(connection, decisions, dispatches, owing, own), few.others(own) if few else []


def _questions(
    connection: Connection,
    decisions: Sequence[Decision],
    dispatches: Iterable[Dispatch],
    owing: Owing,
    of_submissions: Iterable[Question],
) -> list[Question]:
    answered = {each.question for each in decisions}
    known = notices()

    def words(notice: str, field: str) -> Sequence[str]:
        return known[notice].options(field) if notice in known else ()

    found = [
        *_of_rows(connection, decisions, words),
        *_of_missing(connection, words),
        *of_routes(connection),
        *of_activities(connection),
        *of_dispatches(dispatches),
        *of_submissions,
        *of_units(connection, decisions),
        *of_societies(connection, owing),
        *of_certificates(connection, owing.today),
        *of_mailbox(connection),
    ]
    open_now = [each for each in found if each.question_id not in answered]
    open_now = with_origin(connection, open_now)
    digests = digests_of(connection, {each.submission_id for each in open_now if each.file})
    return [_with_digest(each, digests) if each.file else each for each in open_now]


def _with_digest(question: Question, digests: Mapping[tuple[str, str], str]) -> Question:
    return question._replace(sha256=digests.get((question.submission_id, question.file), ""))


def _of_rows(connection: Connection, decisions: Sequence[Decision], words: Words) -> Iterator[Question]:
    """Of what holds a row, or makes it another unit's duplicate; one for all rows of a submission where they share it;
    and of each held row whether it is closed."""
    if not connection.exec_driver_sql(_DO_ANY_WAIT).scalar():
        return
    waiting = _waiting()
    rows = connection.execute(_placed(waiting)).all()
    told = findings_of(connection, waiting) if rows else {}
    others = _Others(connection, rows, told)
    stood, closed = ({each.row_id for each in decisions if each.effect == effect} for effect in (PREFERRED, CLOSED))
    shared: dict[tuple[str, str, str], list[tuple[Row[Any], Finding]]] = defaultdict(list)
    for row in rows:
        found = [each for each in told.get(row.row_id, ()) if _asks(each, row)]
        if row.points_at in stood or row.row_id in closed:
            continue
        for finding in found:
            if decisions_file().question[finding.slug].per == "submission":
                shared[row.submission_id, finding.slug, finding.about].append((row, finding))
            else:
                yield _of_finding(row, finding, others.of(row, finding), words)
        if row.disposition == Disposition.HELD:
            yield _held(row, [each for each in told.get(row.row_id, ()) if each.severity == "error"])
        if returned := [each for each in told.get(row.row_id, ()) if each.slug == BY_SOCIETY and _is_routed(row)]:
            yield _held(row, returned)
    for together in shared.values():
        question = _of_all(together, words)
        yield may_answer(connection, question, together[0][1]) if question.kind == DOUBTFUL else question


def _asks(finding: Finding, row: Row[Any]) -> bool:
    if finding.slug not in decisions_file().question:
        return False
    return finding.severity == "error" if row.disposition == Disposition.HELD else finding.slug == row.reason


_DO_ANY_WAIT = f"""
SELECT EXISTS (SELECT 1 FROM counted WHERE disposition IN ('{Disposition.HELD}', '{Disposition.DUPLICATE}'))
    OR EXISTS (SELECT 1 FROM person_events)
"""
"""Whether there can be any of `_waiting`."""


def _waiting() -> Select[Any]:
    """The judgements of rows that are held, or duplicates of another unit's, or that a society may have returned."""
    forgotten = select(tables.forgotten_rows.c.row_id)
    now, held, repeated = tables.counted.c, Disposition.HELD.value, Disposition.DUPLICATE.value
    answered = select(tables.person_events.c.row_id)
    own = union(select(now.row_id).where(now.disposition.in_((held, repeated))), answered)
    across = and_(_judged.disposition == repeated, _judged.reason == ACROSS_UNITS)
    waits = or_(_judged.disposition == held, across, _judged.row_id.in_(answered))
    return latest().where(_judged.row_id.in_(own), waits, _judged.row_id.not_in(forgotten))


def _is_routed(row: Row[Any]) -> bool:
    return bool(row.disposition == Disposition.ROUTED)


def _placed(judgements: Select[Any]) -> Select[Any]:
    judged = judgements.subquery()
    return (
        select(
            *(judged.c[name] for name in ("row_id", "person_id", "name", "disposition", "reason", "points_at")),
            *(_rows.submission_id, _rows.file, _rows.sheet, _rows.typed, _sent.notice, _sent.unit),
            *came(),
        )
        .join(tables.person_rows, _rows.row_id == judged.c.row_id)
        .join(tables.submissions, _sent.submission_id == _rows.submission_id)
        .join(tables.batches, tables.batches.c.number == _sent.batch)
        .order_by(_rows.submission_id, _rows.file, _rows.sheet_index, _rows.row, _rows.place, _rows.row_id)
    )


def _place(row: Row[Any]) -> About:
    return About(*(getattr(row, name) for name in About._fields))


def _source(row: Row[Any]) -> tuple[str, str, str]:
    return row.file, row.sheet, json.loads(row.typed).get("name_cell", "")


def _of_finding(row: Row[Any], finding: Finding, other: Row[Any] | None, words: Words) -> Question:
    kind = decisions_file().question[finding.slug]
    subject = finding.about if finding.slug in _WITH_SUBJECT else ""
    return Question(
        question_id=question_id(finding.slug, row.row_id, finding.field, finding.value, finding.about),
        kind=finding.slug,
        **_place(row)._asdict(),
        field=finding.field,
        value=finding.value,
        message=finding.message,
        file=finding.file,
        sheet=finding.sheet,
        cell=finding.cell,
        sha256="",
        compared=_compared(row, other),
        other_place="" if other is None else f"{other.received_on} {other.unit}，{other.file} {other.sheet}",
        choices=tuple(choices(kind.answers, finding, row.notice, words)),
        subject=subject,
        slugs=(finding.slug,),
        rows=(row.row_id, other.row_id) if finding.slug == DIFFER and other is not None else (row.row_id,),
    )


def _compared(own: Row[Any], other: Row[Any] | None) -> tuple[Compared, ...]:
    here, there = (json.loads(row.typed) if row is not None else {} for row in (own, other))
    found = [
        Compared(BY_KEY[field].label, here.get(f"{field}_typed", ""), there.get(f"{field}_typed", ""))
        for field in _COMPARED
        if field in FIELDS
    ]
    return tuple(each for each in found if each.own or each.other)


class _Others:
    """The rows with which those that wait are compared: that which stands instead, or that of the other person."""

    def __init__(self, connection: Connection, rows: Sequence[Row[Any]], told: Mapping[str, Sequence[Finding]]) -> None:
        pointed = {row.points_at for row in rows}
        people = {_compared_with(row, finding) for row in rows for finding in told.get(row.row_id, ())}
        self._by_row = {row.row_id: row for row in _known(connection, _judged.row_id, pointed)}
        self._by_person: dict[str, list[Row[Any]]] = defaultdict(list)
        for row in _known(connection, _judged.person_id, people):
            self._by_person[row.person_id].append(row)

    def of(self, row: Row[Any], finding: Finding) -> Row[Any] | None:
        if finding.slug in _WITH_SUBJECT:
            return self._of_person(finding.about, row.notice)
        if finding.slug == DIFFER:
            return self._elsewhere(row.person_id, row.notice)
        return self._by_row.get(row.points_at)

    def _elsewhere(self, person_id: str, notice: str) -> Row[Any] | None:
        """The row by which a person goes on in another notice."""
        rows = self._by_person[person_id]
        return next((row for row in rows if row.notice != notice and _is_routed(row)), None)

    def _of_person(self, person_id: str, notice: str) -> Row[Any] | None:
        """The row that stands for a person; the last one where none is routed or held."""
        rows = self._by_person[person_id]
        own = [row for row in rows if row.notice == notice] or rows
        standing = [row for row in own if row.disposition in (Disposition.ROUTED, Disposition.HELD)]
        return next(reversed(standing or own), None)


def _compared_with(row: Row[Any], finding: Finding) -> str:
    """The person with whose rows a row is compared by a finding; "" for none."""
    if finding.slug in _WITH_SUBJECT:
        return finding.about
    return str(row.person_id) if finding.slug == DIFFER else ""


def _known(connection: Connection, column: ColumnElement[str], among: Collection[str]) -> Sequence[Row[Any]]:
    """The rows as they are judged now with one of these values in a column, "" apart."""
    wanted = [each for each in among if each]
    return connection.execute(_placed(latest().where(is_one_of(column, wanted)))).all() if wanted else ()


def _of_all(together: Sequence[tuple[Row[Any], Finding]], words: Words) -> Question:
    """One question for all rows of a submission."""
    first, finding = together[0]
    asked = _of_finding(first, finding, None, words)
    return asked._replace(
        question_id=question_id(finding.slug, first.submission_id, finding.about),
        row_id="",
        person_id="",
        name="",
        field="",
        value="",
        compared=(),
        rows=tuple(row.row_id for row, _ in together),
    )


def _held(row: Row[Any], holding: Sequence[Finding]) -> Question:
    """Whether somebody who is held, or returned by the society, is closed, by the name of what holds first, at its
    cell; the unit is waited for unless the secretary must decide something."""
    titles = [load_findings()[each.slug].title for each in holding]
    file, sheet, cell = _source(row)
    places = [(each.sheet, each.cell) for each in holding if each.cell]
    sheet, cell = next(iter(places), (sheet, cell))
    message = "\n".join(dict.fromkeys(each.message for each in holding))
    at = Finding(row.submission_id, row.row_id, "", "", "", file, sheet, cell, "", message, "")
    waits_for = UNIT if {each.decided_by for each in holding} == {UNIT} else SECRETARIAT
    return case_of(_place(row), "".join(titles[:1]), at, dict.fromkeys(each.slug for each in holding), waits_for)


def _of_missing(connection: Connection, words: Words) -> Iterator[Question]:
    """Whether those are withdrawn whom a unit's correction lacks."""
    found = tables.submission_cases.c
    query = select(found.submission_id).where(found.slug == MISSING).order_by(found.number)
    submissions = connection.execute(query).scalars().all()
    if not submissions:
        return
    last = connection.execute(select(func.max(tables.batches.c.number))).scalar_one()
    gone = missing(connection, last, submissions)
    rows = {each.row_id: sent for sent, people in gone.items() for each in people}
    days = select(_sent.submission_id, waiting_since()).join(tables.batches, tables.batches.c.number == _sent.batch)
    since = dict(map(tuple, connection.execute(days.where(is_one_of(_sent.submission_id, gone)))))
    for row in connection.execute(_placed(latest().where(is_one_of(_judged.row_id, rows)))):
        at = Finding(rows[row.row_id], row.row_id, MISSING, "", "name", *_source(row), row.name, "", "")
        asked = _of_finding(row, at, None, words)
        message = decisions_file().asked.missing_in_correction.format(correction=rows[row.row_id])
        number = question_id(MISSING, row.row_id, rows[row.row_id])
        yield asked._replace(message=message, question_id=number, since=since[rows[row.row_id]])

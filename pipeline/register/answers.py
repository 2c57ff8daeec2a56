"""What the units are answered by the letters of a batch, read back as it was when the batch was recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, literal_column, select, text

from pipeline.model.judgements import Finding
from pipeline.reconcile.disposition import SAME
from pipeline.register import tables
from pipeline.register.answered import STANDING, same_unit
from pipeline.register.contents.answer import Answer, AnsweredDocument, AnsweredPerson, Round
from pipeline.register.reading import findings_of, holding, is_one_of, latest, mails_of, of_nobody, sent_as_of
from pipeline.register.rounds import day_of, missing, rounds, typed_in
from pipeline.register.told_results import told_results
from pipeline.terms.working_days import Due

_rows, _judged, _sent = tables.person_rows.c, tables.judgements.c, tables.submissions.c


def answers(connection: Connection, batch: int) -> list[Answer]:
    """The answers of a batch, in order of their submissions."""
    letter = tables.letters.c
    return _as_of(connection, batch, _letters(connection, letter.batch == batch))


def answer_again(connection: Connection, submission: str, due: Due) -> tuple[int, list[Answer]]:
    """The answer that a submission got last, and by which batch; where it never got one, as it would be now, to be met
    until `due`."""
    letter, batch = tables.letters.c, tables.batches.c
    last = select(func.max(letter.batch)).where(letter.submission_id == submission)
    made = connection.execute(last).scalar()
    if made is not None:
        own = _letters(connection, and_(letter.batch == made, letter.submission_id == submission))
        return made, _as_of(connection, made, own)
    of_notice = select(func.max(batch.number)).join(tables.submissions, _sent.notice == batch.notice)
    newest = connection.execute(of_notice.where(_sent.submission_id == submission)).scalar_one()
    return newest, _as_of(connection, newest, {submission: ("", due)})


def _letters(connection: Connection, which: ColumnElement[bool]) -> dict[str, tuple[str, Due]]:
    """The submissions that some letters answer, with the letter_id and until when each may be met."""
    letter, batch = tables.letters.c, tables.batches.c
    query = (
        select(
            letter.submission_id, letter.number, letter.due_on, letter.working_days, letter.calendar_known, batch.now
        )
        .join(tables.batches, batch.number == letter.batch)
        .where(which)
    )
    return {
        submission: (f"L{number:05d}", Due(date.fromisoformat(due_on), days, day_of(now), bool(known)))
        for submission, number, due_on, days, known, now in connection.execute(query)
    }


def _as_of(connection: Connection, batch: int, letters: Mapping[str, tuple[str, Due]]) -> list[Answer]:
    if not letters:
        return []
    then = sent_as_of(connection, batch)
    query = select(then).where(is_one_of(then.c.submission_id, letters)).order_by(then.c.submission_id)
    sent = connection.execute(query).all()
    told = _Told(connection, batch, sent)
    return [told.answer(each, *letters[each.submission_id]) for each in sent]


class _Told:
    """What is known of all submissions that a batch answers."""

    def __init__(self, connection: Connection, batch: int, sent: Sequence[Row[Any]]) -> None:
        submissions = [each.submission_id for each in sent]
        self._documents = _documents(connection, batch, submissions)
        self._originals = _originals(connection, self._documents.values())
        self._people = _people(connection, batch, submissions)
        rows = {each.row_id for people in self._people.values() for each in people if _is_answered(each)}
        own = is_one_of(_judged.row_id, rows)
        self._of_rows = findings_of(connection, latest(batch).where(own))
        self._of_submissions = _findings(connection, batch, submissions)
        self._completing = _completing(connection, batch, submissions)
        self._asked_until = _asked_until(connection, batch, sent)
        self._missing = missing(connection, batch, [each.submission_id for each in sent if each.corrects])
        self._answered = _answered(connection, batch, submissions)
        anew = {row.row_id for each in submissions if each not in self._answered for row in self._people.get(each, ())}
        self._rounds = rounds(connection, batch, rows, anew - rows)
        self._before = findings_of(connection, latest(batch - 1).where(own)) if self._answered else {}
        self._said = _typed(connection, {row.row_id for each in self._answered for row in self._people.get(each, ())})
        self._results = told_results(connection, batch)

    def answer(self, sent: Row[Any], letter_id: str, due: Due) -> Answer:
        people = self._people.get(sent.submission_id, [])
        findings = [finding for each in people for finding in self._of_rows.get(each.row_id, ())]
        return Answer(
            letter_id=letter_id,
            submission_id=sent.submission_id,
            notice=sent.notice,
            unit=sent.unit,
            sender=sent.sender,
            received_on=day_of(sent.received_at),
            corrects=sent.corrects,
            due=due,
            documents=self._documents.get(sent.submission_id, []),
            people=people,
            findings=[*self._of_submissions.get(sent.submission_id, ()), *findings],
            rounds=self._rounds_of(sent.submission_id, people),
            missing=self._missing.get(sent.submission_id, []),
            completes=sent.submission_id in self._completing,
            asked_until=self._asked_until.get(sent.submission_id),
            originals={
                path: self._originals.get(path, "") for path in _files(self._documents.get(sent.submission_id, ()))
            },
            results={each.row_id: self._results[each.row_id] for each in people if each.row_id in self._results},
            is_answered=sent.submission_id in self._answered,
            mails=mails_of(sent.mails),
        )

    def _rounds_of(self, submission_id: str, people: Iterable[AnsweredPerson]) -> dict[str, Round]:
        """By row_id: what the unit said last time, in an earlier submission, or of which it was told last time."""
        own = {each.row_id: self._rounds[each.row_id] for each in people if each.row_id in self._rounds}
        if own or submission_id not in self._answered:
            return own
        return {
            each.row_id: Round(tuple(self._before.get(each.row_id, ())), said, said)
            for each in people
            for said in [self._said.get(each.row_id, {})]
        }


def _is_answered(person: AnsweredPerson) -> bool:
    """Whether the unit is told what is wrong in the row: also in one that repeats a routed one as it was."""
    return person.disposition in STANDING or person.reason in SAME


def _documents(connection: Connection, batch: int, submissions: Collection[str]) -> dict[str, list[AnsweredDocument]]:
    """Those that hold after the batch."""
    document, gone = tables.documents.c, tables.replaced_documents.c
    replaced = select(gone.number).where(gone.batch <= batch)
    query = (
        select(document.submission_id, document.file, document.sha256, document.kind, document.outcome)
        .where(document.batch <= batch, document.number.not_in(replaced))
        .where(is_one_of(document.submission_id, submissions))
        .order_by(document.number)
    )
    found: dict[str, list[AnsweredDocument]] = defaultdict(list)
    for submission_id, *about in connection.execute(query):
        found[submission_id].append(AnsweredDocument(*about))
    return found


def _files(documents: Iterable[AnsweredDocument]) -> set[str]:
    """The files of the inbox in which they are."""
    return {document.file.partition("!")[0] for document in documents}


def _originals(connection: Connection, documents: Iterable[list[AnsweredDocument]]) -> dict[str, str]:
    """Path of a file of the inbox → its sha256. An mbox is a document of one of its mails, a mail with forms of two
    notices of one of its parts, so the submission's own documents do not tell."""
    known = {each.file: each.sha256 for own in documents for each in own}
    document, files = tables.documents.c, {path for own in documents for path in _files(own)} - known.keys()
    if not files:
        return known
    query = select(document.file, document.sha256).where(is_one_of(document.file, files))
    return known | dict(map(tuple, connection.execute(query.order_by(document.number))))


def _people(connection: Connection, batch: int, submissions: Collection[str]) -> dict[str, list[AnsweredPerson]]:
    """Without those that were forgotten."""
    judged = latest(batch).subquery()
    query = (
        select(
            *(_rows.submission_id, _rows.row_id, judged.c.person_id, judged.c.name),
            *(judged.c.disposition, judged.c.reason, _rows.file, _rows.sheet),
        )
        .join(judged, judged.c.row_id == _rows.row_id)
        .where(is_one_of(_rows.submission_id, submissions))
        .where(_rows.row_id.not_in(select(tables.forgotten_rows.c.row_id)))
        .order_by(_rows.submission_id, _rows.file, _rows.sheet_index, _rows.row, _rows.place, _rows.row_id)
    )
    found: dict[str, list[AnsweredPerson]] = defaultdict(list)
    for submission_id, *about in connection.execute(query):
        found[submission_id].append(AnsweredPerson(*about))
    return found


def _findings(connection: Connection, batch: int, submissions: Collection[str]) -> dict[str, list[Finding]]:
    """Those on submissions and their documents that hold after the batch."""
    found = tables.findings.c
    query = (
        select(*(found[name] for name in Finding._fields))
        .where(of_nobody(), holding(batch), is_one_of(found.submission_id, submissions))
        .order_by(found.number)
    )
    told: dict[str, list[Finding]] = defaultdict(list)
    for row in connection.execute(query):
        told[row.submission_id].append(Finding(*row))
    return told


def _answered(connection: Connection, batch: int, submissions: Collection[str]) -> set[str]:
    """Those that letters before the batch answered."""
    letter = tables.letters.c
    before = select(letter.submission_id).where(letter.batch < batch, is_one_of(letter.submission_id, submissions))
    return set(connection.execute(before).scalars())


def _typed(connection: Connection, row_ids: Collection[str]) -> dict[str, Mapping[str, str]]:
    """What the unit typed in each of these rows."""
    if not row_ids:
        return {}
    typed = select(_rows.row_id, _rows.typed).where(is_one_of(_rows.row_id, row_ids))
    return {row.row_id: typed_in(row.typed) for row in connection.execute(typed)}


def _asked_until(connection: Connection, batch: int, sent: Iterable[Row[Any]]) -> dict[str, date]:
    """The last day that letters before the batch gave the unit of a submission; none where they gave it none, or where
    the unit is not known."""
    named = {each.submission_id: (each.notice, each.unit_key) for each in sent if each.unit_key}
    if not named or connection.exec_driver_sql(_EARLIER_LETTER, (batch,)).first() is None:
        return {}
    letter, then = tables.letters.c, sent_as_of(connection, batch).c
    query = (
        select(then.notice, then.unit_key, func.max(letter.due_on))
        .join(tables.letters, letter.submission_id == then.submission_id)
        .where(then.unit_key != literal_column("''"), is_one_of(then.unit_key, {unit for _, unit in named.values()}))
        .where(_before(letter.batch, batch))
        .group_by(then.notice, then.unit_key)
    )
    days = {(notice, unit): date.fromisoformat(day) for notice, unit, day in connection.execute(query)}
    return {submission: days[unit] for submission, unit in named.items() if unit in days}


def _before(column: ColumnElement[int], batch: int) -> ColumnElement[bool]:
    """Whether it was an earlier batch, asked without an index: nearly all are earlier, while units have few letters."""
    return column + literal_column("0") < batch


_EARLIER_LETTER = "SELECT 1 FROM letters WHERE batch < ? LIMIT 1"

_OTHER_WITH_PEOPLE = f"""
EXISTS (
    SELECT 1 FROM submissions AS other WHERE other.notice = own.notice AND other.submission_id <> own.submission_id
    AND {same_unit("own", "other")} AND EXISTS (
        SELECT 1 FROM person_rows WHERE person_rows.submission_id = other.submission_id AND batch <= :batch
    )
)
"""


def _completing(connection: Connection, batch: int, submissions: Collection[str]) -> set[str]:
    """Those that bring nobody while their unit sent people in another, by the end of the batch."""
    bringing = select(_rows.submission_id).where(is_one_of(_rows.submission_id, submissions), _rows.batch <= batch)
    empty = set(submissions) - set(connection.execute(bringing.distinct()).scalars())
    if not empty:
        return set()
    own = sent_as_of(connection, batch).alias("own")
    query = select(own.c.submission_id).where(is_one_of(own.c.submission_id, empty))
    return set(connection.execute(query.where(text(_OTHER_WITH_PEOPLE).bindparams(batch=batch))).scalars())

"""What ended by a limit or by a fault of the program: what is to be tried again, and what is known of it so far."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, text

from pipeline.model.documents import Attempt, Fault, MailHead, Outcome
from pipeline.register import store, tables
from pipeline.register.filled import is_empty
from pipeline.register.reading import AMONG, is_one_of, mails_of, to_json
from schemas.named import NamedTuple


class Again(NamedTuple):
    """A file of the inbox that is to be tried again: where it lay, the submissions that it came with (one, but each
    mail of an mbox and each notice is one), key by number, and when they came."""

    path: str
    sha256: str
    size: int
    submissions: dict[str, str]
    received_at: datetime


class Earlier(NamedTuple):
    """What is recorded of a submission that is tried again. `people` tells that somebody of it was judged; `documents`
    gives outcome and message of each of its documents by file.
    """

    notice: str
    unit: str
    unit_source: str
    sender: str
    received_at: datetime
    received_from: str
    late: bool
    mails: tuple[MailHead, ...]
    people: bool
    documents: dict[str, tuple[str, str]]

    def stands(self, file: str) -> bool:
        """Whether what was read in this document stands: only what could not be read is read anew."""
        return file in self.documents and self.documents[file][0] != Outcome.UNREADABLE

    @property
    def standing(self) -> frozenset[str]:
        """The files of the documents that stand."""
        return frozenset(filter(self.stands, self.documents))


_FAULTS_AT = Attempt._fields.index("faults")  # the last of its fields, as _LAST gives them

_LAST = """
SELECT kind, submission_id, batch, path, sha256, ended, program, faults, (
    SELECT count(*) FROM attempts AS tried WHERE tried.kind = last.kind AND tried.submission_id = last.submission_id
    AND tried.batch = last.batch AND tried.path = last.path AND tried.ended = 'limit'
) AS times
FROM attempts AS last WHERE number = (
    SELECT max(number) FROM attempts AS other WHERE other.kind = last.kind
    AND other.submission_id = last.submission_id AND other.batch = last.batch AND other.path = last.path
)
"""
_DUE = """(
    ended = 'fault' AND (program <> :program OR :retry) OR ended = 'limit' AND (times = 1 OR :retry)
    OR ended = 'locked' AND program <> :passwords AND :passwords <> ''
)"""
_AGAIN = f"""
WITH last AS ({_LAST}),
sent AS (SELECT submission_id FROM last WHERE kind = 'file' AND {_DUE}),
due AS (SELECT path, sha256 FROM last WHERE kind = 'file' AND submission_id IN (SELECT submission_id FROM sent))
SELECT last.path, last.sha256, length(contents.bytes) AS size, submissions."key", last.submission_id, received_at
FROM last JOIN submissions USING (submission_id) JOIN contents USING (sha256)
WHERE last.kind = 'file' AND (last.path, last.sha256) IN (SELECT path, sha256 FROM due)
ORDER BY last.submission_id, last.path
"""
_BATCHES = f"WITH last AS ({_LAST}) SELECT DISTINCT batch FROM last WHERE kind = 'output' AND {_DUE} ORDER BY batch"
_FAULTS = f"WITH last AS ({_LAST}) SELECT * FROM last WHERE ended = 'fault' ORDER BY kind, submission_id, batch, path"


class Attempts:
    """What the register remembers of what was tried and ended badly, and is to be tried again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def to_try_again(self, program: str, passwords: str, retry: bool) -> list[Again]:
        """All files of the submissions of which one ended by a fault of another program than this, or by a limit once;
        with `retry` every one that ended by either; and those that are locked, where there are passwords that were not
        tried: `passwords` is their `fingerprint`. Files whose bytes were forgotten cannot be tried.
        """
        found: dict[tuple[str, str], Again] = {}
        given = {"program": program, "passwords": passwords, "retry": retry}
        rows = self._asked(_AGAIN, given)
        for row in rows:
            at = datetime.fromisoformat(row.received_at)
            each = found.setdefault((row.path, row.sha256), Again(row.path, row.sha256, row.size, {}, at))
            each.submissions[row.submission_id] = row.key
        return list(found.values())

    def fingerprint(self, passwords: Collection[str]) -> str:
        """By which it is known that these passwords were tried; "" for none. They cannot be told from it."""
        said = "\0".join(sorted(passwords)).encode()
        return hashlib.blake2b(said, key=store.secret(self._engine), digest_size=16).hexdigest() if passwords else ""

    def earlier(self, submissions: Collection[str]) -> dict[str, Earlier]:
        """What is recorded of submissions that are tried again."""
        if not submissions:
            return {}
        with store.reading(self._engine) as connection:
            return _earlier(connection, submissions)

    def incomplete(self, program: str, retry: bool) -> list[str]:
        """Batches that went out without a file at which another program failed; with `retry` at which any did."""
        given = {"program": program, "passwords": "", "retry": retry}
        return [batch for (batch,) in self._asked(_BATCHES, given)]

    def unsolved(self) -> list[Attempt]:
        """What ended by a fault of the program and has not been tried again with another end."""
        return [
            Attempt._make([*row[:_FAULTS_AT], [Fault(*fault) for fault in json.loads(row[_FAULTS_AT])]])
            for row in self._asked(_FAULTS, {})
        ]

    def _asked(self, query: str, given: Mapping[str, object]) -> Sequence[Row[Any]]:
        with store.reading(self._engine) as connection:
            return [] if is_empty(connection, tables.attempts) else connection.execute(text(query), given).all()

    def keep(self, ended: Sequence[Attempt]) -> None:
        """Write down how attempts ended that belong to no run."""
        if ended:
            with store.writing(self._engine) as connection:
                add(connection, ended)


def _earlier(connection: Connection, submissions: Collection[str]) -> dict[str, Earlier]:
    """What is recorded of these submissions."""
    sent, rows = tables.submissions.c, tables.person_rows.c
    own = select(tables.submissions).where(is_one_of(sent.submission_id, submissions))
    query = select(rows.submission_id).where(is_one_of(rows.submission_id, submissions)).distinct()
    judged = set(connection.execute(query).scalars())
    documents: dict[str, dict[str, tuple[str, str]]] = {}
    found, gone = tables.documents.c, select(tables.replaced_documents.c.number)
    told = select(found.submission_id, found.file, found.outcome, found.message)
    holding = told.where(is_one_of(found.submission_id, submissions), found.number.not_in(gone))
    for submission_id, file, outcome, message in connection.execute(holding.order_by(found.number)):
        documents.setdefault(submission_id, {})[file] = outcome, message
    return {
        row.submission_id: Earlier(
            row.notice,
            row.unit,
            row.unit_source,
            row.sender,
            datetime.fromisoformat(row.received_at),
            row.received_from,
            row.late,
            mails_of(row.mails),
            row.submission_id in judged,
            documents.get(row.submission_id, {}),
        )
        for row in connection.execute(own)
    }


def add(connection: Connection, attempts: Iterable[Attempt]) -> None:
    """Write down how attempts ended; of what never ended badly nothing is written."""
    rows = [attempt._asdict() | {"faults": to_json(attempt.faults)} for attempt in attempts]
    if rows:
        connection.execute(insert(tables.attempts), rows)


def replace(connection: Connection, batch: int, submissions: Collection[str]) -> None:
    """Make room for what the batch read anew in these submissions: what was said of them as a whole, and of their
    documents that could not be read, is kept for the batches that said it and holds no more."""
    sent = to_json(sorted(submissions))
    unread = (
        f"SELECT number FROM documents WHERE submission_id {AMONG} AND outcome = '{Outcome.UNREADABLE.value}' "
        "AND number NOT IN (SELECT number FROM replaced_documents)"
    )
    said = (
        f"SELECT findings.number FROM findings WHERE submission_id {AMONG} AND row_id = '' "
        "AND number NOT IN (SELECT number FROM replaced_findings) AND (file = '' OR EXISTS (SELECT 1 FROM documents "
        "WHERE documents.submission_id = findings.submission_id AND documents.file = findings.file "
        f"AND outcome = '{Outcome.UNREADABLE.value}'))"
    )
    for statement in (
        f"INSERT INTO replaced_findings SELECT number, {batch} FROM ({said})",
        f"INSERT INTO replaced_documents SELECT number, {batch} FROM ({unread})",
        _remembered(batch),
        f"DELETE FROM submissions WHERE submission_id {AMONG}",
    ):
        connection.exec_driver_sql(statement, (sent,))


def move(connection: Connection, batch: int, submissions: Collection[str], notice: str) -> None:
    """From this batch on these submissions answer another notice; before, they answered the one that they did."""
    if submissions:
        sent = to_json(sorted(submissions))
        connection.exec_driver_sql(_remembered(batch), (sent,))
        connection.exec_driver_sql(f"UPDATE submissions SET notice = ? WHERE submission_id {AMONG}", (notice, sent))


def _remembered(batch: int) -> str:
    """In SQL: what is known of submissions is kept for the batches before this one."""
    names = ", ".join(f'"{column.name}"' for column in tables.submissions.columns)
    return (
        f"INSERT INTO submissions_before (until, {names}) "
        f"SELECT {batch}, {names} FROM submissions WHERE submission_id {AMONG}"
    )

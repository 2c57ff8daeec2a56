"""What a batch changes for units: what is no longer asked of them, and who gets a letter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import attrgetter

from sqlalchemy import Connection, insert, select

from pipeline.kinds.records import is_record
from pipeline.model.documents import Outcome, Submission, submission_number
from pipeline.model.judgements import Disposition, Finding
from pipeline.register import tables
from pipeline.register.reading import AMONG, findings_of, is_one_of, judged_what_it_read, latest, to_json
from pipeline.register.told_results import told_results
from pipeline.terms.findings import asking
from pipeline.terms.working_days import Due

STANDING = (Disposition.ROUTED.value, Disposition.HELD.value)
"""Of whom a unit is asked: what is replaced, withdrawn or a duplicate is settled by another row."""

_SILENT = (Outcome.ANSWER, Outcome.ALREADY_SEEN, Outcome.CONTAINER, Outcome.SYSTEM_FILE)

_WITH_RECORD = (*_SILENT, Outcome.SCAN, Outcome.NOT_A_FORM)


def same_unit(one: str, other: str) -> str:
    """In SQL: whether two rows of `submissions`, by their names, come from one unit, or where one does not name its
    unit from one address (kinds.marks.Origin)."""
    return (
        f"CASE WHEN {one}.unit_key <> '' AND {other}.unit_key <> '' THEN {one}.unit_key = {other}.unit_key "
        f"ELSE {one}.sender <> '' AND {one}.sender = {other}.sender END"
    )


def _lacking(own: str, around: str) -> str:
    """Of the batch's `own` submissions and those of their units `around` them, one `lacking` a scan that the `other`
    is: what was asked of the first. From the own ones the others are found by indexes, where a unit or an address is
    named."""
    return f"""
SELECT findings.number FROM json_each(?) AS sent
CROSS JOIN submissions AS {own} ON {own}.submission_id = sent.value
CROSS JOIN submissions AS {around} ON {around}.unit_key <> '' AND {around}.unit_key = {own}.unit_key
    OR {around}.sender <> '' AND {around}.sender = {own}.sender
CROSS JOIN findings ON findings.submission_id = lacking.submission_id AND findings.row_id = ''
WHERE slug = 'scan-missing' AND other.scan AND other.submission_id <> lacking.submission_id
    AND other.notice = lacking.notice AND {same_unit("lacking", "other")}
    AND (other.received_at > lacking.received_at OR NOT EXISTS (
        SELECT 1 FROM person_rows WHERE person_rows.submission_id = other.submission_id
    ))
"""


_SCANS = f"""
INSERT INTO replaced_findings SELECT number, ? FROM (
{_lacking("lacking", "other")} UNION {_lacking("other", "lacking")}
) WHERE number NOT IN (SELECT number FROM replaced_findings)
"""
"""A scan that comes by itself, or later, is that of what the unit sent without one."""


_TOLD_LATER = f"""
SELECT judgements.points_at FROM judgements
JOIN person_rows AS later ON later.row_id = judgements.row_id
JOIN person_rows AS earlier ON earlier.row_id = judgements.points_at
JOIN submissions AS own ON own.submission_id = later.submission_id
JOIN submissions AS other ON other.submission_id = earlier.submission_id
WHERE judgements.batch = ? AND judgements.points_at <> '' AND own.submission_id {AMONG}
    AND own.notice = other.notice AND {same_unit("own", "other")}
"""
"""Earlier rows whose person the same unit sent again in submissions of the batch."""


def answer(connection: Connection, batch: int, submissions: Sequence[Submission], due: Due) -> None:
    """Note, when all of the batch is written, what its own submissions give that was asked for before, and a letter to
    each that is new and says something, and to each earlier one that is asked otherwise than before or of whose people
    a society said something final."""
    own = {submission.submission_id for submission in submissions}
    sent = to_json(sorted(own))
    connection.exec_driver_sql(_SCANS, (batch, sent, sent))
    written = {
        "batch": batch,
        "due_on": due.day.isoformat(),
        "working_days": due.days,
        "calendar_known": due.is_known,
    }
    new = {submission.submission_id for submission in submissions if _says_something(submission)}
    answered = {*new, *_asked_otherwise(connection, batch, own), *_told_of_results(connection, batch)}
    if answered:
        connection.execute(
            insert(tables.letters),
            [written | {"submission_id": each} for each in sorted(answered, key=submission_number)],
        )


def _says_something(submission: Submission) -> bool:
    """Whether more came than workbooks that we wrote ourselves, what came before, and records of activities with their
    proofs."""
    silent = _WITH_RECORD if any(map(is_record, submission.documents)) else _SILENT
    return any(document.outcome not in silent for document in submission.documents)


def _asked_otherwise(connection: Connection, batch: int, own: Collection[str]) -> set[str]:
    """Earlier submissions of whose people something is asked that was not, or is no longer. What the unit sent again in
    the batch is told in the letter about that."""
    if judged_what_it_read(connection, batch):
        return set()
    row, judged = tables.person_rows.c, tables.judgements.c
    query = (
        select(row.row_id, row.submission_id)
        .join(tables.judgements, judged.row_id == row.row_id)
        .where(judged.batch == batch, judged.disposition.in_(STANDING))
    )
    sent_again = set(connection.exec_driver_sql(_TOLD_LATER, (batch, to_json(sorted(own)))).scalars())
    found = connection.execute(query)
    rows = {row_id: sent for row_id, sent in found if sent not in own and row_id not in sent_again}
    if not rows:
        return set()
    now, before = (
        findings_of(connection, latest(until).where(is_one_of(judged.row_id, rows))) for until in (batch, batch - 1)
    )
    return {sent for row_id, sent in rows.items() if _asks(now.get(row_id, ())) != _asks(before.get(row_id, ()))}


def _told_of_results(connection: Connection, batch: int) -> set[str]:
    """The submissions with people of whom their units are told a result."""
    rows = told_results(connection, batch)
    if not rows:
        return set()
    query = select(tables.person_rows.c.submission_id)
    return set(connection.execute(query.where(is_one_of(tables.person_rows.c.row_id, list(rows)))).scalars())


_what = attrgetter("slug", "field", "file", "sheet", "cell", "value")


def _asks(findings: Collection[Finding]) -> set[tuple[str, ...]]:
    return {_what(finding) for finding in findings if asking(finding)}

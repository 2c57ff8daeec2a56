"""What a run adds to the register, in one transaction."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, TableClause, func, insert, select, union

from pipeline.errors import UserError
from pipeline.frame import TYPED_COLUMNS
from pipeline.model.documents import Examined, InboxFile, Submission
from pipeline.model.fields import CANONICAL, PROJECT_CANONICAL
from pipeline.model.judgements import Finding
from pipeline.reconcile.identifiers import number_of
from pipeline.reconcile.state import EarlierRow
from pipeline.register import attempts, certificate_events, certificate_refusals, decided, results, tables
from pipeline.register.answered import answer
from pipeline.register.contents.run import RunRecord
from pipeline.register.dividing import divided
from pipeline.register.drawn import draw, draw_read
from pipeline.register.filled import is_empty
from pipeline.register.put_right import put_right
from pipeline.register.reading import findings_of, is_one_of, latest, records_to_json, to_json
from pipeline.text.fold import fold
from schemas.register import register_file

if TYPE_CHECKING:
    from pandas import DataFrame

Values = tuple[Any, ...]
"""A row of a table, a value for each of the columns that are named beside it."""

_CONTENT = "INSERT INTO contents (sha256, bytes) VALUES (?, ?)"

_AT_ONCE = 2000  # rows that are handed to SQLite together

_COMPARED = (
    *("person_id", "disposition", "reason", "points_at", "society", "route_confirmed", "route_reason", "published"),
    "canonical",
)
"""What makes a judgement another one than before; its findings do too."""


def _columns(table: TableClause, *without: str) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.name not in {"number", "batch", *without})


_DOCUMENT = ("submission_id", "file", "sha256", "kind", "outcome", "message")
_FATE = _columns(tables.row_fates)
_SUBMISSION = _columns(tables.submissions)
_PROJECT = (*_columns(tables.projects, "canonical"), "canonical")
_PERSON_ROW = (*_columns(tables.person_rows, "typed", "extra", "problems"), "typed", "extra", "problems")
_JUDGEMENT = (*_columns(tables.judgements, "canonical", "route_confirmed"), "route_confirmed", "canonical")

_row_id, _person_id = (itemgetter(_JUDGEMENT.index(name)) for name in ("row_id", "person_id"))
_compared = itemgetter(*map(_JUDGEMENT.index, _COMPARED))


def record(connection: Connection, run: RunRecord) -> list[str]:
    """Add what the run found, decided and changed; the names of its batches, one for each notice that it adds to."""
    decided.add(connection, run.decisions)
    return [batch for part in divided(run) if (batch := _record(connection, part))]


def _record(connection: Connection, run: RunRecord) -> str | None:
    """The name of the batch of a run of one notice, None where there is nothing to add."""
    remarks = _by_row(run.findings)
    judged = _judged_otherwise(connection, _judgements(run), remarks)
    earlier, kept_remarks = _earlier(connection, run.earlier)
    attempts.add(connection, run.attempts)
    moved = [sent for sent, notice in run.moved.items() if notice in run.terms]
    said = run.events or run.certificate_events or run.activities
    if not (run.files or run.submissions or run.loose_documents or judged or earlier or moved or said):
        return None
    if not (judged or earlier or moved or said) and _says_nothing_new(run):
        _add_submissions(connection, tables.NO_BATCH, run)
        draw_read(connection, tables.NO_BATCH)
        return None
    batch, name = _begin_batch(connection, run)
    attempts.move(connection, batch, moved, *run.terms)
    _make_room(connection, batch, run.submissions)
    _add_submissions(connection, batch, run)
    _add(connection, tables.person_rows, batch, _PERSON_ROW, _person_rows(run))
    _add(connection, tables.people, batch, ("person_id", "number"), _new_people(connection, judged))
    _add(connection, tables.judgements, batch, _JUDGEMENT, [*judged, *earlier])
    own_remarks = [finding for row in judged for finding in remarks.get(_row_id(row), ())]
    _add(connection, tables.findings, batch, Finding._fields, [*own_remarks, *kept_remarks])
    results.add(connection, batch, run.events)
    certificate_events.add(connection, batch, run.certificate_events, run.activities)
    put_right(connection, batch)
    certificate_refusals.put_right(connection, batch)
    draw(connection, batch)
    answer(connection, batch, run.submissions, run.due)
    draw_read(connection, batch)
    return name


def _says_nothing_new(run: RunRecord) -> bool:
    """Whether all that came are workbooks of societies, or records of activities, that say what is known: no batch has
    anything to tell of it."""
    documents = [document for submission in run.submissions for document in submission.documents]
    told = all(document.problem and document.problem.slug in _RETURNS for document in documents)
    return bool(documents) and told and not run.loose_documents and not any(each.remarks for each in documents)


_RETURNS = ("results-received", "certificates-received", "own-workbook", "hours-received")


def _add(connection: Connection, table: TableClause, batch: int, names: Sequence[str], rows: Iterable[Values]) -> None:
    """Many rows at once, past SQLAlchemy's handling of each single one, which takes longer than SQLite."""
    columns = ", ".join(map(connection.dialect.identifier_preparer.quote, names))
    statement = f"INSERT INTO {table.name} ({columns}, batch) VALUES ({'?, ' * len(names)}{batch})"
    given = iter(rows)
    while portion := list(islice(given, _AT_ONCE)):
        connection.exec_driver_sql(statement, portion)


def _begin_batch(connection: Connection, run: RunRecord) -> tuple[int, str]:
    """The running number of the new batch, and its name: the day, and which batch of the day it is.

    Names stand in the order of the batches: where the clock was set back, the day of the last batch goes on.
    """
    names = connection.execute(select(tables.batches.c.name).order_by(tables.batches.c.number)).scalars().all()
    day = max([f"{run.now:%Y%m%d}", *(name[:8] for name in names[-1:])])
    name = f"{day}-{sum(name.startswith(day) for name in names) + 1:02d}"
    batch = len(names) + 1
    ((notice, terms),) = run.terms.items()
    row = {
        "number": batch,
        "name": name,
        "notice": notice,
        "now": run.now.isoformat(),
        "program": run.program,
        "association": to_json(terms.association),
        "settings": to_json(run.settings),
        "terms": terms.fingerprint,
    }
    connection.execute(insert(tables.batches), row)
    return batch, name


def _make_room(connection: Connection, batch: int, submissions: Sequence[Submission]) -> None:
    """For submissions of the run that came before and were tried again."""
    sent = tables.submissions.c.submission_id
    known = select(sent).where(is_one_of(sent, [submission.submission_id for submission in submissions]))
    if again := connection.execute(known).scalars().all():
        attempts.replace(connection, batch, again)


def _add_submissions(connection: Connection, batch: int, run: RunRecord) -> None:
    """Files with their bytes, submissions, documents, row fates and projects, and what is wrong with them."""
    _add_files(connection, batch, run.files)
    own = [finding for finding in run.findings if not finding.row_id]
    said = {(finding.submission_id, finding.file, finding.slug): finding.message for finding in own}
    documents = [
        _document(document, submission.submission_id, said)
        for submission in run.submissions
        for document in submission.documents
    ]
    documents += [_document(document, "", said) for document in run.loose_documents]
    _add(connection, tables.submissions, batch, _SUBMISSION, map(_submission, run.submissions))
    _add(connection, tables.documents, batch, _DOCUMENT, documents)
    _add(connection, tables.row_fates, batch, _FATE, map(itemgetter(*_FATE), run.row_fates))
    _add(connection, tables.projects, batch, _PROJECT, _projects(run.projects))
    _add(connection, tables.findings, batch, Finding._fields, own)


def _add_files(connection: Connection, batch: int, files: Sequence[InboxFile]) -> None:
    """The new files of the inbox, and their bytes where the register does not have them and never forgot them; what
    could not be read has none. One file at a time in memory. Raises UserError where a file is no longer what was read.
    """
    recorded = select(tables.files.c.path, tables.files.c.sha256).where(tables.files.c.sha256 == "")
    unread_before = set(map(tuple, connection.execute(recorded)))
    pairs = dict.fromkeys((file.path, file.sha256) for file in files)
    _add(connection, tables.files, batch, ("path", "sha256"), [pair for pair in pairs if pair not in unread_before])
    own = {file.sha256 for file in files}
    columns = (tables.contents.c.sha256, tables.forgotten_originals.c.sha256)
    had = union(*(select(sha256).where(is_one_of(sha256, own)) for sha256 in columns))
    kept = {"", *connection.execute(had).scalars()}
    for file in files:
        if file.sha256 not in kept:
            kept.add(file.sha256)
            connection.exec_driver_sql(_CONTENT, (file.sha256, _bytes_of(file)))


def _bytes_of(file: InboxFile) -> bytes:
    sentence = register_file().messages["file_changed"].format(file=file.path)
    try:
        data = Path(file.absolute).read_bytes()
    except OSError as error:
        raise UserError(sentence) from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise UserError(sentence)
    return data


def _submission(submission: Submission) -> Values:
    """_SUBMISSION."""
    made = {"unit_key": fold(submission.unit), "received_at": submission.received_at.isoformat()}
    made["mails"] = to_json(submission.mails) if submission.mails else ""
    return tuple(made[name] if name in made else getattr(submission, name) for name in _SUBMISSION)


def _document(document: Examined, submission_id: str, said: Mapping[tuple[str, str, str], str]) -> Values:
    """_DOCUMENT."""
    slug = document.problem.slug if document.problem else ""
    message = said.get((submission_id, document.file, slug), "")
    return submission_id, document.file, document.sha256, document.kind, str(document.outcome), message


def _person_rows(run: RunRecord) -> Iterator[Values]:
    """_PERSON_ROW of the run's own submissions, as typed, in the order of the frame, which is that of arrival."""
    rows = run.read
    typed = _sparse_json(rows, TYPED_COLUMNS)
    lists = (map(to_json, rows[name].tolist()) for name in ("extra", "problems"))
    return zip(*_columns_of(rows, _PERSON_ROW[:-3]), typed, *lists, strict=True)


def _projects(projects: DataFrame) -> Iterator[Values]:
    """_PROJECT."""
    canonical = _sparse_json(projects, PROJECT_CANONICAL)
    return zip(*_columns_of(projects, _PROJECT[:-1]), canonical, strict=True)


def _new_people(connection: Connection, judged: Iterable[Values]) -> list[Values]:
    numbers = {person_id: number_of(person_id) for person_id in set(map(_person_id, judged))}
    last = connection.execute(select(func.max(tables.people.c.number))).scalar() or 0
    asked = [person_id for person_id, number in numbers.items() if number <= last]  # nobody has a number beyond
    known = select(tables.people.c.person_id).where(is_one_of(tables.people.c.person_id, asked))
    new = numbers.keys() - (set(connection.execute(known).scalars()) if asked else set[str]())
    return [(person_id, numbers[person_id]) for person_id in sorted(new)]


def _judgements(run: RunRecord) -> list[Values]:
    """_JUDGEMENT: what the run decided about each of its rows, as it would be written."""
    confirmed = run.people["route_confirmed"].eq(True).tolist()
    canonical = _sparse_json(run.people, CANONICAL)
    return list(zip(*_columns_of(run.people, _JUDGEMENT[:-2]), confirmed, canonical, strict=True))


def _judged_otherwise(
    connection: Connection, judgements: list[Values], remarks: Mapping[str, list[Finding]]
) -> list[Values]:
    """The judgements of new rows, and of known ones those that differ from the latest, or whose findings do."""
    if not judgements or is_empty(connection, tables.judgements):
        return judgements
    query = latest().where(is_one_of(tables.judgements.c.row_id, list(map(_row_id, judgements))))
    before = {row.row_id: [row._mapping[name] for name in _COMPARED] for row in connection.execute(query)}
    if not before:
        return judgements
    told = findings_of(connection, query)

    def same(row: Values) -> bool:
        row_id = _row_id(row)
        if before.get(row_id) != list(_compared(row)):
            return False
        return sorted(remarks.get(row_id, ())) == sorted(told.get(row_id, ()))

    return [row for row in judgements if not same(row)]


def _earlier(connection: Connection, rows: Sequence[EarlierRow]) -> tuple[list[Values], list[Finding]]:
    """New judgements of closed rows: values and findings as before, another disposition, no society any more."""
    if not rows:
        return [], []
    query = latest().where(is_one_of(tables.judgements.c.row_id, [row.row_id for row in rows]))
    before = {row.row_id: row._mapping for row in connection.execute(query)}
    told = findings_of(connection, query)
    blank = {"reason": "", "society": "", "route_confirmed": False, "route_reason": ""}
    in_columns = itemgetter(*_JUDGEMENT)
    judgements = [in_columns({**before[row.row_id], **blank, **asdict(row)}) for row in rows]
    return judgements, [finding for row in rows for finding in told.get(row.row_id, ())]


def _by_row(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    by_row: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.row_id:
            by_row[finding.row_id].append(finding)
    return by_row


def _columns_of(frame: DataFrame, names: Iterable[str]) -> list[list[Any]]:
    """The values of these columns."""
    return [frame[name].tolist() for name in names]


def _sparse_json(frame: DataFrame, names: Sequence[str]) -> Iterator[str]:
    """These columns of each row as JSON, empty values left out."""
    return records_to_json(dict(zip(names, _columns_of(frame, names), strict=True)), len(frame))

"""What waits until it is closed: of whole submissions and of their documents, and how a case is made of anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from sqlalchemy import ColumnElement, Connection, case, exists, func, literal_column, select

from pipeline.model.decisions import Choice, Question, question_id
from pipeline.model.documents import Outcome, submission_number
from pipeline.model.judgements import Finding
from pipeline.register import tables
from pipeline.register.reading import holding, is_one_of, of_nobody
from pipeline.terms.findings import load_findings
from schemas.decisions import AnswerEntry, decisions_file
from schemas.named import NamedTuple

_sent = tables.submissions.c

Words = Callable[[str, str], Sequence[str]]
"""What a notice opens for a field; nothing where the notice is no longer known."""

_SCANNED = {Outcome.SCAN, Outcome.CONTAINER}
_OURS = (Outcome.ANSWER, Outcome.ALREADY_SEEN)
"""Outcomes of documents that came back, or came twice: what brings such a one need bring nobody."""


class About(NamedTuple):
    """Where a question points, and of whom it is; texts, "" where unknown."""

    row_id: str = ""
    person_id: str = ""
    submission_id: str = ""
    notice: str = ""
    unit: str = ""
    name: str = ""
    received_on: str = ""
    since: str = ""


_FOR_SUBMISSION = ("submission_id", "notice", "unit", "received_on", "since")


def waiting_since() -> ColumnElement[str]:
    """Of a submission joined with its batch the day from which it waits. The date of a loose file says when it was
    saved, not when it came: then that is the day on which it was read."""
    read = func.substr(tables.batches.c.now, 1, 10)
    return case((_sent.received_from == "file", read), else_=_received_on())


def came() -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Of a submission joined with its batch: received_on and since."""
    return _received_on().label("received_on"), waiting_since().label("since")


def _received_on() -> ColumnElement[str]:
    return func.substr(_sent.received_at, 1, 10)


def choices(answers: Iterable[str], finding: Finding, notice: str, words: Words) -> Iterator[Choice]:
    """The answers; of those that name a word one for each candidate, then for every other word that is open."""
    for answer in answers:
        entry = decisions_file().answer[answer]
        if "{notice}" in entry.label:
            continue
        if "{word}" not in entry.label:
            yield _as_it_is(entry)
            continue
        opened = words(notice, finding.field)
        candidates = [word for part in finding.about.split("、") for word in opened if _is_word(part, word)]
        for word in dict.fromkeys([*candidates, *opened]):
            yield Choice(entry.label.format(word=word), entry.effect, word)


def _as_it_is(entry: AnswerEntry) -> Choice:
    """An answer that names no word."""
    return Choice(entry.label, entry.effect, reason=entry.reason)


def _is_word(candidate: str, word: str) -> bool:
    """Whether a candidate is this word, which may have a remark behind it: 土木工程类（岩土工程）."""
    return candidate == word or candidate.startswith(f"{word}（")


def case_of(place: About, title: str, at: Finding, slugs: Iterable[str], waits_for: str) -> Question:
    """Whether something that waits is closed: `at` says where it stands and what is to be done. There may be thousands:
    they are filled by place, which takes a fifth of the time that it takes by name."""
    number = question_id("case", place.row_id or place.submission_id, at.slug, at.file)
    field = sha256 = other_place = subject = ""
    return Question(
        *(number, "case", place.row_id, place.person_id, place.submission_id),
        *(place.unit, place.name, place.received_on, place.since),
        *(field, title, at.message, at.file, at.sheet, at.cell, sha256),
        (),
        other_place,
        _closing(),
        *(place.notice, title, subject),
        tuple(slugs),
        waits_for,
    )


@cache
def _closing() -> tuple[Choice, ...]:
    """The answers that close a case: none of them names a word, so they are the same for all, of whom there may be
    thousands."""
    entries = (decisions_file().answer[answer] for answer in decisions_file().question["case"].answers)
    return tuple(_as_it_is(entry) for entry in entries if "{" not in entry.label)


def of_submissions(connection: Connection, among: Collection[str] | None = None) -> Iterator[Question]:
    """What was found of submissions and their documents, and the submissions that bring nobody; of those `among` these,
    beside which all bring somebody."""
    words = decisions_file().cases
    told, empty = _told(connection, among), _without_people(connection)
    for submission_id in sorted({*told, *empty}, key=submission_number):
        own = [each for each in told.get(submission_id, ()) if submission_id not in empty or _is_told_of_empty(each[1])]
        said: set[tuple[str, str]] = set()
        for place, finding in own:
            title = load_findings()[finding.slug].title
            case = case_of(place, title, finding, [finding.slug], finding.decided_by)
            about = (finding.slug, finding.file)
            at = (finding.sheet, finding.cell) if about in said else ()  # the first has the number that it always had
            said.add(about)
            yield case._replace(question_id=question_id("case", submission_id, *about, *at)) if at else case
        brings_nobody = empty.get(submission_id)
        if brings_nobody and not any(finding.slug in words.unopened for _, finding in own):
            yield _of_nobody(*brings_nobody)


def _is_told_of_empty(finding: Finding) -> bool:
    return finding.slug not in decisions_file().cases.with_people


def _told(connection: Connection, among: Collection[str] | None) -> Mapping[str, list[tuple[About, Finding]]]:
    """The findings on submissions and documents that wait until they are closed, by submission."""
    found = tables.findings.c
    query = (
        select(*(found[name] for name in Finding._fields), _sent.notice, _sent.unit, *came())
        .join(tables.submissions, _sent.submission_id == found.submission_id)
        .join(tables.batches, tables.batches.c.number == _sent.batch)
        .where(of_nobody(), holding(), found.slug.in_(decisions_file().cases.slugs))
        .order_by(found.submission_id, found.number)
    )
    if among is not None:
        query = query.where(is_one_of(found.submission_id, among))
    told: dict[str, list[tuple[About, Finding]]] = defaultdict(list)
    for *values, notice, unit, received_on, since in connection.execute(query).all():
        finding = Finding(*values)
        told[finding.submission_id].append(
            (About("", "", finding.submission_id, notice, unit, "", received_on, since), finding)
        )
    return told


def _without_people(connection: Connection) -> dict[str, tuple[About, str, bool] | None]:
    """The submissions that bring nobody, by number: with their first document, and whether all that came is a scan;
    None for those that bring back what is ours or came already, and for the scan of a unit that sent people."""
    drawn, rows = tables.submission_cases.c, tables.person_rows.c
    without = connection.execute(select(drawn.submission_id).where(drawn.number == literal_column("0"))).scalars().all()
    if not without:
        return {}
    query = (
        select(_sent.submission_id, _sent.notice, _sent.unit, _sent.unit_key, *came())
        .join(tables.batches, tables.batches.c.number == _sent.batch)
        .where(is_one_of(_sent.submission_id, without))
    )
    empty = {row.submission_id: row for row in connection.execute(query)}
    has_people = exists().where(rows.submission_id == _sent.submission_id)
    mine = is_one_of(_sent.unit_key, {row.unit_key for row in empty.values()} - {""})
    units = set(connection.execute(select(_sent.unit_key).where(mine, has_people).distinct()).scalars())
    found: dict[str, tuple[About, str, bool] | None] = dict.fromkeys(empty)
    for submission_id, (first, outcomes) in _brought(connection, empty).items():
        row, only_scans = empty[submission_id], Outcome.SCAN in outcomes and outcomes <= _SCANNED
        if not outcomes.intersection(_OURS) and not (only_scans and row.unit_key in units):
            place = About(**{name: getattr(row, name) for name in _FOR_SUBMISSION})
            found[submission_id] = place, first, only_scans
    return found


def _brought(connection: Connection, submissions: Collection[str]) -> dict[str, tuple[str, set[str]]]:
    """Of submissions the first document, and how all of them ended."""
    read, gone = tables.documents.c, tables.replaced_documents.c
    query = (
        select(read.submission_id, read.file, read.outcome)
        .where(is_one_of(read.submission_id, submissions), read.number.not_in(select(gone.number)))
        .order_by(read.submission_id, read.number)
    )
    brought: dict[str, tuple[str, set[str]]] = {}
    for submission_id, file, outcome in connection.execute(query):
        brought.setdefault(submission_id, (file, set()))[1].add(outcome)
    return brought


def _of_nobody(place: About, file: str, only_scans: bool) -> Question:
    entry = decisions_file().asked.only_scans if only_scans else decisions_file().asked.nobody
    at = Finding(place.submission_id, "", NOBODY, "", "", file, "", "", "", entry.message, entry.waits_for)
    return case_of(place, entry.title, at, [NOBODY], entry.waits_for)


NOBODY = "nobody"
"""By which a submission that brings nobody stands among the slugs."""

"""submissions: the files of a run, gathered into what one unit sent at one time (INTERFACES, Submission).

A submission is one mail (an mbox holds several), one direct sub-folder of the inbox, or the loose files of one stem;
receive has already said which. Here it gets its unit, its day, and the findings that concern it as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.model.documents import Envelope, Examination, Examined, InboxFile, Outcome, Submission
from pipeline.model.statements import Problem
from pipeline.receive.unit_names import date_in, organisation, sheet_unit, subject_unit
from pipeline.terms.notices import CHINA, Notice
from pipeline.text.fold import fold

AGAIN = "\0"
"""Separates a submission's name from a prefix that marks it as tried again, to tell it from one of the same name that
is in the inbox now."""

_LACKING = ("unit-missing", "scan-missing")
"""Problems that say what a submission lacks."""
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=CHINA)


@dataclass(slots=True)
class _Group:
    """The files of one submission and what was read in them."""

    key: str
    again: str = ""  # the submission's number, if it was received before
    unjudged: bool = False
    files: list[InboxFile] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    documents: list[Examined] = field(default_factory=list)


class _Candidate(NamedTuple):
    """The unit according to one source, which is sheet, subject, folder or file."""

    unit: str
    source: str


def gather(
    files: Sequence[InboxFile], examinations: Sequence[Examination], notice: Notice, number_from: int
) -> tuple[list[Submission], list[Examined]]:
    """The submissions of a run, sorted by received_at and key, and the documents that belong to none.

    New ones are numbered from `number_from`; `examinations[i]` is that of `files[i]`. System files
    with no others beside them belong to no submission; every other document belongs to exactly one.
    """
    groups = _groups(files, examinations)
    submissions = [_submission(group, notice) for group in groups if not _only_system_files(group)]
    submissions.sort(key=lambda submission: (submission.received_at, submission.key))
    new = (submission for submission in submissions if not submission.submission_id)
    for number, submission in enumerate(new, number_from):
        submission.submission_id = f"S{number:05d}"
    return submissions, [document for group in groups if _only_system_files(group) for document in group.documents]


def of_one_unit(submissions: Sequence[Submission]) -> list[list[Submission]]:
    """The submissions of each unit that sent several: its people may be listed in one mail, its projects in another."""
    by_unit: dict[str, list[Submission]] = {}
    for submission in submissions:
        if submission.unit:
            by_unit.setdefault(fold(submission.unit), []).append(submission)
    return [together for together in by_unit.values() if len(together) > 1]


def _groups(files: Sequence[InboxFile], examinations: Sequence[Examination]) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for file, examination in sorted(zip(files, examinations, strict=True), key=lambda pair: pair[0].path):
        for together, envelopes, documents in _sent(file, examination):
            key = together.rpartition(AGAIN)[2]
            group = groups.setdefault(together, _Group(key, file.again.get(key, "")))
            group.files.append(file)
            group.unjudged |= examination.unjudged
            group.envelopes += envelopes
            group.documents += documents
    return list(groups.values())


def _sent(file: InboxFile, examination: Examination) -> Iterator[tuple[str, list[Envelope], list[Examined]]]:
    """The submissions in a file, each with its envelopes and documents: usually one; in an mbox one for each mail,
    the first of which also gets the mbox itself."""
    if not examination.documents or examination.documents[0].kind != "mbox":
        yield file.submission, examination.envelopes, examination.documents
        return
    mbox, *inside = examination.documents
    apart = "".join(file.submission.rpartition(AGAIN)[:2])
    letters = {envelope.file: envelope for envelope in examination.envelopes}
    before = len(mbox.file) + 1
    with_mbox = [mbox]
    for number, documents in groupby(inside, key=lambda document: document.file[before:].partition("!")[0]):
        mail = f"{mbox.file}!{number}"
        yield apart + mail, [letters[mail]] if mail in letters else [], [*with_mbox, *documents]
        with_mbox = []


def _only_system_files(group: _Group) -> bool:
    return all(document.outcome == Outcome.SYSTEM_FILE for document in group.documents)


def _submission(group: _Group, notice: Notice) -> Submission:
    if group.unjudged:
        return _bare(group, notice)
    units = _units(group, notice)
    unit, source = units[0] if units else _Candidate("", "none")
    received_at, received_from = _received(group)
    late = received_from != "file" and notice.is_late(received_at)
    scan = any(document.outcome == Outcome.SCAN for document in group.documents)
    problems = [*_unit_problems(units, notice), *_other_problems(received_at, late, scan)]
    if any(document.problem and document.problem.slug == "program-fault" for document in group.documents):
        problems = [problem for problem in problems if problem.slug not in _LACKING]  # may be in the failed part
    return Submission(
        key=group.key,
        submission_id=group.again,
        notice=notice.name,
        unit=unit,
        unit_source=source,
        sender=next((envelope.sender for envelope in group.envelopes if envelope.sender), ""),
        received_at=received_at,
        received_from=received_from,
        late=late,
        scan=scan,
        form=next((document.recognition.form for document in group.documents if document.recognition), ""),
        documents=group.documents,
        problems=problems,
    )


def _bare(group: _Group, notice: Notice) -> Submission:
    """A submission on which the program failed: only its arrival is known, and nothing is asked of the unit."""
    return Submission(
        key=group.key,
        submission_id=group.again,
        notice=notice.name,
        unit="",
        unit_source="none",
        sender="",
        received_at=max(file.modified_at for file in group.files).astimezone(CHINA),
        received_from="file",
        late=False,
        scan=False,
        form="",
        documents=group.documents,
    )


def _units(group: _Group, notice: Notice) -> list[_Candidate]:
    """The unit by each source, most reliable first: every sheet, then one each from subject, folder and file name.

    Names of other attachments (scans, licences) count only if nothing else names the unit; they never contradict.
    """
    typed = [document.recognition.unit for document in group.documents if document.recognition]
    units = [_Candidate(sheet_unit(cell.text), "sheet") for cell in typed if cell]
    subjects = [subject for envelope in group.envelopes for subject in envelope.subjects]
    units.append(_Candidate(_first(subject_unit(subject, notice) for subject in subjects), "subject"))
    units.append(_Candidate(_first(organisation(folder, notice) for folder in _folders(group)), "folder"))
    units.append(_Candidate(_first(organisation(name, notice) for name in _names(group)), "file"))
    named = [candidate for candidate in units if candidate.unit]
    if named:
        return named
    inside = _first(organisation(_stem(document.file), notice) for document in group.documents)
    return [_Candidate(inside, "file")] if inside else []


def _first(names: Iterable[str]) -> str:
    return next(filter(None, names), "")


def _folders(group: _Group) -> list[str]:
    """The folders that contain the files, starting with the direct sub-folder of the inbox."""
    return list(dict.fromkeys(folder for file in group.files for folder in file.path.split("/")[:-1]))


def _names(group: _Group) -> Iterator[str]:
    """File name stems of the recognised forms, then of the files in the inbox."""
    forms = [document.file for document in group.documents if document.outcome == Outcome.PROCESSED]
    inbox = [file.path for file in group.files]
    return map(_stem, [*forms, *inbox])


def _stem(file: str) -> str:
    return PurePosixPath(file.rpartition("!")[2]).stem


def _unit_problems(units: list[_Candidate], notice: Notice) -> Iterator[Problem]:
    if not units:
        yield Problem("unit-missing")
        return
    unit, source = units[0]
    if source == "file":
        yield Problem("unit-from-filename", value=unit)
    others = {fold(other.unit): other.unit for other in reversed(units) if organisation(other.unit, notice)}
    for key in sorted(others.keys() - {fold(unit)}):
        yield Problem("unit-conflict", value=unit, about=others[key])


def _other_problems(received_at: datetime, late: bool, scan: bool) -> Iterator[Problem]:
    if late:
        yield Problem("late", value=received_at.date().isoformat())
    if not scan:
        yield Problem("scan-missing")


def _received(group: _Group) -> tuple[datetime, str]:
    """When the submission was received, in China's time, and the source of that: mail, name or file."""
    arrived = [envelope.received_at for envelope in group.envelopes if envelope.received_at]
    if arrived:
        return _in_china(max(arrived)), "mail"
    names = [*_folders(group), *(PurePosixPath(file.path).stem for file in group.files)]
    day = next((day for name in names if (day := date_in(name))), None)
    if day:
        return datetime.combine(day, time(), CHINA), "name"
    return _in_china(max(file.modified_at for file in group.files)), "file"


def _in_china(moment: datetime) -> datetime:
    """The moment in China's time, clamped to the range of datetime."""
    return min(max(moment, _FIRST), _LAST).astimezone(CHINA)

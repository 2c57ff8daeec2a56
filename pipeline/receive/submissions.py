"""submissions: the files of a run, gathered into what one unit sent at one time.

A submission is one mail (an mbox holds several), one direct sub-folder of the inbox, or the loose files of one stem;
receive has already said which; one with forms of two notices, or of two units, is parted into two. Here each gets its
notice, its unit, its day, and the findings that concern it as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from pipeline.model.documents import Examination, Examined, InboxFile, MailHead, Outcome, Submission, submission_id_of
from pipeline.model.statements import Problem
from pipeline.receive.belonging import Notices
from pipeline.receive.by_notice import Before, by_notice
from pipeline.receive.by_unit import apart, by_unit, of_sheet, within, workplaces, written_unit
from pipeline.receive.groups import Group, groups
from pipeline.receive.unit_names import organisation, sheet_unit, subject_unit
from pipeline.receive.versions import void_corrected
from pipeline.terms.name_patterns import stem
from pipeline.terms.notices import CHINA, Notice
from pipeline.text.fold import fold
from schemas.named import NamedTuple

_LACKING = ("unit-missing", "scan-missing")
"""Problems that say what a submission lacks."""

_ABOUT = (Outcome.PROCESSED, Outcome.ANSWER, Outcome.UNREADABLE, Outcome.SCAN)
"""Outcomes of documents that a submission is about, the surest first."""


class _Candidate(NamedTuple):
    """The unit according to one source, which is sheet, subject, folder or file."""

    unit: str
    source: str


def gather(
    files: Sequence[InboxFile],
    examinations: Sequence[Examination],
    notices: Notices,
    number_from: int,
    before: Mapping[str, Before],
) -> tuple[list[Submission], list[Examined]]:
    """The submissions of a run, sorted by received_at and key, and the documents that belong to none.

    New ones are numbered from `number_from`; `examinations[i]` is that of `files[i]`. System files with no others
    beside them belong to no submission; every other document belongs to exactly one. `before`: what is recorded of
    submissions that are tried again.
    """
    found = groups(files, examinations)
    submissions = [
        _submission(part, papers, notice)
        for group in found
        if not group.only_system_files
        for answers, notice in by_notice(group, notices, before)
        for part, papers in by_unit(answers, group, notice, before)
    ]
    submissions.sort(key=lambda submission: (submission.received_at, submission.key))
    new = (submission for submission in submissions if not submission.submission_id)
    for number, submission in enumerate(new, number_from):
        submission.submission_id = submission_id_of(number)
    return submissions, [document for group in found if group.only_system_files for document in group.documents]


def of_one_unit(submissions: Sequence[Submission]) -> list[list[Submission]]:
    """The submissions of each unit that sent several to one notice: its people may be listed in one mail, its projects
    in another."""
    by_unit: dict[tuple[str, str], list[Submission]] = {}
    for submission in submissions:
        if submission.unit:
            by_unit.setdefault((submission.notice, fold(submission.unit)), []).append(submission)
    return [together for together in by_unit.values() if len(together) > 1]


def _submission(group: Group, whole: Group, notice: Notice) -> Submission:
    """The part of a group that answers a notice for a unit; the stamped scan may be among the rest of the group."""
    if group.unjudged:
        return _bare(group, notice)
    void_corrected(group.documents)
    units = _units(group, notice) or _of_records(group)
    unit, source = units[0] if units else _Candidate("", "none")
    received_at, received_from = group.received()
    recommends = not group.only_answers
    late = recommends and received_from != "file" and notice.is_late(received_at)
    scan = recommends and any(document.outcome == Outcome.SCAN for document in whole.documents)
    other = _other_problems(received_at, late, scan or not notice.wants_scan, notice)
    problems = [*_unit_problems(units, notice), *other] if recommends else []
    if any(document.problem and document.problem.slug == "program-fault" for document in group.documents):
        problems = [problem for problem in problems if problem.slug not in _LACKING]  # may be in the failed part
    return Submission(
        key=group.key,
        submission_id=_number(group),
        notice=notice.name,
        unit=unit,
        unit_source=source,
        sender=next((envelope.sender for envelope in group.envelopes if envelope.sender), ""),
        received_at=received_at,
        received_from=received_from,
        late=late,
        scan=scan,
        form=next(filter(None, (each.recognition.form for each in group.documents if each.recognition)), ""),
        documents=group.documents,
        problems=problems,
        mails=_mails_around(group),
    )


def _mails_around(group: Group) -> tuple[MailHead, ...]:
    """The mails around what the group is about: its first document that was recognised, else the first that could not
    be read, else the first scan; where there is none, the outermost mail of the first envelope."""
    mails = [mail for envelope in group.envelopes for mail in envelope.mails.items()]
    for wanted in _ABOUT:
        for document in group.documents:
            if document.outcome == wanted:
                return tuple(head for file, head in mails if document.file.startswith(f"{file}!"))
    return tuple(head for _, head in mails[:1])


def _number(group: Group) -> str:
    """The number under which it was received before; "" if it is new."""
    return next(iter(group.again), "")


def _bare(group: Group, notice: Notice) -> Submission:
    """A submission on which the program failed: only its arrival is known, and nothing is asked of the unit."""
    return Submission(
        key=group.key,
        submission_id=_number(group),
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


def _units(group: Group, notice: Notice) -> list[_Candidate]:
    """The unit by each source, most reliable first: every sheet, then one each from subject and folder, what stands in
    a sheet without a label (page header, the sheet's own name), then the file name.

    Names of other attachments (scans, licences) count only if nothing else names the unit; they never contradict.
    """
    typed = [document.recognition.unit for document in group.documents if document.recognition]
    units = [_Candidate(of_sheet(cell, notice), "sheet") for cell in typed if cell and cell.heading]
    units.append(_Candidate(_first(subject_unit(subject, notice) for subject in group.subjects), "subject"))
    units.append(_Candidate(_first(organisation(folder, notice) for folder in group.folders), "folder"))
    units += [_Candidate(organisation(cell.text, notice), "sheet") for cell in typed if cell and not cell.heading]
    employers = apart(unit for each in group.documents for unit in workplaces(each, notice))
    units += [_Candidate(unit, "sheet") for unit in employers]
    units.append(_Candidate(_first(organisation(name, notice) for name in _names(group)), "file"))
    units += [_Candidate(organisation(name, notice), "file") for name in _names_of_silent(group, notice)]
    named = [candidate for candidate in units if candidate.unit]
    if named:
        return named
    inside = _first(organisation(name, notice) for document in group.documents for name in within(document.file))
    return [_Candidate(inside, "file")] if inside else []


def _of_records(group: Group) -> list[_Candidate]:
    """Where the only ones work of whose activities the documents tell."""
    told = {line.text("unit") for document in group.documents for line in document.activity_lines} - {""}
    return [_Candidate(sheet_unit(unit), "sheet") for unit in told] if len(told) == 1 else []


def _first(names: Iterable[str]) -> str:
    return next(filter(None, names), "")


def _names(group: Group) -> Iterator[str]:
    """File name stems of the recognised forms, then of the files in the inbox."""
    forms = [document.file for document in group.documents if document.outcome == Outcome.PROCESSED]
    inbox = [file.path for file in group.files]
    return map(stem, [*forms, *inbox])


def _names_of_silent(group: Group, notice: Notice) -> Iterator[str]:
    """File name stems of the forms that name no unit themselves: each may be of another one."""
    forms = (document for document in group.documents if document.outcome == Outcome.PROCESSED)
    return (stem(form.file) for form in forms if not written_unit(form, notice))


def _unit_problems(units: list[_Candidate], notice: Notice) -> Iterator[Problem]:
    if not units:
        yield Problem("unit-missing")
        return
    unit, source = units[0]
    if source == "file":
        yield Problem("unit-from-filename", value=unit)
    own = fold(unit)
    named = ((fold(other.unit), other.unit) for other in reversed(units))
    others = {key: name for key, name in named if key != own and organisation(name, notice)}
    for key in sorted(others):
        yield Problem("unit-conflict", value=unit, about=others[key])


def _other_problems(received_at: datetime, late: bool, has_scan: bool, notice: Notice) -> Iterator[Problem]:
    if late:
        yield Problem("late", value=received_at.date().isoformat(), about=str(notice.deadline))
    if not has_scan:
        yield Problem("scan-missing")

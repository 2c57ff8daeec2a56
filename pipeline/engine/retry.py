"""Try again (command `retry`) the files that failed by a limit or a fault of the program, or that were locked until
somebody gave another password, from the register's copies.

They are received again under their submission. Documents read before stay as they are, and so do the submission's
particulars if somebody was judged by them; only documents that could not be read are read anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.documents import Attempt, Examination, Examined, InboxFile, Submission
from pipeline.receive.files import submission_of
from pipeline.receive.groups import AGAIN
from pipeline.terms.findings import make

if TYPE_CHECKING:
    from pipeline.engine.portions import Portion
    from pipeline.register import Register
    from pipeline.register.attempts import Again, Earlier

_LOCKED = "locked"
_KEPT = ("unit", "unit_source", "sender", "received_at", "received_from", "late", "mails")
"""What a submission keeps once somebody in it was judged."""


def put_out(register: Register, again: Sequence[Again], folder: Path) -> list[InboxFile]:
    """Write the files' bytes to `folder` and return them as if found in the inbox, grouped by submission."""
    files = []
    for number, each in enumerate(again):
        place = folder / str(number)
        place.write_bytes(register.original(each.sha256))
        together = f"{min(each.submissions)}{AGAIN}{submission_of(each.path)}"
        at = each.received_at.astimezone(UTC)
        files.append(InboxFile(each.path, str(place), each.sha256, each.size, at, together, again=each.submissions))
    return files


def attempts_of(portion: Portion, submissions: Sequence[Submission], program: str, passwords: str) -> list[Attempt]:
    """How reading and judging ended, for all files of submissions in which a file failed or was tried again; by the
    fingerprints of the program and of the passwords that it tried."""
    pairs = zip(portion.files, portion.examinations, strict=True)
    found = [(file, _ended(examination), examination.faults) for file, examination in pairs]
    troubled = {file.submission for file, ended, _ in found if ended or file.again}
    again = {sent for file in portion.files for sent in file.again}
    new = [(each.key, each.submission_id) for each in submissions if each.submission_id not in again]
    return [
        Attempt("file", sent, "", file.path, file.sha256, ended, passwords if ended == _LOCKED else program, faults)
        for file, ended, faults in found
        if file.submission in troubled
        for sent in _numbers(file, new)
    ]


def _numbers(file: InboxFile, new: Sequence[tuple[str, str]]) -> list[str]:
    """The submission numbers that a file belongs to: one, or one for each notice that it answers and for each mail of
    an mbox. `new`: key and number of the submissions not received before."""
    key = file.submission.rpartition(AGAIN)[2]
    own = [sent for name, sent in new if name.startswith(f"{file.path}!") or (name == key and not file.again)]
    return [*file.again, *own]


def _ended(examination: Examination) -> str:
    if examination.faults:
        return "fault"
    return "limit" if examination.cut_short else _LOCKED if examination.locked else ""


def keep_earlier_results(submissions: Collection[Submission], known: Mapping[str, Earlier]) -> list[Submission]:
    """The submissions, with earlier results kept in those received before; unchanged ones are left out."""
    return [
        each
        for each in submissions
        if each.submission_id not in known or _keep_earlier(each, known[each.submission_id])
    ]


def _keep_earlier(submission: Submission, earlier: Earlier) -> bool:
    """Keep the earlier results in `submission`; returns whether anything has changed."""
    submission.documents = [each for each in submission.documents if not earlier.stands(each.file)]
    if earlier.people:
        for name in _KEPT:
            setattr(submission, name, getattr(earlier, name))
    unread = {file: said for file, said in earlier.documents.items() if not earlier.stands(file)}
    return {each.file: _said(each, submission) for each in submission.documents} != unread


def _said(document: Examined, submission: Submission) -> tuple[str, str]:
    """Outcome and message as stored in the register."""
    problem = document.problem
    message = make(problem, submission.submission_id, file=document.file).message if problem else ""
    return document.outcome.value, message

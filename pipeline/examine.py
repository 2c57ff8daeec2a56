"""examine: one file of the inbox read and recognised, in a worker process; its cells stay behind."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path

from pipeline.model import Document, Examination, Examined, Outcome, Problem
from pipeline.read.containers import read_file
from pipeline.read.limits import limits, refusal
from pipeline.recognise import recognise

Job = tuple[str, str, Sequence[str]]
"""Path inside the inbox, absolute path, passwords to try."""


def examine(job: Job) -> Examination:
    """Everything in one file of the inbox. Bad input never raises; a fault of the recogniser is our bug and does."""
    path, absolute, passwords = job
    if Path(absolute).stat().st_size > limits().file_bytes:
        return refused(job, refusal("bytes", "too-large"))
    reading = read_file(path, Path(absolute).read_bytes(), passwords)
    return Examination(reading.envelope, [_examined(document) for document in reading.documents])


def _examined(document: Document) -> Examined:
    outcome, problem, recognition = document.outcome, document.problem, None
    if outcome is None:
        recognition = recognise(document)
        outcome = Outcome.PROCESSED if recognition.kind != "none" else Outcome.NOT_A_FORM
        if outcome == Outcome.NOT_A_FORM and recognition.problems:
            problem, recognition = recognition.problems[0], None  # no-table; a workbook that we published says nothing
    return Examined(document.file, document.sha256, document.size, document.kind, outcome, problem, recognition)


def refused(job: Job, problem: Problem) -> Examination:
    """A file that could not be examined at all, as its only document."""
    path, absolute, _ = job
    with Path(absolute).open("rb") as file:
        checksum = file_digest(file, "sha256").hexdigest()
    size = Path(absolute).stat().st_size
    return Examination(None, [Examined(path, checksum, size, "other", Outcome.UNREADABLE, problem, None)])

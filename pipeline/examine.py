"""examine: one file of the inbox read and recognised, in a worker process; its cells stay behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

from pipeline.errors import UserError
from pipeline.model import Document, Examination, Examined, Outcome, Problem, Reading, Sheet
from pipeline.privacy import unnumbered
from pipeline.read.containers import read_file
from pipeline.read.limits import limits, refusal
from pipeline.recognise import Seen, look
from pipeline.recognise.grid import address
from schemas import table

Job = tuple[str, str, Sequence[str]]
"""Path inside the inbox, absolute path, passwords to try."""

_PLACES_TOLD = 5


def examine(job: Job) -> Examination:
    """Everything in one file of the inbox. Bad input never raises; a fault of the recogniser is our bug and does."""
    return examined(job, lambda *_: None)


def examined(job: Job, show: Callable[[Document, Seen], None]) -> Examination:
    """The same; `show` is given each document that was looked at, with what was seen, while its cells are at hand."""
    path, absolute, passwords = job
    with _still_there(path):
        if Path(absolute).stat().st_size > limits().file_bytes:
            return refused(job, refusal("bytes", "too-large"))
        data = Path(absolute).read_bytes()
    reading = read_file(path, data, passwords)
    _unnumber(reading)
    return Examination(reading.envelopes, [_examined(document, show) for document in reading.documents])


def _unnumber(reading: Reading) -> None:
    """Take identity numbers out of all names; those in cells are taken out, and counted, by the recogniser."""
    for envelope in reading.envelopes:
        envelope.file = unnumbered(envelope.file)
        envelope.subjects, envelope.sender = list(map(unnumbered, envelope.subjects)), unnumbered(envelope.sender)
    for document in reading.documents:
        document.file = unnumbered(document.file)
        for sheet in document.sheets:
            sheet.name = unnumbered(sheet.name)


@contextmanager
def _still_there(path: str) -> Iterator[None]:
    """What vanishes from the inbox while the run goes on is no document; the next run will see what is there."""
    try:
        yield
    except OSError as error:
        raise UserError(table("register")["messages"]["file_changed"].format(file=path)) from error


def _examined(document: Document, show: Callable[[Document, Seen], None]) -> Examined:
    outcome, problem, recognition = document.outcome, document.problem, None
    if outcome is None:
        seen = look(document)
        show(document, seen)
        recognition = seen.recognition
        recognition.problems += _strays(document.sheets)
        outcome = Outcome.PROCESSED if recognition.kind != "none" else Outcome.NOT_A_FORM
        if outcome == Outcome.NOT_A_FORM and recognition.problems:
            problem, recognition = recognition.problems[0], None  # no-table; a workbook that we published says nothing
    return Examined(document.file, document.sha256, document.size, document.kind, outcome, problem, recognition)


def _strays(sheets: Sequence[Sheet]) -> list[Problem]:
    """What stands so far beyond the tables that it was not read, with the first few places of each sheet."""
    return [
        Problem("stray-cells", sheet.name, places[0], "", "、".join(places))
        for sheet in sheets
        if (places := [address(row, column) for row, column in sheet.strays[:_PLACES_TOLD]])
    ]


def refused(job: Job, problem: Problem) -> Examination:
    """A file that could not be examined at all, as its only document."""
    path, absolute, _ = job
    with _still_there(path), Path(absolute).open("rb") as file:
        checksum = file_digest(file, "sha256").hexdigest()
        size = Path(absolute).stat().st_size
    return Examination([], [Examined(path, checksum, size, "other", Outcome.UNREADABLE, problem, None)])

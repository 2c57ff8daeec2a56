"""examine: one file of the inbox read and recognised, in a worker process; its cells stay behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import file_digest, sha256
from pathlib import Path

from pipeline.kinds import told
from pipeline.model.documents import Document, Examination, Examined, Fault, Outcome, Reading, Sheet
from pipeline.model.statements import Problem
from pipeline.read.containers import read_file
from pipeline.read.limits import limits, program_fault, refusal
from pipeline.receive.files import reason_of
from pipeline.receive.unreadable import unread
from pipeline.recognise import Seen
from pipeline.recognise.sheet.grid import address
from pipeline.text.mask import unnumbered
from pipeline.wall import Fallen, attempt

Job = tuple[str, str, Sequence[str]]
"""Path inside the inbox, absolute path, passwords to try."""

_PLACES_TOLD = 5


def examine(job: Job) -> Examination:
    """Everything in one file of the inbox. Neither bad input raises, nor a file that cannot be opened any more, nor a
    fault of the program: that becomes data of the document, or of the whole file, at which it happened.
    """
    return examined(job, lambda *_: None)


def examined(job: Job, show: Callable[[Document, Seen], None]) -> Examination:
    """The same; `show` is given each document that was looked at, with what was seen, while its cells are at hand."""
    path, absolute, passwords = job
    try:
        if Path(absolute).stat().st_size > limits().file_bytes:
            return refused(job, refusal("bytes", "too-large"))
        data = Path(absolute).read_bytes()
    except OSError as error:
        return unread(path, reason_of(error))
    reading = attempt(lambda: _read(path, data, passwords))
    if isinstance(reading, Fallen):
        document = Document(path, sha256(data).hexdigest(), len(data), "other")
        reading = Reading([], [_failed(document, reading.trace)])
    found = [_examined(document, show) for document in reading.documents]
    faults = [Fault(each.file, each.sha256, each.trace) for each in reading.documents if each.trace]
    return Examination(reading.envelopes, found, faults, any(each.cut_short for each in reading.documents))


def _read(path: str, data: bytes, passwords: Sequence[str]) -> Reading:
    reading = read_file(path, data, passwords)
    _unnumber(reading)
    return reading


def _failed(document: Document, trace: str) -> Document:
    """The document as one at which the program failed."""
    document.outcome, document.problem, document.trace = Outcome.UNREADABLE, program_fault(document.sha256), trace
    return document


def _unnumber(reading: Reading) -> None:
    """Take identity numbers out of all names; those in cells are taken out, and counted, by the recogniser."""
    for envelope in reading.envelopes:
        envelope.file = unnumbered(envelope.file)
        envelope.subjects, envelope.sender = list(map(unnumbered, envelope.subjects)), unnumbered(envelope.sender)
    for document in reading.documents:
        document.file = unnumbered(document.file)
        for sheet in document.sheets:
            sheet.name = unnumbered(sheet.name)


def _examined(document: Document, show: Callable[[Document, Seen], None]) -> Examined:
    looked = attempt(lambda: _looked_at(document, show)) if document.outcome is None else None
    if isinstance(looked, Fallen):
        _failed(document, looked.trace)
    elif looked is not None:
        return looked
    assert document.outcome is not None  # decided by reading, or by failing
    about = document.file, document.sha256, document.size, document.kind
    return Examined(*about, document.outcome, document.problem, None)


def _looked_at(document: Document, show: Callable[[Document, Seen], None]) -> Examined:
    """What a document that could be read is, and what it says."""
    seen, mark, claimed = told(document)
    show(document, seen)
    recognition = seen.recognition
    recognition.problems += _strays(document.sheets)
    about = document.file, document.sha256, document.size, document.kind
    if recognition.kind != "none":
        return Examined(*about, Outcome.PROCESSED, None, recognition, mark, claimed)
    return Examined(*about, Outcome.NOT_A_FORM, next(iter(recognition.problems), None), None, mark, claimed)


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
    try:
        with Path(absolute).open("rb") as file:
            checksum = file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        return unread(path, reason_of(error))
    return Examination([], [Examined(path, checksum, size, "other", Outcome.UNREADABLE, problem, None)])

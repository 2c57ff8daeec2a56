"""Read and recognise one file of the inbox, in a worker process. Its cells are not sent back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import file_digest, sha256
from pathlib import Path

from pipeline.examine.letters import with_said_in_letters
from pipeline.examine.quoted import void_quoted
from pipeline.kinds.hours import UNREAD_SHEET
from pipeline.kinds.published import CERTIFICATES, DECISIONS, PUBLISHED, RESULTS
from pipeline.kinds.records import HOURS, RECEIVED
from pipeline.kinds.settings import SETTINGS
from pipeline.kinds.telling import Told, told
from pipeline.model.decisions import Said
from pipeline.model.documents import Document, Examination, Examined, Fault, Outcome, Reading, Sheet
from pipeline.model.results import Return
from pipeline.model.statements import Problem, Recognition
from pipeline.read.containers import read_file
from pipeline.read.limits import limits, program_fault, refusal
from pipeline.receive.files import reason_of
from pipeline.receive.unreadable import unread
from pipeline.recognise import Seen
from pipeline.recognise.words.form import bare
from pipeline.text.addresses import address
from pipeline.text.mask import unnumbered
from pipeline.wall import Fallen, attempt
from schemas.kinds import kinds_file

Job = tuple[str, str, Sequence[str]]
"""Path inside the inbox, absolute path, passwords to try."""

_PLACES_TOLD = 5


def examine(job: Job, expected: tuple[str, ...] = ()) -> Examination:
    """Examine one file of the inbox. Never raises: bad input, a file that can no longer be opened and a fault of the
    program are recorded in the document (or the file) concerned.
    """
    return examined(job, lambda *_: None, expected)


def examined(job: Job, show: Callable[[Document, Seen], None], expected: tuple[str, ...] = ()) -> Examination:
    """Like `examine`; `show` is called with each document and what was seen in it, while its cells are in memory.
    `expected` are the forms of the notices that are open."""
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
    for document in reading.documents:
        document.expected = expected
    found = [_examined(document, show) for document in reading.documents]
    found = _without_repeating(found, {each.file for each in reading.documents if each.is_letter})
    void_quoted(reading.documents, found)
    found = with_said_in_letters(reading.documents, found)
    faults = [Fault(each.file, each.sha256, each.trace) for each in reading.documents if each.trace]
    return Examination(reading.envelopes, found, faults, any(each.cut_short for each in reading.documents))


def _without_repeating(documents: list[Examined], letters: set[str]) -> list[Examined]:
    """The documents without letters that hold nobody but people of the mail's own attachments, which they quote, and
    without those that are no form beside an attachment."""
    return [each for each in documents if each.file not in letters or not _repeats(each, documents)]


def _repeats(letter: Examined, documents: list[Examined]) -> bool:
    mail = letter.file.rpartition("!")[0]
    others = [each for each in documents if each is not letter and each.file.startswith(f"{mail}!")]
    if letter.recognition is None:
        return any(each.recognition or each.problem for each in others)  # what is wrong is said of these
    forms = [each.recognition for each in others if each.recognition]
    return bool(forms) and {name for form in forms for name in _names(form)} >= set(_names(letter.recognition))


def _names(recognition: Recognition) -> Iterator[str]:
    return (bare(person.fields["name"].text) for person in recognition.people if "name" in person.fields)


def _read(path: str, data: bytes, passwords: Sequence[str]) -> Reading:
    reading = read_file(path, data, passwords)
    _remove_identity_numbers(reading)
    return reading


def _failed(document: Document, trace: str) -> Document:
    """Mark a document as one on which the program failed."""
    document.outcome, document.problem, document.trace = Outcome.UNREADABLE, program_fault(document.sha256), trace
    return document


def _remove_identity_numbers(reading: Reading) -> None:
    """Remove identity numbers from all names; the recogniser removes, and counts, those in cells."""
    for envelope in reading.envelopes:
        envelope.file = unnumbered(envelope.file)
        envelope.subjects, envelope.sender = list(map(unnumbered, envelope.subjects)), unnumbered(envelope.sender)
        mails = {
            unnumbered(file): each._replace(sender=unnumbered(each.sender)) for file, each in envelope.mails.items()
        }
        envelope.mails = mails
        envelope.subjects_of = {
            unnumbered(file): list(map(unnumbered, told)) for file, told in envelope.subjects_of.items()
        }
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
    said_of = told(document)
    seen, mark, claimed, activities = said_of
    show(document, seen)
    recognition = seen.recognition
    recognition.problems += _strays(document.sheets)
    about = document.file, document.sha256, document.size, document.kind
    if answer := _answer(document, said_of):
        unread = tuple(each for each in recognition.problems if each.slug == UNREAD_SHEET)
        return Examined(*about, Outcome.ANSWER, answer, None, activity_lines=activities, remarks=unread)
    if claimed == CERTIFICATES and (ours := _of_certificates(document, recognition, mark)):
        return ours
    said = _said(document) if claimed == DECISIONS and mark else ()
    of_batch = claimed in PUBLISHED and PUBLISHED[claimed].in_batch
    returned = _returned(document) if mark and of_batch else None
    if recognition.kind != "none":
        done = Examined(*about, Outcome.PROCESSED, None, recognition, mark, claimed, said=said, returned=returned)
        return replace(done, activity_lines=activities) if activities else done
    problem = next(iter(recognition.problems), None)
    return Examined(*about, Outcome.NOT_A_FORM, problem, None, mark, claimed, said=said, returned=returned)


def _answer(document: Document, told: Told) -> Problem | None:
    """What is said of a document that is ours, or a record of activities, and recommends nobody; None of others, and of
    those with a mark, which must be verified."""
    people = told.seen.recognition.people
    if told.claimed == SETTINGS:
        return Problem("settings-received")
    if told.claimed == HOURS:
        return Problem(RECEIVED, about=str(len(told.activities)))
    if told.claimed == DECISIONS and not told.mark and told.seen.recognition.kind == "none":
        return Problem("decisions-unproven")
    if told.claimed == RESULTS and not told.mark and not _returned(document).others(people):
        return Problem("results-unproven", about=kinds_file().doubts["lost"])
    return None


def _said(document: Document) -> tuple[Said, ...]:
    from pipeline.kinds.decisions import said_in

    return said_in(document)


def _returned(document: Document) -> Return:
    from pipeline.kinds.results import returned_in

    return returned_in(document)


def _of_certificates(document: Document, recognition: Recognition, mark: tuple[str, ...]) -> Examined | None:
    """Our workbook of certificates, with nothing in it but what tells of them; None where there is more."""
    from pipeline.kinds.certificates import are_in_ours, certificate_lines
    from pipeline.kinds.certificates_unread import unread_in

    if not are_in_ours(recognition.people, document):
        return None
    about = document.file, document.sha256, document.size, document.kind
    if not mark:
        lost = Problem("certificates-unproven", about=kinds_file().doubts["lost"])
        return Examined(*about, Outcome.ANSWER, lost, None)
    lines = certificate_lines(document)
    unread = tuple(unread_in(document, lines))
    own = Examined(*about, Outcome.NOT_A_FORM, None, None, mark, CERTIFICATES, certificate_lines=lines)
    return replace(own, remarks=unread) if unread else own


def _strays(sheets: Sequence[Sheet]) -> list[Problem]:
    """A problem for each sheet with cells too far beyond the table to be read, with the addresses of the first few."""
    return [
        Problem("stray-cells", sheet.name, places[0], "", "、".join(places))
        for sheet in sheets
        if (places := [address(row, column) for row, column in sheet.strays[:_PLACES_TOLD]])
    ]


def refused(job: Job, problem: Problem) -> Examination:
    """The examination of a file that could not be examined at all: the file is its only document."""
    path, absolute, _ = job
    try:
        with Path(absolute).open("rb") as file:
            checksum = file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        return unread(path, reason_of(error))
    return Examination([], [Examined(path, checksum, size, "other", Outcome.UNREADABLE, problem, None)])

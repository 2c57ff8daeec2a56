"""The files of one answer, written in a worker: the unit's own workbooks are opened only there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from pipeline.publish.mails.heading import Heading, draft_of
from pipeline.publish.mails.message import Attachment, message
from pipeline.publish.marked import Line, Listing, Marked
from pipeline.publish.marked.originals import Original, marked, opened
from pipeline.publish.paper import disk
from pipeline.publish.paper.planned import Missed
from pipeline.publish.units.answer import Marks
from pipeline.publish.units.at_headings import placed
from pipeline.publish.units.letter import letter
from pipeline.publish.units.letter_data import Letter
from pipeline.publish.units.letter_texts import names_text
from pipeline.publish.units.mail import answer_mail
from pipeline.wall import Fallen, attempt
from schemas.layouts.correction import correction_file
from schemas.letters import letters_file
from schemas.named import NamedTuple


class MarkedWorkbook(NamedTuple):
    """A workbook to be marked: its path below the batch folder, the file that holds it, what is marked in it, and the
    lines of its seal."""

    path: str
    original: Original
    marks: Marks
    seal: tuple[str, ...]
    created: datetime


class AnswerJob(NamedTuple):
    """A letter: its path below the batch folder, what it tells, own Word templates by name, the workbooks beside it,
    and of the mail that carries it all but the text, where there shall be a draft of it."""

    path: str
    letter: Letter
    templates: Mapping[str, bytes]
    workbooks: tuple[MarkedWorkbook, ...]
    heading: Heading | None = None

    @property
    def draft(self) -> str:
        """Where the draft of the mail that carries it lies; "" for none."""
        return draft_of(self.path) if self.heading else ""


def write_answer(job: AnswerJob, folder: Path) -> Missed | None:
    """Write the letter, and beside it each workbook that can be marked. A workbook at which the program fails is the
    only file that is missed: the letter tells everything by itself."""
    missed, beside, attachments = None, list[Marked](), list[Attachment]()
    for workbook in job.workbooks:
        made = attempt(lambda workbook=workbook: _write_marked(workbook, folder))  # type: ignore[misc]
        if isinstance(made, Fallen):
            if disk.refused(made.error):
                raise made.error
            missed = missed or Missed(workbook.path, made.trace)
        elif made:
            beside.append(made)
            attachments.append(Attachment(PurePosixPath(workbook.path).name, made.workbook))
    told = replace(job.letter, has_marked=bool(beside), unsigned=any(each.unsigned for each in beside))
    written = letter(told, job.templates)
    (folder / job.path).write_bytes(written)
    if job.heading:
        carried = [Attachment(PurePosixPath(job.path).name, written), *attachments]
        draft = message(answer_mail(told, job.path, job.heading, carried), is_draft=True)
        (folder / job.draft).write_bytes(draft)
    return missed


def _once(lines: Sequence[Line]) -> Iterator[Line]:
    """Each line once, with all whom it concerns: what is wrong with a project, or a column, is so for everybody."""
    people: dict[Line, list[str]] = {}
    for line in lines:
        people.setdefault(line._replace(name=""), []).append(line.name)
    for line, names in people.items():
        yield line._replace(name=names_text(names, letters_file().limits.names))


def _write_marked(job: MarkedWorkbook, folder: Path) -> Marked | None:
    """The workbook marked; None where it cannot be."""
    found = opened(job.original, job.marks.document)
    if found is None:
        return None
    questions = placed(found.document, job.marks.questions)
    markings = [each.marking for each in questions if each.marking.cell]
    listing = corrections(tuple(_once([each.line for each in questions])), job.marks.notes)
    made = marked(found, markings, listing, job.seal, job.created)
    if made:
        (folder / job.path).write_bytes(made.workbook)
    return made


def corrections(lines: tuple[Line, ...], notes: Sequence[str] = ()) -> Listing:
    """The list of corrections that a unit gets."""
    file = correction_file()
    return Listing(file.listing.sheet, file.words.title, (*file.words.notes, *notes), lines)

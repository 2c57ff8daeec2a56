"""The files that go back to one society, written in a worker: its workbooks are opened only there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from pipeline.kinds.mark_sheet import mark_in
from pipeline.kinds.results import returned_in
from pipeline.model.documents import Document
from pipeline.publish.mails.heading import Heading, draft_of
from pipeline.publish.mails.message import Attachment, message
from pipeline.publish.marked import Line, Listing, Marking
from pipeline.publish.marked.originals import Original, marked, opened
from pipeline.publish.paper import disk
from pipeline.publish.paper.planned import Missed
from pipeline.publish.societies.letter import SocietyLetter, society_letter
from pipeline.publish.societies.mail import again_mail
from pipeline.terms.notices import Notice
from pipeline.wall import Fallen, attempt
from schemas.layouts.correction import correction_file
from schemas.layouts.intake import intake_file
from schemas.named import NamedTuple


class Wrong(NamedTuple):
    """What could not be taken at a cell: of whom ("" where that is not known), what stands there, what is wrong, and
    what to write."""

    name: str
    sheet: str
    cell: str
    value: str
    problem: str
    fix: str


class Copy(NamedTuple):
    """A workbook that goes back marked: its path below the batch folder, the file that holds it (None where its bytes
    were forgotten), the `Document.file`, when it came, of how many people something was taken, and what was not."""

    path: str
    original: Original | None
    document: str
    received_on: date
    taken: int
    wrong: tuple[Wrong, ...]


class SentBackJob(NamedTuple):
    """A letter to a society: its path below the batch folder, own Word templates by name, and the workbooks beside
    it."""

    path: str
    society: str
    is_confirmed: bool
    notice: Notice
    association: Mapping[str, str]
    day: date
    created: datetime
    templates: Mapping[str, bytes]
    copies: tuple[Copy, ...]
    batch: str
    answers: str
    heading: Heading | None

    @property
    def draft(self) -> str:
        """Where the draft of the mail that carries it lies; "" for none."""
        return draft_of(self.path) if self.heading else ""


def write_sent_back(job: SentBackJob, folder: Path) -> Missed | None:
    """Write the letter, and beside it each workbook that can be marked. A workbook at which the program fails is the
    only file that is missed: the letter tells everything by itself."""
    missed, lines, has_marked = None, list[tuple[str, Line]](), False
    for copy in job.copies:
        made = attempt(lambda copy=copy: _write_copy(copy, job, folder))  # type: ignore[misc]
        if isinstance(made, Fallen):
            if disk.refused(made.error):
                raise made.error
            missed = missed or Missed(copy.path, made.trace)
            made = None
        has_marked = has_marked or made is not None
        lines += [(copy.document, line) for line in made or _lines(copy.wrong, {})]
    told = SocietyLetter(
        society=job.society,
        is_confirmed=job.is_confirmed,
        notice=job.notice,
        association=job.association,
        day=job.day,
        received_on=tuple(copy.received_on for copy in job.copies),
        taken=sum(copy.taken for copy in job.copies),
        lines=tuple(lines),
        has_marked=has_marked,
    )
    written = society_letter(told, job.templates)
    (folder / job.path).write_bytes(written)
    if job.heading:
        there = [folder / copy.path for copy in job.copies if (folder / copy.path).exists()]
        carried = [Attachment(PurePosixPath(job.path).name, written)]
        carried += [Attachment(path.name, path.read_bytes()) for path in there]
        draft = message(again_mail(job.society, job.batch, job.path, job.heading, carried), is_draft=True)
        (folder / job.draft).write_bytes(draft)
    return missed


def _write_copy(copy: Copy, job: SentBackJob, folder: Path) -> tuple[Line, ...] | None:
    """The workbook marked, with the lines of its list; None where it cannot be."""
    found = opened(copy.original, copy.document) if copy.original else None
    if found is None:
        return None
    lines = tuple(_lines(copy.wrong, _cells(found.document)))
    words = correction_file().societies
    warning = () if job.is_confirmed else (intake_file().words.unconfirmed,)
    listing = Listing(words.sheet, words.title, (*warning, *words.notes), lines)
    made = marked(found, [_marking(each) for each in copy.wrong], listing, mark_in(found.document), job.created)
    if made is None:
        return None
    (folder / copy.path).write_bytes(made.workbook)
    return lines


def _marking(wrong: Wrong) -> Marking:
    return Marking(wrong.sheet, wrong.cell, must=True, text=wrong.problem)


def _cells(document: Document) -> dict[tuple[str, str], tuple[str, str]]:
    """Of each cell in the lines about people, by sheet and cell, the name in that line and the heading."""
    return {
        (line.sheet, each.cell): (line.name.text, each.heading)
        for line in returned_in(document).lines
        for each in (*line.answers.values(), *line.ours.values(), line.person_id, line.name)
    }


def _lines(wrong: Sequence[Wrong], cells: Mapping[tuple[str, str], tuple[str, str]]) -> Iterator[Line]:
    for each in wrong:
        name, heading = cells.get((each.sheet, each.cell), ("", ""))
        yield Line(each.name or name, each.sheet, each.cell, heading, each.value, each.problem, each.fix)

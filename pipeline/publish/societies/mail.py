"""The mails that carry to a society the workbook of its people, or its own that goes back to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.publish.mails.heading import Heading, correspondent, draft_of, heading, society_letter, wants_drafts
from pipeline.publish.mails.message import Attachment, Mail, message
from pipeline.publish.paper.batch_paper import Batch
from pipeline.publish.paper.book import Book
from pipeline.publish.paper.writing import write_book
from schemas.named import NamedTuple
from schemas.outgoing import outgoing_file

if TYPE_CHECKING:
    from pipeline.register.contents.batch import BatchContents


class IntakeJob(NamedTuple):
    """A society's workbook, its path below the batch folder, and of the mail that carries it all but the text, where
    there shall be a draft of it."""

    book: Book
    path: str
    society: str
    batch: str
    heading: Heading | None

    @property
    def draft(self) -> str:
        """Where the draft lies; "" for none."""
        return draft_of(self.path) if self.heading else ""


def intake_job(book: Book, path: str, society: str, batch: Batch, contents: BatchContents) -> IntakeJob:
    """What is to be written; no draft where the society is not confirmed, gets its workbook encrypted, or is whose
    program this is: then the workbook goes to nobody."""
    contact = contents.contacts.get(society)
    is_plain = not book.flagged and not (contact and contact.encrypts) and society != batch.association
    told = society_heading(society, contents, batch.secret) if is_plain and wants_drafts(contents.association) else None
    return IntakeJob(book, path, society, batch.name, told)


def write_intake(job: IntakeJob, folder: Path) -> None:
    """Write the workbook below the batch folder, and the draft beside it."""
    write_book(job.book, folder)
    if job.heading:
        carried = [Attachment(PurePosixPath(job.path).name, (folder / job.path).read_bytes())]
        draft = message(intake_mail(job.society, job.batch, job.heading, carried), is_draft=True)
        (folder / job.draft).write_bytes(draft)


def society_heading(
    society: str, contents: BatchContents, secret: bytes, *, again: bool = False, answers: str = ""
) -> Heading:
    """Of the mail with the workbook of its people, or with its own that goes back and answers the mail that brought it;
    to the address of that time."""
    contact, moment = contents.contacts.get(society), datetime.fromisoformat(contents.now)
    to = correspondent(society, contact.email if contact else "")
    letter = society_letter(contents.batch, society, again=again)
    return heading(letter, contents.batch, moment, contents.association, secret, to, answers)


def intake_mail(society: str, batch: str, told: Heading, attachments: Sequence[Attachment]) -> Mail:
    words = outgoing_file().society
    return told.mail(words, words.lines, {"society": society, "batch": batch}, attachments)


def again_mail(society: str, batch: str, path: str, told: Heading, attachments: Sequence[Attachment]) -> Mail:
    """The mail with the letter that lies at `path` and the copies beside it."""
    words, kind = outgoing_file().society_again, PurePosixPath(path).stem
    return told.mail(words, words.lines, {"society": society, "batch": batch, "kind": kind}, attachments)


def reminder_mail(society: str, kind: str, told: Heading, attachments: Sequence[Attachment]) -> Mail:
    """The mail with a reminder; `kind` is what that is called."""
    words = outgoing_file().society_reminder
    return told.mail(words, words.lines, {"society": society, "kind": kind}, attachments)

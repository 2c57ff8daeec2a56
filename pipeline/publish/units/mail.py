"""The mail that carries an answer, or a reminder, to a unit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from pipeline.publish.mails.heading import Heading
from pipeline.publish.mails.message import Attachment, Mail
from pipeline.publish.units.certificate_letter import CertificateLetter
from pipeline.publish.units.letter_data import Letter
from pipeline.publish.units.letter_page import addressed, receiver, subject_of
from pipeline.publish.units.letter_texts import day_text
from pipeline.publish.units.reminder import Reminder
from schemas.outgoing import outgoing_file


def answer_mail(letter: Letter, path: str, heading: Heading, attachments: Sequence[Attachment]) -> Mail:
    """The mail with the letter that lies at `path` and what lies beside it."""
    words = outgoing_file().unit
    due = words.due.format(day=day_text(letter.due.day)) if letter.due and letter.asks_back else ""
    about = {
        "kind": PurePosixPath(path).stem,
        "unit": addressed(letter.unit, letter.applicant),
        "you": receiver(letter.applicant).polite,
        "subject": subject_of(letter.notice, letter.unit) or letter.notice.title,
        "received": day_text(letter.received_on),
        "marked": words.marked if letter.has_marked else "",
        "due": due,
    }
    return heading.mail(words, words.lines, about, attachments)


def certificates_mail(
    letter: CertificateLetter, kind: str, heading: Heading, attachments: Sequence[Attachment]
) -> Mail:
    """The mail with a letter about certificates; `kind` is what that is called."""
    words = outgoing_file().certificates
    about = {"kind": kind, "unit": addressed(letter.unit, letter.applicant)}
    return heading.mail(words, words.lines, about, attachments)


def reminder_mail(reminder: Reminder, kind: str, heading: Heading, attachments: Sequence[Attachment]) -> Mail:
    """The mail with a reminder; `kind` is what that is called."""
    subject = subject_of(reminder.notice, reminder.unit) or reminder.notice.title
    about = {"kind": kind, "unit": addressed(reminder.unit, reminder.applicant), "subject": subject}
    words = outgoing_file().reminder
    return heading.mail(words, words.lines, about, attachments)

"""A letter to a unit that is silent: nothing came until its day, or what was to be corrected did not come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pipeline.publish.units.letter import filled
from pipeline.publish.units.letter_page import (
    AssociationPage,
    NoticePage,
    ReceiverPage,
    addressed,
    association_page,
    notice_page,
    receiver_page,
    subject_of,
)
from pipeline.publish.units.letter_texts import day_text
from pipeline.terms.notices import Notice
from schemas.letters import letters_file
from schemas.named import NamedTuple


class ReminderPage(NamedTuple):
    """What the templates of reminders may use; `asked` tells when something was asked for: `waiting` people to correct,
    `files` to send anew, a `scan`; `received` is the day of what it was asked for, or of what came without people."""

    unit: str
    receiver: ReceiverPage
    association: AssociationPage
    notice: NoticePage
    subject: str
    day: str
    due: str
    received: str = ""
    asked: str = ""
    waiting: int = 0
    files: int = 0
    scan: bool = False


class Reminder(NamedTuple):
    """One letter: to whom, of which notice, until when it was to be answered, and the day of what came, if any.
    For a correction: which submission, when it was asked for, of how many people, for how many files that could not be
    opened, and whether for a scan; `applicant` is the one
    person who is answered, "" where the unit is."""

    kind: Literal["report", "correction"]
    unit: str
    notice: Notice
    due_on: date
    submission_id: str = ""
    received_on: date | None = None
    asked_on: date | None = None
    waiting: int = 0
    files: int = 0
    scan: bool = False
    applicant: str = ""


def reminder_letter(reminder: Reminder, association: Mapping[str, str], day: date, own: Mapping[str, bytes]) -> bytes:
    """The letter as the bytes of a .docx. Raises UserError where an installation's own template cannot be used."""
    name = letters_file().reminders.templates[reminder.kind]
    page = ReminderPage(
        unit=addressed(reminder.unit, reminder.applicant),
        receiver=receiver_page(reminder.applicant),
        association=association_page(association),
        notice=notice_page(reminder.notice),
        subject=subject_of(reminder.notice, reminder.unit),
        day=day_text(day),
        due=day_text(reminder.due_on),
        received=day_text(reminder.received_on) if reminder.received_on else "",
        asked=day_text(reminder.asked_on) if reminder.asked_on else "",
        waiting=reminder.waiting,
        files=reminder.files,
        scan=reminder.scan,
    )
    return filled(name, page._asdict(), page.association.name, day, own)

"""How letters of `remind` are written: into the folder of their day, each beside the draft of the mail that carries it,
and none over one that is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.private import make_folder
from pipeline.terms.notices import CHINA
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.model.documents import MailHead
    from pipeline.publish.mails.heading import Heading
    from pipeline.publish.mails.message import Attachment, Correspondent, Mail
    from pipeline.register import Register
    from pipeline.terms.settings import Settings


class Reminded(NamedTuple):
    """The letters' folder, those written, those that were there already and are left as they are; and expected units
    with those that look like them, of which something came."""

    folder: Path
    written: list[Path]
    there: list[Path]
    alike: list[tuple[str, Sequence[str]]]


class Drafts(NamedTuple):
    """Of what the mails with reminders are made; `senders` are the mails to answer, by submission."""

    settings: Settings
    now: datetime
    secret: bytes
    senders: Mapping[str, tuple[str, Sequence[MailHead]]]

    def heading(self, name: str, to: Correspondent | None, answers: str = "") -> Heading:
        from pipeline.publish.mails.heading import heading

        moment = self.now.astimezone(CHINA)
        return heading(name, f"{moment:%Y-%m-%d}", moment, self.settings.association, self.secret, to, answers)

    def to_unit(self, name: str, unit: str, submission_id: str) -> Heading:
        """To who sent the submission, else to the address of the expected unit in the settings."""
        from pipeline.publish.mails.heading import correspondent, to_answer
        from pipeline.text.fold import fold

        sender, mails = self.senders.get(submission_id, ("", ()))
        to, answers = to_answer(mails, sender, self.settings.association, unit)
        expected = (each.email for each in self.settings.expected_units if fold(each.unit) == fold(unit))
        return self.heading(name, to or correspondent(unit, next(expected, "")), answers)

    def to_society(self, name: str, society: str) -> Heading:
        from pipeline.publish.mails.heading import correspondent

        contact = self.settings.societies.get(society)
        return self.heading(name, correspondent(society, contact.email if contact else ""))


def drafts_of(register: Register, settings: Settings, now: datetime, submissions: Iterable[str]) -> Drafts | None:
    """None where the settings want none."""
    from pipeline.publish.mails.heading import wants_drafts

    if not wants_drafts(settings.association):
        return None
    return Drafts(settings, now, register.secret(), register.sendings.mails_of(set(submissions)))


class Letter(NamedTuple):
    """A letter: its path in the folder of the day, how it is made, and the mail that carries it, by that path."""

    name: str
    made: Callable[[], bytes]
    mail: Callable[[str, Drafts, Attachment], Mail]


def put(done: Reminded, letter: Letter, drafts: Drafts | None) -> None:
    """Write a letter, and the draft of the mail that carries it where there shall be one, unless it is there."""
    from pipeline.publish.mails.heading import draft_of
    from pipeline.publish.mails.message import Attachment, message
    from pipeline.publish.paper import disk

    path = done.folder / letter.name
    if path.exists():
        done.there.append(path)
        return
    data = letter.made()
    with disk.sentences(done.folder):
        make_folder(path.parent)
        if drafts:
            draft = done.folder / draft_of(letter.name)
            mail = letter.mail(letter.name, drafts, Attachment(path.name, data))
            draft.write_bytes(message(mail, is_draft=True))
            disk.seal(draft)
        path.write_bytes(data)
        disk.seal(path)
    done.written.append(path)

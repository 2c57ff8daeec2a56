"""Letters to those who are silent: expected units of whom nothing came until their day, units that did not answer a
letter until the day it named, and societies that said nothing for long or need longer than they may. They are written
on demand only, and nothing of them is recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.private import make_folder
from pipeline.terms.notices import CHINA
from schemas.letters import letters_file

if TYPE_CHECKING:
    from pipeline.model.documents import MailHead
    from pipeline.publish.desk.expected import Overdue
    from pipeline.publish.mails.heading import Heading
    from pipeline.publish.mails.message import Attachment, Correspondent, Mail
    from pipeline.publish.societies.reminder import SocietyReminder
    from pipeline.publish.units.reminder import Reminder
    from pipeline.register import Register
    from pipeline.register.contents.units import Silent
    from pipeline.terms.progress import Owed
    from pipeline.terms.settings import Settings


class Reminded(NamedTuple):
    """The letters' folder, those written, those that were there already and are left as they are; and expected units
    with those that look like them, of which something came."""

    folder: Path
    written: list[Path]
    there: list[Path]
    alike: list[tuple[str, Sequence[str]]]


def remind(register: Register, settings: Path, outbox: Path, now: datetime) -> Reminded:
    """Write the letters. Raises UserError for a template of the installation that cannot be used, and when something
    cannot be written."""
    from pipeline.publish.paper.names import safe_name
    from pipeline.publish.societies.reminder import KIND, society_reminder_letter
    from pipeline.publish.units.reminder import reminder_letter
    from pipeline.terms.settings import read_settings

    own, words = read_settings(settings), letters_file().reminders
    folder = outbox / words.outbox / f"{now:%Y-%m-%d}"
    done = Reminded(folder, [], [], [])
    overdue, silent = _overdue(register, own, now), register.silent(now)
    done.alike.extend((unit.unit, unit.alike) for unit in overdue if unit.alike)
    drafts = _drafts(register, own, now, (each.submission_id for each in silent))
    for each in [*_reports(overdue, silent), *_corrections(silent)]:
        name = words.files[each.kind].format(unit=safe_name(each.unit), submission=each.submission_id)
        letter = partial(reminder_letter, each, own.association, now.date(), own.templates)
        _put(done, name, letter, partial(_unit_mail, each, name, drafts) if drafts else None)
    for owing in _societies(register.owed(now), own):
        name = words.files[KIND].format(society=safe_name(owing.society), notice=safe_name(owing.notice.name))
        letter = partial(society_reminder_letter, owing, own.association, now.date(), own.templates)
        _put(done, name, letter, partial(_society_mail, owing.society, name, drafts) if drafts else None)
    return done


class _Drafts(NamedTuple):
    """Of what the mails with reminders are made; `senders` are the mails to answer, by submission."""

    settings: Settings
    now: datetime
    secret: bytes
    senders: Mapping[str, tuple[str, Sequence[MailHead]]]

    def heading(self, name: str, to: Correspondent | None, answers: str = "") -> Heading:
        from pipeline.publish.mails.heading import heading

        moment = self.now.astimezone(CHINA)
        return heading(name, f"{moment:%Y-%m-%d}", moment, self.settings.association, self.secret, to, answers)


def _drafts(register: Register, settings: Settings, now: datetime, submissions: Iterable[str]) -> _Drafts | None:
    from pipeline.publish.mails.heading import wants_drafts

    if not wants_drafts(settings.association):
        return None
    return _Drafts(settings, now, register.secret(), register.sendings.mails_of(set(submissions)))


def _unit_mail(reminder: Reminder, name: str, drafts: _Drafts, carried: Attachment) -> Mail:
    """To who sent what it is about, else to the address of the expected unit in the settings."""
    from pipeline.publish.mails.heading import correspondent, to_answer
    from pipeline.publish.units.mail import reminder_mail
    from pipeline.text.fold import fold

    sender, mails = drafts.senders.get(reminder.submission_id, ("", ()))
    to, answers = to_answer(mails, sender, drafts.settings.association, reminder.unit)
    expected = (each.email for each in drafts.settings.expected_units if fold(each.unit) == fold(reminder.unit))
    to = to or correspondent(reminder.unit, next(expected, ""))
    return reminder_mail(reminder, Path(name).parent.name, drafts.heading(name, to, answers), [carried])


def _society_mail(society: str, name: str, drafts: _Drafts, carried: Attachment) -> Mail:
    from pipeline.publish.mails.heading import correspondent
    from pipeline.publish.societies.mail import reminder_mail

    contact = drafts.settings.societies.get(society)
    to = correspondent(society, contact.email if contact else "")
    return reminder_mail(society, Path(name).parent.name, drafts.heading(name, to), [carried])


def _put(done: Reminded, name: str, letter: Callable[[], bytes], mail: Callable[[Attachment], Mail] | None) -> None:
    """Write a letter, and the draft of the mail that carries it, unless it is there."""
    from pipeline.publish.mails.heading import draft_of
    from pipeline.publish.mails.message import Attachment, message
    from pipeline.publish.paper import disk

    path = done.folder / name
    if path.exists():
        done.there.append(path)
        return
    data = letter()
    with disk.sentences(done.folder):
        make_folder(path.parent)
        if mail:
            draft = done.folder / draft_of(name)
            draft.write_bytes(message(mail(Attachment(path.name, data)), is_draft=True))
            disk.seal(draft)
        path.write_bytes(data)
        disk.seal(path)
    done.written.append(path)


def _societies(owed: Iterable[Owed], settings: Settings) -> Iterator[SocietyReminder]:
    """To each society but ourselves, for each notice one; of people whose route is confirmed, for nobody else was given
    to it."""
    from pipeline.publish.societies.reminder import SocietyReminder
    from pipeline.terms.notices import load_notice

    of_letter: dict[tuple[str, str], list[Owed]] = defaultdict(list)
    for each in owed:
        people = tuple(person for person in each.people if person.is_confirmed)
        if people and each.society != settings.association["name"]:
            of_letter[each.society, each.notice].append(each._replace(people=people))
    for (society, notice), own in of_letter.items():
        if society == settings.association.get("name"):
            continue
        contact = settings.societies[society].contact if society in settings.societies else ""
        yield SocietyReminder(society, contact, load_notice(notice), tuple(own))


def _overdue(register: Register, settings: Settings, now: datetime) -> list[Overdue]:
    from pipeline.publish.desk.expected import overdue

    return overdue(register.desk(now, settings.expected_units).expected)


def _reports(overdue: Iterable[Overdue], silent: Iterable[Silent]) -> Iterator[Reminder]:
    """To expected units; one that is to send anew what could not be opened is told that alone."""
    from pipeline.publish.units.reminder import Reminder
    from pipeline.terms.notices import load_notice
    from pipeline.text.fold import fold

    corrected = {(fold(each.unit), each.notice) for each in silent}
    for unit in overdue:
        if (fold(unit.unit), unit.notice) in corrected:
            continue
        received_on = date.fromisoformat(unit.received_on) if unit.received_on else None
        due_on = date.fromisoformat(unit.due_on)
        yield Reminder("report", unit.unit, load_notice(unit.notice), due_on, received_on=received_on)


def _corrections(silent: Iterable[Silent]) -> Iterator[Reminder]:
    from pipeline.publish.units.reminder import Reminder
    from pipeline.terms.notices import load_notice

    for each in silent:
        notice = load_notice(each.notice)
        yield Reminder(
            kind="correction",
            unit=each.unit,
            applicant=each.name if notice.one_file_per == "person" else "",
            notice=notice,
            due_on=date.fromisoformat(each.due_on),
            submission_id=each.submission_id,
            received_on=date.fromisoformat(each.received_on),
            asked_on=date.fromisoformat(each.asked_on),
            waiting=each.waiting,
            files=each.files,
            scan=each.scan,
        )

"""Letters to those who are silent: expected units of whom nothing came until their day, units that did not answer a
letter until the day it named, and societies that said nothing for long or need longer than they may; and letters about
certificates that end, and hours that are missing. They are written on demand only, and nothing of them is recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.upkeep.certificate_letters import certificate_letters
from pipeline.upkeep.reminders import Letter, Reminded, drafts_of, put
from schemas.letters import letters_file

if TYPE_CHECKING:
    from pipeline.publish.desk.expected import Overdue
    from pipeline.publish.mails.message import Attachment, Mail
    from pipeline.publish.societies.reminder import SocietyReminder
    from pipeline.publish.units.certificate_letter import CertificateLetter
    from pipeline.publish.units.reminder import Reminder
    from pipeline.register import Register
    from pipeline.register.contents.units import Silent
    from pipeline.terms.progress import Owed
    from pipeline.terms.settings import Settings
    from pipeline.upkeep.reminders import Drafts


def remind(register: Register, settings: Path, outbox: Path, now: datetime) -> Reminded:
    """Write the letters. Raises UserError for a template of the installation that cannot be used, and when something
    cannot be written."""
    from pipeline.terms.settings import read_settings

    own, today = read_settings(settings), now.date()
    done = Reminded(outbox / letters_file().reminders.outbox / f"{now:%Y-%m-%d}", [], [], [])
    overdue, silent = _overdue(register, own, now), register.silent(now)
    done.alike.extend((unit.unit, unit.alike) for unit in overdue if unit.alike)
    certificates = certificate_letters(register, today)
    answered = [*(each.submission_id for each in silent), *(each.submission_id for each in certificates)]
    drafts = drafts_of(register, own, now, answered)
    for letter in chain(
        _to_units([*_reports(overdue, silent), *_corrections(silent)], own, today),
        _to_societies(_societies(register.owed(now), own), own, today),
        _about_certificates(certificates, own, today),
    ):
        put(done, letter, drafts)
    return done


def _to_units(reminders: Iterable[Reminder], own: Settings, today: date) -> Iterator[Letter]:
    from pipeline.publish.paper.names import safe_name
    from pipeline.publish.units.reminder import reminder_letter

    for each in reminders:
        form = letters_file().reminders.files[each.kind]
        name = form.format(unit=safe_name(each.unit), submission=each.submission_id)
        made = partial(reminder_letter, each, own.association, today, own.templates)
        yield Letter(name, made, partial(_unit_mail, each))


def _unit_mail(reminder: Reminder, name: str, drafts: Drafts, carried: Attachment) -> Mail:
    from pipeline.publish.units.mail import reminder_mail

    heading = drafts.to_unit(name, reminder.unit, reminder.submission_id)
    return reminder_mail(reminder, Path(name).parent.name, heading, [carried])


def _to_societies(reminders: Iterable[SocietyReminder], own: Settings, today: date) -> Iterator[Letter]:
    from pipeline.publish.paper.names import safe_name
    from pipeline.publish.societies.reminder import KIND, society_reminder_letter

    for each in reminders:
        form = letters_file().reminders.files[KIND]
        name = form.format(society=safe_name(each.society), notice=safe_name(each.notice.name))
        made = partial(society_reminder_letter, each, own.association, today, own.templates)
        yield Letter(name, made, partial(_society_mail, each.society))


def _society_mail(society: str, name: str, drafts: Drafts, carried: Attachment) -> Mail:
    from pipeline.publish.societies.mail import reminder_mail

    return reminder_mail(society, Path(name).parent.name, drafts.to_society(name, society), [carried])


def _about_certificates(letters: Iterable[CertificateLetter], own: Settings, today: date) -> Iterator[Letter]:
    from pipeline.publish.paper.names import safe_name
    from pipeline.publish.units.certificate_letter import KIND, certificate_letter

    for each in letters:
        form = letters_file().reminders.files["certificate" if each.applicant else KIND]
        name = form.format(unit=safe_name(each.unit), submission=each.submission_id, person=each.person_id)
        made = partial(certificate_letter, each, own.association, today, own.templates)
        yield Letter(name, made, partial(_certificates_mail, each))


def _certificates_mail(letter: CertificateLetter, name: str, drafts: Drafts, carried: Attachment) -> Mail:
    from pipeline.publish.units.mail import certificates_mail

    heading = drafts.to_unit(name, letter.unit, letter.submission_id)
    return certificates_mail(letter, Path(name).parent.name, heading, [carried])


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

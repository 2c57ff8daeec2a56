"""Letters to those who are silent: expected units of whom nothing came until their day, units that did not answer a
letter until the day it named, and societies that said nothing for long or need longer than they may. They are written
on demand only, and nothing of them is recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.private import make_folder
from schemas.letters import letters_file

if TYPE_CHECKING:
    from pipeline.publish.desk.expected import Overdue
    from pipeline.publish.societies.reminder import SocietyReminder
    from pipeline.publish.units.reminder import Reminder
    from pipeline.register import Register
    from pipeline.register.contents import Silent
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
    for each in [*_reports(overdue, silent), *_corrections(silent)]:
        name = words.files[each.kind].format(unit=safe_name(each.unit), submission=each.submission_id)
        _put(done, name, partial(reminder_letter, each, own.association, now.date(), own.templates))
    for owing in _societies(register.owed(now), own):
        name = words.files[KIND].format(society=safe_name(owing.society), notice=safe_name(owing.notice.name))
        _put(done, name, partial(society_reminder_letter, owing, own.association, now.date(), own.templates))
    return done


def _put(done: Reminded, name: str, letter: Callable[[], bytes]) -> None:
    """Write a letter, unless it is there."""
    from pipeline.publish.paper import disk

    path = done.folder / name
    if path.exists():
        done.there.append(path)
        return
    data = letter()
    with disk.sentences(done.folder):
        make_folder(path.parent)
        path.write_bytes(data)
        disk.seal(path)
    done.written.append(path)


def _societies(owed: Iterable[Owed], settings: Settings) -> Iterator[SocietyReminder]:
    """To each society, for each notice one; of people whose route is confirmed, for nobody else was given to it."""
    from pipeline.publish.societies.reminder import SocietyReminder
    from pipeline.terms.notices import load_notice

    of_letter: dict[tuple[str, str], list[Owed]] = defaultdict(list)
    for each in owed:
        if people := tuple(person for person in each.people if person.is_confirmed):
            of_letter[each.society, each.notice].append(each._replace(people=people))
    for (society, notice), own in of_letter.items():
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
        yield Reminder(
            kind="correction",
            unit=each.unit,
            notice=load_notice(each.notice),
            due_on=date.fromisoformat(each.due_on),
            submission_id=each.submission_id,
            received_on=date.fromisoformat(each.received_on),
            asked_on=date.fromisoformat(each.asked_on),
            waiting=each.waiting,
            files=each.files,
            scan=each.scan,
        )

"""A letter to a society that said nothing of people whom it got, or whose time with them is nearly over, or over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pipeline.publish.desk.event_sentences import reached
from pipeline.publish.units.letter import filled
from pipeline.publish.units.letter_page import AssociationPage, NoticePage, association_page, notice_page
from pipeline.publish.units.letter_texts import day_text, guarded, shown
from pipeline.terms.notices import Notice
from pipeline.terms.progress import NEAR, OVER, SILENT, Owed, Progress
from schemas.layouts.results import results_layout
from schemas.letters import letters_file
from schemas.named import NamedTuple
from schemas.notices import StageLimit

KIND = "society"


class PersonLine(NamedTuple):
    """A person who is with the society; days as ISO, `due` is "" where nothing says it."""

    number: int
    person_id: str
    name: str
    level: str
    since: str
    stage: str
    due: str
    state: str


class LateStage(NamedTuple):
    """How many people have not done a `stage` that shall be done within so many weeks after another one; it `is_over`,
    or nearly so."""

    stage: str
    after: str
    weeks: int
    people: int
    is_over: bool


class SocietyReminderPage(NamedTuple):
    """What the template may use; `silent`, `near` and `over` are how many people of `people` are so, `months` how long
    a society may take; `stages` those that others owe."""

    society: str
    contact: str
    association: AssociationPage
    notice: NoticePage
    day: str
    silent: int
    near: int
    over: int
    months: int
    stages: tuple[LateStage, ...]
    people: tuple[PersonLine, ...]


class SocietyReminder(NamedTuple):
    """One letter: to which society, for whom there ("" where nobody is known), of which notice and of what it owes."""

    society: str
    contact: str
    notice: Notice
    owed: tuple[Owed, ...]


def society_reminder_letter(
    reminder: SocietyReminder, association: Mapping[str, str], day: date, own: Mapping[str, bytes]
) -> bytes:
    """The letter as the bytes of a .docx. Raises UserError where an installation's own template cannot be used."""
    name, longest = letters_file().reminders.templates[KIND], letters_file().limits.heading
    whole = [each for each in reminder.owed if each.limit is None]
    of_kind = {kind: _people(whole, kind) for kind in (OVER, NEAR, SILENT)}
    of_stages = {kind: _people([each for each in reminder.owed if each.limit], kind) for kind in (OVER, NEAR)}
    everybody = [each for people in (*of_stages.values(), *of_kind.values()) for each in people]
    page = SocietyReminderPage(
        society=shown(reminder.society, longest),
        contact=shown(reminder.contact, longest),
        association=association_page(association),
        notice=notice_page(reminder.notice),
        day=day_text(day),
        silent=len(of_kind[SILENT]),
        near=len(of_kind[NEAR]),
        over=len(of_kind[OVER]),
        months=reminder.notice.evaluation_months,
        stages=tuple(_stages(reminder.owed)),
        people=tuple(_line(number, each, day) for number, each in enumerate(everybody, 1)),
    )
    return filled(name, page._asdict(), page.association.name, day, own)


def _stages(owed: Sequence[Owed]) -> Iterator[LateStage]:
    """Each stage once, and once more where for others its time is only nearly over."""
    count: Counter[tuple[StageLimit, str]] = Counter()
    for each in owed:
        if each.limit:
            count[each.limit, each.kind] += len(each.people)
    for (limit, kind), people in count.items():
        yield LateStage(limit.stage, limit.after, limit.weeks, people, kind == OVER)


def _people(owed: Sequence[Owed], kind: str) -> list[Progress]:
    return [each for one in owed if one.kind == kind for each in one.people]


def _line(number: int, person: Progress, today: date) -> PersonLine:
    longest = letters_file().limits.text
    return PersonLine(
        number=number,
        person_id=person.person_id,
        name=guarded(person.name, "name", longest),
        level=shown(person.level, longest),
        since=person.since,
        stage=reached(person.stage) if person.stage else "",
        due=person.due.isoformat() if person.due else "",
        state=results_layout().states[person.state(today)],
    )

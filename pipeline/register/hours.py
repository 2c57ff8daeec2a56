"""What activities count for: what is asked of those that must be converted, and every year of every certificate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Connection, select

from pipeline.follow.certificates import all_standing
from pipeline.follow.hours import by_certificate, needs_confirmation, proposed, told_last, years_of
from pipeline.model.certificates import Certificate
from pipeline.model.decisions import Choice, Compared, Question, question_id
from pipeline.model.hours import Activity
from pipeline.model.judgements import Columns
from pipeline.register import tables
from pipeline.register.cases import About, came
from pipeline.register.certificate_events import activities, confirmed, events
from pipeline.text.numbers import first_number
from schemas.decisions import decisions_file
from schemas.hours import hours_file

HOURS = (
    *("person_id", "certificate_no", "year_from", "kind", "minutes", "hours", "confirmed_by"),
    *("year_to", "name", "waiting", "over", "required", "missing"),
)
"""`export hours`: a row for each kind in each year of a certificate in which anything was done of it. `waiting`, `over`
and `hours` are of the kind, `required` and `missing` of the year; confirmed_by joined by ;."""

_KIND = "hours-conversion"
_ALWAYS = date.max


def of_activities(connection: Connection) -> Iterator[Question]:
    """Of each activity that must be converted, for how many hours it counts; of nobody who is forgotten."""
    standing = told_last(activities(connection))
    waiting = [each for each in standing if needs_confirmation(each) and not each.is_forgotten]
    if not waiting:
        return
    certificates = all_standing(events(connection), _ALWAYS)
    came_with = _submissions(connection)
    for each in waiting:
        place = came_with.get((each.batch, each.source_file), About(since=each.recorded_at[:10]))
        yield _asked(each, certificates.get(each.certificate_no), place)


def _submissions(connection: Connection) -> dict[tuple[str, str], About]:
    """By batch and file with which submission it came."""
    sent, read, batches = tables.submissions.c, tables.documents.c, tables.batches
    query = (
        select(batches.c.name, read.file, sent.submission_id, sent.notice, sent.unit, *came())
        .join(tables.submissions, sent.submission_id == read.submission_id)
        .join(batches, batches.c.number == sent.batch)
        .where(sent.batch.in_(select(tables.activities.c.batch)))
    )
    rows = (row._mapping for row in connection.execute(query))
    own = ("submission_id", "notice", "unit", "received_on", "since")
    return {(row["name"], row["file"]): About(**{name: row[name] for name in own}) for row in rows}


def _asked(activity: Activity, certificate: Certificate | None, place: About) -> Question:
    place = place._replace(person_id=activity.person_id, name=certificate.name if certificate else "")
    return Question(
        question_id=question_id(_KIND, activity.activity_id),
        kind=_KIND,
        **place._asdict(),
        field="",
        value=activity.title or hours_file().kind[activity.kind].label,
        message=_message(activity, place.name),
        file=activity.source_file,
        sheet=activity.source_sheet,
        cell=activity.source_cell,
        sha256="",
        compared=tuple(_lines(activity)),
        other_place="",
        choices=tuple(_choices(activity)),
        subject=activity.activity_id,
        slugs=(_KIND,),
    )


def _message(activity: Activity, name: str) -> str:
    words, hours = decisions_file().asked.hours, proposed(activity)
    return words.message.format(
        name=name,
        certificate=activity.certificate_no,
        kind=hours_file().kind[activity.kind].label,
        proposed=words.unproposed if hours is None else words.proposed.format(hours=hours),
        claimed=words.claimed.format(hours=activity.claimed) if activity.claimed else words.unclaimed,
        proof="" if activity.proof else words.unproven,
    )


def _lines(activity: Activity) -> Iterator[Compared]:
    """What the activity says, line by line."""
    words, entry = decisions_file().asked.hours, hours_file().kind[activity.kind]
    days = " – ".join(dict.fromkeys((activity.began_on, activity.ended_on)))
    minutes = words.minutes.format(minutes=activity.minutes) if activity.minutes else ""
    place = str(activity.place) if entry.by_order else ""
    said = (
        *(entry.label, activity.title, activity.organiser, days, minutes),
        *(activity.grade, place, activity.claimed, activity.proof, activity.note),
    )
    for label, value in zip(words.lines, said, strict=True):
        yield Compared(label, value, "")


def _choices(activity: Activity) -> Iterator[Choice]:
    """The hours of the table, those that are claimed where they are others, none, or that the record goes back."""
    hours: Mapping[str, int | None] = {
        "hours-proposed": proposed(activity),
        "hours-claimed": first_number(activity.claimed),
        "hours-none": 0,
        "hours-returned": 0,
    }
    for answer in decisions_file().question[_KIND].answers:
        entry, counted = decisions_file().answer[answer], hours[answer]
        if counted is None or (answer == "hours-claimed" and counted == hours["hours-proposed"]):
            continue
        if counted or "{hours}" not in entry.label:
            yield Choice(entry.label.format(hours=counted), entry.effect, str(counted))


def exported(connection: Connection) -> Columns:
    """HOURS, certificate by certificate."""
    done, said = by_certificate(told_last(activities(connection))), confirmed(connection)
    certificates = all_standing(events(connection), _ALWAYS) if done else {}
    rows = [
        (
            *(each.person_id, each.certificate_no, own.year_from.isoformat(), hours_file().kind[own.kind].label),
            *(own.minutes, own.hours, ";".join(own.confirmed_by)),
            *(year.last.isoformat(), each.name, own.waiting, own.over, year.required, year.missing),
        )
        for each in certificates.values()
        for year in years_of(each, done.get(each.certificate_no, ()), said, _ALWAYS)
        for own in year.kinds
    ]
    return {name: [row[place] for row in rows] for place, name in enumerate(HOURS)}

"""One line of a record of activities → the activity that it tells of, or why it tells of none; what is understood
rather than read is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.adopt.activity_values import grade_called, lasting, place_called
from pipeline.kinds.hours_lines import UNREAD
from pipeline.kinds.hours_words import kind_called, kind_meant
from pipeline.model.certificates import Certificate
from pipeline.model.hours import Activity
from pipeline.model.statements import Filled, Problem, Typed
from pipeline.text.numbers import first_number
from pipeline.text.periods import Written, written_period
from schemas.hours import KindEntry, hours_file
from schemas.hours_record import hours_record_file
from schemas.named import NamedTuple

_DAY = 24 * 60  # minutes
_LEFT_OUT = (
    *("hours-holder-unknown", "hours-kind-unknown", "hours-date-unread", "hours-early", "hours-future"),
    *("hours-time-unread", "hours-time-long"),
)
"""Findings with which a line is not taken."""


class Understood(NamedTuple):
    """An activity, None where a line tells of none, and what is said of the line."""

    activity: Activity | None
    problems: tuple[Problem, ...]


def is_left_out(problem: Problem) -> bool:
    return problem.slug in _LEFT_OUT


def understood(line: Filled, certificate: Certificate, file: str, now: str, today: date) -> Understood:
    """What a line of the holder of a certificate tells of. `now` is when it is recorded (ISO)."""
    problems = list[Problem]()
    kind = _kind(line, problems)
    period = _period(line, certificate, today, problems)
    if not kind or period is None:
        return Understood(None, tuple(problems))
    entry = hours_file().kind[kind]
    activity = Activity(
        certificate_no=certificate.certificate_no,
        person_id=certificate.person_id,
        kind=kind,
        title=line.text("title"),
        organiser=line.text("organiser"),
        began_on=period.first.isoformat(),
        ended_on=period.last.isoformat(),
        minutes=_minutes(line, entry, period, problems),
        grade=_grade(line, entry, problems),
        place=_place(line, entry, problems),
        claimed=line.text("claimed"),
        proof=line.text("proof"),
        note=line.text("note"),
        source_file=file,
        source_sheet=line.sheet,
        source_cell=cell_of(line, "title").cell,
        recorded_at=now,
    )
    problems += _unread(line, entry)
    return Understood(None if any(map(is_left_out, problems)) else activity, tuple(problems))


def cell_of(line: Filled, *keys: str) -> Typed:
    """The first of these cells that the table has; that of whatever tells of the line where it has none of them."""
    own = (line.cells[key] for key in (*keys, "title", "kind", *line.cells) if key in line.cells)
    return next((each for each in own if each.cell), Typed(""))


def problem(slug: str, line: Filled, at: Typed, about: str = "") -> Problem:
    """A finding at a cell of the line."""
    return Problem(slug, line.sheet, at.cell, at.text, about)


def _kind(line: Filled, problems: list[Problem]) -> str:
    """The kind by its name, else by a word in it, or in the name of the activity, which is said."""
    text = line.text("kind")
    if kind := kind_called(text):
        return kind
    meant = kind_meant(text or line.text("title"))
    at = cell_of(line, "kind") if text else cell_of(line, "title")
    label = hours_file().kind[meant].label if meant else ""
    problems.append(problem("hours-kind-understood" if meant else "hours-kind-unknown", line, at, label))
    return meant


def _period(line: Filled, certificate: Certificate, today: date, problems: list[Problem]) -> Written | None:
    """The days of an activity; of a month that is not over, those until today."""
    at = cell_of(line, "began_on") if line.text("began_on") else cell_of(line, "ended_on", "began_on")
    begun = written_period(at.text)
    ended = written_period(line.text("ended_on")) if line.text("ended_on") else begun
    if begun is None or ended is None or ended.last < begun.first:
        wrong = cell_of(line, "ended_on") if begun and line.text("ended_on") else at
        problems.append(problem("hours-date-unread", line, wrong))
        return None
    last = min(ended.last, today) if ended.is_month and begun.first <= today else ended.last
    if last > today:
        problems.append(problem("hours-future", line, at))
    if last < certificate.issued_on:
        problems.append(problem("hours-early", line, at, certificate.issued_on.isoformat()))
    if begun.is_month or ended.is_month:
        problems.append(problem("hours-date-month", line, at))
    return Written(begun.first, last)


def _minutes(line: Filled, entry: KindEntry, period: Written, problems: list[Problem]) -> int:
    """How long it lasted, 0 where somebody says what it counts for: where it counts by its grade and the column only
    claims hours, and where nobody knows how long it was but hours are claimed."""
    cell = line.cells.get("duration", Typed(""))
    if entry.by != "minutes" and _is_claim(line):
        return 0
    minutes, why = lasting(cell)
    if why and entry.by == "minutes":
        is_claimed = not _is_claim(line) and first_number(line.text("claimed")) is not None
        if not is_claimed:
            problems.append(problem("hours-time-unread", line, cell_of(line, "duration"), why))
        elif cell.text:
            problems.append(problem("hours-time-claimed", line, cell))
    days = (period.last - period.first).days + 1
    if minutes > days * _DAY:
        problems.append(problem("hours-time-long", line, cell, str(days)))
    return minutes


def _is_claim(line: Filled) -> bool:
    """Whether one column tells how long it lasted and what is claimed."""
    claimed = line.cells.get("claimed")
    return claimed is not None and "duration" in line.cells and claimed.cell == line.cells["duration"].cell


def _unread(line: Filled, entry: KindEntry) -> Iterator[Problem]:
    """Whether what a kind asks for may stand in a column that nobody knows."""
    asked = {"grade": bool(entry.grades), "place": entry.by_order, "title": True, "began_on": True}
    missing = [key for key, is_asked in asked.items() if is_asked and key not in line.cells]
    if missing and UNREAD in line.cells:
        names = "、".join(hours_record_file().columns[key].heading for key in missing)
        yield problem("hours-column-unread", line, line.cells[UNREAD], names)


def _grade(line: Filled, entry: KindEntry, problems: list[Problem]) -> str:
    """The grade by its name; where the cell is empty, the one that stands in the kind, which somebody confirms."""
    text = line.text("grade")
    grade = grade_called(text or line.text("kind"), entry)
    if text and not grade and entry.grades:
        problems.append(problem("hours-grade-unknown", line, line.cells["grade"], "、".join(entry.grades)))
    return grade


def _place(line: Filled, entry: KindEntry, problems: list[Problem]) -> int:
    """Which of the authors; the first, and nothing said, where the kind does not ask."""
    text = line.text("place")
    if not text or not entry.by_order:
        return 1
    place = place_called(text)
    if not place:
        problems.append(problem("hours-place-unread", line, line.cells["place"]))
    return place or 1

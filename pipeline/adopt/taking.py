"""The events that a line which can be is taken as: what it says that was not said before."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.adopt.lines import Line
from pipeline.adopt.said_before import certificate_of, said_before
from pipeline.model.results import CERTIFICATE, MARK, MEMBER, REFUSED, STAGE, Event, OnReturn
from pipeline.model.statements import Problem, Typed
from pipeline.terms.procedure import Procedure
from pipeline.text.fold import fold
from schemas.results import conclusion_of, results_file


def events_of(line: Line, on: OnReturn, procedure: Procedure, file: str, now: str) -> Iterator[Event]:
    """What the line says that the society did not say of the person before, however long ago."""
    known = said_before(line.person, on)
    return (each for each in _said(line, on, procedure, file, now) if each.said not in known)


def _said(line: Line, on: OnReturn, procedure: Procedure, file: str, now: str) -> Iterator[Event]:
    text, words = line.returned.text, results_file().words
    blank = Event(
        person_id=line.person.person_id,
        row_id=line.person.row_id,
        notice=on.notice,
        society=line.person.society,
        domain=line.person.domain,
        kind=STAGE,
        stage=procedure.stage_of(text("stage")),
        conclusion="",
        date=line.date,
        value="",
        note="",
        source_file=file,
        source_sheet=line.returned.sheet,
        source_cell="",
        recorded_at=now,
    )

    def event(kind: str, at: Typed, value: str, note: str = "") -> Event:
        return blank._replace(kind=kind, value=value, note=note, source_cell=at.cell)

    if blank.stage or text("note"):
        stage = event(STAGE, line.cell("stage"), text("transferred_to"), text("note"))
        yield stage._replace(conclusion=conclusion_of(text("conclusion")))
    for mark in results_file().marks:
        if text(mark.field):
            yield event(MARK, line.cell(mark.field), text(mark.field).removesuffix(words.points), mark.field)
    if text("member_no") or text("member"):
        is_none = text("member") == words.no
        yield event(MEMBER, line.cell("member"), words.no if is_none else text("member_no") or text("member"))
    if number := text("certificate_no"):
        recorded = certificate_of(line.person)
        yield event(CERTIFICATE, line.cell("certificate_no"), recorded if fold(recorded) == fold(number) else number)


def refused(problem: Problem, person_id: str, on: OnReturn, file: str, now: str) -> Event:
    """That a line was not taken, and by which finding."""
    person = on.people.get(person_id)
    return Event(
        person_id=person_id,
        row_id=person.row_id if person else "",
        notice=on.notice,
        society=on.society or (person.society if person else ""),
        domain=person.domain if person else "",
        kind=REFUSED,
        stage="",
        conclusion="",
        date="",
        value="",
        note=problem.slug,
        source_file=file,
        source_sheet=problem.sheet,
        source_cell=problem.cell,
        recorded_at=now,
    )

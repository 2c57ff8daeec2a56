"""Adopt: what societies returned, against what is known of their people. What fits becomes events; of each line that
does not it is said why, and nothing of it is taken.

A line is matched by 编号 and name, wherever it stands and in however old a version of the workbook. Returns are taken
in the order in which they came, so a later one goes on from an earlier one of the same run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.adopt.checks import Checked, checked, refusing
from pipeline.adopt.lines import changed_cells, known_lines
from pipeline.adopt.taking import events_of, refused
from pipeline.model.documents import Examined, Submission
from pipeline.model.results import CERTIFICATE, RETURNED, STAGE, TRANSFERRED, Assessed, Event, OnReturn
from pipeline.model.statements import Problem
from pipeline.terms.notices import CHINA, procedure_of
from pipeline.terms.procedure import Procedure
from pipeline.terms.settings import Settings
from schemas.results import effect_of

if TYPE_CHECKING:
    from pipeline.register import Register


@dataclass(slots=True)
class Adopted:
    """What was taken, and what was refused, as events; and the rows that must be judged again for it."""

    events: list[Event] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)


def adopt(submissions: Sequence[Submission], register: Register, settings: Settings, now: datetime) -> Adopted:
    """Take what the documents of these submissions (in the order in which they came) return; what is wrong with a
    document is put among its remarks."""
    adopting = _Adopting(register, settings, now)
    for submission in submissions:
        for place, document in enumerate(submission.documents):
            if document.returned is not None:
                problems = adopting.taken(document, submission)
                submission.documents[place] = replace(document, returned=None, remarks=tuple(problems))
    return adopting.adopted


class _Adopting:
    """The returns of one run, in their order."""

    def __init__(self, register: Register, settings: Settings, now: datetime) -> None:
        self._register, self._settings = register, settings
        self._now = now.isoformat()
        self._today = now.astimezone(CHINA).date().isoformat()
        self.adopted = Adopted()
        self._came: dict[datetime, list[str]] = defaultdict(list)  # the files that came at a moment

    def taken(self, document: Examined, submission: Submission) -> Iterator[Problem]:
        """What is wrong with a document, when all that can be taken of it is."""
        assert document.returned is not None
        sender, beside = submission.sender, self._came[submission.received_at]
        on = self._with_taken(self._register.on_return(document.returned))._replace(beside=tuple(beside))
        beside.append(document.file)
        if sender and on.society and on.society not in self._settings.societies_at(sender):
            contact = self._settings.societies.get(on.society)
            yield Problem("results-from-elsewhere", value=sender, about=contact.email if contact else "")
            return
        returned = document.returned.lines
        lines, wrong = known_lines(returned, on)
        for problem, person_id in wrong:
            self.adopted.events.append(refused(problem, person_id, on, document.file, self._now))
            yield problem
        procedure = procedure_of(on.notice)
        for each in checked(lines, on, procedure, self._today):
            yield from self._take(each, on, procedure, document.file)
        yield from changed_cells(returned, on)
        yield from document.returned.unread

    def _take(self, checked: Checked, on: OnReturn, procedure: Procedure, file: str) -> Iterator[Problem]:
        line, problems = checked
        if wrong := refusing(problems):
            self.adopted.events += [refused(each, line.person.person_id, on, file, self._now) for each in wrong]
            yield from wrong
            return
        new = list(events_of(line, on, procedure, file, self._now))
        if not new:
            return
        self.adopted.events += new
        self.adopted.rows += _judged_again(line.person, new)
        yield from problems

    def _with_taken(self, on: OnReturn) -> OnReturn:
        """With what was taken in this run before."""
        taken: dict[str, list[Event]] = defaultdict(list)
        for each in self.adopted.events:
            if each.notice == on.notice:
                taken[each.person_id].append(each)
        people = {
            person_id: each._replace(
                events=(*each.events, *taken[person_id]), society=_handed_on(taken[person_id]) or each.society
            )
            for person_id, each in on.people.items()
        }
        numbers = {each.value: each.person_id for each in self.adopted.events if each.kind == CERTIFICATE}
        return on._replace(people=people, certificates={**on.certificates, **numbers})


def _handed_on(events: Iterable[Event]) -> str:
    """The society to which a person was handed on last; "" for none."""
    to = [each.value for each in events if effect_of(each.conclusion) == TRANSFERRED]
    return to[-1] if to else ""


def _judged_again(person: Assessed, new: Sequence[Event]) -> list[str]:
    """The row of a person whom these events route on, of whom its unit is asked, or no longer is."""
    stages = [each for each in (*person.events, *new) if each.kind == STAGE]
    told = {effect_of(each.conclusion) for each in new}
    was_returned = any(effect_of(each.conclusion) == RETURNED for each in stages)
    return [person.row_id] if TRANSFERRED in told or was_returned else []

"""How far a person is with a society: what the society said, and how much of its time is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pipeline.model.results import CERTIFICATE, MARK, MEMBER, RETURNED, STAGE, TRANSFERRED, Event
from pipeline.text.days import months_later
from schemas.results import effect_of, results_file

UNCONFIRMED, UNSENT = "unconfirmed", "unsent"
WAITING, ASSESSED, NEAR, OVER = "waiting", "assessed", "near", "over"
PASSED, FAILED, DEFERRED, GONE = "passed", "failed", "deferred", "gone"
SILENT = "silent"
"""What a society is that said nothing for long."""
STATES = (
    *(UNCONFIRMED, UNSENT, WAITING, ASSESSED, RETURNED, NEAR, OVER),
    *(PASSED, FAILED, DEFERRED, TRANSFERRED, GONE),
)
"""Where somebody stands: nobody confirmed the society, or its workbook has not gone yet; it said nothing; it is at
work; the unit mends something; its time is nearly over, or over; certified; refused; left for the next intake; handed
on; taken back."""


class Progress(NamedTuple):
    """A person with a society for a notice. `is_here`: the society has the person now, by the row `row_id`; its route
    `is_confirmed`; a workbook with the person `is_sent` to it; `since`: from which day its time counts (ISO), which is
    `months` long (0: as long as it needs). `events` are what it said, in order, without what was refused."""

    person_id: str
    name: str
    unit: str
    notice: str
    society: str
    domain: str
    level: str
    row_id: str
    is_here: bool
    is_confirmed: bool
    is_sent: bool
    since: str
    months: int
    events: tuple[Event, ...]

    @property
    def is_begun(self) -> bool:
        """Whether the society has the person: its workbook was sent, or came back."""
        return self.is_sent or bool(self.events)

    @property
    def stage(self) -> Event | None:
        """The stage that the person is at, with its conclusion."""
        return next((each for each in reversed(self.events) if each.kind == STAGE and each.stage), None)

    @property
    def note(self) -> str:
        """What the society remarked last."""
        return next((each.note for each in reversed(self.events) if each.kind == STAGE and each.note), "")

    @property
    def marks(self) -> Mapping[str, str]:
        """By field the last mark."""
        return {each.note: each.value for each in self.events if each.kind == MARK}

    @property
    def member(self) -> str:
        return self._last(MEMBER)

    @property
    def certificate(self) -> str:
        return self._last(CERTIFICATE)

    def _last(self, kind: str) -> str:
        return next((each.value for each in reversed(self.events) if each.kind == kind), "")

    @property
    def outcome(self) -> str:
        """The state in which the society is done with the person; "" while it is not."""
        stage, file = self.stage, results_file()
        if stage is None:
            return "" if self.is_here else GONE
        if effect_of(stage.conclusion) == PASSED and stage.stage == file.certified:
            return PASSED
        entry = file.conclusion.get(stage.conclusion)
        if entry is not None and entry.final:
            return entry.effect
        return "" if self.is_here else GONE

    @property
    def due(self) -> date | None:
        """Until when the society shall be done; None where nothing says it."""
        return months_later(date.fromisoformat(self.since), self.months) if self.since and self.months else None

    def days(self, today: date) -> int | None:
        """How many days of its time the society used until now, or until it was done."""
        if not self.since or not self.is_begun:
            return None
        stage = self.stage
        end = date.fromisoformat(stage.day) if stage and self.outcome else today
        return max((end - date.fromisoformat(self.since)).days, 0)

    def state(self, today: date) -> str:
        """One of STATES."""
        if self.outcome:
            return self.outcome
        if not self.is_begun:
            return UNSENT if self.is_confirmed else UNCONFIRMED
        return self._watched(today) or self._at_work()

    def _watched(self, today: date) -> str:
        if self.due is None:
            return ""
        warned = months_later(date.fromisoformat(self.since), self.months - results_file().cycle.warn_months)
        return OVER if today > self.due else NEAR if today >= warned else ""

    def _at_work(self) -> str:
        """The unit mends something until it has sent another row."""
        stage = self.stage
        if not self.events:
            return WAITING
        is_returned = stage and effect_of(stage.conclusion) == RETURNED and stage.row_id == self.row_id
        return RETURNED if is_returned else ASSESSED


class Refusal(NamedTuple):
    """A line of a society's workbook that was not taken: the event, what is wrong, and the submission with which it
    came; `is_open` until the society put it right."""

    event: Event
    message: str
    submission_id: str
    is_open: bool


class Owed(NamedTuple):
    """What a society owes of a notice: a word (`kind` silent, since it got the first of these people, or since `last`,
    the day of its last return), or an end of what it does for people whom it got on the day `since` (near, over)."""

    kind: str
    notice: str
    society: str
    since: str
    last: str
    people: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What is known of results on a day. `key` is the same as long as `read` would give the same, and "" while no
    workbook went to a society and none said anything; `now` is the moment of the last batch ("" before there is
    one)."""

    key: str
    now: str
    today: str
    read: Callable[[], tuple[list[Progress], list[Refusal]]]


NO_RESULTS = Results("", "", "", lambda: ([], []))

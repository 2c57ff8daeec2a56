"""How far a person is with a society: what the society said, and how much of its time is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from pipeline.model.results import CERTIFICATE, MARK, MEMBER, RETURNED, STAGE, TRANSFERRED, Event
from pipeline.terms.procedure import Procedure
from pipeline.text.days import months_later
from schemas.named import NamedTuple
from schemas.notices import StageLimit
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


class Term(NamedTuple):
    """From which day until which something shall be done: all that the society does, or with a `limit` a stage of it.
    It is said from `warned` on that its end is near."""

    since: date
    warned: date
    due: date
    limit: StageLimit | None = None

    def state(self, today: date) -> str:
        """NEAR, OVER, or "" before."""
        return OVER if today > self.due else NEAR if today >= self.warned else ""


class Progress(NamedTuple):
    """A person with a society for a notice. `is_here`: the society has the person now, by the row `row_id`; its route
    `is_confirmed`; a workbook with the person `is_sent` to it; `since`: from which day its time counts (ISO), which is
    `months` long (0: as long as it needs), by the `procedure` of the notice. `events` are what it said, in order,
    without what was refused."""

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
    procedure: Procedure
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
        stage = self.stage
        if stage is None:
            return "" if self.is_here else GONE
        if effect_of(stage.conclusion) == PASSED and stage.stage == self.procedure.certified:
            return PASSED
        entry = results_file().conclusion.get(stage.conclusion)
        is_back = self.is_here and entry is not None and entry.effect == TRANSFERRED  # another society handed them back
        if entry is not None and entry.final and not is_back:
            return entry.effect
        return "" if self.is_here else GONE

    @property
    def terms(self) -> list[Term]:
        """The times that run, the first to end first."""
        return sorted((*self._whole(), *self._between()), key=lambda term: term.due)

    def _whole(self) -> Iterator[Term]:
        if self.since and self.months:
            since, warned = date.fromisoformat(self.since), self.months - results_file().cycle.warn_months
            yield Term(since, months_later(since, warned), months_later(since, self.months))

    def _between(self) -> Iterator[Term]:
        """Of the stages that are due a time after another one, which the person passed, until they are passed too, or a
        later one is reached."""
        last = {} if self.outcome else {each.stage: each for each in self.events if each.kind == STAGE}
        for limit in self.procedure.limits:
            if limit.after in last and effect_of(last[limit.after].conclusion) == PASSED:
                since = date.fromisoformat(last[limit.after].day)
                due = since + timedelta(weeks=limit.weeks)
                if not self._is_done(limit.stage, last):
                    yield Term(since, due - timedelta(results_file().cycle.warn_days), due, limit)

    def _is_done(self, stage: str, last: Mapping[str, Event]) -> bool:
        is_passed = stage in last and effect_of(last[stage].conclusion) == PASSED
        return is_passed or any(self.procedure.place(each) > self.procedure.place(stage) for each in last)

    @property
    def due(self) -> date | None:
        """Until when the society shall be done with what ends first; None where nothing says it."""
        return next((term.due for term in self.terms), None)

    def pressing(self, today: date) -> Term | None:
        """The time that is nearly over, or over; of several the one that ends first."""
        return next((term for term in self.terms if term.state(today)), None)

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
        term = self.pressing(today)
        return term.state(today) if term else self._at_work()

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
    the day of its last return), or an end of what it does for people whom it got on the day `since` (near, over); with
    a `limit` that of a stage, for people who passed another one on that day. `due`: until when; None for a word."""

    kind: str
    notice: str
    society: str
    since: str
    last: str
    people: tuple[Progress, ...]
    due: date | None = None
    limit: StageLimit | None = None


class Results(NamedTuple):
    """What is known of results on a day. `key` is the same as long as `read` would give the same, and "" while no
    workbook went to a society and none said anything; `now` is the moment of the last batch ("" before there is
    one)."""

    key: str
    now: str
    today: str
    read: Callable[[], tuple[list[Progress], list[Refusal]]]


NO_RESULTS = Results("", "", "", lambda: ([], []))

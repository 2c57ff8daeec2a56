"""What a society returns: lines of its workbook as typed, and the events that are taken from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.model.judgements import Columns
from pipeline.model.statements import Person, Problem, Typed
from schemas.named import NamedTuple
from schemas.results import effect_of


class Returned(NamedTuple):
    """One line of a society's workbook, as typed, each value with its cell. `answers` are the columns that the society
    fills in, by their key in schemas/results.toml ([columns], or the field of a mark), blank ones too; `ours` what we
    had filled in, by heading."""

    sheet: str
    row: int
    person_id: Typed
    name: Typed
    answers: Mapping[str, Typed]
    ours: Mapping[str, Typed]

    @property
    def is_filled(self) -> bool:
        """Whether the society wrote anything."""
        return any(each.text for each in self.answers.values())

    def text(self, key: str) -> str:
        """What stands in a column that the society fills; "" where the workbook has no such column."""
        return self.answers[key].text if key in self.answers else ""

    @property
    def content(self) -> tuple[tuple[str, str], ...]:
        """All that the society wrote of the person."""
        return tuple(sorted((key, each.text) for key, each in self.answers.items() if each.text))


class Return(NamedTuple):
    """A society's workbook that came back: all its lines about people, those without an answer too, and the names of
    its sheets that are headed as ours; `unread` tells what else was written. `batch` and `row_ids` are those of its
    mark and `notice` that of the batch, "" and none until the mark is verified."""

    lines: tuple[Returned, ...]
    sheets: tuple[str, ...]
    batch: str = ""
    row_ids: tuple[str, ...] = ()
    notice: str = ""
    unread: tuple[Problem, ...] = ()

    def others(self, people: Iterable[Person]) -> set[str]:
        """The sheets that tell of some of these people beside those of the society's workbook."""
        return {person.sheet for person in people}.difference(self.sheets)

    @property
    def filled(self) -> int:
        """In how many lines anything was filled in."""
        return sum(line.is_filled for line in self.lines)


STAGE, MARK, MEMBER, CERTIFICATE, REFUSED = "stage", "mark", "member", "certificate", "refused"
"""Kinds of events: how far a person is and with which conclusion; a mark; whether a member; the certificate's number;
and what could not be taken, with the slug of its finding as note."""


RETURNED, TRANSFERRED = "returned", "transferred"
"""Effects of conclusions by which people are judged otherwise (schemas/results.toml)."""


BY_SOCIETY = "returned-by-society"
"""The finding on the row of somebody whom a society returned to the unit, as long as that stands."""


class Event(NamedTuple):
    """Something that a society said of a person who applies to a notice, and where.

    `kind` is one of those above. A stage has a conclusion or "", `value` the society to which the
    person is handed on; a mark its number as `value` and its field of schemas/results.toml as `note`; a member the
    number, or 是 or 否; a certificate its number. `note` of a stage is 说明. `date` is that which the society wrote
    (ISO, "" where none). `row_id` is the row with which the person applied then, `domain` that by which it was routed.
    """

    person_id: str
    row_id: str
    notice: str
    society: str
    domain: str
    kind: str
    stage: str
    conclusion: str
    date: str
    value: str
    note: str
    source_file: str
    source_sheet: str
    source_cell: str
    recorded_at: str
    batch: str = ""  # the name of the one that recorded it
    event_id: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """What it says, wherever it stands: the same again says nothing new."""
        return self.kind, self.stage, self.conclusion, self.date, self.value, self.note

    @property
    def day(self) -> str:
        """The day (ISO) that the society wrote, else that on which it was recorded."""
        return self.date or self.recorded_at[:10]


class Assessed(NamedTuple):
    """A person as a society may answer about: the row that is routed now ("" and no society where none is), every name
    that the person was sent under (match keys), since which day that society has the person (ISO), and what was said
    so far, in order."""

    person_id: str
    row_id: str
    name: str
    society: str
    domain: str
    level: str
    since: str
    names: frozenset[str]
    events: tuple[Event, ...]


class OnReturn(NamedTuple):
    """What the register knows of a workbook that came back: the notice and the society ("" where it was no society's)
    that it was sent to, its people by person_id, who of them is forgotten, what was sent of them, whose each
    certificate is, of which of them more is known than that it was issued, and the files that came at the same
    moment."""

    notice: str
    society: str
    people: Mapping[str, Assessed]
    forgotten: frozenset[str]
    sent: Columns
    certificates: Mapping[str, str]
    used: Collection[str] = ()
    beside: Collection[str] = ()


class Standings:
    """What holds of all that societies said and that decides how people are judged: by person and notice who handed
    on last, and by row_id who asks the unit to mend it."""

    def __init__(self, events: Sequence[Event]) -> None:
        """`events` of kind stage, in their order; others tell nothing here, nor does a remark by itself."""
        self._events = events = [each for each in events if each.kind == STAGE and (each.stage or each.conclusion)]
        self.transfers: dict[tuple[str, str], Event] = {}
        last: dict[tuple[str, str], Event] = {}
        for each in events:
            last[each.person_id, each.notice] = each
            if effect_of(each.conclusion) == TRANSFERRED:
                self.transfers[each.person_id, each.notice] = each
        self.returned = {each.row_id: each for each in last.values() if effect_of(each.conclusion) == RETURNED}

    @property
    def times(self) -> Mapping[tuple[str, str, str], int]:
        """By person, notice and society how often that one returned the person; the same row at the same stage, with
        nothing said in between, is one return that was only worded anew."""
        before: dict[tuple[str, str], Event] = {}
        times = Counter[tuple[str, str, str]]()
        for each in self._events:
            last = before.get((each.person_id, each.notice))
            before[each.person_id, each.notice] = each
            is_same = last is not None and _return_of(last) == _return_of(each)
            if effect_of(each.conclusion) == RETURNED and not is_same:
                times[each.person_id, each.notice, each.society] += 1
        return times

    def with_more(self, events: Sequence[Event]) -> Standings:
        """These too."""
        return Standings([*self._events, *events]) if events else self


def _return_of(event: Event) -> tuple[str, ...]:
    return effect_of(event.conclusion), event.society, event.row_id, event.stage

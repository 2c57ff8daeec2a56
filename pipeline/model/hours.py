"""What members did for their continuing development, and what it counts for."""

from __future__ import annotations

from datetime import date

from pipeline.model.certificates import NAMELESS
from schemas.named import NamedTuple


class Activity(NamedTuple):
    """One line of a record of activities, as it was understood, and where it stood.

    `kind` is a key of schemas/hours.toml, [kind]; `began_on` and `ended_on` are ISO days; `minutes` 0 where none are
    told; `grade` one of the kind's grades, or ""; `place` the place among the authors, 1 where none is told; `claimed`
    the hours that the member wrote (text, may be ""); `proof` which proofs are listed.
    """

    certificate_no: str
    person_id: str
    kind: str
    title: str
    organiser: str
    began_on: str
    ended_on: str
    minutes: int
    grade: str
    place: int
    claimed: str
    proof: str
    note: str
    source_file: str
    source_sheet: str
    source_cell: str
    recorded_at: str
    batch: str = ""
    activity_id: str = ""

    @property
    def is_forgotten(self) -> bool:
        """Whether who did it is."""
        return self.source_file.startswith(NAMELESS)

    @property
    def said(self) -> tuple[str | int, ...]:
        """What it says, wherever it stands: the same again is the same activity."""
        return self[:13]

    @property
    def done_on(self) -> date:
        """The day that decides of which year it is: the last one, or the first where no last one is told."""
        return date.fromisoformat(self.ended_on or self.began_on)


class ConfirmedHours(NamedTuple):
    """What somebody decided that an activity counts for: hours, by whom and when ("陈秘书 2026-03-01")."""

    hours: int
    confirmed_by: str


class YearHours(NamedTuple):
    """What was done of one kind in a year of a certificate. `hours` are those that count; `waiting` those of entries
    that nobody confirmed yet; `over` those beyond what a year allows of the kind."""

    year_from: date
    kind: str
    minutes: int
    hours: int
    waiting: int
    over: int
    confirmed_by: tuple[str, ...]


class Year(NamedTuple):
    """One year of a certificate: its days, the hours asked for, what counts, and what is missing."""

    first: date
    last: date
    required: int
    source: str
    kinds: tuple[YearHours, ...]

    @property
    def hours(self) -> int:
        return sum(each.hours for each in self.kinds)

    @property
    def waiting(self) -> int:
        return sum(each.waiting for each in self.kinds)

    @property
    def missing(self) -> int:
        """How many hours are missing; those that wait to be confirmed do not count."""
        return max(0, self.required - self.hours)

"""What a letter tells a unit, as plain data, all of it from the register and of one submission only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.terms.notices import Notice
from pipeline.terms.working_days import Due
from schemas.named import NamedTuple

State = Literal["right", "settled", "still", "changed", "new", "likely", "missing"]
"""Of what was told last time: right now, or still wrong; else changed although nobody asked, or a person who is new,
likely one of the missing under another name, or missing."""


class ReceivedFile(NamedTuple):
    """A file that came in: its path inside the inbox, and the sheets and people that were read in it."""

    path: str
    sheets: tuple[str, ...] = ()
    people: int = 0


class Counts(NamedTuple):
    """What became of the people of the submission; each is counted once."""

    go_on: int = 0
    to_correct: int = 0
    with_us: int = 0
    not_recommended: int = 0
    repeated: int = 0
    replaced: int = 0
    withdrawn: int = 0

    @property
    def read(self) -> int:
        return sum(self)


_NO_PEOPLE = Counts()


class Item(NamedTuple):
    """Something that a unit must correct or may look at: whose row, where, what stands there, what is wrong, what to
    do.

    `value` and `problem` are as the finding has them: the letter masks what must not be repeated. `is_still` tells that
    the last letter asked for it too, `is_society` that a society asks for it, in its own words.
    """

    name: str
    file: str
    sheet: str
    cell: str
    field: str
    value: str
    problem: str
    fix: str
    is_still: bool = False
    is_society: bool = False


class Unopened(NamedTuple):
    """A file of which nothing was read, and why, in the words of its finding."""

    path: str
    problem: str


class Compared(NamedTuple):
    """One cell of one person, or a whole person (`field` ""), as it was last time and as it is now."""

    name: str
    field: str
    before: str
    now: str
    state: State


class Result(NamedTuple):
    """What a society found of a person, with the number of the certificate, "" where there is none, and the one that it
    corrects. `remarks` are what else is to be said of it: who goes on, why, and what it replaces."""

    name: str
    society: str
    stage: str
    conclusion: str
    day: date | None
    remarks: tuple[str, ...] = ()
    certificate_no: str = ""
    corrected: str = ""


class Again(NamedTuple):
    """What became of what was told last time, compared with what was received on the day `earlier`; where nothing was
    `resent` since, we judge the same otherwise."""

    earlier: date
    compared: tuple[Compared, ...] = ()
    resent: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """One answer to one submission. `association` is that of the settings, `day` the letter's own; `due` may be None
    where nothing must come back; `supplement` tells that it is the scan of what the unit sent before, `has_marked`
    that a marked workbook goes with it, `unsigned` that it was signed electronically and is no more. `applicant` is the
    one person who is answered, "" where the unit is."""

    submission_id: str
    unit: str
    notice: Notice
    association: Mapping[str, str]
    day: date
    received_on: date
    files: tuple[ReceivedFile, ...] = ()
    counts: Counts = _NO_PEOPLE
    must: tuple[Item, ...] = ()
    may: tuple[Item, ...] = ()
    unopened: tuple[Unopened, ...] = ()
    scan_missing: bool = False
    scan_only: bool = False
    supplement: bool = False
    late: bool = False
    withdrawn: tuple[str, ...] = ()
    again: Again | None = None
    results: tuple[Result, ...] = ()
    due: Due | None = None
    has_marked: bool = False
    unsigned: bool = False
    applicant: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError for a letter that asks for something and does not say until when."""
        if self.asks_back and self.due is None:
            raise ValueError(self.submission_id)

    @property
    def asks_back(self) -> bool:
        """Whether something must come back."""
        return bool(self.must or self.unopened or self.scan_missing or self.scan_only)

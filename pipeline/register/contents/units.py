"""The units that are expected to answer, and what came of them; those that do not answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.terms.settings import ExpectedUnit


class Came(NamedTuple):
    """What came from one unit: how many submissions, the last on which day, how many people; for how many of its rows
    the unit is waited for, and whether it ever was; the letter that asked, "" where there is none."""

    submissions: int
    received_on: str
    people: int
    waiting: int
    was_asked: bool
    asked_on: str
    due_on: str


class Expected(NamedTuple):
    """The units that are expected to answer these notices, as of a day; what came, by the match key of the unit; and
    the other units from which something came."""

    today: str
    notices: tuple[str, ...]
    units: tuple[ExpectedUnit, ...]
    came: Mapping[str, Came]
    others: tuple[str, ...] = ()


class Silent(NamedTuple):
    """A submission whose unit did not answer the letter of one day until another: for how many people, for how many
    files that could not be opened, and whether a scan is to come; and of its one person the name, "" where there are
    several or none."""

    submission_id: str
    notice: str
    unit: str
    received_on: str
    asked_on: str
    due_on: str
    waiting: int
    files: int
    scan: bool
    name: str = ""

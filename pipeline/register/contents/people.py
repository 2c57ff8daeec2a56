"""Where people stand, and what became of their rows."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model.judgements import Finding
from pipeline.model.results import Event
from schemas.named import NamedTuple


class Place(NamedTuple):
    """Where a person row stands: in what came from whom on which day; `cell` is that of the name, "" where unknown."""

    submission_id: str
    unit: str
    received_on: str
    file: str
    sheet: str
    row: int
    cell: str


class Asked(NamedTuple):
    """A letter that asked a unit: written on a day, to be answered until another."""

    on: str
    due_on: str


class Standing(NamedTuple):
    """What became of a person row: since when, by which batch, and why; `sha256` is that of the document it stands in.

    `why` are the findings that hold the row or explain its disposition; `other` is the place of the row that stands
    instead, None where there is none or it is forgotten; `differs` are the labels of what that one says otherwise;
    `result` is the stage that the society named last of whom it has. `workplace` is that of the person, "" where the
    form asks for none.
    """

    row_id: str
    person_id: str
    name: str
    notice: str
    place: Place
    sha256: str
    disposition: str
    society: str
    confirmed: bool
    route_reason: str
    batch: str
    since: str
    why: tuple[Finding, ...]
    asked: Asked | None
    other: Place | None
    differs: tuple[str, ...]
    result: Event | None = None
    workplace: str = ""


class Everybody(NamedTuple):
    """The person rows of the open notices as they stand. `key` is the same as long as `read` would give the same;
    `now` is the moment of the last batch ("" before there is one); `read` gives all, or where they are more than so
    many (None: never) only so many others, those decided last, and whether there are more."""

    key: str
    now: str
    read: Callable[[int | None, int | None], tuple[list[Standing], bool]]

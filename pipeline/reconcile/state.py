"""What reconcile needs to know of earlier runs, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pandas import DataFrame

from pipeline.model import Problem

Order = tuple[str, str, int, int, int]
"""(received_at, file, sheet_index, row, place): which of two rows is the later one. `received_at` is ISO 8601 at +08:00."""


class KnownRow(NamedTuple):
    """A person row of the register with its latest judgement."""

    row_id: str
    person_id: str
    submission_id: str
    unit: str  # see rows.unit_of
    order: Order
    name: str
    phone: str
    email: str
    disposition: str
    reason: str
    points_at: str
    society: str
    route_confirmed: bool
    published: str  # digest of the published values
    read_in: int  # running number of the batch that read it


@dataclass(slots=True)
class State:
    """All person rows of one notice, and the number of the next person."""

    rows: list[KnownRow] = field(default_factory=list)
    next_person: int = 1


class Superseded(NamedTuple):
    """A closed row of the register that a row of this run replaces."""

    row_id: str
    points_at: str


@dataclass(slots=True)
class Reconciliation:
    """`people` is the frame given, in its order, with further columns person_id, disposition, reason, points_at and published (see
    register.contents.JUDGEMENT). `problems` are the findings to make of it, by row_id. `superseded` are closed rows of the register."""

    people: DataFrame
    problems: dict[str, list[Problem]]
    superseded: list[Superseded]

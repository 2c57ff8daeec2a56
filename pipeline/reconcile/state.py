"""What reconcile needs to know of earlier runs, and what it gives back."""

from __future__ import annotations

from collections.abc import Container, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model.judgements import Finding

if TYPE_CHECKING:
    from pandas import DataFrame

Order = tuple[str, str, int, int, int, str]
"""(received_at, file, sheet_index, row, place, row_id) tells which of two rows is the later one.

`received_at` is ISO 8601 at +08:00, so that texts compare as times do.
"""


class Sought(NamedTuple):
    """By what a run may meet people of the register again; names, mail addresses and units are match keys."""

    rows: Set[str]  # row_id of those that are judged again
    names: Set[str]
    phones: Set[str]
    emails: Set[str]
    units: Set[str]  # see rows.unit_of
    people: Set[str]  # the 编号 that rows carry


class KnownRow(NamedTuple):
    """A person row of the register with its latest judgement; names and mail addresses are match keys."""

    row_id: str
    person_id: str
    submission_id: str
    notice: str
    unit: str  # see rows.unit_of
    typed_person_id: str
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
    """What the register knows of the people whom a run may meet again, and the number of the next person.

    `rows` are all rows of those people, and of others as many as it takes to tell them apart. `open` are the row_ids of
    those people's rows that a new row may dispose of otherwise: they are judged again with it.
    """

    rows: list[KnownRow] = field(default_factory=list)
    open: frozenset[str] = frozenset()
    next_person: int = 1

    def open_in(self, notices: Container[str]) -> set[str]:
        """Those of `open` that answer one of these notices. A row of another notice than a new one may still say who is
        meant: a person held for the phone there is known again here."""
        return {row.row_id for row in self.rows if row.row_id in self.open and row.notice in notices}


class Superseded(NamedTuple):
    """A closed row of the register that a row of this run replaces."""

    row_id: str
    points_at: str


@dataclass(slots=True)
class EarlierRow:
    """A closed row of an earlier batch that this run disposes of otherwise; its values stay as they were published."""

    row_id: str
    disposition: str
    points_at: str
    change: str = ""
    withdrawn_from: str = ""


@dataclass(slots=True)
class Reconciliation:
    """What became of the rows of a run.

    `people` is the frame given, in its order, with the columns person_id, disposition, reason, points_at and published
    (see register.contents.JUDGEMENT). `findings` are those that only the comparison with other rows can tell.
    """

    people: DataFrame
    findings: list[Finding]
    superseded: list[Superseded]

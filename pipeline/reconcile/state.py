"""What reconcile needs to know about earlier runs, and what it returns."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.model.certificates import Certificate
from pipeline.model.judgements import Finding
from pipeline.terms.exclusions import NOBODY, Exclusions
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pandas import DataFrame

Addresses = Mapping[str, Collection[tuple[str, str]]]
"""By unit (rows.unit_of) when it sent something, and from which mail address; "" where that is not known."""

Said = Mapping[str, Mapping[str, str]]
"""By row_id the canonical values of rows by column; without those that are empty."""

Order = tuple[str, str, int, int, int, str]
"""(received_at, file, sheet_index, row, place, row_id): the key by which rows are ordered in time.

`received_at` is ISO 8601 at +08:00, so that texts sort like times.
"""


class Sought(NamedTuple):
    """Keys by which a run may match people in the register; names, mail addresses and units are match keys."""

    rows: Set[str]  # row_ids that are judged again
    names: Set[str]
    phones: Set[str]
    emails: Set[str]
    units: Set[str]  # see rows.unit_of
    people: Set[str]  # 编号 typed in rows
    submissions: Set[str]  # that are corrected by marked workbooks of ours


class Over(NamedTuple):
    """`domains` of the applications of which the result is known, by the row_id of what an earlier run routed; what the
    rows of this run `say` of it, by row_id."""

    domains: Mapping[str, str]
    said: Mapping[str, str]

    def is_moved(self, routed: str, row: str) -> bool:
        """Whether the row sends somebody to another domain whose result in the first one is known."""
        return routed in self.domains and self.said.get(row) != self.domains[routed]


NOTHING_OVER = Over({}, {})


class KnownRow(NamedTuple):
    """A person row of the register with its latest judgement; names and mail addresses are match keys."""

    row_id: str
    person_id: str
    submission_id: str
    corrects: str  # the submission of which it is the verified correction
    notice: str
    unit: str  # see rows.unit_of
    sender: str
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
    """What the register knows of the people that a run may match, and the number of the next person.

    `rows`: all rows of those people, and those of others that are needed to tell them apart. `open`: the row_ids of
    those people's rows whose disposition a new row may change; they are judged again together with it. `addresses`:
    those that the units of the run used before. `said`: what is understood of rows that stay as they are and have
    duplicates in their own submission (disposition.IN_SUBMISSION). `routed`: the row_ids of those people's rows that
    are routed.
    """

    rows: list[KnownRow] = field(default_factory=list)
    open: frozenset[str] = frozenset()
    next_person: int = 1
    addresses: Addresses = field(default_factory=dict)
    said: Said = field(default_factory=dict)
    routed: frozenset[str] = frozenset()

    def open_in(self, notices: Container[str], again: Container[str] = ()) -> set[str]:
        """Those of `open` that answer one of these notices. A row of another notice than a new one may still say who is
        meant: a person held for the phone there is known again here. Of submissions that are tried `again` also those
        routed, which what is read now may contradict."""
        return {
            row.row_id
            for row in self.rows
            if row.notice in notices
            and (row.row_id in self.open or (row.submission_id in again and row.row_id in self.routed))
        }


@dataclass(frozen=True, slots=True)
class Histories:
    """What certificates tell of the people whom a run may match: who is `excluded`; by person the `certificates` that
    hold on the day of the run, suspended ones too; by row_id the levels of the applications that go on, where a person
    may have several: rows that an earlier run routed and of which no society is done (`open_levels`); and the domain
    of those of which one is, for better or worse (`over`).
    """

    excluded: Exclusions = NOBODY
    certificates: Mapping[str, Sequence[Certificate]] = field(default_factory=dict)
    open_levels: Mapping[str, str] = field(default_factory=dict)
    over: Mapping[str, str] = field(default_factory=dict)


class Replaced(NamedTuple):
    """A closed row of the register that a row of this run supersedes, stands for or withdraws."""

    row_id: str
    disposition: str
    points_at: str
    reason: str = ""


@dataclass(slots=True)
class EarlierRow:
    """A closed row of an earlier batch whose disposition this run changes; its values stay as published."""

    row_id: str
    disposition: str
    points_at: str
    change: str = ""
    withdrawn_from: str = ""
    reason: str = ""


@dataclass(slots=True)
class Reconciliation:
    """The judgement of a run's rows.

    `people` is the given frame, in its order, with the columns person_id, disposition, reason, points_at and published
    added (see register.contents.run.JUDGEMENT). `findings` are those that need a comparison with other rows.
    """

    people: DataFrame
    findings: list[Finding]
    replaced: list[Replaced]

"""The rows that reconcile compares: new ones and open ones from the frame, closed ones from the register."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model.judgements import Disposition
from pipeline.reconcile.identifiers import read_person_id
from pipeline.reconcile.state import KnownRow, Order, Sought, State
from pipeline.text.fold import fold

if TYPE_CHECKING:
    from pandas import DataFrame

PUBLISHED = (
    *("section", "company", "company_contact", "company_contact_phone"),
    *("project_name", "project_country", "project_type", "project_status"),
    *("chinese_engineers", "foreign_engineers", "qualified_engineers"),
    *("name", "phone", "phone_other", "email", "domain", "specialty", "level", "location", "location_country"),
    "experience",
)
"""The values that a society gets or the combined attachment 3 prints. A row that repeats them all changes nothing."""

_ORDER = ("received_at", "file", "sheet_index", "row", "place", "row_id")
_READ = ("row_id", "submission_id", "notice", "unit_key", "sender", "name", "phone", "email", "typed_person_id")
_AFTER_ALL_KNOWN = 2**31


@dataclass(slots=True, eq=False)
class Row:
    """One person row; names and mail addresses are match keys here.

    `prior` is its latest judgement, None for a new row. A closed row is not judged again. `disposition`, `reason` and
    `points_at` are what this run makes of it.
    """

    row_id: str
    submission_id: str
    notice: str
    unit: str
    order: Order
    name: str
    phone: str
    email: str
    published: str
    prior: KnownRow | None
    closed: bool
    held: Set[str] = frozenset()
    typed_person_id: str = ""
    person_id: str = ""
    disposition: str = ""
    reason: str = ""
    points_at: str = ""

    @property
    def arrival(self) -> tuple[int, str, Order]:
        """In which order the program met the rows: batch by batch, within a batch the earlier received first; the new
        ones are recorded notice by notice, in the order of their names (register.dividing)."""
        return (self.prior.read_in if self.prior else _AFTER_ALL_KNOWN, "" if self.prior else self.notice, self.order)

    @property
    def application(self) -> tuple[str, str]:
        """The person's application to one notice: what is superseded, routed and told of changes."""
        return self.person_id, self.notice

    @property
    def withdrawn(self) -> bool:
        return self.prior is not None and self.prior.disposition == Disposition.WITHDRAWN

    def dispose(self, disposition: Disposition, points_at: Row | None = None, reason: str = "") -> None:
        self.disposition, self.reason = disposition.value, reason
        self.points_at = points_at.row_id if points_at else ""

    def keep(self) -> None:
        """Stay as the latest judgement left it."""
        assert self.prior is not None
        self.disposition, self.reason, self.points_at = self.prior.disposition, self.prior.reason, self.prior.points_at


class Remark(NamedTuple):
    """A finding before it has its words, on one field of a row."""

    row: Row
    slug: str
    field: str
    about: str = ""


def sought(people: DataFrame) -> Sought:
    """By what the rows of the frame may be people whom the register knows."""
    units = zip(*(people[name].tolist() for name in ("unit_key", "sender", "submission_id")), strict=True)
    return Sought(
        rows=set(people["row_id"].tolist()),
        names=set(map(fold, people["name"].tolist())),
        phones=set(people["phone"].tolist()),
        emails=set(map(fold, people["email"].tolist())),
        units={unit_of(*unit) for unit in units},
        people=_carried(people["typed_person_id"].tolist()),
    )


def sought_around(rows: Collection[KnownRow]) -> Sought:
    """By what other rows of the register may bear on these."""
    return Sought(
        rows=frozenset(),
        names={row.name for row in rows},
        phones={row.phone for row in rows},
        emails={row.email for row in rows},
        units={row.unit for row in rows},
        people=_carried(row.typed_person_id for row in rows),
    )


def _carried(typed: Iterable[str]) -> set[str]:
    return {person for text in typed if text and (person := read_person_id(text))}


def rows_of(people: DataFrame, held: Mapping[str, Set[str]], state: State) -> list[Row]:
    """The rows of the frame, in its order, with their earlier judgement where they have one."""
    known = {row.row_id: row for row in state.rows}
    orders = zip(*(people[column].tolist() for column in _ORDER), strict=True)
    values = zip(*(people[column].tolist() for column in _READ), strict=True)
    return [
        Row(
            row_id=row_id,
            submission_id=submission_id,
            notice=notice,
            unit=unit_of(unit_key, sender, submission_id),
            order=order,
            name=fold(name),
            phone=phone,
            email=fold(email),
            published=published,
            prior=known.get(row_id),
            closed=False,
            held=held.get(row_id, frozenset()),
            typed_person_id=carried,
            person_id=known[row_id].person_id if row_id in known else "",
        )
        for order, published, (row_id, submission_id, notice, unit_key, sender, name, phone, email, carried) in zip(
            orders, digests(people), values, strict=True
        )
    ]


def closed_rows(state: State, judged: Set[str]) -> list[Row]:
    """The rows of the register that are not judged in this run: each stays as it is unless a later row replaces it."""
    return [
        Row(
            row_id=known.row_id,
            submission_id=known.submission_id,
            notice=known.notice,
            unit=known.unit,
            order=known.order,
            name=known.name,
            phone=known.phone,
            email=known.email,
            published=known.published,
            prior=known,
            closed=True,
            person_id=known.person_id,
            disposition=known.disposition,
            reason=known.reason,
            points_at=known.points_at,
        )
        for known in state.rows
        if known.row_id not in judged
    ]


def unit_of(unit_key: str, sender: str, submission_id: str) -> str:
    """Whom a row is from: its unit; where that is unknown the sender of the mail; else only its own submission."""
    return unit_key or (sender and f"@{sender}") or f"#{submission_id}"


def digests(people: DataFrame) -> list[str]:
    """For each row one text that stands for all its published values."""
    values = zip(*(people[column].tolist() for column in PUBLISHED), strict=True)
    return [hashlib.blake2b("\0".join(row).encode(), digest_size=12).hexdigest() for row in values]

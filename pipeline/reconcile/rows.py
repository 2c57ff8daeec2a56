"""The rows that are compared: new and open ones from the frame, closed ones from the register."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.model.decisions import Decision
from pipeline.model.fields import BY_KEY, FIELDS
from pipeline.model.judgements import Disposition
from pipeline.reconcile.identifiers import read_person_id
from pipeline.reconcile.state import KnownRow, Order, Sought, State
from pipeline.settle import OnRows
from pipeline.terms.notices import notices
from pipeline.terms.rulings import AS_TYPED, Rulings
from pipeline.text.fold import fold
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pandas import DataFrame

_PUBLISHED_FIRST = (
    *("section", "company", "company_contact", "company_contact_phone"),
    *("project_name", "project_country", "project_type", "project_status"),
    *("chinese_engineers", "foreign_engineers", "qualified_engineers"),
    *("name", "phone", "phone_other", "email", "domain", "specialty", "level", "location", "location_country"),
    "experience",
)
"""The values that a society gets or the combined attachment 3 prints, in the order in which registers remember them. A
row that repeats them all changes nothing."""

_PUBLISHED_TOO = {
    column: field for field in FIELDS for column in BY_KEY[field].canonical if column not in _PUBLISHED_FIRST
}
"""Those of other forms, with their field. They count where they say something, so that a new field changes nobody who
has none, and where the notice lets societies see them: of what stands in no workbook a change is no news."""

_VETO = "not-recommended"
_ORDER = ("received_at", "file", "sheet_index", "row", "place", "row_id")
_READ = (
    *("row_id", "submission_id", "corrects", "notice", "unit_key", "sender"),
    *("name", "phone", "email", "typed_person_id"),
)
_AFTER_ALL_KNOWN = 2**31


@dataclass(slots=True, eq=False)
class Row:
    """One person row; names and mail addresses are match keys.

    `prior` is its latest judgement, None for a new row. A closed row is not judged again. `corrects` is the submission
    of which its own is the verified correction. `ruled` are the effects of what the secretary decided of the row,
    `settled` slug and field of what holds it no more. `disposition`, `reason` and `points_at` are the judgement of this
    run.
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
    corrects: str = ""
    sender: str = ""
    held: Set[str] = frozenset()
    ruled: Set[str] = frozenset()
    settled: Set[tuple[str, str]] = frozenset()
    typed_person_id: str = ""
    person_id: str = ""
    disposition: str = ""
    reason: str = ""
    points_at: str = ""

    @property
    def arrival(self) -> tuple[int, str, Order]:
        """Sort key for the order in which the program met the rows: by batch, then by time of receipt; new ones are
        recorded notice by notice, in the order of their names (register.dividing)."""
        return (self.prior.read_in if self.prior else _AFTER_ALL_KNOWN, "" if self.prior else self.notice, self.order)

    @property
    def application(self) -> tuple[str, str]:
        """The person's application to one notice: what is superseded, routed and told of changes."""
        return self.person_id, self.notice

    @property
    def withdrawn(self) -> bool:
        """A closed row has its earlier disposition; one that is judged again has none yet."""
        return self.disposition == Disposition.WITHDRAWN

    @property
    def withdraws(self) -> bool:
        """Whether the unit says in the row that it does not recommend the person (any more)."""
        return _VETO in self.held

    def dispose(self, disposition: Disposition, points_at: Row | None = None, reason: str = "") -> None:
        self.disposition, self.reason = disposition.value, reason
        self.points_at = points_at.row_id if points_at else ""

    def keep(self) -> None:
        """Keep the latest judgement."""
        assert self.prior is not None
        self.disposition, self.reason, self.points_at = self.prior.disposition, self.prior.reason, self.prior.points_at


class Remark(NamedTuple):
    """A finding on one field of a row, still without wording; `severity` is that of its kind unless it says another."""

    row: Row
    slug: str
    field: str
    about: str = ""
    severity: str = ""


def sought(people: DataFrame) -> Sought:
    """The keys by which rows of the frame may match people in the register."""
    units = zip(*(people[name].tolist() for name in ("unit_key", "sender", "submission_id")), strict=True)
    return Sought(
        rows=set(people["row_id"].tolist()),
        names=set(map(fold, people["name"].tolist())),
        phones=set(people["phone"].tolist()),
        emails=set(map(fold, people["email"].tolist())),
        units={unit_of(*unit) for unit in units},
        people=_carried(people["typed_person_id"].tolist()),
        submissions=set(people["corrects"].tolist()),
    )


def sought_around(rows: Collection[KnownRow]) -> Sought:
    """The keys by which other rows of the register may affect these."""
    return Sought(
        rows=frozenset(),
        names={row.name for row in rows},
        phones={row.phone for row in rows},
        emails={row.email for row in rows},
        units={row.unit for row in rows},
        people=_carried(row.typed_person_id for row in rows),
        submissions=frozenset(),
    )


def _carried(typed: Iterable[str]) -> set[str]:
    return {person for text in typed if text and (person := read_person_id(text))}


def rows_of(
    people: DataFrame, held: Mapping[str, Set[str]], state: State, rulings: Rulings, on_rows: OnRows
) -> list[Row]:
    """The rows of the frame, in its order, with their earlier judgement, if any, and what was decided of them."""
    known = {row.row_id: row for row in state.rows}
    orders = zip(*(people[column].tolist() for column in _ORDER), strict=True)
    values = zip(*(people[column].tolist() for column in _READ), strict=True)
    return [
        Row(
            row_id=row_id,
            submission_id=submission_id,
            corrects=corrects,
            notice=notice,
            unit=unit_of(unit_key, sender, submission_id),
            sender=sender,
            order=order,
            name=fold(name),
            phone=phone,
            email=fold(email),
            published=published,
            prior=known.get(row_id),
            closed=False,
            held=held.get(row_id, frozenset()),
            ruled=rulings.effects_on(row_id, unit_key) if rulings else _NOTHING,
            settled=_settled(on_rows[row_id]) if row_id in on_rows else _NOTHING,
            typed_person_id=carried,
            person_id=rulings.same_person.get(row_id) or (known[row_id].person_id if row_id in known else ""),
        )
        for order, published, read in zip(orders, digests(people), values, strict=True)
        for row_id, submission_id, corrects, notice, unit_key, sender, name, phone, email, carried in (read,)
    ]


_NOTHING: frozenset[Any] = frozenset()


def _settled(decisions: Iterable[Decision]) -> frozenset[tuple[str, str]]:
    """Slug and field of what holds a row no more."""
    return frozenset((each.kind, each.field) for each in decisions if each.effect == AS_TYPED)


def closed_rows(state: State, judged: Set[str]) -> list[Row]:
    """The rows of the register not judged in this run: they stay as they are unless a later row replaces them."""
    return [
        Row(
            row_id=known.row_id,
            submission_id=known.submission_id,
            corrects=known.corrects,
            notice=known.notice,
            unit=known.unit,
            sender=known.sender,
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


def take_units_of_corrected(rows: Collection[Row]) -> None:
    """Give the rows of a verified correction the unit of what they correct: the correction may be the first to name
    it. Rounds go back to the first one."""
    units = {row.submission_id: row.unit for row in rows}
    corrected = {row.submission_id: row.corrects for row in rows if row.corrects in units}
    for row in rows:
        first = row.submission_id
        while first in corrected:
            first = corrected[first]
        row.unit = units[first]


def unit_of(unit_key: str, sender: str, submission_id: str) -> str:
    """Key of a row's origin: its unit; if unknown, the sender of the mail; else the submission alone."""
    return unit_key or (sender and f"@{sender}") or f"#{submission_id}"


def digests(people: DataFrame) -> list[str]:
    """For each row one text that stands for all its published values."""
    values = zip(*(people[column].tolist() for column in _PUBLISHED_FIRST), strict=True)
    filled = {column: field for column, field in _PUBLISHED_TOO.items() if any(people[column].tolist())}
    seen = {name: notice.societies_see for name, notice in notices().items()} if filled else {}
    texts, asked = ["\0".join(row) for row in values], people["notice"].tolist()
    for column, field in filled.items():
        told = {name for name, fields in seen.items() if field in fields}
        said = [value if notice in told else "" for value, notice in zip(people[column], asked, strict=True)]
        texts = [f"{text}\0{column}={value}" if value else text for text, value in zip(texts, said, strict=True)]
    return [hashlib.blake2b(text.encode(), digest_size=12).hexdigest() for text in texts]

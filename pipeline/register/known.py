"""What the register knows of the people whom a run may meet again (reconcile.State), found by match keys: a run into a
register of half a million rows reads those that matter to it, and comes to the same end as if it had read them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from typing import Any

from sqlalchemy import Connection, func, select

from pipeline.model.judgements import Disposition
from pipeline.quotas import COUNTED, Recommended
from pipeline.reconcile.disposition import IN_SUBMISSION
from pipeline.reconcile.identifiers import number_of
from pipeline.reconcile.rows import sought_around, unit_of
from pipeline.reconcile.state import Addresses, KnownRow, Said, Sought, State
from pipeline.register import tables
from pipeline.register.reading import from_json, is_one_of, latest, sent_as_of, to_json
from pipeline.terms.rulings import Rulings

OPEN = (Disposition.HELD, Disposition.DUPLICATE)
"""What a later row may change without replacing it."""

_MET = """
SELECT person FROM matched WHERE phone <> '' AND phone IN (SELECT value FROM json_each(:phones))
UNION
SELECT person FROM matched WHERE email <> '' AND email IN (SELECT value FROM json_each(:emails))
UNION
SELECT person FROM matched WHERE person IN (SELECT value FROM json_each(:people))
UNION
SELECT person FROM matched JOIN person_rows USING (number) WHERE row_id IN (SELECT value FROM json_each(:rows))
UNION
SELECT person FROM matched JOIN person_rows USING (number)
WHERE submission_id IN (SELECT value FROM json_each(:submissions))
    AND (name IN (SELECT value FROM json_each(:names)) OR phone IN (SELECT value FROM json_each(:phones)))
"""
"""People with the same phone or mail address, with the number that a row carries, or with a row that is judged again;
and in the same unit those with the same name."""

_SENT_BY = """
SELECT unit_key, submission_id, received_at, sender FROM submissions WHERE rowid IN (
    SELECT rowid FROM submissions WHERE unit_key <> '' AND unit_key IN (SELECT value FROM json_each(:names))
    UNION
    SELECT rowid FROM submissions WHERE sender <> '' AND sender IN (SELECT value FROM json_each(:unnamed))
    UNION
    SELECT rowid FROM submissions WHERE submission_id IN (SELECT value FROM json_each(:unnamed))
) ORDER BY rowid
"""
"""Of units by their names; where these are not known, by their address or their number. SQLite finds each by its
index."""

_OF_PEOPLE = "SELECT number FROM matched WHERE person IN (SELECT value FROM json_each(:people))"

_OF_NAMES = """
WITH first AS (
    SELECT value AS name, (
        SELECT number FROM matched WHERE name = value AND phone <> '' ORDER BY number LIMIT 1
    ) AS number
    FROM json_each(:names)
)
SELECT number FROM first WHERE number IS NOT NULL
UNION ALL
SELECT (
    SELECT other.number FROM matched AS other
    WHERE other.name = first.name AND other.phone <> '' AND other.person <> matched.person
    ORDER BY other.number LIMIT 1
)
FROM first JOIN matched USING (number)
"""
"""Of each name the two people with a phone who came first: they tell whether anybody of its name came before a row."""

_KNOWN = """
SELECT person_rows.row_id, judgements.person_id, person_rows.submission_id, corrects, notice, unit_key, sender,
    typed_person_id,
    received_at, file, sheet_index, "row", place, matched.name, matched.phone, matched.email, disposition, reason,
    points_at, society, route_confirmed, published, person_rows.batch
FROM matched JOIN person_rows USING (number)
JOIN judgements ON judgements.row_id = person_rows.row_id AND judgements.batch = matched.batch
JOIN submissions ON submissions.submission_id = person_rows.submission_id
WHERE matched.number IN (SELECT value FROM json_each(:numbers))
"""


def state(connection: Connection, sought: Sought, rulings: Rulings) -> State:
    """All rows of the people who may be meant by what is sought, and those that bear on these, in whatever notice."""
    last = connection.execute(select(func.max(tables.people.c.number))).scalar()
    if last is None:
        return State()
    found = _Search(connection, rulings)
    own = found.rows(found.numbers_of(found.met(sought)))
    around = sought_around(own)
    others = {*found.numbers_of(found.met(around)), *found.first_of(sought.names | around.names)}
    rows = {row.row_id: row for row in [*own, *found.rows(others)]}
    is_open = frozenset(row.row_id for row in own if row.disposition in OPEN)
    addresses = found.addresses({*sought.units, *around.units})
    routed = frozenset(row.row_id for row in own if row.disposition == Disposition.ROUTED)
    return State(list(rows.values()), is_open, last + 1, addresses, _said_first(connection, own), routed)


def _said_first(connection: Connection, own: Collection[KnownRow]) -> Said:
    """What is understood of the rows that are not open and stand before duplicates of their own submission."""
    told = {(row.submission_id, row.person_id) for row in own if row.reason == IN_SUBMISSION}
    closed = [row.row_id for row in own if (row.submission_id, row.person_id) in told and row.disposition not in OPEN]
    if not closed:
        return {}
    judged = latest().where(is_one_of(tables.judgements.c.row_id, closed)).subquery().c
    found = connection.execute(select(judged.row_id, judged.canonical)).all()
    return dict(zip((row_id for row_id, _ in found), from_json([values for _, values in found]), strict=True))


def recommended(connection: Connection, notice: str) -> list[Recommended]:
    """The rows of a notice that count for its quotas, as they are judged now."""
    row, judged, sent = tables.counted.c, tables.judgements.c, tables.submissions.c
    query = (
        select(row.row_id, row.submission_id, sent.unit, judged.person_id)
        .join(tables.submissions, sent.submission_id == row.submission_id)
        .join(tables.judgements, (judged.row_id == row.row_id) & (judged.batch == row.batch))
        .where(sent.notice == notice, row.disposition.in_(COUNTED))
    )
    return [Recommended(*found) for found in connection.execute(query)]


def recommended_then(connection: Connection, notice: str, batch: int) -> list[tuple[str, str]]:
    """Unit and person_id of the rows that counted for the quotas of a notice after this batch."""
    then, sent = latest(batch).subquery().c, sent_as_of(connection, batch).c
    query = (
        select(sent.unit, then.person_id)
        .join(tables.person_rows, tables.person_rows.c.row_id == then.row_id)
        .where(sent.submission_id == tables.person_rows.c.submission_id)
        .where(sent.notice == notice, then.disposition.in_(COUNTED))
        .order_by(tables.person_rows.c.number)
    )
    return [(unit, person_id) for unit, person_id in connection.execute(query)]


class _Search:
    """Questions to the people of the register."""

    def __init__(self, connection: Connection, rulings: Rulings) -> None:
        self._connection, self._rulings = connection, rulings

    def met(self, sought: Sought) -> list[int]:
        """Numbers of the people who may be meant."""
        submissions = [*sought.submissions, *(sent for _, sent, *_ in self._sent_by(sought.units))]
        people = map(number_of, sought.people)
        lists = sought._asdict() | {"people": people, "submissions": submissions}
        return [person for (person,) in self._asked(_MET, **lists)]

    def addresses(self, units: Set[str]) -> Addresses:
        """When these units sent something, and from where."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for unit, _, received_at, sender in self._sent_by(units):
            found[unit].append((received_at, sender))
        return found

    def _sent_by(self, units: Set[str]) -> Iterator[tuple[str, str, str, str]]:
        """What came from these units (rows.unit_of), in the order in which it was recorded: unit, submission_id,
        received_at and sender."""
        rulings, unnamed = self._rulings, [unit[1:] for unit in units]
        names = {*units, *(name for name in rulings.later_names if rulings.unit_of(name) in units)}
        for unit_key, submission_id, received_at, sender in self._asked(_SENT_BY, names=names, unnamed=unnamed):
            unit = unit_of(rulings.unit_of(unit_key), sender, submission_id)
            if unit in units:
                yield unit, submission_id, received_at, sender

    def numbers_of(self, people: Collection[int]) -> list[int]:
        """Numbers of all person rows of these people."""
        return [number for (number,) in self._asked(_OF_PEOPLE, people=people)]

    def first_of(self, names: Set[str]) -> list[int]:
        return [number for (number,) in self._asked(_OF_NAMES, names=names) if number]

    def rows(self, numbers: Collection[int]) -> list[KnownRow]:
        return [_known_row(self._rulings, *row) for row in self._asked(_KNOWN, numbers=numbers)]

    def _asked(self, query: str, **lists: Iterable[object]) -> list[Any]:
        words = {name: to_json(list(filter(None, values))) for name, values in lists.items()}
        return list(self._connection.exec_driver_sql(query, words))


def _known_row(rulings: Rulings, *row: Any) -> KnownRow:
    row_id, person, submission, corrects, notice, unit_key, sender, *rest = row
    carried, received_at, file, sheet, line, place, *judgement = rest
    unit = unit_of(rulings.unit_of(unit_key), sender, submission)
    order = (received_at, file, sheet, line, place, row_id)
    return KnownRow(row_id, person, submission, corrects, notice, unit, sender, carried, order, *judgement)


def is_person(connection: Connection, person_id: str) -> bool:
    """Whether this 编号 was ever given."""
    people = tables.people.c
    return connection.execute(select(people.number).where(people.person_id == person_id)).scalar() is not None

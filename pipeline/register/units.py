"""Units whose names look like one, as a question to the secretary; and whose rows are judged again by the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import Connection, Select, select

from pipeline.model.decisions import Choice, Compared, Decision, Question, Ruling, question_id
from pipeline.model.judgements import Disposition
from pipeline.receive.units_alike import alike
from pipeline.register import tables
from pipeline.register.drawn_units import are_drawn
from pipeline.register.reading import AMONG, is_one_of, open_notices, to_json
from pipeline.terms.rulings import ACROSS_UNITS, Rulings
from pipeline.text.fold import fold
from schemas.decisions import decisions_file
from schemas.named import NamedTuple
from schemas.units_alike import units_alike_file

UNITS_ALIKE = "units-alike"
_CLOSED = (Disposition.SUPERSEDED, Disposition.WITHDRAWN)
"""What stays as it is when the name of the unit is found to be another one's."""

_rows, _sent, _now = tables.person_rows.c, tables.submissions.c, tables.counted.c

_SENT_BY_UNITS = f"""
FROM submissions JOIN batches ON batches.number = submissions.batch
WHERE unit_key <> '' AND submissions.notice {AMONG} AND EXISTS (
    SELECT 1 FROM submission_figures AS own WHERE own.submission_id = submissions.submission_id AND amount > 0
)
"""

_UNITS = f"""
SELECT submissions.notice, unit_key, unit, sender, submission_id, substr(received_at, 1, 10),
    substr(CASE received_from WHEN 'file' THEN batches.now ELSE received_at END, 1, 10), (
        SELECT sum(amount) FROM submission_figures AS own WHERE own.submission_id = submissions.submission_id
    )
{_SENT_BY_UNITS} {{which}} ORDER BY received_at, submission_id
"""
_MAY_BE_ALIKE = "AND unit_key IN (SELECT unit_key FROM unit_names WHERE may_be_alike)"

_NAMES = f"SELECT DISTINCT sender, unit_key {_SENT_BY_UNITS} AND sender {AMONG}"

_OF_BOTH = """
SELECT DISTINCT own.unit_key, other.unit_key FROM judgements
JOIN counted ON counted.row_id = judgements.row_id AND counted.batch = judgements.batch
JOIN person_rows AS first ON first.row_id = judgements.points_at
JOIN submissions AS other ON other.submission_id = first.submission_id
JOIN submissions AS own ON own.submission_id = counted.submission_id
WHERE counted.disposition = 'duplicate' AND reason = ?
"""
"""Units that recommended the same people."""


class _Sent(NamedTuple):
    """What a unit sent under one name to one notice first, and how many people in all."""

    unit: str
    sender: str
    submission_id: str
    received_on: str
    since: str
    people: int


def of_units(connection: Connection, decisions: Sequence[Decision]) -> Iterator[Question]:
    """Whether units of an open notice whose names look like one are one: of each name beside the first that it may be,
    unless that is decided. `decisions` are those that hold."""
    rulings = Rulings([Ruling(each) for each in decisions])
    sent, senders = _sent_by_unit(connection)
    signs = _signs(connection, senders)
    met: set[str] = set()
    for notice, units in sent.items():
        for later, earlier in alike(list(units), signs).items():
            first = next((each for each in earlier if _is_asked(each, later, rulings)), None)
            if first and (asked := question_id(UNITS_ALIKE, *sorted((first, later)))) not in met:
                met.add(asked)
                rows = connection.execute(judged_again(connection, rulings, later, _CLOSED)).scalars().all()
                yield _question(asked, notice, units[first], units[later])._replace(rows=tuple(rows))


def judged_again(connection: Connection, rulings: Rulings, unit: str, but: Collection[Disposition]) -> Select[Any]:
    """row_id of what was sent to open notices under a name and under those that by the rulings are the same unit, `but`
    those that are disposed of so."""
    key = rulings.unit_of(fold(unit))
    names = {key, *(name for name in rulings.later_names if rulings.unit_of(name) == key)}
    return (
        select(_rows.row_id)
        .join(tables.submissions, _sent.submission_id == _rows.submission_id)
        .join(tables.counted, _now.row_id == _rows.row_id)
        .where(is_one_of(_sent.unit_key, names), is_one_of(_sent.notice, open_notices(connection)))
        .where(_now.disposition.not_in([each.value for each in but]))
        .where(_rows.row_id.not_in(select(tables.forgotten_rows.c.row_id)))
        .order_by(_rows.number)
    )


def _is_asked(one: str, other: str, rulings: Rulings) -> bool:
    """Whether it is still to be said of two names that they are one unit."""
    pair = frozenset((rulings.unit_of(one), rulings.unit_of(other)))
    return len(pair) > 1 and pair not in rulings.other_units


def _sent_by_unit(connection: Connection) -> tuple[dict[str, dict[str, _Sent]], Mapping[str, Set[str]]]:
    """By notice and unit that may be alike with another one, in order of receipt; and the names that each of their
    addresses sent."""
    open_now = to_json(open_notices(connection))
    found: dict[str, dict[str, _Sent]] = defaultdict(dict)
    senders: dict[str, set[str]] = defaultdict(set)
    units = _UNITS.format(which=_MAY_BE_ALIKE if are_drawn(connection) else "")
    for notice, key, *told in connection.exec_driver_sql(units, (open_now,)).all():
        sent = _Sent._make(told)
        before = found[notice].get(key)
        found[notice][key] = before._replace(people=before.people + sent.people) if before else sent
        if sent.sender:
            senders[sent.sender].add(key)
    if senders:
        for sender, key in connection.exec_driver_sql(_NAMES, (open_now, to_json(list(senders)))):
            senders[sender].add(key)
    return found, senders


def _signs(connection: Connection, senders: Mapping[str, Set[str]]) -> Mapping[str, Set[str]]:
    """By unit from which addresses it came, and with which other one it recommended somebody."""
    signs: dict[str, set[str]] = defaultdict(set)
    for sender, names in senders.items():
        for name in names if len(names) <= units_alike_file().names_of_an_address else ():
            signs[name].add(sender)
    for pair in connection.exec_driver_sql(_OF_BOTH, (ACROSS_UNITS,)):
        for name in pair:
            signs[name].add("\0".join(sorted(pair)))
    return signs


def _question(asked: str, notice: str, first: _Sent, later: _Sent) -> Question:
    words = decisions_file()
    entry = words.question[UNITS_ALIKE]
    return Question(
        question_id=asked,
        kind=UNITS_ALIKE,
        row_id="",
        person_id="",
        submission_id=later.submission_id,
        unit=later.unit,
        name="",
        received_on=later.received_on,
        since=later.since,
        field="",
        value=later.unit,
        message=words.asked.units_alike.format(value=later.unit, subject=first.unit),
        file="",
        sheet="",
        cell="",
        sha256="",
        compared=tuple(_compared(first, later)),
        other_place="",
        choices=tuple(Choice(each.label, each.effect) for each in map(words.answer.__getitem__, entry.answers)),
        notice=notice,
        subject=first.unit,
        slugs=(UNITS_ALIKE,),
    )


def _compared(first: _Sent, later: _Sent) -> Iterator[Compared]:
    for name, label in units_alike_file().labels._asdict().items():
        own, other = (str(getattr(each, name)) for each in (later, first))
        if own or other:
            yield Compared(label, own, other)

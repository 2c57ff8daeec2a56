"""Forgetting: the one lawful exception to a register that only grows.

What tells of a person is emptied in every table, and the bytes of the files that hold the person are removed. What is
counted stays: places, numbers, dispositions, societies, findings without their values, and the values that have a
vocabulary. So the accounts add up as before, and nobody can tell of whom.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, TableClause, func, insert, select

from pipeline.model.fields import COUNTED
from pipeline.model.statements import Fate
from pipeline.register import forgetting_words as words
from pipeline.register import tables
from pipeline.register.drawn import draw_after_forgetting
from pipeline.register.forgetting_certificates import empty_certificates, numbers_of
from pipeline.register.forgetting_returns import empty_events, empty_refusals, returns_of
from pipeline.register.mailbox import forget_mails
from pipeline.register.reading import AMONG, mails_of, to_json
from pipeline.register.sendings import forget_addresses
from schemas.named import NamedTuple
from schemas.safekeeping import safekeeping_file

FORGOTTEN, RENEWED = "forgotten", "renewed"
"""Kinds of events: somebody of the batch was forgotten; its files in the outbox were written again without them."""

Place = tuple[str, str, str]
"""Submission, file and sheet."""

_END = 1 << 31


class Selection(NamedTuple):
    """What is to be forgotten: person rows; submissions of which nothing but counts stays; inbox files by sha256."""

    cause: str  # person, unit, retention
    rows: frozenset[str]
    submissions: frozenset[str]
    originals: frozenset[str]


class Extent(NamedTuple):
    """How far a selection reaches. `originals` counts the files whose bytes are still
    kept, `files` are the paths of all of them in the inbox, `batches` those that tell of
    the rows, `sent` the societies whose confirmed workbooks do, `answered` the submissions
    the letters to which do.
    """

    people: int
    rows: int
    originals: int
    files: tuple[str, ...]
    batches: tuple[str, ...]
    sent: tuple[str, ...]
    answered: tuple[str, ...]


def extent(connection: Connection, selection: Selection) -> Extent:
    """What forgetting the selection would reach."""
    rows, originals = to_json(sorted(selection.rows)), to_json(sorted(selection.originals))
    told = connection.exec_driver_sql(
        "SELECT DISTINCT batch, person_id, society, change <> '' AND route_confirmed FROM judgements "
        f"WHERE row_id {AMONG}",
        (rows,),
    ).all()
    kept = f"SELECT count(*) FROM contents WHERE sha256 {AMONG}"
    query = f"SELECT path, sha256 FROM files WHERE sha256 {AMONG} ORDER BY path"
    names = {row.number: row.name for row in connection.execute(select(tables.batches))}
    answered = _answered(connection, selection)
    letters = connection.exec_driver_sql(f"SELECT batch FROM letters WHERE submission_id {AMONG}", (to_json(answered),))
    telling = {batch for batch, *_ in told}.union(letters.scalars(), returns_of(connection, selection.rows).batches)
    return Extent(
        people=len({person_id for _, person_id, _, _ in told}),
        rows=len(selection.rows),
        originals=connection.exec_driver_sql(kept, (originals,)).scalar_one(),
        files=tuple(path for path, _ in connection.exec_driver_sql(query, (originals,))),
        batches=tuple(names[number] for number in sorted(telling)),
        sent=tuple(sorted({society for _, _, society, sent in told if society and sent})),
        answered=tuple(answered),
    )


def forget(connection: Connection, selection: Selection, now: datetime) -> Extent:
    """Empty and remove, and write down how much; gives how far it reached."""
    reach = extent(connection, selection)
    touched = _submissions_of(connection, selection)
    returned = returns_of(connection, selection.rows).submissions
    numbers = numbers_of(connection, selection.rows)
    told = words.patterns(connection, selection.rows, returned, numbers)  # before they are gone
    empty_refusals(connection, selection.rows, {each: told[each] for each in returned if each in told})
    empty_certificates(connection, selection.rows)
    empty_events(connection, selection.rows, next((told[each] for each in returned if each in told), None))
    _empty_rows(connection, selection)
    _empty_texts(connection, selection, touched, told)
    words.mask(connection, {*touched, *returned}, told)
    senders = _senders(connection, selection.submissions)
    forget_mails(connection, senders, told.values())
    forget_addresses(connection, senders)
    for statement in (
        f"UPDATE submissions SET sender = '', mails = '' WHERE submission_id {AMONG}",
        f"UPDATE submissions_before SET sender = '', mails = '' WHERE submission_id {AMONG}",
        f"UPDATE row_fates SET text = '' WHERE submission_id {AMONG}",
    ):
        connection.exec_driver_sql(statement, (to_json(sorted(selection.submissions)),))
    connection.exec_driver_sql(f"DELETE FROM contents WHERE sha256 {AMONG}", (to_json(sorted(selection.originals)),))
    _write_down(connection, selection, reach, now)
    draw_after_forgetting(connection)
    return reach


def _senders(connection: Connection, submissions: Collection[str]) -> set[str]:
    query = f"SELECT sender, mails FROM submissions WHERE submission_id {AMONG}"
    rows = connection.exec_driver_sql(query, (to_json(sorted(submissions)),)).all()
    inner = {each.sender for _, mails in rows for each in mails_of(mails)}
    return inner.union(sender for sender, _ in rows) - {""}


def _write_down(connection: Connection, selection: Selection, reach: Extent, now: datetime) -> None:
    number = 1 + (connection.execute(select(func.max(tables.forgettings.c.number))).scalar() or 0)
    counts = {"people": reach.people, "rows": reach.rows, "originals": reach.originals}
    about = {"number": number, "now": now.isoformat(), "cause": selection.cause}
    connection.execute(insert(tables.forgettings), about | counts)
    lists: dict[TableClause, list[dict[str, Any]]] = {
        tables.forgotten_rows: [{"row_id": row_id} for row_id in sorted(selection.rows)],
        tables.forgotten_originals: [{"sha256": sha256} for sha256 in sorted(selection.originals)],
    }
    for table, records in lists.items():
        if records:
            connection.execute(
                insert(table).prefix_with("OR IGNORE"), [record | {"forgetting": number} for record in records]
            )
    told = select(tables.batches.c.number).where(tables.batches.c.name.in_(reach.batches))
    for batch in connection.execute(told.order_by(tables.batches.c.number)).scalars().all():
        connection.execute(insert(tables.events), {"batch": batch, "kind": FORGOTTEN})


def _empty_rows(connection: Connection, selection: Selection) -> None:
    """What is said of the rows themselves; of their canonical values only those that reports count stay."""
    rows = to_json(sorted(selection.rows))
    kept = f"(SELECT json_group_object(key, value) FROM json_each(judgements.canonical) WHERE key {AMONG})"
    sentence = safekeeping_file().forget.instead
    statements: dict[str, tuple[str, ...]] = {
        "UPDATE person_rows SET typed = '{}', extra = '{}', problems = '[]', typed_person_id = ''": (rows,),
        "UPDATE judgements SET name = '', phone = '', email = '', published = '', route_reason = '', "
        f"canonical = {kept}": (to_json(COUNTED), rows),
        "UPDATE findings SET value = '', about = '', message = ?": (sentence, rows),
        "UPDATE decisions SET value = CASE WHEN for_all THEN value ELSE '' END, subject = '', reason = ''": (rows,),
    }
    for statement, values in statements.items():
        connection.exec_driver_sql(f"{statement} WHERE row_id {AMONG}", values)
    numbers = f"SELECT number FROM person_rows WHERE row_id {AMONG}"
    connection.exec_driver_sql(f"DELETE FROM matched WHERE number IN ({numbers})", (rows,))
    connection.exec_driver_sql("UPDATE batches SET terms = ''")  # what pointed at a forgotten row is judged anew


def _empty_texts(
    connection: Connection, selection: Selection, submissions: Collection[str], told: Mapping[str, re.Pattern[str]]
) -> None:
    """The texts of the table rows in which the people stood, or that name them."""
    spans = _spans(connection, selection.rows, submissions)
    found = connection.exec_driver_sql(
        f"SELECT number, submission_id, file, sheet, row, fate, text FROM row_fates WHERE submission_id {AMONG}",
        (to_json(sorted(submissions)),),
    )
    gone = [
        number
        for number, submission_id, file, sheet, row, fate, text in found
        if (fate == Fate.PEOPLE and any(row in span for span in spans.get((submission_id, file, sheet), ())))
        or (submission_id in told and told[submission_id].search(text))
    ]
    connection.exec_driver_sql(f"UPDATE row_fates SET text = '' WHERE number {AMONG}", (to_json(gone),))


def _spans(connection: Connection, rows: Collection[str], submissions: Collection[str]) -> dict[Place, list[range]]:
    """The table rows that each forgotten person takes: up to the next person."""
    stood: dict[Place, list[tuple[int, str]]] = defaultdict(list)
    for submission_id, file, sheet, row, row_id in connection.exec_driver_sql(
        f"SELECT submission_id, file, sheet, row, row_id FROM person_rows WHERE submission_id {AMONG}",
        (to_json(sorted(submissions)),),
    ):
        stood[submission_id, file, sheet].append((row, row_id))
    spans: dict[Place, list[range]] = {}
    for place, people in stood.items():
        starts = sorted({row for row, _ in people})
        ends = dict(zip(starts, [*starts[1:], _END], strict=True))
        spans[place] = [range(row, ends[row]) for row, row_id in people if row_id in rows]
    return spans


def _answered(connection: Connection, selection: Selection) -> list[str]:
    """The submissions of the rows, and those that correct them: a letter tells of everybody in its submission, and of
    those who are missing there."""
    own = _submissions_of(connection, selection)
    query = f"SELECT submission_id FROM submissions WHERE corrects {AMONG}"
    return sorted({*own, *connection.exec_driver_sql(query, (to_json(own),)).scalars()})


def _submissions_of(connection: Connection, selection: Selection) -> list[str]:
    """Every submission in which one of the rows stood."""
    query = f"SELECT DISTINCT submission_id FROM person_rows WHERE row_id {AMONG}"
    found = connection.exec_driver_sql(query, (to_json(sorted(selection.rows)),))
    return sorted({row[0] for row in found} | selection.submissions)

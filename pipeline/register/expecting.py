"""What came from the units that are expected to answer: counted by unit, never row by row."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, select

from pipeline.model.decisions import question_id
from pipeline.model.documents import Outcome, submission_id_of
from pipeline.model.judgements import Finding
from pipeline.register import tables
from pipeline.register.answered import same_unit
from pipeline.register.contents.units import Came, Expected, Silent
from pipeline.register.decided import closed_questions, closed_rows, rulings_then
from pipeline.register.reading import holding, is_one_of, last_batch, of_nobody, to_json
from pipeline.terms.findings import asking
from pipeline.terms.rulings import Rulings
from pipeline.terms.settings import ExpectedUnit
from pipeline.terms.settings.expected import remembered
from pipeline.text.fold import fold

_ANSWERING = """
WITH names AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS typed, json_extract(value, '$[1]') AS whose FROM json_each(:units)
),
own AS MATERIALIZED (
    SELECT submission_id, whose FROM submissions JOIN names ON typed = unit_key
    WHERE notice IN (SELECT value FROM json_each(:notices)) AND submission_id NOT IN (
        SELECT submission_id FROM documents
        WHERE outcome = 'answer' AND submission_id NOT IN (SELECT submission_id FROM person_rows)
    )
)"""
"""The submissions of expected units, by the match key of what these are called in the settings. `units` are pairs of
that a unit may be called, and of that. What only brought back a workbook of ours, or told of activities, answers no
notice."""

_SENT = f"""
{_ANSWERING}
SELECT whose, count(*), substr(max(received_at), 1, 10) FROM own JOIN submissions USING (submission_id)
WHERE submissions.batch <= :until GROUP BY whose
"""

_OTHERS = """
SELECT max(unit) FROM submissions
WHERE unit_key NOT IN (SELECT json_extract(value, '$[0]') FROM json_each(:units)) AND unit_key <> ''
    AND notice IN (SELECT value FROM json_each(:notices)) AND batch <= :until
GROUP BY unit_key ORDER BY unit_key
"""

_OF_UNIT = """(disposition = 'held' AND EXISTS (
    SELECT 1 FROM findings WHERE findings.row_id = {rows}.row_id AND findings.batch = {rows}.batch
        AND severity = 'error' AND decided_by = 'unit'
) OR disposition = 'routed' AND {rows}.row_id IN (SELECT row_id FROM person_events) AND EXISTS (
    SELECT 1 FROM findings WHERE findings.row_id = {rows}.row_id AND findings.batch = {rows}.batch
        AND slug = 'returned-by-society'
)) AND {rows}.row_id NOT IN (SELECT value FROM json_each(:closed))"""
"""Held for what the unit must mend, or returned to it by the society."""

_PEOPLE = f"""
{_ANSWERING},
now AS (
    SELECT whose, submission_id, row_id, counted.batch, disposition, person
    FROM own JOIN counted USING (submission_id) WHERE counted.batch <= :until
    UNION ALL
    SELECT whose, submission_id, row_id, judgements.batch, judgements.disposition, people.number
    FROM own JOIN counted USING (submission_id) JOIN judgements USING (row_id) JOIN people USING (person_id)
    WHERE counted.batch > :until AND judgements.batch = (
        SELECT max(batch) FROM judgements AS other WHERE other.row_id = counted.row_id AND other.batch <= :until
    )
),
asked AS (SELECT now.*, {_OF_UNIT.format(rows="now")} AS of_unit FROM now)
SELECT whose, count(DISTINCT CASE WHEN disposition IN ('routed', 'held', 'duplicate') THEN person END),
    sum(of_unit), coalesce(max(CASE WHEN of_unit THEN CAST(substr(submission_id, 2) AS INTEGER) END), 0)
FROM asked GROUP BY whose
"""
"""As they are `counted` now, which is small; what a later batch judged otherwise as it was then."""

_WERE_ASKED = f"""
{_ANSWERING}
SELECT DISTINCT whose FROM own JOIN person_rows USING (submission_id) JOIN judgements USING (row_id)
WHERE judgements.batch <= :until AND {_OF_UNIT.format(rows="judgements")}
"""

_LETTER = """
SELECT substr(now, 1, 10), due_on FROM letters JOIN batches ON batches.number = letters.batch
WHERE submission_id = ? AND letters.batch <= ? ORDER BY letters.number DESC LIMIT 1
"""

_OVERDUE = """
SELECT submission_id, submissions.notice, unit, substr(received_at, 1, 10), substr(batches.now, 1, 10), due_on
FROM letters JOIN submissions USING (submission_id) JOIN batches ON batches.number = letters.batch
WHERE letters.number IN (SELECT max(number) FROM letters GROUP BY submission_id) AND due_on < ?
ORDER BY CAST(substr(submission_id, 2) AS INTEGER)
"""

_WAITING = f"""
SELECT submission_id, count(DISTINCT person) FROM counted
WHERE {_OF_UNIT.format(rows="counted")} AND row_id NOT IN (SELECT row_id FROM forgotten_rows) GROUP BY submission_id
"""

_SOLE = """
SELECT submission_id, name FROM (
    SELECT person_rows.submission_id, judgements.name, max(judgements.batch)
    FROM judgements JOIN person_rows USING (row_id)
    WHERE row_id NOT IN (SELECT row_id FROM forgotten_rows) GROUP BY row_id
) GROUP BY submission_id HAVING count(*) = 1
"""
"""The names of people who stand alone in their submission, as they are judged now."""

_SENT_LATER = f"""
SELECT submission_id FROM submissions AS own WHERE EXISTS (
    SELECT 1 FROM submissions AS other WHERE other.notice = own.notice AND other.received_at > own.received_at
    AND {same_unit("own", "other")}
)
"""
"""What is said of files that could not be opened the unit has answered when anything else came later."""


def silent(connection: Connection, today: str) -> list[Silent]:
    """The submissions of which units were to correct or send something before today, and did not; but for what the
    secretary closed."""
    overdue = connection.exec_driver_sql(_OVERDUE, (today,)).all()
    closed = {"closed": to_json(closed_rows(connection))}
    waiting: dict[str, int] = dict(map(tuple, connection.exec_driver_sql(_WAITING, closed)))
    names: dict[str, str] = dict(map(tuple, connection.exec_driver_sql(_SOLE)))
    later = set(connection.exec_driver_sql(_SENT_LATER).scalars())
    files, scans = _lacking(connection, [submission_id for submission_id, *_ in overdue])
    found = (
        Silent(
            *(submission_id, notice, unit, received_on, asked_on, due_on, waiting.get(submission_id, 0)),
            files=0 if submission_id in later else files[submission_id],
            scan=submission_id in scans,
            name=names.get(submission_id, ""),
        )
        for submission_id, notice, unit, received_on, asked_on, due_on in overdue
    )
    return [each for each in found if each.waiting or each.files or each.scan]


def _lacking(connection: Connection, submissions: Collection[str]) -> tuple[Counter[str], set[str]]:
    """Of these submissions how many files of each could not be opened, and which are to have a scan."""
    found, document = tables.findings.c, tables.documents.c
    of_one = is_one_of(found.submission_id, submissions)
    query = select(*(found[name] for name in Finding._fields)).where(of_nobody(), holding(), of_one)
    closed = closed_questions(connection)
    asked = (each for each in (Finding(*row) for row in connection.execute(query)) if _is_asked(each))
    must = [each for each in asked if question_id("case", each.submission_id, each.slug, each.file) not in closed]
    shut = select(document.submission_id, document.file).where(document.outcome == Outcome.UNREADABLE.value)
    unread = set(map(tuple, connection.execute(shut)))
    files = {(each.submission_id, each.file) for each in must} & unread
    return Counter(submission_id for submission_id, _ in files), {
        each.submission_id for each in must if each.slug == _SCAN
    }


def _is_asked(finding: Finding) -> bool:
    asked = asking(finding)
    return asked is not None and asked.must


_SCAN = "scan-missing"


def expected(
    connection: Connection, today: str, batch: int | None = None, units: Sequence[ExpectedUnit] | None = None
) -> Expected:
    """The expected units with what came of them, as of the day; after a batch, or now. Without `units` those of the
    settings by which the batch, or the last one, judged. What the secretary closed is waited for no more, now; after a
    batch it counts as that judged it."""
    then = select(tables.batches).where(tables.batches.c.number == batch)
    last = last_batch(connection) if batch is None else connection.execute(then).one_or_none()
    settings = json.loads(last.settings) if last else {}
    wanted = remembered(settings.get("expected_units", ())) if units is None else tuple(units)
    notices = tuple(settings.get("open_notices", ()))
    if not wanted or last is None:
        return Expected(today, notices, wanted, {})
    words = {
        "units": to_json(sorted(_names(wanted, rulings_then(connection, batch)).items())),
        "notices": to_json(list(notices)),
        "until": last.number,
        "closed": to_json(closed_rows(connection) if batch is None else []),
    }
    others = connection.exec_driver_sql(_OTHERS, words).scalars()
    return Expected(today, notices, wanted, _came(connection, words), tuple(others))


def _names(units: Sequence[ExpectedUnit], rulings: Rulings) -> dict[str, str]:
    """Match key of each name under which an expected unit may send → that of its name in the settings: its own, and
    those that are decided to be the same unit's."""
    wanted = [fold(unit.unit) for unit in units]
    decided = {name: rulings.unit_of(name) for name in rulings.later_names}
    decided |= {first: first for first in decided.values()}
    named = {first: key for key in reversed(wanted) for first in [rulings.unit_of(key)]}
    return {name: named[first] for name, first in decided.items() if first in named} | {key: key for key in wanted}


def _came(connection: Connection, words: Mapping[str, str | int]) -> dict[str, Came]:
    """By unit; `words` are what the queries ask by."""
    people = {unit: counts for unit, *counts in connection.exec_driver_sql(_PEOPLE, words)}
    asked = {unit for (unit,) in connection.exec_driver_sql(_WERE_ASKED, words)}
    came = {}
    for unit, submissions, received_on in connection.exec_driver_sql(_SENT, words).all():
        count, waiting, latest = people.get(unit, (0, 0, 0))
        about = submission_id_of(latest), words["until"]
        letter = connection.exec_driver_sql(_LETTER, about).one_or_none() if latest else None
        asked_on, due_on = tuple(letter) if letter else ("", "")
        came[unit] = Came(submissions, received_on, count, waiting, unit in asked, asked_on, due_on)
    return came

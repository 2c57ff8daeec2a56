"""Forgetting where societies answered: their workbooks hold everybody whom they were sent, whatever they say of whom.

Which of its people a workbook holds is not kept, so all that a society returned is forgotten with each of its people:
the bytes, and with them the marked copies; so are those of which nobody knows from which society they are. Of what was
taken only what is counted stays: kind, stage, conclusion, day and society. Letters stay.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from pipeline.model.certificates import NAMELESS
from pipeline.model.results import CERTIFICATE, MARK, REFUSED, STAGE
from pipeline.register.forgetting_certificates import OF_NO_OTHER_ROW, came_with
from pipeline.register.reading import AMONG, to_json
from pipeline.text.mask import MASK
from schemas.named import NamedTuple
from schemas.safekeeping import safekeeping_file

_RETURNS = f"""
SELECT DISTINCT person_events.batch, documents.submission_id FROM person_events
JOIN documents ON documents.file = person_events.source_file
WHERE person_events.society IN (
    SELECT society FROM judgements WHERE society <> '' AND row_id {AMONG}
)
UNION SELECT DISTINCT batch, submission_id FROM findings
WHERE slug LIKE 'result%' AND row_id = '' AND file NOT IN (SELECT source_file FROM person_events)
"""

_REFUSED = f"""
SELECT findings.number FROM findings JOIN person_events
    ON person_events.batch = findings.batch AND person_events.note = findings.slug
    AND person_events.source_file = findings.file AND person_events.source_sheet = findings.sheet
    AND person_events.source_cell = findings.cell
WHERE person_events.kind = 'refused' AND person_events.person_id IN (
    SELECT person_id FROM judgements WHERE row_id {AMONG}
)
"""

_EVENTS = f"SELECT number FROM person_events WHERE row_id {AMONG} OR person_id IN ({OF_NO_OTHER_ROW})"
"""Events of these rows, and of people of whom no other row is left."""


class Returns(NamedTuple):
    """What societies returned, and what came of certificates and activities: the batches that tell of it, by their
    number, and the submissions with which it came."""

    batches: frozenset[int]
    submissions: frozenset[str]


def returns_of(connection: Connection, rows: Collection[str]) -> Returns:
    """What the societies returned that ever had one of these rows, and what nobody knows whose it is; and what tells of
    certificates and activities of their people."""
    if not rows:
        return Returns(frozenset(), frozenset())
    returned = map(tuple, connection.exec_driver_sql(_RETURNS, (to_json(sorted(rows)),)))
    found = {*returned, *came_with(connection, rows)}
    return Returns(frozenset(batch for batch, _ in found if batch), frozenset(sent for _, sent in found))


def empty_refusals(connection: Connection, rows: Collection[str], told: Mapping[str, re.Pattern[str]]) -> None:
    """What is said of the people of these rows that could not be taken, and of what was changed in their lines; `told`
    are by submission the words that tell of them."""
    numbers = set(connection.exec_driver_sql(_REFUSED, (to_json(sorted(rows)),)).scalars())
    query = f"SELECT number, submission_id, value FROM findings WHERE row_id = '' AND submission_id {AMONG}"
    found = connection.exec_driver_sql(query, (to_json(sorted(told)),))
    numbers |= {number for number, submission_id, value in found if told[submission_id].search(value)}
    connection.exec_driver_sql(
        f"UPDATE findings SET value = '', about = '', message = ? WHERE number {AMONG}",
        (safekeeping_file().forget.instead, to_json(sorted(numbers))),
    )


def empty_events(connection: Connection, rows: Collection[str], told: re.Pattern[str] | None) -> None:
    """What societies said of the people of these rows, who are not written down as forgotten yet; `told` finds the
    words that tell of them in the names of files, which events and documents have in common."""
    one = to_json(sorted(rows))
    gone = connection.exec_driver_sql(_EVENTS, (one, one, one)).scalars().all()
    kept = f"CASE WHEN kind IN ('{MARK}', '{REFUSED}') THEN note ELSE '' END"  # names a field, or a finding
    nameless = f"kind = '{CERTIFICATE}' AND value LIKE '{NAMELESS}%'"
    connection.exec_driver_sql(
        f"UPDATE person_events SET value = CASE WHEN kind = '{STAGE}' OR {nameless} THEN value ELSE '' END, "
        f"note = {kept}, source_file = '', source_sheet = '', source_cell = '' WHERE number {AMONG}",
        (to_json(gone),),
    )
    for table in ("person_events", "certificate_events", "activities"):
        files = connection.exec_driver_sql(f"SELECT DISTINCT source_file FROM {table}").scalars().all()
        masked = [(told.sub(MASK, file), file) for file in files if told and told.search(file)]
        if masked:
            connection.exec_driver_sql(f"UPDATE {table} SET source_file = ? WHERE source_file = ?", masked)

"""Forgetting where societies answered: their workbooks hold everybody whom they were sent, whatever they say of whom.

Which of its people a workbook holds is not kept, so all that a society returned is forgotten with each of its people:
the bytes, and with them the marked copies. What was taken stays, and so do the letters.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection

from pipeline.register.reading import AMONG, to_json

_RETURNS = f"""
SELECT DISTINCT person_events.batch, documents.submission_id FROM person_events
JOIN documents ON documents.file = person_events.source_file
WHERE person_events.society IN (
    SELECT society FROM judgements WHERE society <> '' AND row_id {AMONG}
)
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


class Returns(NamedTuple):
    """What societies returned: the batches that tell of it, by their number, and the submissions with which it came."""

    batches: frozenset[int]
    submissions: frozenset[str]


def returns_of(connection: Connection, rows: Collection[str]) -> Returns:
    """What the societies returned that ever had one of these rows."""
    found = connection.exec_driver_sql(_RETURNS, (to_json(sorted(rows)),)).all()
    return Returns(frozenset(batch for batch, _ in found), frozenset(sent for _, sent in found))


def empty_refusals(connection: Connection, rows: Collection[str], instead: str) -> None:
    """What is said of the people of these rows that could not be taken."""
    connection.exec_driver_sql(
        f"UPDATE findings SET value = '', about = '', message = ? WHERE number IN ({_REFUSED})",
        (instead, to_json(sorted(rows))),
    )

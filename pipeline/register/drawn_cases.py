"""What waits on account of whole submissions and their documents, drawn out when a batch is recorded: of the
submissions that it touches all anew. It is no memory of its own.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from pipeline.register.reading import AMONG, to_json

_SINCE = "substr(CASE received_from WHEN 'file' THEN batches.now ELSE received_at END, 1, 10)"
_NAMES = "submission_id, number, slug, decided_by, unit, since, at_cell"
_CASES = f"""
SELECT findings.submission_id, findings.number, slug, decided_by, unit, {_SINCE}, cell <> ''
FROM findings CROSS JOIN submissions USING (submission_id) CROSS JOIN batches ON batches.number = submissions.batch
WHERE findings.row_id = '' AND findings.submission_id {AMONG}
    AND findings.number NOT IN (SELECT number FROM replaced_findings)
UNION ALL
SELECT submission_id, 0, '', '', unit, {_SINCE}, 0
FROM submissions CROSS JOIN batches ON batches.number = submissions.batch
WHERE submission_id {AMONG} AND NOT EXISTS (
    SELECT 1 FROM person_rows WHERE person_rows.submission_id = submissions.submission_id
)
"""
"""Whatever is found of them, and holds; and those that bring nobody."""

_TOUCHED = """
SELECT submission_id FROM submissions WHERE batch = :batch
UNION
SELECT submission_id FROM findings WHERE batch = :batch AND row_id = ''
UNION
SELECT submission_id FROM replaced_findings CROSS JOIN findings USING (number) WHERE replaced_findings.batch = :batch
"""


def draw_cases(connection: Connection, batch: int) -> None:
    """Draw out what a batch touches, when all of it is written."""
    touched = [*connection.exec_driver_sql(_TOUCHED, {"batch": batch}).scalars()]
    connection.exec_driver_sql(f"DELETE FROM submission_cases WHERE submission_id {AMONG}", (to_json(touched),))
    _draw(connection, touched)


def draw_all_cases(connection: Connection) -> None:
    """Draw out everything."""
    connection.exec_driver_sql("DELETE FROM submission_cases")
    _draw(connection, _all(connection))


def cases_drawn_wrongly(connection: Connection) -> bool:
    """Whether the table holds something else than what waits."""
    every = to_json(_all(connection))
    drawn = set(connection.exec_driver_sql(f"SELECT {_NAMES} FROM submission_cases").all())
    return drawn != set(connection.exec_driver_sql(_CASES, (every, every)).all())


def _all(connection: Connection) -> list[str]:
    return [*connection.exec_driver_sql("SELECT submission_id FROM submissions").scalars()]


def _draw(connection: Connection, submissions: Collection[str]) -> None:
    which = to_json(list(submissions))
    connection.exec_driver_sql(f"INSERT INTO submission_cases ({_NAMES}) {_CASES}", (which, which))

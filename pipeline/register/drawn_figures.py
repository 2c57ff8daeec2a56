"""Figures of what is judged, drawn out for the desk when a batch is recorded: of the submissions and batches that it
touches all anew, never by what was added or taken away. They are no memory of their own.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from pipeline.register.reading import AMONG, to_json

_OF_SUBMISSIONS = f"""
INSERT OR REPLACE INTO submission_figures (submission_id, disposition, amount, batch)
SELECT person_rows.submission_id, counted.disposition, count(*), (SELECT max(number) FROM batches)
FROM person_rows JOIN counted USING (row_id) WHERE person_rows.submission_id {AMONG} GROUP BY 1, 2
"""

_OF_BATCHES = f"""
INSERT OR REPLACE INTO batch_figures (batch, disposition, society, listed, route_confirmed, amount, remembered)
SELECT batch, disposition, society, disposition = 'routed' AND change <> '', route_confirmed, count(*),
    count(*) - count(forgotten_rows.row_id)
FROM judgements LEFT JOIN forgotten_rows USING (row_id) WHERE batch {AMONG} GROUP BY 1, 2, 3, 4, 5
"""

_OF_ROUTES = f"""
INSERT OR REPLACE INTO route_figures (batch, notice, domain, society, since, amount)
SELECT counted.batch, submissions.notice, counted.domain, counted.society,
    substr(CASE submissions.received_from WHEN 'file' THEN batches.now ELSE submissions.received_at END, 1, 10),
    count(*)
FROM counted JOIN submissions USING (submission_id) JOIN batches ON batches.number = submissions.batch
WHERE counted.batch {AMONG} AND counted.disposition = 'routed' AND NOT counted.route_confirmed
GROUP BY 1, 2, 3, 4, 5
"""

_TABLES = {"submission_figures": "submission_id", "batch_figures": "batch", "route_figures": "batch"}
_STATEMENTS = {
    "submission_figures": _OF_SUBMISSIONS,
    "batch_figures": _OF_BATCHES,
    "route_figures": _OF_ROUTES,
}


def judged_before(connection: Connection, batch: int) -> set[int]:
    """The batches that judged last, so far, what this one judges, or what stands in a submission that it read."""
    rows = "SELECT counted.batch FROM judgements JOIN counted USING (row_id) WHERE judgements.batch = ?"
    own = (
        "SELECT counted.batch FROM submissions JOIN person_rows USING (submission_id) JOIN counted USING (row_id) "
        "WHERE submissions.batch = ?"
    )
    return {*connection.exec_driver_sql(f"{rows} UNION {own}", (batch, batch)).scalars()}


def draw_figures(connection: Connection, batch: int, before: Collection[int]) -> None:
    """Draw out what a batch touches, when its rows are counted; `before` are the batches that judged these before."""
    touched = (
        "SELECT submission_id FROM judgements JOIN person_rows USING (row_id) WHERE judgements.batch = ? "
        "UNION SELECT submission_id FROM submissions WHERE batch = ?"
    )
    _draw(connection, "submission_figures", [*connection.exec_driver_sql(touched, (batch, batch)).scalars()])
    _draw(connection, "batch_figures", [batch])
    _draw(connection, "route_figures", sorted({batch, *before}))


def draw_remembered(connection: Connection) -> None:
    """Draw out anew what batches say of people who are not forgotten."""
    _draw(connection, "batch_figures", _batches(connection))


def draw_all_figures(connection: Connection) -> None:
    """Draw out everything."""
    sent = [*connection.exec_driver_sql("SELECT submission_id FROM submissions").scalars()]
    for table in _TABLES:
        connection.exec_driver_sql(f"DELETE FROM {table}")
        _draw(connection, table, sent if table == "submission_figures" else _batches(connection))


def _batches(connection: Connection) -> list[int]:
    return [*connection.exec_driver_sql("SELECT number FROM batches").scalars()]


def _draw(connection: Connection, table: str, which: Collection[str] | Collection[int]) -> None:
    among = (to_json(list(which)),)
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE {_TABLES[table]} {AMONG}", among)
    connection.exec_driver_sql(_STATEMENTS[table], among)

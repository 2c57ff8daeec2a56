"""Figures of what is judged, drawn out for the desk when a batch is recorded: of the submissions and batches that it
touches all anew, never by what was added or taken away. They are no memory of their own.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from pipeline.model.judgements import Disposition
from pipeline.register.reading import AMONG, judged_what_it_read, to_json
from schemas.named import NamedTuple


class _Figures(NamedTuple):
    """A table of figures: the column by which they are drawn, which ones they are, how they are counted of some of that
    column, and what is written beside them."""

    by: str
    names: str
    counted: str
    beside: str = ""
    value: str = ""


_EVERY = ", ".join(f"'{kind.value}'" for kind in Disposition)

_SUBMISSIONS = _Figures(
    "submission_id",
    "submission_id, disposition, amount",
    f"""
    SELECT submission_id, disposition, count(*) FROM counted
    WHERE disposition IN ({_EVERY}) AND submission_id {AMONG} GROUP BY 1, 2
    """,  # every disposition is named, for the index has it before the submission
    "batch",
    "(SELECT max(number) FROM batches)",
)
_BATCHES = _Figures(
    "batch",
    "batch, disposition, society, listed, route_confirmed, amount, remembered",
    f"""
    SELECT batch, disposition, society, disposition = 'routed' AND change <> '', route_confirmed, count(*),
        count(*) - count(forgotten_rows.row_id)
    FROM judgements LEFT JOIN forgotten_rows USING (row_id) WHERE batch {AMONG} GROUP BY 1, 2, 3, 4, 5
    """,
)
_ROUTES = _Figures(
    "batch",
    "batch, notice, domain, society, since, amount",
    f"""
    SELECT counted.batch, submissions.notice, counted.domain, counted.society,
        substr(CASE submissions.received_from WHEN 'file' THEN batches.now ELSE submissions.received_at END, 1, 10),
        count(*)
    FROM counted JOIN submissions USING (submission_id) JOIN batches ON batches.number = submissions.batch
    WHERE counted.batch {AMONG} AND counted.disposition = 'routed' AND NOT counted.route_confirmed
    GROUP BY 1, 2, 3, 4, 5
    """,
)
_TABLES = {"submission_figures": _SUBMISSIONS, "batch_figures": _BATCHES, "route_figures": _ROUTES}


def judged_before(connection: Connection, batch: int) -> set[int]:
    """The batches that judged last, so far, what this one judges, or what stands in a submission that it read.

    SQLite is told in which order to go (CROSS JOIN), for it cannot know that a batch is small."""
    rows = "SELECT counted.batch FROM judgements CROSS JOIN counted USING (row_id) WHERE judgements.batch = ?"
    own = (
        "SELECT counted.batch FROM submissions CROSS JOIN person_rows USING (submission_id) "
        "CROSS JOIN counted USING (row_id) WHERE submissions.batch = ?"
    )
    return {*connection.exec_driver_sql(f"{rows} UNION {own}", (batch, batch)).scalars()}


def draw_figures(connection: Connection, batch: int, before: Collection[int]) -> None:
    """Draw out what a batch touches, when its rows are counted; `before` are the batches that judged these before."""
    touched = {*connection.exec_driver_sql("SELECT submission_id FROM submissions WHERE batch = ?", (batch,)).scalars()}
    if not judged_what_it_read(connection, batch):
        others = "SELECT submission_id FROM judgements CROSS JOIN person_rows USING (row_id) WHERE judgements.batch = ?"
        touched.update(connection.exec_driver_sql(others, (batch,)).scalars())
    _draw(connection, "submission_figures", sorted(touched))
    _draw(connection, "batch_figures", [batch])
    _draw(connection, "route_figures", sorted({batch, *before}))


def draw_remembered(connection: Connection) -> None:
    """Draw out anew what batches say of people who are not forgotten."""
    _draw(connection, "batch_figures", _batches(connection))


def draw_all_figures(connection: Connection) -> None:
    """Draw out everything."""
    for table in _TABLES:
        connection.exec_driver_sql(f"DELETE FROM {table}")
        _draw(connection, table, _all(connection, table))


def figures_drawn_wrongly(connection: Connection) -> list[str]:
    """The tables that do not hold what is counted."""
    found = []
    for table, (_, names, counted, *_) in _TABLES.items():
        told = set(connection.exec_driver_sql(f"SELECT {names} FROM {table}").all())
        if told != set(connection.exec_driver_sql(counted, (to_json(_all(connection, table)),)).all()):
            found.append(table)
    return found


def _all(connection: Connection, table: str) -> list[str] | list[int]:
    return _sent(connection) if table == "submission_figures" else _batches(connection)


def _sent(connection: Connection) -> list[str]:
    return [*connection.exec_driver_sql("SELECT submission_id FROM submissions").scalars()]


def _batches(connection: Connection) -> list[int]:
    return [*connection.exec_driver_sql("SELECT number FROM batches").scalars()]


def _draw(connection: Connection, table: str, which: Collection[str] | Collection[int]) -> None:
    by, names, counted, beside, value = _TABLES[table]
    among = (to_json(list(which)),)
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE {by} {AMONG}", among)
    if beside:
        names, counted = f"{names}, {beside}", f"SELECT *, {value} FROM ({counted})"
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) {counted}", among)

"""What reports count: person rows, submissions, findings, projects and row fates, as far as statistics need them.

Nothing that names a person leaves the register here: of a person row only its person_id, its place in the work, and the
values that have a vocabulary. A register of years has hundreds of thousands of rows, so each table is read once, as it
lies, past SQLAlchemy's handling of single rows, and what belongs together is joined in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection


class Batch(NamedTuple):
    """A batch: its name, and its moment as ISO 8601 with offset."""

    name: str
    now: str


class Sent(NamedTuple):
    """A submission. `received_at` is ISO 8601 at +08:00, so that texts compare like moments."""

    submission_id: str
    notice: str
    unit: str
    unit_key: str
    received_at: str

    @property
    def day(self) -> str:
        return self.received_at[:10]


class Judged(NamedTuple):
    """A person row with the judgement that holds; `batch` is the number of the batch that made it. 0 and 1 are truths:
    `wrong` tells that the row has a finding of severity error.
    """

    row_id: str
    person_id: str
    submission_id: str
    batch: int
    disposition: str
    wrong: int
    society: str
    route_confirmed: int
    section: str
    domain: str
    specialty: str
    level: str
    project_country: str
    project_type: str
    project_status: str


class Project(NamedTuple):
    """A project of one submission as it was read; engineers are digits or ""."""

    submission_id: str
    section: str
    company: str
    project_name: str
    project_country: str
    chinese_engineers: str
    foreign_engineers: str
    qualified_engineers: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of the whole register. `findings`: count by submission, slug and severity, of the judgements that hold and of
    submissions and documents; `fates`: count of table rows by submission and fate; `read`: how many person rows.
    """

    batches: Mapping[int, Batch]
    sent: Mapping[str, Sent]
    rows: list[Judged]
    findings: Mapping[tuple[str, str, str], int]
    fates: Mapping[tuple[str, str], int]
    projects: list[Project]
    read: int


def statistics(connection: Connection) -> Statistics:
    rows = {
        row.row_id: row for row in map(Judged._make, _read(connection, "counted", Judged._fields))
    }  # the last holds
    sent = [Sent(*row) for row in _read(connection, "submissions", Sent._fields, "ORDER BY submission_id")]
    fates = _read(connection, "row_fates", ("submission_id", "fate", "count(*)"), "GROUP BY submission_id, fate")
    projects = _read(connection, "projects", Project._fields, "ORDER BY submission_id, number")
    return Statistics(
        batches={
            number: Batch(name, now) for number, name, now in _read(connection, "batches", ("number", "name", "now"))
        },
        sent={one.submission_id: one for one in sent},
        rows=list(rows.values()),
        findings=_findings(connection, rows),
        fates={(submission_id, fate): count for submission_id, fate, count in fates},
        projects=list(map(Project._make, projects)),
        read=_read(connection, "person_rows", ("count(*)",))[0][0],
    )


def _findings(connection: Connection, rows: Mapping[str, Judged]) -> Mapping[tuple[str, str, str], int]:
    found = _read(connection, "findings", ("row_id", "batch", "submission_id", "slug", "severity"))
    return Counter(
        (submission_id, slug, severity)
        for row_id, batch, submission_id, slug, severity in found
        if not row_id or rows[row_id].batch == batch
    )


def _read(connection: Connection, table: str, columns: tuple[str, ...], rest: str = "") -> list[tuple[Any, ...]]:
    cursor = connection.connection.cursor()
    cursor.execute(f"SELECT {', '.join(columns)} FROM {table} {rest}")  # names are ours, none comes from outside
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    cursor.close()
    return rows

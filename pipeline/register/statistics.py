"""What reports count: person rows, submissions, findings, projects and row fates, as far as statistics need them.

Nothing that names a person leaves the register here: of a person row only its person_id, its place in the work, and the
values that have a vocabulary. A register of years has hundreds of thousands of rows, so each table is read once, as it
lies, past SQLAlchemy's handling of single rows, and what belongs together is joined in memory.
"""

from __future__ import annotations

from dataclasses import dataclass

from pandas import DataFrame
from sqlalchemy import Connection

COUNTED = ("domain", "specialty", "level", "project_country", "project_type", "project_status")
"""The canonical values of a person row that reports count."""

ROWS = (
    *("row_id", "person_id", "submission_id", "batch", "disposition", "wrong", "society", "route_confirmed", "section"),
    *COUNTED,
)
SENT = ("submission_id", "notice", "unit", "unit_key", "received_at")
ENGINEERS = ("chinese_engineers", "foreign_engineers", "qualified_engineers")
PROJECTS = ("submission_id", "section", "company", "project_name", "project_country", *ENGINEERS)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The whole register, in frames with a RangeIndex.

    `rows`: ROWS of each person row with the judgement that holds, in the order of recording; `batch` is the number of
    the batch that made it, `wrong` (0 or 1) tells that it has a finding of severity error. `sent`: SENT of each
    submission, with `day`, the day of receipt (YYYY-MM-DD, Asia/Shanghai), in order of receipt. `batches`: number,
    name, now. `findings`: submission_id, slug, severity of those that hold. `fates`: submission_id, fate, count of
    table rows. `projects`: PROJECTS, in order of receipt; engineers are digits or "". `read`: how many person rows
    there are.
    """

    rows: DataFrame
    sent: DataFrame
    batches: DataFrame
    findings: DataFrame
    fates: DataFrame
    projects: DataFrame
    read: int

    @property
    def first_day(self) -> str:
        """The day of the first submission; there must be one."""
        return str(self.sent["day"].iloc[0])


def statistics(connection: Connection) -> Statistics:
    rows = _read(connection, "counted", ROWS).drop_duplicates("row_id", keep="last", ignore_index=True)
    sent = _read(connection, "submissions", SENT, "ORDER BY received_at, submission_id")
    fates = _read(connection, "row_fates", ("submission_id", "fate", "count(*)"), "GROUP BY submission_id, fate")
    places = {submission_id: place for place, submission_id in enumerate(sent["submission_id"])}
    projects = _read(connection, "projects", PROJECTS, "ORDER BY number")
    return Statistics(
        rows=rows,
        sent=sent.assign(day=sent["received_at"].str[:10]),
        batches=_read(connection, "batches", ("number", "name", "now"), "ORDER BY number"),
        findings=_findings(connection, rows),
        fates=fates.rename(columns={"count(*)": "count"}),
        projects=projects.iloc[projects["submission_id"].map(places).argsort(kind="stable")].reset_index(drop=True),
        read=_read(connection, "person_rows", ("count(*)",))["count(*)"].tolist()[0],
    )


def _findings(connection: Connection, rows: DataFrame) -> DataFrame:
    """Findings of the judgements that hold, and of submissions and documents."""
    found = _read(connection, "findings", ("submission_id", "slug", "severity", "row_id", "batch"), "ORDER BY number")
    holding = dict(zip(rows["row_id"], rows["batch"], strict=True))
    holds = (found["row_id"] == "") | (found["row_id"].map(holding) == found["batch"])
    return found.loc[holds, ["submission_id", "slug", "severity"]].reset_index(drop=True)


def _read(connection: Connection, table: str, columns: tuple[str, ...], rest: str = "") -> DataFrame:
    cursor = connection.connection.cursor()
    cursor.execute(f"SELECT {', '.join(columns)} FROM {table} {rest}")  # our own names, nothing from outside
    values = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(columns)
    cursor.close()
    return DataFrame(dict(zip(columns, values, strict=True)))

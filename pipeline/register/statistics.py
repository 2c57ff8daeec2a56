"""What reports count: person rows, submissions, findings, projects and other rows, as far as statistics need them.

Nothing that names a person leaves the register here: of a person row only its person_id, its place in the work, and the
values that have a vocabulary. A register of years has hundreds of thousands of rows, so each table is read once, as it
lies, past SQLAlchemy's handling of single rows, and what belongs together is joined in memory.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO

from pandas import DataFrame, Series, read_csv
from sqlalchemy import Connection

from pipeline.model.fields import PROJECT_CANONICAL
from pipeline.register.begun import begun
from pipeline.register.decided import rulings_then
from pipeline.register.drawn import JOINED, SEPARATOR

NUMBERS = ("person", "batch", "route_confirmed", "wrong")
TEXTS = ("submission_id", "section", "disposition", "society", "domain")
ROWS = (*NUMBERS, *TEXTS, *JOINED)
SENT = ("submission_id", "notice", "unit", "unit_key", "received_at", "received_from")
RESULTS = ("person", "notice", "society", "stage", "conclusion", "date", "recorded", "since")
PROJECTS = ("submission_id", "section", *PROJECT_CANONICAL)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The whole register, in frames with a RangeIndex.

    `rows`: ROWS of each person row with the judgement that holds, in the order of their row_id, texts as categories;
    `person` is the number of the person_id, `batch` that of the batch that made the judgement, `wrong` (0 or 1) tells
    that it has a finding of severity error. `sent`: SENT of each submission, with `day`, the day of receipt in China
    (YYYY-MM-DD), in order of receipt; units that are decided to be one have one `unit_key`. `batches`: number, name,
    now. `findings`: submission_id, slug, severity, count of those that hold. `ignored`: submission_id, count of table
    rows that are no people. `projects`: PROJECTS, in order of receipt; counts are digits or "". `read`: how many person
    rows there are. `results`: RESULTS of each stage that a society named, in order: `date` is the day that it wrote
    ("" where none), `recorded` that on which it was taken, `since` that from which its time counts.
    """

    rows: DataFrame
    sent: DataFrame
    batches: DataFrame
    findings: DataFrame
    ignored: DataFrame
    projects: DataFrame
    results: DataFrame
    read: int

    @property
    def first_day(self) -> str:
        """The day of the first submission; there must be one."""
        return str(self.sent["day"].iloc[0])


def statistics(connection: Connection) -> Statistics:
    sent = _read(connection, f"SELECT {', '.join(SENT)} FROM submissions ORDER BY received_at, submission_id")
    rulings = rulings_then(connection)
    if rulings.later_names:
        sent["unit_key"] = list(map(rulings.unit_of, sent["unit_key"]))
    places = {submission_id: place for place, submission_id in enumerate(sent["submission_id"])}
    projects = _projects(connection)
    return Statistics(
        rows=_rows(connection),
        sent=sent.assign(day=sent["received_at"].str[:10]),
        batches=_read(connection, "SELECT number, name, now FROM batches ORDER BY number"),
        findings=_read(connection, _FINDINGS),
        ignored=_read(connection, _IGNORED),
        projects=projects.iloc[projects["submission_id"].map(places).argsort(kind="stable")].reset_index(drop=True),
        results=_results(connection),
        read=_read(connection, "SELECT count(*) AS read FROM person_rows")["read"].tolist()[0],
    )


_FINDINGS = """
SELECT submission_id, slug, severity, count(*) AS count FROM findings
WHERE (row_id = '' AND number NOT IN (SELECT number FROM replaced_findings))
OR batch = (SELECT max(batch) FROM judgements WHERE judgements.row_id = findings.row_id)
GROUP BY submission_id, slug, severity
"""
_IGNORED = "SELECT submission_id, count(*) AS count FROM row_fates WHERE fate <> 'people' GROUP BY submission_id"
_RECORD = "\x1e"  # no value has it, nor SEPARATOR: they are ids and words of vocabularies


def _rows(connection: Connection) -> DataFrame:
    """The table `counted`, as one long text that SQLite joins and pandas' reader takes apart: a tenth of the time that
    an object for each of millions of values would take."""
    columns = (*NUMBERS, *TEXTS, "counted_values")
    line = f"printf('{SEPARATOR.join(['%s'] * len(columns))}', {', '.join(columns)})"
    joined = _read(connection, f"SELECT group_concat({line}, '{_RECORD}') AS joined FROM counted")["joined"][0]
    kinds = dict.fromkeys(ROWS, "category") | dict.fromkeys(NUMBERS, "int64")
    if not joined:
        return DataFrame({name: Series(dtype=kind) for name, kind in kinds.items()})
    return read_csv(
        StringIO(joined),
        sep=SEPARATOR,
        lineterminator=_RECORD,
        names=list(ROWS),
        dtype=kinds,
        quoting=csv.QUOTE_NONE,
        keep_default_na=False,
    )


_STAGES = """
SELECT people.number AS person, person_id, notice, society, stage, conclusion, date,
    substr(recorded_at, 1, 10) AS recorded
FROM person_events JOIN people USING (person_id) WHERE kind = 'stage' AND stage <> '' ORDER BY person_events.number
"""


def _results(connection: Connection) -> DataFrame:
    """RESULTS."""
    stages = _read(connection, _STAGES)
    if stages.empty:
        return DataFrame(columns=list(RESULTS), dtype=object)
    since = begun(connection)
    keys = zip(stages["person_id"], stages["notice"], stages["society"], strict=True)
    days = [since[key].day if key in since else "" for key in keys]
    return stages.assign(since=days)[list(RESULTS)]


def _projects(connection: Connection) -> DataFrame:
    """PROJECTS, in the order in which they were read."""
    values = (f"coalesce(json_extract(canonical, '$.{name}'), '') AS {name}" for name in PROJECT_CANONICAL)
    return _read(connection, f"SELECT submission_id, section, {', '.join(values)} FROM projects ORDER BY number")


def _read(connection: Connection, query: str) -> DataFrame:
    """Queries hold our own names only, nothing from outside."""
    cursor = connection.connection.cursor()
    cursor.execute(query)
    names, rows = [column[0] for column in cursor.description], cursor.fetchall()
    cursor.close()
    if not rows:
        return DataFrame(columns=names, dtype=object)
    return DataFrame(dict(zip(names, zip(*rows, strict=True), strict=True)))

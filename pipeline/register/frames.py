"""Submissions, documents, row fates, projects and findings: the register's tables beside people, column by column.

`batch` is the running number of a batch, or None for the whole register.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    and_,
    cast,
    func,
    literal_column,
    or_,
    select,
)

from pipeline.model.fields import PROJECT_CANONICAL
from pipeline.model.judgements import Columns, Disposition
from pipeline.register import tables
from pipeline.register.contents.desk import SUBMISSIONS
from pipeline.register.reading import (
    columns_of,
    from_json,
    holding,
    is_one_of,
    judged_what_it_read,
    latest,
    made_in,
    sent_as_of,
    spread,
    to_json,
)

_FIRST_OF_PROJECTS = (
    *("project_id", "submission_id", "section", "unit", "company", "project_name", "project_country", "project_type"),
    *("project_status", "chinese_engineers", "foreign_engineers", "qualified_engineers", "people"),
    *("source_file", "source_sheet", "source_row"),
)
"""Columns that other programs know by their place."""

_PROJECTS = tuple(dict.fromkeys((*_FIRST_OF_PROJECTS, *PROJECT_CANONICAL)))

_rows, _judged, _sent = tables.person_rows, tables.judgements, tables.submissions
_FIGURES = tables.submission_figures.c


def submissions(connection: Connection, batch: int | None = None, numbers: range | None = None) -> Columns:
    """Submissions with the number of their people, by disposition too; those that have these `numbers`. Of a
    batch: its own, and those of rows that it judged; the figures are those after it."""
    sent: FromClause = _sent if batch is None else sent_as_of(connection, batch)
    own = [sent.c[name] for name in SUBMISSIONS if name in sent.c and name != "batch"]
    query = select(*own, func.coalesce(tables.batches.c.name, "").label("batch")).join(
        tables.batches, tables.batches.c.number == sent.c.batch, isouter=True
    )
    if batch is not None:
        query = query.where(or_(sent.c.batch == batch, *_touched(connection, batch, sent.c.submission_id)))
    if numbers is not None:
        query = query.where(numbered(sent.c.submission_id, numbers))
    columns = columns_of(connection, query.order_by(sent.c.submission_id))
    ids = columns["submission_id"]
    which = [] if numbers is None else [numbered(_FIGURES.submission_id, numbers)]
    counts = _people_now(connection, *which) if batch is None else _people_then(connection, batch, ids)
    came_later = _scans_by_themselves(connection, batch, ids)
    scans = zip(ids, columns["scan"], strict=True)
    columns["scan"] = [scan or submission_id in came_later for submission_id, scan in scans]
    for truth in ("late", "scan"):
        columns[truth] = ["true" if value else "false" for value in columns[truth]]
    for kind in (each.value for each in Disposition):
        columns[kind] = [counts[submission_id, kind] for submission_id in ids]
    columns["people"] = list(map(sum, zip(*(columns[kind.value] for kind in Disposition), strict=True)))
    return {column: columns[column] for column in SUBMISSIONS}


def _touched(connection: Connection, batch: int, submission_id: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """Whether a submission is one of those with rows that a batch judged, where it judged others than it read."""
    if judged_what_it_read(connection, batch):
        return []
    judged = select(_rows.c.submission_id).join(_judged, _judged.c.row_id == _rows.c.row_id)
    return [submission_id.in_(judged.where(_judged.c.batch == batch))]


def _scans_by_themselves(connection: Connection, batch: int | None, submissions: Collection[str]) -> set[str]:
    """Those of these submissions that came without a scan, which the unit sent by itself."""
    words = {"sent": to_json(list(submissions)), "until": sys.maxsize if batch is None else batch}
    told = connection.exec_driver_sql(_MISSED, words).all()
    return {sent for sent, _ in told} - {sent for sent, holds in told if holds}


_MISSED = """
SELECT submission_id, number NOT IN (SELECT number FROM replaced_findings WHERE batch <= :until) FROM findings
WHERE likelihood(row_id = '', 0.5) AND slug = 'scan-missing' AND batch <= :until
    AND submission_id IN (SELECT value FROM json_each(:sent))
"""
"""Submissions that came without a scan, and whether that still holds; `row_id` is said as in `of_nobody`."""


def _people_now(connection: Connection, *which: ColumnElement[bool]) -> Counter[tuple[str, str]]:
    """How many person rows of each of these submissions (`_FIGURES`) became what; of none said, of all."""
    return _counted(connection, select(_FIGURES.submission_id, _FIGURES.disposition, _FIGURES.amount).where(*which))


def numbered(submission_id: ColumnElement[str], numbers: range) -> ColumnElement[bool]:
    """Whether a submission has one of these numbers, which follow each other; said as the indexes by number say it."""
    number = cast(func.substr(submission_id, literal_column("2")), Integer)
    return number.between(numbers.start, numbers.stop - 1)


def _people_then(connection: Connection, batch: int, submissions: list[str]) -> Counter[tuple[str, str]]:
    """The same after a batch, of some submissions; after the last one that is as it is now."""
    if connection.exec_driver_sql("SELECT max(number) FROM batches").scalar_one() == batch:
        return _people_now(connection, is_one_of(_FIGURES.submission_id, submissions))
    judged = latest(batch).subquery()
    query = (
        select(_rows.c.submission_id, judged.c.disposition, func.count())
        .join(judged, judged.c.row_id == _rows.c.row_id)
        .where(is_one_of(_rows.c.submission_id, submissions))
        .group_by(_rows.c.submission_id, judged.c.disposition)
    )
    return _counted(connection, query)


def _counted(connection: Connection, query: Select[Any]) -> Counter[tuple[str, str]]:
    return Counter(
        {(submission_id, disposition): n for submission_id, disposition, n in connection.execute(query).all()}
    )


def documents(connection: Connection, batch: int | None = None) -> Columns:
    names = ("submission_id", "file", "sha256", "kind", "outcome", "message")
    table, gone = tables.documents, tables.replaced_documents
    holds = table.c.batch == batch if batch is not None else table.c.number.not_in(select(gone.c.number))
    query = select(*(table.c[name] for name in names)).where(holds)
    return columns_of(connection, query.order_by(table.c.submission_id, table.c.number))


def row_fates(connection: Connection) -> Columns:
    names = ("row_id", "file", "sheet", "row", "fate", "text", "submission_id")
    table = tables.row_fates
    query = select(*(table.c[name] for name in names))
    return columns_of(connection, query.order_by(table.c.submission_id, table.c.number))


def fates(connection: Connection, batch: int) -> dict[str, int]:
    """How many rows of the tables that a batch read have each fate."""
    rows = tables.row_fates.c
    query = select(rows.fate, func.count()).where(rows.batch == batch).group_by(rows.fate)
    return dict(map(tuple, connection.execute(query)))


def projects(connection: Connection) -> Columns:
    """Projects as they were understood when they were read, with the number of their person rows."""
    table, own = tables.projects.c, ("project_id", "submission_id", "section", "unit", "canonical")
    counted = select(_rows.c.project_id, func.count().label("people"))
    people = counted.group_by(_rows.c.project_id).subquery()
    query = select(
        *(table[name] for name in own),
        func.coalesce(people.c.people, 0).label("people"),
        *(table[name].label(f"source_{name}") for name in ("file", "sheet", "row")),
    ).join(people, people.c.project_id == table.project_id, isouter=True)
    columns = columns_of(connection, query.order_by(table.submission_id, table.number))
    columns |= spread(from_json(columns.pop("canonical")), PROJECT_CANONICAL)
    return {name: columns[name] for name in _PROJECTS}


def findings(connection: Connection, batch: int | None = None) -> Columns:
    """Findings of the judgements that hold (or of those of a batch), and of submissions and documents."""
    found, judged = tables.findings.c, made_in(batch).subquery()
    names = ("slug", "severity", "field", "file", "sheet", "cell", "value", "message", "decided_by", "row_id")
    query = (
        select(
            found.submission_id, func.coalesce(judged.c.person_id, "").label("person_id"), *(found[n] for n in names)
        )
        .join(judged, and_(judged.c.row_id == found.row_id, judged.c.batch == found.batch), isouter=True)
        .where(holding() if batch is None else found.batch == batch)
        .where(or_(found.row_id == "", judged.c.row_id.is_not(None)))
    )
    return columns_of(connection, query.order_by(found.submission_id, found.number))

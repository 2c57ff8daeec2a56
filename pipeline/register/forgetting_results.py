"""What societies said of forgotten people, and the workbooks in which they said it."""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import Connection

from pipeline.model.results import MARK, REFUSED, STAGE
from pipeline.register import forgetting_words as words
from pipeline.register import tables
from pipeline.register.reading import AMONG, to_json
from schemas.safekeeping import safekeeping_file

_GONE = (
    f"SELECT number FROM person_events WHERE row_id {AMONG} OR person_id IN ("
    f"SELECT person_id FROM judgements WHERE row_id {AMONG} EXCEPT SELECT person_id FROM judgements "
    f"WHERE row_id NOT {AMONG} AND row_id NOT IN (SELECT row_id FROM forgotten_rows))"
)
"""Events of these rows, and of people of whom no other row is left."""

_RETURNED = (
    "SELECT DISTINCT findings.submission_id FROM findings WHERE slug LIKE 'result%' AND row_id = '' AND ("
    "file NOT IN (SELECT source_file FROM person_events) OR file IN (SELECT source_file FROM person_events "
    f"WHERE society IN (SELECT society FROM judgements WHERE row_id {AMONG} AND society <> '')))"
)
"""The submissions in which societies that ever had one of these rows sent results, and those of which nobody knows from
which society they are: a workbook holds all people of its society, whether something is said of them or not."""


def returned_with(connection: Connection, rows: Collection[str]) -> frozenset[str]:
    """The submissions with workbooks of societies in which one of these rows may stand."""
    return frozenset(connection.exec_driver_sql(_RETURNED, (to_json(sorted(rows)),)).scalars())


def batches_with(connection: Connection, rows: Collection[str]) -> set[int]:
    """The batches that read these workbooks, or took something of the people of these rows."""
    one = to_json(sorted(rows))
    told = f"SELECT DISTINCT batch FROM person_events WHERE number IN ({_GONE})"
    read = f"SELECT batch FROM submissions WHERE batch <> {tables.NO_BATCH} AND submission_id {AMONG}"
    submissions = to_json(sorted(returned_with(connection, rows)))
    found = connection.exec_driver_sql(told, (one, one, one)).scalars().all()
    return {*found, *connection.exec_driver_sql(read, (submissions,)).scalars()}


def empty(connection: Connection, rows: Collection[str], told: re.Pattern[str] | None) -> None:
    """Empty what societies said of the people of these rows, who are not written down as forgotten yet: what is counted
    stays (kind, stage, conclusion, day and society). `told` finds names, phones and addresses of the people."""
    one = to_json(sorted(rows))
    gone = to_json(connection.exec_driver_sql(_GONE, (one, one, one)).scalars().all())
    _empty_findings(connection, rows, gone, told)
    kept = f"CASE WHEN kind IN ('{MARK}', '{REFUSED}') THEN note ELSE '' END"  # names a field, or a finding
    connection.exec_driver_sql(
        f"UPDATE person_events SET value = CASE WHEN kind = '{STAGE}' THEN value ELSE '' END, note = {kept}, "
        f"source_file = '', source_sheet = '', source_cell = '' WHERE number {AMONG}",
        (gone,),
    )


def _empty_findings(connection: Connection, rows: Collection[str], gone: str, told: re.Pattern[str] | None) -> None:
    """Findings on what a society wrote of them: at the cells of events, and wherever they are named."""
    submissions = returned_with(connection, rows)
    query = (
        "SELECT findings.number FROM findings JOIN person_events ON person_events.batch = findings.batch "
        "AND source_file = findings.file AND source_sheet = findings.sheet AND source_cell = findings.cell "
        f"WHERE findings.row_id = '' AND person_events.number {AMONG}"
    )
    numbers = set(connection.exec_driver_sql(query, (gone,)).scalars())
    query = f"SELECT number, value FROM findings WHERE row_id = '' AND submission_id {AMONG}"
    found = connection.exec_driver_sql(query, (to_json(sorted(submissions)),))
    numbers |= {number for number, value in found if told and told.search(value)}
    connection.exec_driver_sql(
        f"UPDATE findings SET value = '', about = '', message = ? WHERE number {AMONG}",
        (safekeeping_file().forget.instead, to_json(sorted(numbers))),
    )
    if told:
        words.mask(connection, submissions, dict.fromkeys(submissions, told))
        _mask_files(connection, told)


def _mask_files(connection: Connection, told: re.Pattern[str]) -> None:
    """Events name files as documents do, by which both are known as one."""
    files = connection.exec_driver_sql("SELECT DISTINCT source_file FROM person_events").scalars().all()
    masked = [(words.masked_by(told, file), file) for file in files if told.search(file)]
    if masked:
        connection.exec_driver_sql("UPDATE person_events SET source_file = ? WHERE source_file = ?", masked)

"""Words that tell of a forgotten person outside the rows: in names of files and sheets, and in what is said of them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from pipeline.register.reading import AMONG, to_json
from pipeline.text.mask import MASK

_SHORTEST = 2  # characters; one alone is no name
_TELLING = ("name", "phone", "phone_other", "email")
_PLACES = {
    "documents": ("file", "message"),
    "person_rows": ("file", "sheet"),
    "row_fates": ("file", "sheet"),
    "projects": ("file", "sheet"),
    "findings": ("file", "sheet", "value", "message", "about"),
    "decisions": ("value", "subject", "reason", "source_file"),
    "submissions": ("key",),
    "submissions_before": ("key",),
    "attempts": ("path", "faults"),
}


def patterns(
    connection: Connection, rows: Collection[str], returned: Collection[str], numbers: Collection[str]
) -> dict[str, re.Pattern[str]]:
    """For each submission with one of these rows, what finds names, phones and addresses of their people; and for what
    was `returned` those of all, and the numbers of their certificates."""
    said: dict[str, set[str]] = defaultdict(set)
    query = (
        "SELECT person_rows.submission_id, person_rows.typed, judgements.canonical FROM person_rows "
        f"JOIN judgements ON judgements.row_id = person_rows.row_id WHERE person_rows.row_id {AMONG}"
    )
    for submission_id, typed, canonical in connection.exec_driver_sql(query, (to_json(sorted(rows)),)):
        values = json.loads(canonical) | json.loads(typed)
        said[submission_id] |= {values.get(name, "") for field in _TELLING for name in (field, f"{field}_typed")}
    said.update(dict.fromkeys(returned, set(numbers).union(*said.values())))
    return {submission_id: found for submission_id in said if (found := _pattern(said[submission_id]))}


def _pattern(said: Collection[str]) -> re.Pattern[str] | None:
    """The longest first, so that a name within a longer one does not leave the rest of it."""
    national = {number.removeprefix("+86") for text in said for number in text.split(";")}
    wanted = sorted(
        (text for text in {*said, *national} if len(text) >= _SHORTEST), key=lambda text: (-len(text), text)
    )
    return re.compile("|".join(map(re.escape, wanted))) if wanted else None


def mask(connection: Connection, submissions: Collection[str], told: Mapping[str, re.Pattern[str]]) -> None:
    """Put MASK for these words wherever they stand in what is recorded of the submissions."""
    wanted = to_json(sorted(submissions))
    for table, columns in _PLACES.items():
        for column in columns:
            query = f"SELECT rowid, submission_id, {column} FROM {table} WHERE submission_id {AMONG}"
            if column == "key":
                query = query.replace("key", '"key"')
            _write(connection, table, column, connection.exec_driver_sql(query, (wanted,)).all(), told)
    query = (
        "SELECT DISTINCT files.rowid, documents.submission_id, files.path FROM files "
        f"JOIN documents ON documents.sha256 = files.sha256 WHERE documents.submission_id {AMONG}"
    )
    _write(connection, "files", "path", connection.exec_driver_sql(query, (wanted,)).all(), told)


def _write(
    connection: Connection,
    table: str,
    column: str,
    found: Collection[tuple[int, str, str]],
    told: Mapping[str, re.Pattern[str]],
) -> None:
    masked = [
        (told[submission_id].sub(MASK, text), number)
        for number, submission_id, text in found
        if submission_id in told and told[submission_id].search(text)
    ]
    if masked:
        connection.exec_driver_sql(f'UPDATE OR REPLACE {table} SET "{column}" = ? WHERE rowid = ?', masked)

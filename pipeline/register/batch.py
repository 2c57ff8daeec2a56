"""One batch read back as it was recorded, whatever was recorded after it."""

from __future__ import annotations

import json
from itertools import compress

from sqlalchemy import Connection, select

from pipeline.model import Columns
from pipeline.register import frames, tables
from pipeline.register.contents import CHANGED_EARLIER, BatchContents
from pipeline.register.reading import latest, people


def batch_contents(connection: Connection, name: str) -> BatchContents:
    """The batch of this name. Raises LookupError where there is none."""
    batch = connection.execute(select(tables.batches).where(tables.batches.c.name == name)).one_or_none()
    if batch is None:
        raise LookupError(name)
    judged = people(connection, batch.number)
    return BatchContents(
        batch=name,
        notice=batch.notice,
        now=batch.now,
        program=batch.program,
        association=json.loads(batch.association),
        people=judged,
        changed_earlier=_changed_earlier(connection, batch.number, name, judged),
        submissions=frames.submissions(connection, batch.number),
        documents=frames.documents(connection, batch.number),
        rows=frames.row_fates(connection, batch.number),
        projects=frames.projects(connection, batch.number),
        findings=frames.findings(connection, batch.number),
        forgotten=frozenset(connection.execute(select(tables.forgotten_rows.c.row_id)).scalars()),
    )


def _changed_earlier(connection: Connection, batch: int, name: str, judged: Columns) -> Columns:
    """Of rows read in earlier batches, those that this one disposed of otherwise or gave to another society."""
    old = [read_in != name for read_in in judged["read_in"]]
    earlier = {column: list(compress(values, old)) for column, values in judged.items()}
    before = {row.row_id: row for row in connection.execute(latest(batch - 1))} if any(old) else {}
    then = [before[row_id] for row_id in earlier["row_id"]]
    earlier["old_disposition"] = [row.disposition for row in then]
    now = zip(earlier["disposition"], earlier["society"], strict=True)
    moved = [(row.disposition, row.society) != said for row, said in zip(then, now, strict=True)]
    return {column: list(compress(earlier[column], moved)) for column in CHANGED_EARLIER}

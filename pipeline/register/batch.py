"""One batch read back as it was recorded, whatever was recorded after it."""

from __future__ import annotations

import json
from typing import Any

from pandas import DataFrame
from sqlalchemy import Connection, select

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
        changed_earlier=_changed_earlier(connection, batch.number, judged[judged["read_in"] != name]),
        submissions=frames.submissions(connection, batch.number),
        documents=frames.documents(connection, batch.number),
        rows=frames.row_fates(connection, batch.number),
        projects=frames.projects(connection, batch.number),
        findings=frames.findings(connection, batch.number),
        forgotten=frozenset(connection.execute(select(tables.forgotten_rows.c.row_id)).scalars()),
    )


def _changed_earlier(connection: Connection, batch: int, judged: DataFrame) -> DataFrame:
    """Of rows read in earlier batches, those that this one disposed of otherwise or gave to another society."""
    before: dict[str, Any] = {}
    if len(judged):
        before = {row.row_id: row for row in connection.execute(latest(batch - 1))}
    old = [before[row_id] for row_id in judged["row_id"]]
    compared = judged.assign(old_disposition=[row.disposition for row in old], old_society=[row.society for row in old])
    moved = (compared["disposition"] != compared["old_disposition"]) | (compared["society"] != compared["old_society"])
    return compared.loc[moved, list(CHANGED_EARLIER)].reset_index(drop=True)

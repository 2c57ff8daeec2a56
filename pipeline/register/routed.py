"""Everyone who is routed now, notice by notice: for the form of all."""

from __future__ import annotations

import json

from sqlalchemy import Connection, and_, select

from pipeline.model.judgements import Disposition
from pipeline.register import tables
from pipeline.register.contents.batch import Routed
from pipeline.register.reading import findings_of, open_notices, people


def routed(connection: Connection) -> list[Routed]:
    """Of each open notice that has a batch, in order of their names; forgotten people are left out."""
    batches = tables.batches.c
    query = select(batches.notice, batches.now, batches.association).order_by(batches.number)
    last = {notice: (now, json.loads(association)) for notice, now, association in connection.execute(query)}
    notices = sorted({*last} & {*open_notices(connection)})
    return [_of_notice(connection, notice, *last[notice]) for notice in notices]


def _of_notice(connection: Connection, notice: str, now: str, association: dict[str, str]) -> Routed:
    judged, row, sent = tables.judgements, tables.counted.c, tables.submissions.c
    holding = (
        select(judged)
        .join(tables.counted, and_(row.row_id == judged.c.row_id, row.batch == judged.c.batch))
        .join(tables.submissions, sent.submission_id == row.submission_id)
        .where(row.disposition == Disposition.ROUTED.value, sent.notice == notice)
        .where(row.row_id.not_in(select(tables.forgotten_rows.c.row_id)))
    )
    found = [(row_id, each.slug) for row_id, own in findings_of(connection, holding).items() for each in own]
    findings = {"row_id": [row_id for row_id, _ in found], "slug": [slug for _, slug in found]}
    return Routed(notice, now, association, people(connection, holding), findings)

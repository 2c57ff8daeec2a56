"""What is known of a workbook of ours that comes back: who stood in the batch that its mark names."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from pipeline.model.documents import JudgedRows
from pipeline.register import tables
from pipeline.text.fold import fold


def judged_rows(connection: Connection, batch: str) -> JudgedRows | None:
    """Every row that the batch judged, with its name as typed and as understood; None where there is no such batch."""
    made = select(tables.batches.c.number, tables.batches.c.notice).where(tables.batches.c.name == batch)
    known = connection.execute(made).one_or_none()
    if known is None:
        return None
    judged, rows, forgotten = tables.judgements.c, tables.person_rows.c, tables.forgotten_rows.c
    query = (
        select(judged.row_id, judged.name, func.json_extract(rows.typed, "$.name_typed"), forgotten.row_id)
        .join(tables.person_rows, rows.row_id == judged.row_id)
        .join(tables.forgotten_rows, forgotten.row_id == judged.row_id, isouter=True)
        .where(judged.batch == known.number)
    )
    found = connection.execute(query).all()
    names = {fold(name) for _, *told, _ in found for name in told if name}
    gone = sum(row_id is not None for *_, row_id in found)
    return JudgedRows(frozenset(row_id for row_id, *_ in found), frozenset(names), gone, known.notice)

"""What is known of a workbook of ours that comes back: who stood in the batch that its mark names."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from pipeline.model.documents import NamedRows
from pipeline.register import tables
from pipeline.text.fold import fold
from pipeline.text.seal import Mark


def named_rows(connection: Connection, mark: Mark) -> NamedRows | None:
    """Everybody who was judged in the mark's batch; None where there is no such batch, or it judged not all of the
    mark's rows."""
    judged, rows, forgotten = tables.judgements.c, tables.person_rows.c, tables.forgotten_rows.c
    number = connection.execute(select(tables.batches.c.number).where(tables.batches.c.name == mark.batch)).scalar()
    query = (
        select(judged.row_id, judged.name, func.json_extract(rows.typed, "$.name_typed"), forgotten.row_id)
        .join(tables.person_rows, rows.row_id == judged.row_id)
        .join(tables.forgotten_rows, forgotten.row_id == judged.row_id, isouter=True)
        .where(judged.batch == number)
    )
    found = connection.execute(query).all()
    if number is None or not {row_id for row_id, *_ in found}.issuperset(mark.row_ids):
        return None
    names = {fold(name) for _, *told, _ in found for name in told if name}
    return NamedRows(frozenset(names), sum(gone is not None for *_, gone in found))

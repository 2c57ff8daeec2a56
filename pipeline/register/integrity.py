"""Whether the register is sound: whole as a file, originals against their checksums, every row with its owner."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, TableClause, func, select

from pipeline.register import store, tables
from pipeline.register.drawn import drawn_wrongly
from pipeline.register.refusals import Complaint
from pipeline.register.structure import FULL

_Column = tuple[TableClause, str]

_OWNERS: tuple[tuple[_Column, _Column], ...] = (
    ((tables.judgements, "row_id"), (tables.person_rows, "row_id")),
    ((tables.person_rows, "row_id"), (tables.judgements, "row_id")),
    ((tables.person_rows, "submission_id"), (tables.submissions, "submission_id")),
    ((tables.documents, "submission_id"), (tables.submissions, "submission_id")),
    ((tables.counted, "row_id"), (tables.person_rows, "row_id")),
    ((tables.person_rows, "row_id"), (tables.counted, "row_id")),
    ((tables.matched, "number"), (tables.person_rows, "number")),
    ((tables.person_rows, "number"), (tables.matched, "number")),
    ((tables.judgements, "batch"), (tables.batches, "number")),
    ((tables.files, "batch"), (tables.batches, "number")),
    ((tables.person_events, "batch"), (tables.batches, "number")),
    ((tables.person_events, "row_id"), (tables.person_rows, "row_id")),
    ((tables.certificate_events, "batch"), (tables.batches, "number")),
    ((tables.activities, "batch"), (tables.batches, "number")),
    ((tables.exclusions, "event"), (tables.certificate_events, "number")),
)
"""(a column, the column in which each of its values must stand too); a document may belong to no submission, and a
forgotten row is matched no more."""


def complaints(connection: Connection) -> Iterator[Complaint]:
    """Everything that is wrong with a register that can be opened; of one that is not whole no more can be said."""
    if structural := list(store.complaints(connection, FULL)):
        yield from structural
        return
    yield from _numbering(connection)
    yield from _orphans(connection)
    yield from (("figures", {"table": table}) for table in drawn_wrongly(connection))
    yield from _originals(connection)


def counts(connection: Connection) -> dict[str, int]:
    """How much there is of what people know: batches, rows of people, originals."""
    of = {"batches": tables.batches, "rows": tables.person_rows, "files": tables.contents}
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in of.items()
    }


def _numbering(connection: Connection) -> Iterator[Complaint]:
    numbers = list(connection.execute(select(tables.batches.c.number).order_by(tables.batches.c.number)).scalars())
    if numbers != list(range(1, len(numbers) + 1)):
        yield "numbering", {}


def _orphans(connection: Connection) -> Iterator[Complaint]:
    for (table, name), (others, same) in _OWNERS:
        child, parent = table.c[name], others.c[same]
        query = select(func.count()).select_from(table).where(child.not_in(select(parent)), child != "")
        if table is tables.files:
            query = query.where(child != tables.NO_BATCH)
        if others is tables.matched:
            query = query.where(tables.person_rows.c.row_id.not_in(select(tables.forgotten_rows.c.row_id)))
        if count := connection.execute(query).scalar_one():
            yield "orphan", {"count": count, "table": table.name, "of": others.name}


def _originals(connection: Connection) -> Iterator[Complaint]:
    """One original at a time in memory."""
    paths = dict(connection.execute(select(tables.files.c.sha256, tables.files.c.path)).all())
    for sha256, data in connection.execute(select(tables.contents.c.sha256, tables.contents.c.bytes)):
        if hashlib.sha256(data).hexdigest() != sha256:
            yield "original", {"file": paths.get(sha256, sha256)}
    gone = tables.files.c.sha256.not_in(select(tables.contents.c.sha256))
    read = tables.files.c.sha256 != ""
    forgotten = tables.files.c.sha256.not_in(select(tables.forgotten_originals.c.sha256))
    for path in connection.execute(select(tables.files.c.path).where(read, gone, forgotten)).scalars():
        yield "no_original", {"file": path}

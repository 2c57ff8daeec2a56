"""What was written last into every table. Rows are only added, so as long as this is the same, nothing was."""

from __future__ import annotations

from sqlalchemy import Connection

from pipeline.register import tables
from pipeline.terms import fingerprint

_FIGURES = (tables.submission_figures, tables.batch_figures, tables.route_figures)
_LISTS = (tables.unit_shelves, tables.unit_names, tables.submission_cases, tables.document_pages)
_DRAWN = (tables.counted, tables.matched, *_FIGURES, *_LISTS)
_NOT_ASKED = (tables.meta, *_DRAWN)
_BYTES = tables.contents.c.bytes


def written_last(connection: Connection) -> str:
    """A fingerprint of the last row of every table, and of all that the register says of itself, which tells it from
    any other. What is erased leaves a row of its own (forgettings); what is drawn out of other tables counts for
    nothing."""
    rows = [tuple(row) for row in connection.exec_driver_sql("SELECT key, value FROM meta ORDER BY key")]
    for _, table in sorted(tables.ALL.items()):
        if table not in _NOT_ASKED:
            names = ", ".join(f'"{column.name}"' for column in table.columns if column is not _BYTES)
            last = connection.exec_driver_sql(f"SELECT rowid, {names} FROM {table.name} ORDER BY rowid DESC LIMIT 1")
            rows.append((table.name, *(last.one_or_none() or ())))
    return fingerprint.of(repr(rows))

"""Whether a table holds anything at all. Most registers know of no certificate, hours, results or decisions: who looks
for any asks this first, which takes a tenth of the time of a question that is put together, compiled and answered with
nothing.
"""

from __future__ import annotations

from sqlalchemy import Connection, TableClause


def is_empty(connection: Connection, table: TableClause) -> bool:
    """Whether the table holds no row."""
    return connection.exec_driver_sql(f"SELECT 1 FROM {table.name} LIMIT 1").first() is None

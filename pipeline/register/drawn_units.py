"""Which names of units may look like another one's, drawn out when a batch is recorded: only names that are new are
compared. It is no memory of its own; where the program is another than the one that drew it, it counts for nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from pipeline.receive.units_alike import may_be_alike, shelves
from pipeline.register.reading import AMONG, to_json
from pipeline.register.tables import NO_BATCH, meta
from pipeline.terms import fingerprint

_KEY = "units drawn"
_EVERY = "SELECT DISTINCT unit_key FROM submissions WHERE unit_key <> '' ORDER BY unit_key"
_NEW = f"""
SELECT DISTINCT unit_key FROM submissions
WHERE batch IN ({NO_BATCH}, ?) AND unit_key <> '' AND unit_key NOT IN (SELECT unit_key FROM unit_names)
ORDER BY unit_key
"""
_ARE_ANY = "SELECT EXISTS (SELECT 1 FROM unit_names)"
_NAMED = "INSERT INTO unit_names (unit_key, may_be_alike) SELECT value, 0 FROM json_each(?)"
_LAID = "INSERT INTO unit_shelves (shelf, unit_key) VALUES (?, ?)"
_TOGETHER = """
SELECT DISTINCT own.unit_key, other.unit_key
FROM (
    SELECT json_extract(value, '$[0]') AS shelf, json_extract(value, '$[1]') AS unit_key FROM json_each(?)
) AS own CROSS JOIN unit_shelves AS other USING (shelf)
WHERE own.unit_key <> other.unit_key
"""
_MARKED = f"UPDATE unit_names SET may_be_alike = 1 WHERE unit_key {AMONG}"


def draw_units(connection: Connection, batch: int) -> None:
    """Draw out the names that are new with a batch, or came without any; all of them where none is drawn out, or where
    another program drew them."""
    if not are_drawn(connection):
        draw_all_units(connection)
    elif not connection.exec_driver_sql(_ARE_ANY).scalar():
        _draw_every(connection)
    elif new := connection.exec_driver_sql(_NEW, (batch,)).scalars().all():
        _draw(connection, new)


def draw_all_units(connection: Connection) -> None:
    """Draw out every name."""
    for table in ("unit_names", "unit_shelves"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.execute(meta.insert().prefix_with("OR REPLACE"), {"key": _KEY, "value": fingerprint.program()})
    _draw_every(connection)


def are_drawn(connection: Connection) -> bool:
    """Whether this program drew out the names."""
    return connection.execute(select(meta.c.value).where(meta.c.key == _KEY)).scalar() == fingerprint.program()


def _draw_every(connection: Connection) -> None:
    """Draw out every name; the very first one alone, which no other can be like, is left until the second comes."""
    if len(every := connection.exec_driver_sql(_EVERY).scalars().all()) > 1:
        _draw(connection, every)


def _draw(connection: Connection, new: Collection[str]) -> None:
    laid = [(shelf, name) for name in new for shelf in sorted(shelves(name))]
    connection.exec_driver_sql(_NAMED, (to_json(list(new)),))
    connection.exec_driver_sql(_LAID, laid)
    together = connection.exec_driver_sql(_TOGETHER, (to_json(laid),))
    alike = {name for pair in together if may_be_alike(*pair) for name in pair}
    connection.exec_driver_sql(_MARKED, (to_json(sorted(alike)),))

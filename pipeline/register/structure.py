"""Whether the file of the register is whole: its pages by SQLite's own check; its tables, indexes and views against
those that the migrations make.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from pipeline.register.migrations import statements
from pipeline.register.refusals import Complaint

QUICK, FULL = "quick_check", "integrity_check"
"""SQLite's checks: of the pages alone; also of each index against its table, which takes twice as long."""

_PARTS = "SELECT type, name, sql FROM sqlite_master"
_COLUMNS = "SELECT name FROM pragma_table_info(?)"


def flaws(connection: sqlite3.Connection, steps: Sequence[str], check: str) -> Iterator[Complaint]:
    """What is wrong with a register that these steps made, by QUICK or FULL; what is there beyond that is no flaw."""
    for (line,) in connection.execute(f"PRAGMA {check}"):
        if line != "ok":
            yield "structure", {"reason": line}
    there = _parts(connection)
    with closing(sqlite3.connect(":memory:")) as wanted:
        for statement in statements(steps):
            wanted.execute(statement)
        for (kind, name), definition in _parts(wanted).items():
            if (kind, name) not in there:
                yield f"no_{kind}", {"name": name}
            elif there[kind, name] != definition:
                yield from _differences(connection, wanted, kind, name)


def _differences(connection: sqlite3.Connection, wanted: sqlite3.Connection, kind: str, name: str) -> list[Complaint]:
    """Columns that a table lacks; where it lacks none, or it is none, all that can be said is that it is another."""
    if kind == "table":
        there = _columns(connection, name)
        if missing := [column for column in _columns(wanted, name) if column not in there]:
            return [("no_column", {"table": name, "name": column}) for column in missing]
    return [("definition", {"name": name})]


def _parts(connection: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    """(table, index or view; its name) → how it is defined."""
    return {(kind, name): definition for kind, name, definition in connection.execute(_PARTS)}


def _columns(connection: sqlite3.Connection, name: str) -> list[str]:
    return [column for (column,) in connection.execute(_COLUMNS, (name,))]

"""The views `counting` and `matching` drawn out into the tables `counted` and `matched`: for the rows of a batch when
it is recorded, for all rows when the rules behind the views are others than before (docs/decisions/sqlite.md).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection, select

from pipeline.model.fields import COUNTED
from pipeline.register import tables
from pipeline.register.drawn_cases import cases_drawn_wrongly, draw_all_cases, draw_cases
from pipeline.register.drawn_figures import (
    draw_all_figures,
    draw_figures,
    draw_remembered,
    figures_drawn_wrongly,
    judged_before,
)
from pipeline.register.drawn_pages import draw_all_pages, draw_pages, pages_drawn_wrongly
from pipeline.register.drawn_units import draw_all_units, draw_units
from pipeline.register.tables import meta
from pipeline.terms import fingerprint
from pipeline.text.anchors import page_name
from pipeline.text.fold import fold

JOINED = tuple(field for field in COUNTED if field != "domain")
"""What reports count of a person row beside the domain, which has a column since rows are sought by it (replay.py)."""

SEPARATOR = "\x1f"
"""Stands between the values of JOINED in `counted_values`; no value has it: they are words of vocabularies."""


def add_functions(connection: sqlite3.Connection) -> None:
    """The function that the views call."""
    connection.create_function("fold", 1, fold, deterministic=True)


def counting() -> str:
    """What `counted` is to hold of each judgement: the view `counting`, with the values of JOINED for what they are
    taken from."""
    *own, values = (column.name for column in tables.counted.columns)
    joined = f" || '{SEPARATOR}' || ".join(f"coalesce(json_extract(canonical, '$.{field}'), '')" for field in JOINED)
    return f"SELECT {', '.join(own)}, {joined} AS {values} FROM counting"


def matching() -> str:
    """What `matched` is to hold of each judgement: the view `matching`."""
    return "SELECT * FROM matching"


_DRAWN = (("counted", counting, "row_id"), ("matched", matching, "number"))


def draw(connection: Connection, batch: int) -> None:
    """Draw out the rows that a batch judged, the figures that it touches, and the names of its units."""
    before = judged_before(connection, batch)
    for table, selected, key in _DRAWN:
        rows = f"{selected()} WHERE batch = ? ORDER BY {key}"  # as the table lies, page by page
        connection.exec_driver_sql(f"INSERT OR REPLACE INTO {table} {rows}", (batch,))
    draw_figures(connection, batch, before)
    draw_units(connection, batch)


def draw_read(connection: Connection, batch: int) -> None:
    """Draw out what waits on account of whole submissions that a batch touches, and how the pages of its documents are
    called, when all of it is written."""
    draw_cases(connection, batch)
    draw_pages(connection, batch)


def draw_after_forgetting(connection: Connection) -> None:
    """Draw out anew what tells of those who are not forgotten."""
    draw_remembered(connection)
    draw_all_cases(connection)
    draw_all_pages(connection)


def drawn_wrongly(connection: Connection) -> Iterator[str]:
    """The tables that do not hold what is drawn out of the others."""
    yield from figures_drawn_wrongly(connection)
    if cases_drawn_wrongly(connection):
        yield "submission_cases"
    if pages_drawn_wrongly(connection):
        yield "document_pages"


def is_current(connection: Connection) -> bool:
    """Whether all was drawn out by the rules that hold now."""
    return connection.execute(select(meta.c.value).where(meta.c.key == "drawn")).scalar() == _rules()


def draw_anew(connection: Connection) -> None:
    """Draw out everything by the rules that hold now; of each row the latest judgement stays."""
    connection.exec_driver_sql("UPDATE submissions SET unit_key = fold(unit)")
    for table, selected, _ in _DRAWN:
        connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql(f"INSERT OR REPLACE INTO {table} {selected()} ORDER BY batch")
    draw_all_figures(connection)
    draw_all_units(connection)
    draw_all_cases(connection)
    draw_all_pages(connection)
    mark(connection)


def mark(connection: Connection) -> None:
    """All that is there is drawn out by the rules that hold now."""
    connection.execute(meta.insert().prefix_with("OR REPLACE"), {"key": "drawn", "value": _rules()})


def _rules() -> str:
    """How match keys are folded, how a page is named, and which fields are counted."""
    return fingerprint.of(fingerprint.folding(), page_name("", ""), *JOINED)

"""How the pages of documents are called, drawn out when a batch is recorded, since naming thousands takes time. It is
no memory of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from pipeline.register.contents.desk import DeskDocument, PageFiles
from pipeline.register.kept import containers, documents
from pipeline.register.reading import AMONG, to_json
from pipeline.text.anchors import PAGE_SUFFIX, page_file, page_name

_DRAWN = """
INSERT INTO document_pages (name, holds_people, is_kept) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET holds_people = max(holds_people, excluded.holds_people), is_kept = excluded.is_kept
"""
"""A document that came several times may have been read otherwise each time."""

_AGAIN = f"""
SELECT 1 FROM document_pages WHERE NOT is_kept AND EXISTS (
    SELECT 1 FROM files WHERE path {AMONG} GROUP BY path HAVING count(*) > 1
) LIMIT 1
"""
"""Whether some bytes were erased, and a mail or an archive came whose path another one had before: what lay in that
counts as kept again."""

_OF_KIND = f"coalesce(group_concat(name || '{PAGE_SUFFIX}', ' ') FILTER (WHERE {{what}}), '')"
_KINDS = ("is_kept", "holds_people AND NOT is_kept", "is_kept AND NOT holds_people")
_FILES = f"SELECT {', '.join(_OF_KIND.format(what=what) for what in _KINDS)} FROM document_pages"
"""Each kind as one text, which takes a fifth of the time of thousands."""


def draw_pages(connection: Connection, batch: int) -> None:
    """Draw out those of the documents that a batch read."""
    own = documents(connection, batch)
    holders = {path for each in own for path in containers(each.file)}
    if holders and connection.exec_driver_sql(_AGAIN, (to_json(sorted(holders)),)).scalar():
        draw_all_pages(connection)
    else:
        _draw(connection, own)


def draw_all_pages(connection: Connection) -> None:
    """Draw out all of them."""
    connection.exec_driver_sql("DELETE FROM document_pages")
    _draw(connection, documents(connection))


def page_files(connection: Connection) -> PageFiles:
    """What is drawn out."""
    kept, more, others = (frozenset(told.split()) for told in connection.exec_driver_sql(_FILES).one())
    return PageFiles(kept, (kept | more) - others if more or others else kept)


def pages_drawn_wrongly(connection: Connection) -> bool:
    """Whether something else is drawn out than the register holds."""
    every = documents(connection)
    kept, of_people = (
        {page_file(page_name(each.file, each.sha256)) for each in every if getattr(each, what)}
        for what in ("is_kept", "holds_people")
    )
    return page_files(connection) != PageFiles(kept, of_people)


def _draw(connection: Connection, documents: Iterable[DeskDocument]) -> None:
    rows = [(page_name(each.file, each.sha256), each.holds_people, each.is_kept) for each in documents]
    if rows:
        connection.exec_driver_sql(_DRAWN, rows)

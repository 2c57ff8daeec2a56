"""Which documents the register still holds the bytes of, and these: only such may have a page in the outbox."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import accumulate

from sqlalchemy import Connection, and_, or_, select

from pipeline.kinds.records import RECEIVED
from pipeline.model.documents import Outcome
from pipeline.register import tables
from pipeline.register.contents.desk import DeskDocument
from pipeline.register.reading import is_one_of, of_nobody

WITH_PAGE = (Outcome.PROCESSED.value, Outcome.NOT_A_FORM.value)
"""How documents end whose cells were looked at."""


def documents(connection: Connection, batch: int | None = None) -> list[DeskDocument]:
    """Every document that was looked at for tables, records of activities too, in order; those that a batch read."""
    own, found = tables.documents.c, tables.findings.c
    told = select(found.file).where(of_nobody(), found.slug == RECEIVED, found.submission_id == own.submission_id)
    is_record = and_(own.outcome == Outcome.ANSWER.value, own.file.in_(told))
    query = select(own.file, own.sha256, own.outcome).where(or_(own.outcome.in_(WITH_PAGE), is_record)).distinct()
    if batch is not None:
        query = query.where(own.batch == batch)
    every = connection.execute(query.order_by(own.file, own.sha256)).all()
    held = _held(connection, None if batch is None else [(file, sha256) for file, sha256, _ in every])
    return [
        DeskDocument(file, sha256, outcome == Outcome.PROCESSED, bool(_kept_in(file, sha256, held)))
        for file, sha256, outcome in every
    ]


def files_with(connection: Connection, places: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """The inbox files, as (path, sha256), that are these documents or hold them, as far as their bytes are kept."""
    held = _held(connection, places)
    return sorted({each for file, sha256 in places for each in _kept_in(file, sha256, held)})


def original(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of a file of the inbox; None where they are not kept."""
    kept = tables.contents.c
    found: bytes | None = connection.execute(select(kept.bytes).where(kept.sha256 == sha256)).scalar()
    return found


def containers(file: str) -> Iterator[str]:
    """What a document lies in, from the outermost: a.eml and a.eml!b.zip for a.eml!b.zip!c.xlsx."""
    return accumulate(file.split("!")[:-1], "{}!{}".format)


def _held(connection: Connection, among: Collection[tuple[str, str]] | None = None) -> dict[str, set[str]]:
    """By path the sha256 of the inbox files whose bytes are kept, by "" of all of them; or of those that may be
    documents (file, sha256) `among` these, or hold them."""
    files = tables.files.c
    query = select(files.path, files.sha256).join(tables.contents, tables.contents.c.sha256 == files.sha256)
    if among is not None:
        paths = {path for file, _ in among for path in containers(file)}
        query = query.where(is_one_of(files.sha256, {sha256 for _, sha256 in among}) | is_one_of(files.path, paths))
    held: dict[str, set[str]] = {"": set()}
    for path, sha256 in connection.execute(query).all():
        held.setdefault(path, set()).add(sha256)
        held[""].add(sha256)
    return held


def _kept_in(file: str, sha256: str, held: dict[str, set[str]]) -> list[tuple[str, str]]:
    """The kept inbox files that are the document, or one of whose path it lies in."""
    if sha256 in held[""]:
        return [(file, sha256)]
    return [(path, own) for path in containers(file) for own in held.get(path, ())]

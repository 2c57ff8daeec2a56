"""What was forgotten, kept outside the register too, so that an older copy of it does not bring anybody back.

Beside the register lies a list of keyed hashes of the rows and the files that were forgotten, one a line; each backup
has it as well. Only who has the register's secret and the row can tell that it stands there. Rows have the same id
whenever the same file is read (docs/decisions/row-ids.md), so a file that is read once more is known again, too.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from sqlalchemy import Connection, select

from pipeline.register import tables
from pipeline.register.forgetting import Selection
from pipeline.register.refusals import refusal

AGAIN = "again"
"""Why something was forgotten that had been before."""

Keyed = Callable[[str], str]


def list_of(path: str | Path) -> Path:
    """The list that belongs to the register at `path`."""
    return Path(f"{path}.forgotten")


def listed(path: str | Path) -> frozenset[str]:
    """What stands on the list of the register at `path`; nothing where there is none. Raises UserError."""
    try:
        return frozenset(list_of(path).read_text(encoding="ascii").split())
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError) as error:
        raise refusal("forgotten", path=list_of(path)) from error


def keep(path: str | Path, more: Collection[str]) -> None:
    """Add to the list, which is replaced as a whole, or not at all. Raises UserError."""
    known = listed(path)
    if known.issuperset(more):
        return
    target = list_of(path)
    fresh = target.with_name(f".{target.name}.partial")
    try:
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.writelines(f"{line}\n" for line in sorted(known.union(more)))
        fresh.replace(target)
    except OSError as error:
        raise refusal("forgotten", path=target) from error


def hashes(secret: bytes, rows: Iterable[str], originals: Iterable[str]) -> frozenset[str]:
    """What stands on the list for these rows and files."""
    return frozenset([*map(_keyed(secret, "row"), rows), *map(_keyed(secret, "file"), originals)])


def recorded(connection: Connection, secret: bytes) -> frozenset[str]:
    """What the register itself remembers to have forgotten, as it stands on the list."""
    rows = connection.execute(select(tables.forgotten_rows.c.row_id)).scalars()
    originals = connection.execute(select(tables.forgotten_originals.c.sha256)).scalars()
    return hashes(secret, rows, originals)


def returned(connection: Connection, secret: bytes, known: Collection[str]) -> Selection:
    """What the register holds although it stands on the list: to be forgotten again."""
    row, file = _keyed(secret, "row"), _keyed(secret, "file")
    stood = list(connection.execute(select(tables.person_rows.c.row_id, tables.person_rows.c.submission_id)))
    gone = set(connection.execute(select(tables.forgotten_rows.c.row_id)).scalars())
    rows = {row_id for row_id, _ in stood if row(row_id) in known} - gone
    erased = set(connection.execute(select(tables.forgotten_originals.c.sha256)).scalars())
    kept = set(connection.execute(select(tables.files.c.sha256).distinct()).scalars()) - erased
    originals = {sha256 for sha256 in kept if file(sha256) in known}
    living = {submission_id for row_id, submission_id in stood if row_id not in rows | gone}
    silent = _without_people(connection, {submission_id for _, submission_id in stood}, originals)
    submissions = {submission_id for row_id, submission_id in stood if row_id in rows} - living | silent
    return Selection(AGAIN, frozenset(rows), frozenset(submissions), frozenset(originals))


def _without_people(connection: Connection, with_people: set[str], originals: set[str]) -> set[str]:
    """Submissions in which nobody stood, and of which every file is one of these."""
    documents = tables.documents.c
    found = list(connection.execute(select(documents.submission_id, documents.sha256)))
    others = {submission_id for submission_id, sha256 in found if sha256 not in originals}
    return {submission_id for submission_id, _ in found} - others - with_people - {""}


def _keyed(secret: bytes, kind: str) -> Keyed:
    return lambda name: hmac.new(secret, f"forgotten\0{kind}\0{name}".encode(), hashlib.sha256).hexdigest()

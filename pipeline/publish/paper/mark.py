"""The mark in every workbook that we publish, by which we recognise it when it comes back.

It is on a very hidden sheet and, in short form, in a document property; Excel, WPS and LibreOffice keep both when they
save. The checksum is keyed with the register's secret: a workbook that somebody else made, or whose people were
exchanged, fails verification.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from schemas import table

SHEET: str = table("forms/common")["marks"]["sheet"]
PROPERTY = "gongjian"
VERSION = 1  # of the mark's format

_MAGIC = "gongjian"
_HEAD = 5  # lines before the row ids
_LONGEST = 30_000  # characters per cell; Excel allows 32,767


class Mark(NamedTuple):
    """The identity of a workbook: its kind (intake, combined, summary, ledger), its batch, and the `row_id`s in it."""

    kind: str
    batch: str
    version: int
    row_ids: tuple[str, ...]


def make(kind: str, batch: str, row_ids: Iterable[str], secret: bytes) -> list[str]:
    """The lines of the hidden sheet, one for each cell of column A: magic word, kind, batch, version, checksum, then
    the row ids.
    """
    mark = Mark(kind, batch, VERSION, tuple(row_ids))
    return [_MAGIC, kind, batch, str(VERSION), _checksum(mark, secret), *_packed(mark.row_ids)]


def verify(lines: Sequence[str], secret: bytes) -> Mark | None:
    """The mark in the lines of the hidden sheet; None if they are not exactly as we wrote them."""
    if len(lines) < _HEAD or lines[0] != _MAGIC or not lines[3].isdecimal():
        return None
    mark = Mark(lines[1], lines[2], int(lines[3]), tuple(" ".join(lines[_HEAD:]).split()))
    return mark if hmac.compare_digest(_checksum(mark, secret).encode(), lines[4].encode()) else None


def in_short(lines: Sequence[str]) -> str:
    """The short form for a document property: all but the row ids."""
    return " ".join(lines[:_HEAD])


def _checksum(mark: Mark, secret: bytes) -> str:
    said = "\0".join((mark.kind, mark.batch, str(mark.version), *mark.row_ids))
    return hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()


def _packed(row_ids: Sequence[str]) -> list[str]:
    """Row ids joined by blanks into as few cells as possible, instead of one cell for every person."""
    cells: list[str] = []
    for row_id in row_ids:
        if cells and len(cells[-1]) + len(row_id) < _LONGEST:
            cells[-1] += f" {row_id}"
        else:
            cells.append(row_id)
    return cells

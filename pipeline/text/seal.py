"""The seal: a keyed checksum over what a workbook of ours is, which only this register can make and verify.

The lines stand on a sheet of the workbook, one in each cell of column A: magic word, kind, batch, version, checksum,
then the row ids. Whoever copies them copies a seal that verifies: it tells that the lines are ours, and nothing of what
else stands in the workbook.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence

from pipeline.text.patterns import pattern
from schemas.kinds import kinds_file
from schemas.named import NamedTuple

SHEET = kinds_file().mark_sheet
MAGIC = "gongjian"
VERSION = 1  # of the mark's own form
HEAD = 5  # lines before the row ids

_VERSION = pattern(r"[0-9]{1,4}")
_LONGEST = 30_000  # characters in one cell; Excel takes 32,767


class Mark(NamedTuple):
    """What a workbook is: its kind (intake, combined, summary, ledger, report), its batch (of a report the period), and
    the rows (`row_id`) that it tells of.
    """

    kind: str
    batch: str
    version: int
    row_ids: tuple[str, ...]


def make(kind: str, batch: str, row_ids: Iterable[str], secret: bytes) -> list[str]:
    """The lines of a mark, sealed with the register's secret."""
    mark = Mark(kind, batch, VERSION, tuple(row_ids))
    return [MAGIC, kind, batch, str(VERSION), _checksum(mark, secret), *_packed(mark.row_ids)]


def parse(lines: Sequence[str]) -> Mark | None:
    """What the lines claim to be; None where they are no mark at all. Nothing of it is proven."""
    if len(lines) < HEAD or lines[0] != MAGIC or not _VERSION.fullmatch(lines[3]):
        return None
    return Mark(lines[1], lines[2], int(lines[3]), tuple(" ".join(lines[HEAD:]).split()))


def verify(lines: Sequence[str], secret: bytes) -> Mark | None:
    """The mark that the lines hold; None when they are not ours as we wrote them."""
    mark = parse(lines)
    if mark is None or not hmac.compare_digest(_checksum(mark, secret).encode(), lines[4].encode()):
        return None
    return mark


def _checksum(mark: Mark, secret: bytes) -> str:
    said = "\0".join((mark.kind, mark.batch, str(mark.version), *mark.row_ids))
    return hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()


def _packed(row_ids: Sequence[str]) -> list[str]:
    """Row ids joined by blanks into as few cells as hold them: a cell for each would add one for every person."""
    cells: list[str] = []
    for row_id in row_ids:
        if cells and len(cells[-1]) + len(row_id) < _LONGEST:
            cells[-1] += f" {row_id}"
        else:
            cells.append(row_id)
    return cells

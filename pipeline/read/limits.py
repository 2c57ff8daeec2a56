"""Size limits for a document, and the exception for a document that is refused."""

from __future__ import annotations

from functools import cache

from pipeline.model.statements import Problem
from schemas.limits import limits_file
from schemas.named import NamedTuple
from schemas.unreadable import unreadable_file


class Refused(Exception):  # noqa: N818 - a verdict on a document, not an error of the program
    """Raised for a document that will not be read, with the finding's slug and the reason's key in
    schemas/unreadable.toml."""

    def __init__(self, reason: str, slug: str = "unreadable") -> None:
        super().__init__(reason)
        self.problem = refusal(reason, slug)


def refusal(reason: str, slug: str = "unreadable") -> Problem:
    """The problem for a document that could not be read; `reason` is a key in schemas/unreadable.toml."""
    return Problem(slug, about=unreadable_file().reasons[reason])


def program_fault(sha256: str) -> Problem:
    """The problem for a document on which the program failed; it names the note about it in the outbox."""
    return Problem("program-fault", about=limits_file().faults.note.format(name=sha256[:16]))


class Limits(NamedTuple):
    """Limits on one document, from schemas/limits.toml."""

    file_bytes: int
    package_bytes: int
    package_ratio: int
    package_ratio_from: int
    package_members: int
    sheets: int
    cells: int
    merges: int
    merge_columns: int
    far_rows: int
    far_columns: int
    gap_rows: int
    gap_columns: int
    strays: int


@cache
def limits() -> Limits:
    """The limits in force, from schemas/limits.toml."""
    data = limits_file()
    return Limits(data.file.bytes, *data.package, *data.workbook, *data.far)


def too_large(reason: str) -> Refused:
    """The exception for a document that exceeds a limit."""
    return Refused(reason, "too-large")

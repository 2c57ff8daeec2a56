"""Every kind of finding as schemas/findings.toml says it."""

from collections.abc import Mapping
from typing import Literal

from schemas.named import NamedTuple
from schemas.typed import read


class FindingEntry(NamedTuple):
    """One kind of finding; the head of schemas/findings.toml says what its keys mean."""

    severity: Literal["error", "warning", "info"]
    title: str
    decided_by: Literal["unit", "secretariat", "society"]
    message: str
    bare: str = ""
    when: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    asked: Literal["", "unit", "secretary", "nobody"] = ""
    asks: Literal["", "must", "may"] = ""
    fix: str = ""


class QuotaWords(NamedTuple):
    """What is said of a quota that is exceeded."""

    all: str
    binding: str
    suggestion: str


class Differing(NamedTuple):
    """How values that differ are told, and of which fields."""

    here: str
    in_sheet: str
    in_file: str
    between: str
    holding: tuple[str, ...]
    going_on: tuple[str, ...]


class History(NamedTuple):
    """How it is told what certificates somebody has or had, and what else is applied for."""

    excluded: str
    held: str
    held_suspended: str
    between: str
    beside: str


class FindingsFile(NamedTuple):
    quoted_length: int
    either: str
    doubts: Mapping[str, str]
    quota: QuotaWords
    quiet: Mapping[str, tuple[str, ...]]
    inside: Mapping[str, str]
    differing: Differing
    history: History
    finding: Mapping[str, FindingEntry]


def findings_file() -> FindingsFile:
    """schemas/findings.toml."""
    return read("findings", FindingsFile)

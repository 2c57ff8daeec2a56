"""Every kind of finding as schemas/findings.toml says it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from schemas.typed import read


class FindingEntry(NamedTuple):
    """One kind of finding; the head of schemas/findings.toml says what its keys mean."""

    severity: Literal["error", "warning", "info"]
    title: str
    decided_by: Literal["unit", "secretariat"]
    message: str
    bare: str = ""
    when: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


class QuotaWords(NamedTuple):
    """What is said of a quota that is exceeded."""

    all: str
    binding: str
    suggestion: str


class FindingsFile(NamedTuple):
    quoted_length: int
    doubts: Mapping[str, str]
    quota: QuotaWords
    quiet: Mapping[str, tuple[str, ...]]
    inside: Mapping[str, str]
    finding: Mapping[str, FindingEntry]


def findings_file() -> FindingsFile:
    """schemas/findings.toml."""
    return read("findings", FindingsFile)

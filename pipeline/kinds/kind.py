"""What every kind of document is asked: are these sheets one of yours, and how sure are you?"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.kinds.hours_lines import Record
    from pipeline.model.documents import Document
    from pipeline.recognise import Seen
    from pipeline.text.seal import Mark


class Sureness(IntEnum):
    """How sure a kind is that a document is one of its own; who is surer has it."""

    NOT = 0
    CONTENT = 1  # the sheets read like one
    LAYOUT = 2  # the sheets are called and headed as only those of a workbook of ours are
    MARK = 3  # our own mark says so, and the layout is as we wrote it: true only if the mark verifies


class Subject(NamedTuple):
    """What a kind is shown: the document without the sheet of our mark, what the mark says, not yet verified, and which
    of its sheets are records of activities, where there is no mark."""

    document: Document
    mark: Mark | None
    records: Sequence[Record] = ()


class Claim(NamedTuple):
    """What a kind says to a document; `seen` is how it read the sheets, for kinds that must read them to know."""

    kind: str
    sureness: Sureness
    seen: Seen | None = None


class Kind(Protocol):
    """One kind of document. It changes nothing in what it is shown, and gives the same answer each time."""

    @property
    def name(self) -> str:
        """As it stands in marks and in `Examined.claimed`; no two kinds share one."""

    def claim(self, subject: Subject) -> Claim:
        """Whether the document is one of its own."""


class TwiceClaimedError(Exception):
    """Two kinds are as sure of one document: a fault of the kinds, and never decided by their order."""


def surest(claims: Sequence[Claim]) -> Claim | None:
    """The claim that stands; None where nobody claims. Raises TwiceClaimedError."""
    best = max((claim.sureness for claim in claims), default=Sureness.NOT)
    if best == Sureness.NOT:
        return None
    first, *others = (claim for claim in claims if claim.sureness == best)
    if others:
        raise TwiceClaimedError(first.kind, *(claim.kind for claim in others))
    return first

"""A document of somebody else opened once more, to be marked: the one place where publishing touches untrusted bytes,
and so called in workers only (docs/decisions/layers.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from pipeline.model.documents import Document
from pipeline.publish.marked.model import Listing, Marked, Marking, NotMarkable
from schemas.named import NamedTuple


class Original(NamedTuple):
    """A file of the inbox: its path there, and its bytes."""

    path: str
    data: bytes


class Opened(NamedTuple):
    """A document of it: its bytes, and what was read in them."""

    data: bytes
    document: Document


def opened(original: Original, document: str) -> Opened | None:
    """The document of that `Document.file`; None where it is locked: it is not given back unlocked."""
    from pipeline.read.containers import bytes_of  # the run itself, which opens none, loads nothing that reads
    from pipeline.read.documents import read_document

    data = bytes_of(original.path, original.data, document)
    if data is None:
        return None
    read = read_document(document, data, ())
    return Opened(data, read) if read.sheets else None


def marked(
    found: Opened, markings: Sequence[Marking], listing: Listing, seal: Sequence[str], created: datetime
) -> Marked | None:
    """The document marked, as it is or where its package cannot be edited as it was read; None if in neither way."""
    from pipeline.publish.marked.marking import mark_package
    from pipeline.publish.marked.rebuilt import rebuilt

    ways: tuple[Callable[[], Marked], ...] = (
        lambda: mark_package(found.data, markings, listing, seal),
        lambda: rebuilt(found.document, markings, listing, seal, created),
    )
    for made in ways:
        with suppress(NotMarkable):
            return made()
    return None

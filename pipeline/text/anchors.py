"""Where a page shows a place in a document: the page's name, and the anchor of a cell on it. The worker that draws the
page and the desk that links to it must agree on both.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from schemas.explain import explain_file

PAGE_SUFFIX = ".html"


def page_name(file: str, sha256: str) -> str:
    """The page of a document, without its suffix: no two documents share one, and the same one keeps it. `file` is its
    path inside the inbox, which may hold anything; so the name tells nothing of it."""
    return blake2b(f"{sha256}!{file}".encode(errors="replace"), digest_size=10).hexdigest()


def page_file(name: str) -> str:
    """The file of a page of this name."""
    return f"{name}{PAGE_SUFFIX}"


def pages_folder(outbox: Path) -> Path:
    """Where the pages of documents lie."""
    words = explain_file()
    return outbox / words.folder / words.documents


def anchor(sha256: str, sheet: str, place: str) -> str:
    """By which a link finds a cell (or a row, by its number) of a sheet on a page that shows the document. A value that
    was taken from another sheet has that before its cell: 经历!C2."""
    other, _, cell = place.rpartition("!")
    return f"{sheet_anchor(sha256, other or sheet)}-{cell}"


@cache
def sheet_anchor(sha256: str, sheet: str) -> str:
    """Sheets may have any name, and a page may show several documents."""
    return f"c{blake2b(f'{sha256}!{sheet}'.encode(errors='replace'), digest_size=4).hexdigest()}"

"""Examine a file of the inbox as in a run, and leave the pages of its documents where the desk links to them.

Drawing a page costs a tenth of reading the document, and reading it anew the whole of it; so pages are drawn here, for
every document whose cells were looked at, before anybody knows whether somebody will ask. A page that is there stays.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from pipeline.examine.document import Job, examined
from pipeline.examine.page import document_page
from pipeline.kinds.records import is_record
from pipeline.model.documents import Document, Examination, Examined, Fault, Outcome
from pipeline.private import make_folder, write_new
from pipeline.recognise import Seen
from pipeline.text.anchors import page_name
from pipeline.wall import Fallen, attempt
from schemas.named import NamedTuple

_SHOWN = (Outcome.PROCESSED, Outcome.NOT_A_FORM)
"""Documents that somebody sent to tell us something; workbooks of our own that come back have no page."""


class Page(NamedTuple):
    """The page of a document (file and sha256), as it is drawn; `fault` where the program fails at it."""

    file: str
    sha256: str
    drawn: bytes
    fault: Fault | None


def examine_with_pages(folder: Path, expected: tuple[str, ...], job: Job) -> Examination:
    """What `examine` gives; never raises. Where the program fails at a page, that is a fault of the document; where the
    disk takes none, the page is left out, and whatever is written afterwards tells why."""
    examination, shown = _shown(expected, job)
    for document, seen in shown:
        _leave(folder, document.file, document.sha256, partial(_page, document, seen), examination)
    return examination


def examine_and_draw(expected: tuple[str, ...], job: Job) -> tuple[Examination, list[Page]]:
    """The same on a machine that has no outbox: all pages, for `leave_pages`."""
    examination, shown = _shown(expected, job)
    return examination, [_page(*each) for each in shown]


def leave_pages(folder: Path, examination: Examination, pages: list[Page]) -> None:
    """Leave the pages that were drawn elsewhere, unless they are there; a fault at one of the others is told in the
    examination."""
    for page in pages:
        _leave(folder, page.file, page.sha256, partial(_drawn, page), examination)


def _shown(expected: tuple[str, ...], job: Job) -> tuple[Examination, list[tuple[Examined, Seen]]]:
    """The examination, and what was seen in each document that has a page."""
    seen: dict[str, Seen] = {}

    def keep(document: Document, its: Seen) -> None:
        seen[document.file] = its

    examination = examined(job, keep, expected)
    return examination, [
        (each, seen[each.file])
        for each in examination.documents
        if each.file in seen and (each.outcome in _SHOWN or is_record(each))
    ]


def _page(document: Examined, seen: Seen) -> Page:
    page = attempt(lambda: document_page(document.file, document.sha256, seen))
    if isinstance(page, Fallen):
        return Page(document.file, document.sha256, b"", Fault(document.file, document.sha256, page.trace))
    return Page(document.file, document.sha256, page.encode(errors="replace"), None)


def _drawn(page: Page) -> Page:
    return page


def _leave(folder: Path, file: str, sha256: str, draw: Callable[[], Page], examination: Examination) -> None:
    path = folder / f"{page_name(file, sha256)}.html"
    with suppress(OSError):
        if _is_there(path):
            return
        page = draw()
        if page.fault:
            examination.faults.append(page.fault)
            return
        try:
            write_new(path, page.drawn)
        except FileNotFoundError:  # the first one
            make_folder(folder)
            write_new(path, page.drawn)


def _is_there(path: Path) -> bool:
    """Whether there is a page; one that is empty lost its text when the power failed."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False

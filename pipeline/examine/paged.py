"""Examine a file of the inbox as in a run, and leave the pages of its documents where the desk links to them.

Drawing a page costs a tenth of reading the document, and reading it anew the whole of it; so pages are drawn here, for
every document whose cells were looked at, before anybody knows whether somebody will ask. A page that is there stays.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pipeline.examine.document import Job, examined
from pipeline.examine.page import document_page
from pipeline.kinds.records import is_record
from pipeline.model.documents import Document, Examination, Examined, Fault, Outcome
from pipeline.private import make_folder, write_new
from pipeline.recognise import Seen
from pipeline.text.anchors import page_name
from pipeline.wall import Fallen, attempt

_SHOWN = (Outcome.PROCESSED, Outcome.NOT_A_FORM)
"""Documents that somebody sent to tell us something; workbooks of our own that come back have no page."""


def examine_with_pages(folder: Path, expected: tuple[str, ...], job: Job) -> Examination:
    """What `examine` gives; never raises. Where the program fails at a page, that is a fault of the document; where the
    disk takes none, the page is left out, and whatever is written afterwards tells why."""
    seen: dict[str, Seen] = {}

    def keep(document: Document, its: Seen) -> None:
        seen[document.file] = its

    examination = examined(job, keep, expected)
    for document in examination.documents:
        if document.file in seen and (document.outcome in _SHOWN or is_record(document)):
            _leave_page(folder, document, seen[document.file], examination)
    return examination


def _leave_page(folder: Path, document: Examined, seen: Seen, examination: Examination) -> None:
    path = folder / f"{page_name(document.file, document.sha256)}.html"
    with suppress(OSError):
        if _is_there(path):
            return
        page = attempt(lambda: document_page(document.file, document.sha256, seen))
        if isinstance(page, Fallen):
            examination.faults.append(Fault(document.file, document.sha256, page.trace))
            return
        data = page.encode(errors="replace")
        try:
            write_new(path, data)
        except FileNotFoundError:  # the first one
            make_folder(folder)
            write_new(path, data)


def _is_there(path: Path) -> bool:
    """Whether there is a page; one that is empty lost its text when the power failed."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False

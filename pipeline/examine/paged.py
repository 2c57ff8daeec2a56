"""Examine a file of the inbox as in a run, and draw the pages of its documents, to which the desk will link.

Drawing a page costs a tenth of reading the document, and reading it anew the whole of it; so pages are drawn here, for
every document whose cells were looked at, before anybody knows whether somebody will ask. They are written later, by
`leave`; a page that is there stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.examine.document import Job, examined
from pipeline.examine.page import document_page
from pipeline.kinds.records import is_record
from pipeline.kinds.telling import told
from pipeline.model.documents import Document, DrawnPage, Examination, Examined, Fault, Outcome
from pipeline.private import make_folder, write_new
from pipeline.read.grid import make_sheet
from pipeline.recognise import Seen
from pipeline.text.anchors import page_file, page_name
from pipeline.wall import Fallen, attempt
from schemas.ready import ready_file

_SHOWN = (Outcome.PROCESSED, Outcome.NOT_A_FORM)
"""Documents that somebody sent to tell us something; workbooks of our own that come back have no page."""


def examine_and_draw(expected: tuple[str, ...], job: Job) -> Examination:
    """What `examine` gives, with the pages; never raises. Where the program fails at a page, that is a fault of the
    document."""
    seen: dict[str, Seen] = {}

    def keep(document: Document, its: Seen) -> None:
        seen[document.file] = its

    examination = examined(job, keep, expected)
    for each in examination.documents:
        if each.file in seen and (each.outcome in _SHOWN or is_record(each)):
            _draw(each, seen[each.file], examination)
    return examination


def _draw(document: Examined, seen: Seen, examination: Examination) -> None:
    file, sha256 = document.file, document.sha256
    page = attempt(lambda: document_page(file, sha256, seen))
    if isinstance(page, Fallen):
        examination.faults.append(Fault(file, sha256, page.trace))
    else:
        examination.pages.append(DrawnPage(page_name(file, sha256), page.encode(errors="replace")))


def leave(folder: Path, pages: Sequence[DrawnPage]) -> None:
    """Write the pages that are not there. Where the disk takes one not, it is left out, and whatever is written
    afterwards tells why."""
    for page in pages:
        path = folder / page_file(page.name)
        with suppress(OSError):
            if _is_there(path):
                continue
            try:
                write_new(path, page.drawn)
            except FileNotFoundError:  # the first one
                make_folder(folder)
                write_new(path, page.drawn)


def get_ready() -> None:
    """Read an invented form while no file has come: the words of the forms are loaded by it, and patterns compiled,
    which takes as long as reading twenty workbooks. What goes wrong here goes wrong again at the first file, and is
    told there."""
    attempt(_read_invented)


def _read_invented() -> None:
    form = ready_file()
    sheet = make_sheet("", list(map(list, form.rows)), form.merges)
    document_page("", "", told(Document("", "", 0, "xlsx", sheets=[sheet])).seen)


def _is_there(path: Path) -> bool:
    """Whether there is a page; one that is empty lost its text when the power failed."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False

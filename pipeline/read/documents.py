"""Read one document: its kind and sheets, or why it cannot be read. No document can make this fail."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePosixPath

from pipeline.model.documents import Document, Outcome, Sheet
from pipeline.model.statements import Problem
from pipeline.read import workbook
from pipeline.read.grid import check_sheets
from pipeline.read.limits import Refused, limits, program_fault, refusal, too_large
from pipeline.read.sniff import kind_of
from pipeline.wall import Fallen, attempt
from schemas.unreadable import unreadable_file

_REFUSED = {"empty": "empty", "doc": "word", "other": "unknown"}
_WORKBOOKS = (*workbook.READERS, "ods")
_WITH_SHEETS = ("xlsx", "xls", "xlsb", "ods", "csv", "docx", "html", "mhtml", "xml2003", "fods")


def read_document(file: str, data: bytes, passwords: Sequence[str]) -> Document:
    """One document with its sheets, or with the outcome and problem that reading already decides.

    `file` is the path inside the inbox, with "!" before what lies inside a mail or archive; only its last part is used,
    for what the content leaves open. Never raises for bad input; a document at which the program itself fails ends as
    `program-fault`, with the trace of that. Raises UserError where a full disk keeps it from being read.
    """
    document = Document(file, sha256(data).hexdigest(), len(data))
    verdict = attempt(lambda: _refusal(document, data, passwords))
    if isinstance(verdict, Fallen):
        if verdict.foreign:
            verdict = refusal("damaged")
        else:
            document.trace = verdict.trace
            verdict = program_fault(document.sha256)
    if verdict:
        document.outcome, document.problem, document.sheets = Outcome.UNREADABLE, verdict, []
    return document


def _refusal(document: Document, data: bytes, passwords: Sequence[str]) -> Problem | None:
    """Read the document into place; returns why it could not be read, or None."""
    try:
        _read(document, data, passwords)
    except Refused as refused:
        return refused.problem
    except MemoryError:
        document.cut_short = True
        return refusal("memory", "too-large")
    return None


def _read(document: Document, data: bytes, passwords: Sequence[str]) -> None:
    if len(data) > limits().file_bytes:
        raise too_large("bytes")
    name = PurePosixPath(document.file.rpartition("!")[2]).name
    document.kind = kind_of(data, name)
    if document.kind == "encrypted":
        from pipeline.read.locked import unlock  # slow to import, rarely needed

        data = unlock(data, passwords)
        document.kind = kind_of(data, name)
    if document.kind in _REFUSED:
        raise Refused(_REFUSED[document.kind])
    if document.kind in ("pdf", "image"):
        document.outcome = Outcome.SCAN
    elif document.kind in _WITH_SHEETS:
        document.sheets = check_sheets(_sheets(document.kind, data, name))
        if not document.sheets and document.kind in _WORKBOOKS:
            raise Refused("damaged")  # every real workbook has sheets
        _require_text(document)
    else:
        _no_table(document, name)


def _sheets(kind: str, data: bytes, name: str) -> list[Sheet]:
    if kind == "csv":
        from pipeline.read.delimited import read_delimited

        return read_delimited(data, name)
    if kind in workbook.READERS:
        return workbook.READERS[kind](data)
    # lxml is slow to import, and most files are workbooks.
    from pipeline.read import markup, mhtml, opendocument, word, xml2003

    if kind in ("html", "mhtml"):
        return markup.read_html(data, name) if kind == "html" else mhtml.read_mhtml(data, name)
    readers = {
        "docx": word.read_docx,
        "ods": opendocument.read_ods,
        "fods": opendocument.read_fods,
        "xml2003": xml2003.read_xml2003,
    }
    return readers[kind](data)


def _require_text(document: Document) -> None:
    if not any(any(map(any, sheet.rows)) for sheet in document.sheets):
        document.outcome, document.problem = Outcome.NOT_A_FORM, Problem("no-table")


def _no_table(document: Document, name: str) -> None:
    """Without a table it is not a form; text named like a workbook or table is unreadable. Mails and archives get here
    only when nested in another document."""
    if document.kind == "text" and name.lower().endswith(tuple(unreadable_file().promising)):
        raise Refused("text")
    document.outcome = Outcome.NOT_A_FORM

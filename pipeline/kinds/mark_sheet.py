"""The sheet of a document that holds a mark of ours."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.documents import Document
from pipeline.text import seal


def mark_in(document: Document) -> tuple[str, ...]:
    """The lines of our mark, where there is one."""
    return parted(document)[0]


def parted(document: Document) -> tuple[tuple[str, ...], Document]:
    """The lines of our mark, and the document without them; a sheet that holds more than a mark stays in it.

    Whether the sheet is hidden tells nothing: LibreOffice and WPS save a very hidden sheet as one that is hidden.
    """
    marked = next((sheet for sheet in document.sheets if sheet.name == seal.SHEET), None)
    if marked is None:
        return (), document
    lines = tuple(row[0] if row else "" for row in marked.rows)
    if lines[:1] != (seal.MAGIC,) or any(any(row[1:]) for row in marked.rows):
        return lines or ("",), document
    return lines, replace(document, sheets=[sheet for sheet in document.sheets if sheet is not marked])

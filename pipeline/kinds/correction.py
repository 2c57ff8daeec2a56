"""Corrections: the unit's own workbook, which we marked and gave back, as it returns corrected.

It is read as a recommendation of its form, without the list of what is to be corrected, which we put before it. The
mark names the submission that it corrects; whose it is, is verified as that of every workbook of ours (marks.py).
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.kinds.kind import Claim, Subject, Sureness
from pipeline.kinds.published import is_headed, key_of
from pipeline.model.documents import Document
from schemas.layouts import correction_file

CORRECTION = "correction"


class Correction:
    """The kind that a mark of ours names; what it says is read as it is of a workbook without one."""

    name = CORRECTION

    def claim(self, subject: Subject) -> Claim:
        """MARK where the mark names it: of the sheets nothing is known, they are the unit's own."""
        is_own = subject.mark is not None and subject.mark.kind == self.name
        return Claim(self.name, Sureness.MARK if is_own else Sureness.NOT)


def without_listing(document: Document) -> Document:
    """The document without our list of what is to be corrected, which nobody is recommended by, marked or not."""
    headings = {key_of(column.heading) for column in correction_file().listing.columns}
    own = [sheet for sheet in document.sheets if not is_headed(sheet, headings)]
    return document if len(own) in (0, len(document.sheets)) else replace(document, sheets=own)

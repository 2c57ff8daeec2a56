"""Records of continuing development (持续职业发展活动记录表): what members did, as typed.

They carry no mark, for they are a claim that anybody may send, not an authority; who the member is and what counts is
told by who knows the register.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.kinds.hours_headings import may_head
from pipeline.kinds.kind import Claim, Subject, Sureness
from pipeline.kinds.records import HOURS
from pipeline.model.documents import Document
from pipeline.model.statements import Problem, Recognition
from pipeline.recognise import Seen, look
from pipeline.recognise.sheet.grid import Grid
from schemas.hours_record import hours_record_file

if TYPE_CHECKING:
    from pipeline.kinds.hours_lines import Record

UNREAD_SHEET = "hours-sheet-unread"


class HoursRecord:
    """The kind whose sheets hold tables of activities that are somebody's."""

    name = HOURS

    def claim(self, subject: Subject) -> Claim:
        """LAYOUT where there are such sheets, and nobody is recommended on the others."""
        if not subject.records:
            return Claim(self.name, Sureness.NOT)
        from pipeline.kinds.hours_lines import tells_of_days

        rest = without_records(subject.document, subject.records)
        if _recommends(rest):
            return Claim(self.name, Sureness.NOT)
        unread = [Problem(UNREAD_SHEET, each.name, "A1", each.name) for each in rest.sheets if tells_of_days(each)]
        recognition = Recognition(problems=unread)
        return Claim(self.name, Sureness.LAYOUT, Seen(recognition, list(map(Grid, subject.document.sheets)), []))


def _recommends(others: Document) -> bool:
    is_blank = not any(text for sheet in others.sheets for row in sheet.rows for text in row)
    return not is_blank and look(others).recognition.kind != "none"


def without_records(document: Document, records: Sequence[Record]) -> Document:
    """The document without these sheets."""
    own = {id(each.sheet) for each in records}
    return replace(document, sheets=[each for each in document.sheets if id(each) not in own]) if own else document


def records_of(document: Document) -> tuple[Record, ...]:
    """The sheets that are records of activities. All others, and nearly every document has others only, are asked for a
    word."""
    most = hours_record_file().table.rows
    if not any(may_head(row) for sheet in document.sheets for row in islice(sheet.rows, most)):
        return ()
    from pipeline.kinds.hours_lines import records_in

    return tuple(records_in(document))

"""Records of continuing development (持续职业发展活动记录表): what members did, as typed.

They carry no mark, for they are a claim that anybody may send, not an authority; who the member is and what counts is
told by who knows the register.
"""

from __future__ import annotations

from itertools import islice

from pipeline.kinds.hours_headings import may_head
from pipeline.kinds.hours_lines import Record, records_in, tells_of_days, without_records
from pipeline.kinds.kind import Claim, Subject, Sureness
from pipeline.kinds.records import HOURS
from pipeline.model.documents import Document
from pipeline.model.statements import Problem, Recognition
from pipeline.recognise import Seen, look
from pipeline.recognise.sheet.grid import Grid
from schemas.hours_record import hours_record_file

UNREAD_SHEET = "hours-sheet-unread"


class HoursRecord:
    """The kind whose sheets hold tables of activities that are somebody's."""

    name = HOURS

    def claim(self, subject: Subject) -> Claim:
        """LAYOUT where there are such sheets, and nobody is recommended on the others."""
        if not subject.records or _recommends(subject):
            return Claim(self.name, Sureness.NOT)
        others = without_records(subject.document, subject.records).sheets
        unread = [Problem(UNREAD_SHEET, each.name, "A1", each.name) for each in others if tells_of_days(each)]
        recognition = Recognition(problems=unread)
        return Claim(self.name, Sureness.LAYOUT, Seen(recognition, list(map(Grid, subject.document.sheets)), []))


def _recommends(subject: Subject) -> bool:
    others = without_records(subject.document, subject.records)
    is_blank = not any(text for sheet in others.sheets for row in sheet.rows for text in row)
    return not is_blank and look(others).recognition.kind != "none"


def records_of(document: Document) -> tuple[Record, ...]:
    """The sheets that are records of activities. All others, and nearly every document has others only, are asked for a
    word."""
    most = hours_record_file().table.rows
    if not any(may_head(row) for sheet in document.sheets for row in islice(sheet.rows, most)):
        return ()
    return tuple(records_in(document))

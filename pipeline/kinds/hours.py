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
from pipeline.kinds.hours_unread import called_records
from pipeline.kinds.kind import Claim, Subject, Sureness
from pipeline.kinds.records import HOURS
from pipeline.model.documents import Document, Sheet
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
        unread = [_unread(each) for each in rest.sheets if tells_of_days(each)] + unread_records(subject.records)
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
    """The sheets that are records of activities, and those that are called so and would be taken for a recommendation:
    of these no line is read. All others, and nearly every document has others only, are asked for a word."""
    records: Sequence[Record] = ()
    most = hours_record_file().table.rows
    if any(may_head(row) for sheet in document.sheets for row in islice(sheet.rows, most)):
        from pipeline.kinds.hours_lines import records_in

        records = records_in(document)
    called = called_records(document, without_records(document, records).sheets)
    if unread := [sheet for sheet in called if _recommends(replace(document, sheets=[sheet]))]:
        from pipeline.kinds.hours_lines import Record

        return *records, *(Record(sheet, ()) for sheet in unread)
    return tuple(records)


def unread_records(records: Sequence[Record]) -> list[Problem]:
    """What is said of those of which no line was read."""
    return [_unread(each.sheet) for each in records if not each.lines]


def _unread(sheet: Sheet) -> Problem:
    return Problem(UNREAD_SHEET, sheet.name, "A1", sheet.name)

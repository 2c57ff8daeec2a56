"""Recommendations: the units' own workbooks, of whatever form. They carry no mark: what stands in them decides."""

from __future__ import annotations

from pipeline.kinds.decisions import without_questions
from pipeline.kinds.hours import unread_records, without_records
from pipeline.kinds.kind import Claim, Subject, Sureness
from pipeline.recognise import look


class Recommendation:
    """The kind that is known by reading; it says what it saw even where it claims nothing."""

    name = "recommendation"

    def claim(self, subject: Subject) -> Claim:
        """CONTENT where a form was recognised, but for the sheets on which we ask about people, and for records of
        activities."""
        seen = look(without_records(without_questions(subject.document), subject.records))
        seen.recognition.problems += unread_records(subject.records)
        return Claim(self.name, Sureness.NOT if seen.recognition.kind == "none" else Sureness.CONTENT, seen)

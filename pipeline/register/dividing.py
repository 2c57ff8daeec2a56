"""A run as the parts that belong to one notice each: a batch tells of one notice only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.register.contents.run import RunRecord


def divided(run: RunRecord) -> list[RunRecord]:
    """The parts in the order of their notices' names; files, loose documents and attempts, which may tell of several,
    and certificates, which are of no notice, with the first one that read anything."""
    if len(run.terms) == 1:
        return [run]
    parts = list(_parts(run))
    first = next((part for part in parts if part.submissions), parts[0])
    first.files, first.loose_documents, first.attempts = run.files, run.loose_documents, run.attempts
    first.certificate_events, first.activities = run.certificate_events, run.activities
    return parts


def _parts(run: RunRecord) -> Iterator[RunRecord]:
    of_row = dict(zip(run.people["row_id"], run.people["notice"], strict=True))
    sent = dict(zip(run.people["submission_id"], run.people["notice"], strict=True))
    sent |= {submission.submission_id: submission.notice for submission in run.submissions}
    for notice, terms in run.terms.items():
        yield replace(
            run,
            terms={notice: terms},
            files=[],
            submissions=[each for each in run.submissions if each.notice == notice],
            loose_documents=[],
            people=run.people[run.people["notice"] == notice],
            earlier=[each for each in run.earlier if of_row[each.points_at] == notice],
            findings=[each for each in run.findings if sent[each.submission_id] == notice],
            row_fates=[each for each in run.row_fates if sent[each["submission_id"]] == notice],
            projects=run.projects[run.projects["notice"] == notice],
            attempts=[],
            events=[each for each in run.events if each.notice == notice],
            certificate_events=[],
            activities=[],
        )

"""What a run did, in numbers for the terminal; the accounts that must add up are published with the batch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model import Disposition, Outcome

if TYPE_CHECKING:
    from pipeline.register import RunRecord


@dataclass(slots=True)
class Report:
    """What a run did; no `batch` when there was nothing new.

    `known`: files of the inbox that earlier runs have dealt with. `documents` by outcome and `people` by disposition:
    what was read in this run. `societies`: people whom this run sends there. `held`: by reason, everybody who is held
    now, of this run or before. `files`: what was written. `kept_aside`: desk files that a person had edited.
    """

    batch: str | None
    known: int
    documents: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=lambda: {"read": 0})
    societies: dict[str, int] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    kept_aside: list[Path] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def unfinished(self) -> bool:
        """Whether anybody is held or anything could not be read."""
        return bool(self.held or self.documents.get(Outcome.UNREADABLE))


def report_of(run: RunRecord, batch: str | None, known: int) -> Report:
    """The counts of a run; what it wrote is not known yet."""
    from pipeline.findings import load_findings

    documents = [document.outcome.value for submission in run.submissions for document in submission.documents]
    documents += [document.outcome.value for document in run.loose_documents]
    own = run.people["submission_id"].isin([submission.submission_id for submission in run.submissions])
    disposition = run.people["disposition"]
    held = set(run.people.loc[disposition == Disposition.HELD, "row_id"])
    reasons = {(finding.row_id, finding.slug) for finding in run.findings if finding.severity == "error"}
    counted = Counter(slug for row_id, slug in reasons if row_id in held)
    return Report(
        batch=batch,
        known=known,
        documents=dict(Counter(documents)),
        people={"read": int(own.sum())} | dict(Counter(disposition[own])),
        societies=dict(sorted(Counter(run.people.loc[run.people["change"] != "", "society"]).items())),
        held={kind.title: counted[slug] for slug, kind in load_findings().items() if counted[slug]},
    )

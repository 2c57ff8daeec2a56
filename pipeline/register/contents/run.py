"""What a run hands to the register to be remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pipeline.model.certificates import CertificateEvent
from pipeline.model.decisions import Decision
from pipeline.model.documents import Attempt, Examined, InboxFile, Submission
from pipeline.model.hours import Activity
from pipeline.model.judgements import Finding
from pipeline.model.results import Event
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.reconcile.state import EarlierRow
    from pipeline.terms.working_days import Due


PLACE = (
    *("row_id", "submission_id", "form", "file", "sheet", "sheet_index", "row", "place"),
    *("section", "project_id", "typed_person_id"),
)
"""Where a person row stood; `sheet_index`, `row` and `place` are integers."""

ORIGIN = ("corrects", "notice", "unit", "unit_key", "sender", "received_at", "received_from")
"""What a person row has from its submission; `corrects` is the one of which that is the verified correction."""

JUDGEMENT = (
    *("person_id", "disposition", "reason", "points_at", "society", "route_confirmed", "route_reason"),
    *("change", "withdrawn_from"),
)
"""What a run decided about a person row.

`reason` is the slug that explains a duplicate or a held change; `points_at` the row_id of the row that stands for the
person instead; `route_confirmed` is a bool; `change` is new, change, withdrawal, or "" when societies need not be told;
`withdrawn_from` is the society that had the person and has it no longer, on the row that it had.
"""


class BatchTerms(NamedTuple):
    """By what people are judged who answer one notice: the association in whose name, and a fingerprint of all of it
    ("" where that must be done anew)."""

    association: Mapping[str, str]
    fingerprint: str


@dataclass(slots=True)
class RunRecord:
    """Everything that one run wants remembered, of all notices; a batch is made for each. Open rows that come out as
    before are recognised and not written again.

    `people`: the judged rows, new and open, with the columns PLACE, ORIGIN, frame.TYPED_COLUMNS, extra, problems,
    model.CANONICAL, JUDGEMENT and published (from reconcile). `row_fates`: records of row_id, submission_id, file,
    sheet, row, fate and text. `projects`: one row each, with project_id, submission_id, section, unit, file, sheet,
    row and model.PROJECT_CANONICAL. `loose_documents` belong to no submission (system files). `files` are the
    inbox files new to the register; their bytes are read again and kept. `attempts`: what ended badly, and what was
    tried again; submissions of the latter that came out otherwise stand among `submissions` under their old number.
    `known`: row_ids of those people whom the register knew and who were judged again. `terms`: by notice, in order of
    their names. `due`: until when a unit that is asked something may answer. `decisions`: what the secretary answered,
    `events`: what societies did, `certificate_events` what happened to certificates, `activities` what their
    holders did. `moved`: submissions with the notice that they are decided to answer from now on.
    """

    terms: Mapping[str, BatchTerms]
    now: datetime
    program: str
    settings: Mapping[str, Any]  # snapshot; what JSON cannot hold is kept as text
    files: Sequence[InboxFile]
    submissions: Sequence[Submission]
    loose_documents: Sequence[Examined]
    people: DataFrame
    earlier: Sequence[EarlierRow]
    findings: Sequence[Finding]
    row_fates: Sequence[Mapping[str, Any]]
    projects: DataFrame
    due: Due
    attempts: list[Attempt] = field(default_factory=list)
    known: frozenset[str] = frozenset()
    decisions: Sequence[Decision] = ()
    events: Sequence[Event] = ()
    certificate_events: Sequence[CertificateEvent] = ()
    activities: Sequence[Activity] = ()
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def read(self) -> DataFrame:
        """Those of `people` that the run read."""
        own = self.people["submission_id"].isin([submission.submission_id for submission in self.submissions])
        new = own & ~self.people["row_id"].isin(self.known) if self.known else own
        return self.people if new.all() else self.people[new]  # nearly always all: nothing is copied then

"""What goes into the register and what comes out of it, as plain frames of text.

All frames have a RangeIndex and object columns of strings ("" = empty) unless a column is said to hold something else. A *batch* is what one
run that found something new recorded; its contents are read back from the register, never kept from the run, so that a batch can be
published again at any time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pandas import DataFrame

from pipeline.model import FIELDS, Examined, Finding, InboxFile, Submission
from pipeline.reconcile.state import EarlierRow

PLACE = (
    "row_id",
    "submission_id",
    "form",
    "file",
    "sheet",
    "sheet_index",
    "row",
    "place",
    "section",
    "project_id",
    "typed_person_id",
)
"""Where a person row stood; `sheet_index`, `row` and `place` are integers."""

ORIGIN = ("notice", "unit", "unit_key", "sender", "received_at", "received_from")
"""What a person row has from its submission."""

TYPED = tuple(f"{field}_{part}" for field in FIELDS for part in ("typed", "cell"))
"""What the unit typed, and the cell it stood in."""

CANONICAL = (
    *(
        "company",
        "company_contact",
        "company_contact_phone",
        "project_name",
        "project_country",
        "project_type",
        "project_status",
    ),
    *("chinese_engineers", "foreign_engineers", "qualified_engineers"),
    *(
        "name",
        "phone",
        "phone_other",
        "email",
        "domain",
        "specialty",
        "location",
        "location_country",
        "level",
        "experience",
    ),
    *("education", "work_years"),
)
"""What normalise made of it."""

JUDGEMENT = (
    "person_id",
    "disposition",
    "reason",
    "points_at",
    "society",
    "route_confirmed",
    "route_reason",
    "change",
    "withdrawn_from",
)
"""What a run decided about a person row. `reason` is the slug that explains a duplicate or a held change; `points_at` the row_id of the row
that stands for the person instead; `route_confirmed` is a bool; `change` is new, change, withdrawal or "" (nothing to publish);
`withdrawn_from` is the society that had the person and must be told that it no longer has."""

CHANGED_EARLIER = (
    "row_id",
    "person_id",
    "submission_id",
    "unit",
    "name",
    "old_disposition",
    "disposition",
    "withdrawn_from",
    "society",
)
"""Rows of earlier batches whose disposition or society this batch changed."""


@dataclass(slots=True)
class RunRecord:
    """Everything that one run wants remembered. Rows and submissions that the register knows already are compared, not written again.

    `people`: the judged rows, new and open, with PLACE, ORIGIN, TYPED, `extra`, `problems`, CANONICAL and JUDGEMENT columns.
    `row_fates`: row_id, submission_id, file, sheet, row, fate, text. `projects`: the columns of `export projects` without `people`.
    `loose_documents` belong to no submission (system files). `files` are the inbox files new to the register, whose bytes are kept.
    """

    notice: str
    now: datetime
    program: str
    association: Mapping[str, str]
    settings: Mapping[str, Any]  # snapshot as plain JSON data
    files: Sequence[InboxFile]
    submissions: Sequence[Submission]
    loose_documents: Sequence[Examined]
    people: DataFrame
    earlier: Sequence[EarlierRow]
    findings: Sequence[Finding]
    row_fates: DataFrame
    projects: DataFrame


@dataclass(slots=True)
class BatchContents:
    """One batch as it was recorded; the same for ever, whatever later runs record.

    `people`: every row that the batch judged new or otherwise than before: the columns of `export people`, then PLACE, ORIGIN, TYPED,
    `extra` (dict), `problems` (list[Problem]), JUDGEMENT, and `read_in` (the batch that first read the row: equal to `batch` for new rows).
    `changed_earlier`: CHANGED_EARLIER. `submissions`, `documents`, `rows`, `projects`: what was read first in this batch, and
    `submissions` also those earlier ones that have a row in `people`; `findings`: those of `people` and of the batch's own submissions,
    with the export's columns and `row_id`.
    """

    batch: str
    notice: str
    now: str  # ISO 8601 with offset
    program: str
    association: dict[str, str]
    people: DataFrame
    changed_earlier: DataFrame
    submissions: DataFrame
    documents: DataFrame
    rows: DataFrame
    projects: DataFrame
    findings: DataFrame


@dataclass(slots=True)
class DeskContents:
    """What lies on the secretary's desk today.

    `submissions`, one row each, in order of submission_id: submission_id, notice, unit, sender, received_at, received_from, late, scan
    ("true"/"false"), people, routed, held, duplicate, superseded, withdrawn (integers), batch, answered_by (now "").
    `cases`, one row per held person row: person_id, row_id, submission_id, unit, name, decided_by ("unit" or "secretariat": whose turn it
    is; the secretariat's when any of the findings is), since (date of the batch that held it first), slugs, messages (line by line), file,
    sheet, row (integer), cells (joined by "、").
    `batches`: batch, notice, now, people, routed, held, duplicate, superseded, withdrawn (integers: rows judged in it), published (bool).
    """

    today: str  # YYYY-MM-DD
    submissions: DataFrame
    cases: DataFrame
    batches: DataFrame

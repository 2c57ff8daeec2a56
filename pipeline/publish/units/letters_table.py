"""`export letters`: every letter that batches wrote, for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.model.judgements import Columns
from pipeline.publish.units.answer import letter_of
from pipeline.publish.units.answers import letter_path, workbooks_of
from pipeline.publish.units.letter_kind import facts_of, kind_of
from pipeline.terms.notices import load_notice

if TYPE_CHECKING:
    from pipeline.register.contents import BatchContents

_COLUMNS = (
    *("letter_id", "batch", "to_kind", "recipient", "address", "subject", "kind", "files", "state", "sent_at"),
    "submission_id",
)
_UNIT, _DRAFT = "unit", "draft"


def letters(batches: Iterable[BatchContents]) -> Columns:
    """One row per letter, oldest first. `files` are paths below the folder of the batch, joined by ";"; what could not
    be marked is not left out. A letter that nobody sent by this program stays a draft, with no day on which it was."""
    rows = [row for contents in batches for row in _rows(contents)]
    return dict(zip(_COLUMNS, map(list, zip(*rows, strict=True)), strict=True)) if rows else {n: [] for n in _COLUMNS}


def _rows(contents: BatchContents) -> Iterable[tuple[str, ...]]:
    notice = load_notice(contents.notice)
    for answer in contents.answers:
        letter = letter_of(answer, notice, contents.association)
        files = [letter_path(answer, letter), *(path for path, _ in workbooks_of(answer, notice))]
        subject = notice.subject.format(unit=answer.unit) if answer.unit else ""
        about = (answer.letter_id, contents.batch, _UNIT, answer.unit, answer.sender, subject)
        yield (*about, kind_of(facts_of(letter)), ";".join(files), _DRAFT, "", answer.submission_id)

"""`export letters`: every letter to a unit that batches wrote, and every list for a society, for other programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pipeline.model.judgements import Columns
from pipeline.model.sending import DRAFT, REFUSED, SENT, Sending
from pipeline.publish.mails.heading import society_letter, to_answer
from pipeline.publish.paper.names import workbook_path
from pipeline.publish.units.answer import letter_of
from pipeline.publish.units.answers import letter_path, workbooks_of
from pipeline.publish.units.letter_kind import facts_of, kind_of
from pipeline.terms.notices import load_notice

if TYPE_CHECKING:
    from pipeline.register.contents.batch import BatchContents
    from pipeline.register.contents.desk import Dispatch

_COLUMNS = (
    *("letter_id", "batch", "to_kind", "recipient", "address", "subject", "kind", "files", "state", "sent_at"),
    "submission_id",
)
_UNIT, _SOCIETY, _INTAKE = "unit", "society", "intake"


def letters(batches: Iterable[BatchContents], sent: Mapping[str, Sending], lists: Iterable[Dispatch] = ()) -> Columns:
    """One row per letter, oldest first, and one per list that can be sent to a society. `files` are paths below the
    folder of the batch, joined by ";"; what could not be marked is not left out. `sent` are the last steps of what was
    sent by this program; another letter stays a draft, with no day on which it was."""
    of_batch: dict[str, list[Dispatch]] = defaultdict(list)
    for each in lists:
        of_batch[each.batch].append(each)
    rows = [
        row
        for contents in batches
        for row in (*_rows(contents, sent), *_lists(contents, of_batch[contents.batch], sent))
    ]
    return dict(zip(_COLUMNS, map(list, zip(*rows, strict=True)), strict=True)) if rows else {n: [] for n in _COLUMNS}


def _rows(contents: BatchContents, sent: Mapping[str, Sending]) -> Iterable[tuple[str, ...]]:
    notice = load_notice(contents.notice)
    for answer in contents.answers:
        letter = letter_of(answer, notice, contents.association)
        files = [letter_path(answer, letter), *(path for path, _ in workbooks_of(answer, notice))]
        subject = notice.subject.format(unit=answer.unit) if answer.unit else ""
        to, _ = to_answer(answer.mails, answer.sender, contents.association, answer.unit)
        address, state, at = _went(sent.get(answer.letter_id), to.address if to else "")
        about = (answer.letter_id, contents.batch, _UNIT, answer.unit, address, subject)
        yield (*about, kind_of(facts_of(letter)), ";".join(files), state, at, answer.submission_id)


def _lists(
    contents: BatchContents, lists: Iterable[Dispatch], sent: Mapping[str, Sending]
) -> Iterable[tuple[str, ...]]:
    for each in lists:
        contact, letter = contents.contacts.get(each.society), society_letter(each.batch, each.society)
        address, state, at = _went(sent.get(letter), contact.email if contact else "")
        about = (letter, each.batch, _SOCIETY, each.society, address, "")
        yield (*about, _INTAKE, workbook_path(each.batch, each.society), state, at, "")


def _went(last: Sending | None, address: str) -> tuple[str, str, str]:
    """To which address it went, its state and when it was sent; where it did not, to which it would go."""
    if last is None or last.state == REFUSED:
        return address, DRAFT, ""
    return last.address, last.state, last.recorded_at if last.state == SENT else ""

"""What a unit may be told of a submission."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pipeline.model.documents import MailHead
from pipeline.model.judgements import Finding
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.terms.working_days import Due
    from schemas.notices import Reapplication


class AnsweredDocument(NamedTuple):
    """A document of a submission that is answered, as exports have it."""

    file: str
    sha256: str
    kind: str
    outcome: str


class AnsweredPerson(NamedTuple):
    """A person row of a submission that is answered; the name as it was understood, "" where it was not."""

    row_id: str
    person_id: str
    name: str
    disposition: str
    reason: str
    file: str
    sheet: str


class Round(NamedTuple):
    """What was said of a person last time: what was wrong then, what was typed in each field then and now; and where
    the unit said it in an earlier submission, the day of that."""

    asked: tuple[Finding, ...]
    before: Mapping[str, str] = {}
    now: Mapping[str, str] = {}
    received_on: date | None = None


class Missing(NamedTuple):
    """Whom a correction lacks, and the row of the new person who may be meant ("" for none): that words the letter and
    never makes one person of two. `row_id` is the row that stands for the missing one."""

    name: str
    alike: str
    row_id: str = ""


class ToldResult(NamedTuple):
    """What a society said of a person and the unit is told: `date` is ISO, "" where none was written, `moved_to` the
    society that goes on, `before` the stage and conclusion that the unit was told before and that hold no more.
    `corrected` is the number of the certificate that was told until now. `reapply` and `appeal`: what who failed may do
    by the notice."""

    society: str
    stage: str
    conclusion: str
    date: str
    note: str
    moved_to: str
    certificate_no: str
    before: tuple[str, str] | None
    reapply: Reapplication | None = None
    appeal: bool = False
    corrected: str = ""


class Answer(NamedTuple):
    """All that a unit may be told of one submission, as of the batch that answers it.

    `letter_id` is "" where no letter was recorded. `people` are all of its rows in their order, `findings` those on the
    submission and its documents and on people who are routed or held. `rounds` by row_id; `missing` are those whom a
    correction lacks; `completes` tells that it brings nobody and the unit sent people in another; `asked_until` is the
    last day that earlier letters gave the unit; `originals` the sha256 of the files of the inbox that hold its
    documents, by path. `results` by row_id are those that the batch brought; `is_answered` tells that the submission
    was answered before; `mails` are those around what it is about, the innermost last.
    """

    letter_id: str
    submission_id: str
    notice: str
    unit: str
    sender: str
    received_on: date
    corrects: str
    due: Due
    documents: list[AnsweredDocument]
    people: list[AnsweredPerson]
    findings: list[Finding]
    rounds: Mapping[str, Round]
    missing: list[Missing]
    completes: bool
    asked_until: date | None
    originals: Mapping[str, str]
    results: Mapping[str, Sequence[ToldResult]]
    is_answered: bool
    mails: Sequence[MailHead] = ()

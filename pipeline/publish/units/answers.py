"""The answers of a batch, planned: a letter for each, in the unit's own folder, and its workbooks marked beside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.kinds.correction import CORRECTION
from pipeline.publish.mails.heading import Heading, heading, to_answer, wants_drafts
from pipeline.publish.marked.originals import Original
from pipeline.publish.paper.batch_paper import Batch
from pipeline.publish.paper.names import marked_names, safe_name, same_file
from pipeline.publish.units.answer import Marks, letter_of, marks_of
from pipeline.publish.units.answering import AnswerJob, MarkedWorkbook
from pipeline.publish.units.letter_data import Letter
from pipeline.publish.units.letter_kind import facts_of, kind_of
from pipeline.terms.notices import Notice
from pipeline.text import seal
from schemas.layouts.correction import correction_file
from schemas.letters import letters_file

if TYPE_CHECKING:
    from pipeline.register.contents.answer import Answer
    from pipeline.register.contents.batch import BatchContents


def answer_job(answer: Answer, batch: Batch, notice: Notice, contents: BatchContents) -> AnswerJob:
    """What is to be written for one answer."""
    letter = letter_of(answer, notice, contents.association)
    lines = tuple(seal.make(CORRECTION, answer.submission_id, (), batch.secret))
    workbooks = [
        MarkedWorkbook(path, original, marks, lines, batch.created)
        for path, marks in workbooks_of(answer, notice)
        if (original := _original(answer, marks.document, contents))
    ]
    told = heading_of(answer, contents, batch.secret) if wants_drafts(contents.association) else None
    return AnswerJob(letter_path(answer, letter), letter, contents.templates, tuple(workbooks), told)


def heading_of(answer: Answer, contents: BatchContents, secret: bytes) -> Heading:
    """Of the mail that carries the answer: to whom, from whom, by what it is known."""
    own, moment = contents.association, datetime.fromisoformat(contents.now)
    to, answers = to_answer(answer.mails, answer.sender, own, answer.unit)
    return heading(answer.letter_id or answer.submission_id, contents.batch, moment, own, secret, to, answers)


def letter_path(answer: Answer, letter: Letter) -> str:
    """Where the letter goes, below the folder of the batch: named after its template."""
    template = letters_file().kinds[kind_of(facts_of(letter))]
    return f"{folder_of(answer)}/{safe_name(PurePosixPath(template).stem)}.docx"


def workbooks_of(answer: Answer, notice: Notice) -> list[tuple[str, Marks]]:
    """Where each workbook that is asked about goes, and what is marked in it."""
    found: list[tuple[str, Marks]] = []
    for marks in marks_of(answer, notice):
        taken = {same_file(path) for path, _ in found}
        paths = (f"{folder_of(answer)}/{name}" for name in marked_names(marks.document, correction_file().words.behind))
        found.append((next(path for path in paths if same_file(path) not in taken), marks))
    return found


def folder_of(answer: Answer) -> str:
    """The answer's folder below that of the batch: 单位/<unit>_<submission_id>."""
    words = letters_file().words
    return f"{words.outbox}/{safe_name(answer.unit)}_{answer.submission_id}"


def _original(answer: Answer, document: str, contents: BatchContents) -> Original | None:
    """The file of the inbox that holds the document; None where its bytes were forgotten."""
    path = document.partition("!")[0]
    data = contents.original(answer.originals[path])
    return Original(path, data) if data is not None else None

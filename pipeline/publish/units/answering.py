"""The files of one answer, written in a worker: the unit's own workbooks are opened only there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pipeline.examine.missing_columns import Blank, at_headings
from pipeline.model.documents import Document
from pipeline.publish.outbox.deliver import Missed
from pipeline.publish.paper import disk
from pipeline.publish.units.answer import Marks, Question
from pipeline.publish.units.letter import letter
from pipeline.publish.units.letter_data import Letter
from pipeline.publish.units.letter_texts import names_text
from pipeline.publish.units.marked import Line, Listing, NotMarkable, mark_package, rebuilt
from pipeline.read.containers import bytes_of
from pipeline.read.documents import read_document
from pipeline.wall import Fallen, attempt
from schemas.letters import letters_file


class Original(NamedTuple):
    """A file of the inbox: its path there, and its bytes."""

    path: str
    data: bytes


class MarkedWorkbook(NamedTuple):
    """A workbook to be marked: its path below the batch folder, the file that holds it, what is marked in it, and the
    lines of its seal."""

    path: str
    original: Original
    marks: Marks
    seal: tuple[str, ...]
    created: datetime


class AnswerJob(NamedTuple):
    """A letter into the batch folder `folder`: its path there, what it tells, own Word templates by name, and the
    workbooks beside it."""

    folder: Path
    path: str
    letter: Letter
    templates: Mapping[str, bytes]
    workbooks: tuple[MarkedWorkbook, ...]


def write_answer(job: AnswerJob) -> Missed | None:
    """Write the letter, and beside it each workbook that can be marked. A workbook at which the program fails is the
    only file that is missed: the letter tells everything by itself."""
    missed, has_marked = None, False
    for workbook in job.workbooks:
        made = attempt(lambda workbook=workbook: _write_marked(workbook, job.folder))  # type: ignore[misc]
        if isinstance(made, Fallen):
            if disk.refused(made.error):
                raise made.error
            missed = missed or Missed(workbook.path, made.trace)
        else:
            has_marked |= made
    told = replace(job.letter, has_marked=has_marked)
    (job.folder / job.path).write_bytes(letter(told, Path()))
    return missed


def _at_headings(document: Document, questions: Sequence[Question]) -> Sequence[Question]:
    """The questions, those about a column that is missing moved to where it belongs."""
    blank = [each for each in questions if each.is_blank]
    if not blank:
        return questions
    places = [Blank(each.marking.sheet, each.marking.cell, each.field) for each in blank]
    moved = dict(zip(map(id, blank), at_headings(document, places), strict=True))
    return [_moved(each, moved.get(id(each), each.marking.cell)) for each in questions]


def _moved(question: Question, cell: str) -> Question:
    return question._replace(marking=question.marking._replace(cell=cell), line=question.line._replace(cell=cell))


def _once(lines: Sequence[Line]) -> Iterator[Line]:
    """Each line once, with all whom it concerns: what is wrong with a project, or a column, is so for everybody."""
    people: dict[Line, list[str]] = {}
    for line in lines:
        people.setdefault(line._replace(name=""), []).append(line.name)
    for line, names in people.items():
        yield line._replace(name=names_text(names, letters_file().limits.names))


def _write_marked(job: MarkedWorkbook, folder: Path) -> bool:
    """Whether it could be marked: what is locked is not given back unlocked."""
    data = bytes_of(job.original.path, job.original.data, job.marks.document)
    if data is None:
        return False
    document, questions = read_document(job.marks.document, data, ()), job.marks.questions
    if not document.sheets:
        return False
    questions = _at_headings(document, questions)
    markings = [each.marking for each in questions]
    listing = Listing(tuple(_once([each.line for each in questions])), job.marks.notes)
    try:
        marked = mark_package(data, markings, listing, job.seal)
    except NotMarkable:
        marked = rebuilt(document, markings, listing, job.seal, job.created)
    (folder / job.path).write_bytes(marked.workbook)
    return True

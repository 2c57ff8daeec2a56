"""The files of one answer, written in a worker: the unit's own workbooks are opened only there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pipeline.publish.outbox.deliver import Missed
from pipeline.publish.paper import disk
from pipeline.publish.units.answer import Marks
from pipeline.publish.units.letter import letter
from pipeline.publish.units.letter_data import Letter
from pipeline.publish.units.marked import NotMarkable, Reason, mark_package, rebuilt
from pipeline.read.containers import bytes_of
from pipeline.read.documents import read_document
from pipeline.wall import Fallen, attempt


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


def _write_marked(job: MarkedWorkbook, folder: Path) -> bool:
    """Whether it could be marked: what is locked is not given back unlocked."""
    data = bytes_of(job.original.path, job.original.data, job.marks.document)
    if data is None:
        return False
    _, markings, listing = job.marks
    try:
        marked = mark_package(data, markings, listing, job.seal)
    except NotMarkable as refused:
        if refused.reason == Reason.ENCRYPTED:
            return False
        document = read_document(job.marks.document, data, ())
        if not document.sheets:
            return False
        marked = rebuilt(document, markings, listing, job.seal, job.created)
    (folder / job.path).write_bytes(marked.workbook)
    return True

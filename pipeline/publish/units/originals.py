"""A unit's own document opened once more, to be marked: the one place where publishing touches untrusted bytes, and so
called in workers only (docs/decisions/layers.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.examine.missing_columns import at_headings
from pipeline.model.documents import Document
from pipeline.publish.units.answer import Question
from pipeline.read.containers import bytes_of
from pipeline.read.documents import read_document


class Original(NamedTuple):
    """A file of the inbox: its path there, and its bytes."""

    path: str
    data: bytes


class Opened(NamedTuple):
    """A document of it: its bytes, what was read in them, and what is asked, each where it is to be marked."""

    data: bytes
    document: Document
    questions: tuple[Question, ...]


def opened(original: Original, document: str, questions: Sequence[Question]) -> Opened | None:
    """The document of that `Document.file`; None where it is locked: it is not given back unlocked."""
    data = bytes_of(original.path, original.data, document)
    if data is None:
        return None
    read = read_document(document, data, ())
    return Opened(data, read, _at_headings(read, questions)) if read.sheets else None


def _at_headings(document: Document, questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions, those about a column that is missing moved to where it belongs."""
    blank = [each for each in questions if each.is_blank]
    places = [(each.marking.sheet, each.marking.cell, each.field) for each in blank]
    cells = dict(zip(map(id, blank), at_headings(document, places) if places else (), strict=True))
    return tuple(_at(each, cells.get(id(each), each.marking.cell)) for each in questions)


def _at(question: Question, cell: str) -> Question:
    return question._replace(marking=question.marking._replace(cell=cell), line=question.line._replace(cell=cell))

"""Whether a document that carries our mark is ours: told when its mark is verified and the register is asked.

Ours is what carries a mark with our seal, looks like the workbook that the mark names, tells of rows that the register
knows, and holds nobody else: a copied mark, and people written into an old workbook of ours, make a document of
anybody, which is read as what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.kinds.published import PUBLISHED
from pipeline.model.documents import Examination, Examined, JudgedRows, Outcome
from pipeline.model.statements import Problem, Recognition
from pipeline.text import seal
from pipeline.text.fold import fold
from schemas.kinds import kinds_file

Lookup = Callable[[str], JudgedRows | None]
"""What a batch judged; None for a batch that the register does not know."""
_NOBODY = JudgedRows(frozenset(), frozenset(), 0)


def verify_marks(examination: Examination, secret: bytes, lookup: Lookup) -> Examination:
    """The examination with each document as what it is; the same where none carries a mark of ours."""
    if not any(document.mark for document in examination.documents):
        return examination
    documents = [
        _verified(document, secret, lookup) if document.mark else document for document in examination.documents
    ]
    return replace(examination, documents=documents)


def _verified(document: Examined, secret: bytes, lookup: Lookup) -> Examined:
    mark = seal.verify(document.mark, secret)
    doubt = _doubt(document, mark, lookup)
    if mark is None or doubt:
        return _of_anybody(document, doubt)
    problem = Problem("own-workbook", value=PUBLISHED[mark.kind].title, about=mark.batch)
    return replace(document, outcome=Outcome.ANSWER, problem=problem, recognition=None, mark=(), claimed="")


def _doubt(document: Examined, mark: seal.Mark | None, lookup: Lookup) -> str:
    """Why the mark is not believed: a key of schemas/kinds.toml, [doubts]; "" where it is."""
    if mark is None:
        return "seal"
    if document.claimed != mark.kind:
        return "layout"
    known = lookup(mark.batch) if PUBLISHED[mark.kind].in_batch else _NOBODY
    if known is None or not known.row_ids.issuperset(mark.row_ids):
        return "unknown"
    told = document.recognition.people if document.recognition else []
    strangers = {fold(person.text("name")) for person in told} - known.names
    return "strangers" if len(strangers) > known.forgotten else ""


def _of_anybody(document: Examined, doubt: str) -> Examined:
    """The document as it was read, with what is wrong with its mark."""
    said = document.recognition or Recognition()
    problem = Problem("mark-invalid", seal.SHEET, "A1", about=kinds_file().doubts[doubt])
    return replace(document, recognition=replace(said, problems=[*said.problems, problem]), mark=(), claimed="")

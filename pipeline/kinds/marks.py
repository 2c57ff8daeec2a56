"""Whether a document that carries our mark is ours: told when its mark is verified and the register is asked.

Ours is what carries a mark with our seal, looks like the workbook that the mark names, tells of rows that the register
knows, and holds nobody else: a copied mark, and people written into an old workbook of ours, make a document of
anybody, which is read as what it says. Nobody is recommended by a line in the sheet that a society fills in, which is
told of for itself. A correction is the unit's own workbook, so it may hold whatever the unit writes; it
must come from the unit, or from the address, that sent what it corrects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from pipeline.kinds.certificates import is_filled
from pipeline.kinds.correction import CORRECTION
from pipeline.kinds.decisions import FILLED
from pipeline.kinds.published import CERTIFICATES, DECISIONS, PUBLISHED, RESULTS
from pipeline.model.documents import Examination, Examined, JudgedRows, Outcome, Submission
from pipeline.model.results import Return
from pipeline.model.statements import Problem, Recognition
from pipeline.text import seal
from pipeline.text.fold import fold
from schemas.kinds import kinds_file
from schemas.named import NamedTuple

Lookup = Callable[[str], JudgedRows | None]
"""What a batch judged; None for a batch that the register does not know."""
_NOBODY = JudgedRows(frozenset(), frozenset(), 0, "")


class Origin(NamedTuple):
    """Where a submission came from, unit (a match key) and sender "" where unknown, and which notice it answers."""

    notice: str
    unit_key: str
    sender: str

    def is_of(self, other: Origin) -> bool:
        """Whether both come from one unit, or where one does not name its unit from one address."""
        if self.notice != other.notice:
            return False
        if self.unit_key and other.unit_key:
            return self.unit_key == other.unit_key
        return bool(self.sender) and self.sender == other.sender

    def of_one_unit(self, unit_of: Callable[[str], str]) -> Origin:
        """With the unit that its own is decided to be."""
        return self._replace(unit_key=unit_of(self.unit_key))


def origin_of(submission: Submission) -> Origin:
    return Origin(submission.notice, fold(submission.unit), submission.sender)


def verify_marks(examination: Examination, secret: bytes, lookup: Lookup) -> Examination:
    """The examination with each document as what it is; the same where none carries a mark of ours."""
    if not any(document.mark for document in examination.documents):
        return examination
    verified = [
        _verified(document, secret, lookup) if document.mark else document for document in examination.documents
    ]
    from_outside = bool(examination.envelopes)
    verified = [
        _unanswered(document) if document.said and (from_outside or "/" in document.file) else document
        for document in verified
    ]
    return replace(examination, documents=verified)


def _unanswered(document: Examined) -> Examined:
    """A workbook of questions that came by mail or lies in a unit's folder: anybody may have filled it in."""
    return replace(document, problem=Problem("decisions-received"), said=())


def verify_corrections(
    submissions: Iterable[Submission], sent: Mapping[str, Origin], unit_of: Callable[[str], str]
) -> None:
    """Say of each submission which one it corrects; `sent` are those that marks name, `unit_of` gives the unit that one
    is decided to be. A mark that came from elsewhere
    than what it names is not believed. The latest is corrected where a submission holds several."""
    for submission in submissions:
        own = origin_of(submission).of_one_unit(unit_of)
        for place, document in enumerate(submission.documents):
            earlier = sent.get(document.corrects)
            if document.corrects and (earlier is None or not own.is_of(earlier.of_one_unit(unit_of))):
                doubt = "unknown" if earlier is None else "another_unit"
                submission.documents[place] = replace(_of_anybody(document, doubt), corrects="")
        submission.corrects = max(document.corrects for document in submission.documents)


def corrected(examinations: Iterable[Examination]) -> set[str]:
    """The submissions that marks in these name."""
    return {document.corrects for examination in examinations for document in examination.documents} - {""}


def _verified(document: Examined, secret: bytes, lookup: Lookup) -> Examined:
    mark = seal.verify(document.mark, secret)
    if mark and mark.kind == CORRECTION:
        return replace(document, corrects=mark.batch, mark=(), claimed="")
    doubt = _doubt(document, mark, lookup)
    if doubt and (slug := _unproven(document)):
        own = replace(document, outcome=Outcome.ANSWER, problem=Problem(slug, about=kinds_file().doubts[doubt]))
        return replace(own, recognition=None, mark=(), claimed="", said=(), returned=None, certificate_lines=())
    if mark is None or doubt:
        return _of_anybody(document, doubt)
    returned = _verified_return(document.returned, mark, lookup)
    own = replace(document, outcome=Outcome.ANSWER, problem=_known(mark, document), returned=returned)
    return replace(own, recognition=None, mark=(), claimed="")


def _unproven(document: Examined) -> str:
    """What is said of a workbook that looks like one of ours in which people write, and holds nobody else, where its
    mark is not believed; "" for any other document."""
    told = document.recognition.people if document.recognition else []
    if document.claimed in (DECISIONS, CERTIFICATES) and document.recognition is None:
        return f"{document.claimed}-unproven"
    is_return = document.claimed == RESULTS and document.returned is not None and not document.returned.others(told)
    return "results-unproven" if is_return else ""


def _verified_return(returned: Return | None, mark: seal.Mark, lookup: Lookup) -> Return | None:
    """What was filled in, with the people whom we had sent."""
    if returned is None or not (returned.lines or returned.unread):
        return None
    known, unread = lookup(mark.batch), returned.unread if mark.kind == RESULTS else ()
    own = returned._replace(batch=mark.batch, row_ids=mark.row_ids, unread=unread)
    return own._replace(notice=known.notice) if known else None


def _known(mark: seal.Mark, document: Examined) -> Problem:
    title = PUBLISHED[mark.kind].title
    if document.returned and document.returned.filled:
        return Problem("results-received", value=title, about=str(document.returned.filled))
    if filled := sum(map(is_filled, document.certificate_lines)):
        return Problem("certificates-received", value=title, about=str(filled))
    if mark.kind == DECISIONS:
        return Problem(FILLED, value=title, about=str(len(document.said) or ""))
    return Problem("own-workbook", value=title, about=mark.batch)


def _doubt(document: Examined, mark: seal.Mark | None, lookup: Lookup) -> str:
    """Why the mark is not believed: a key of schemas/kinds.toml, [doubts]; "" where it is."""
    if mark is None:
        return "seal"
    if document.claimed != mark.kind:
        return "layout"
    known = lookup(mark.batch) if PUBLISHED[mark.kind].in_batch else _NOBODY
    if known is None or not known.row_ids.issuperset(mark.row_ids):
        return "unknown"
    if PUBLISHED[mark.kind].closed:
        return ""
    told = document.recognition.people if document.recognition else []
    told_of = document.returned.sheets if document.returned and mark.kind == RESULTS else ()
    strangers = {fold(person.text("name")) for person in told if person.sheet not in told_of} - known.names
    return "strangers" if len(strangers) > known.forgotten else ""


def _of_anybody(document: Examined, doubt: str) -> Examined:
    """The document as it was read, with what is wrong with its mark."""
    said = document.recognition or Recognition()
    problem = Problem("mark-invalid", seal.SHEET, "A1", about=kinds_file().doubts[doubt])
    whole = replace(said, problems=[*said.problems, problem])
    return replace(document, recognition=whole, mark=(), claimed="", said=(), returned=None, certificate_lines=())

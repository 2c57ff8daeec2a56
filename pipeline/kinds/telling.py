"""Ask all kinds which of them a document is of, with all that it takes to read one.

Runs where documents are read, so nothing here knows the register: what a mark of ours says is believed by nobody until
`verify_marks` (marks.py) has asked the register. Until then the document is also read as anybody's.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.kinds.correction import Correction, without_ours
from pipeline.kinds.hours import HoursRecord, records_of
from pipeline.kinds.kind import Kind, Subject, Sureness, surest
from pipeline.kinds.mark_sheet import parted
from pipeline.kinds.published import PUBLISHED
from pipeline.kinds.recommendation import Recommendation
from pipeline.kinds.settings import SettingsWorkbook
from pipeline.model.documents import Document
from pipeline.model.statements import Filled
from pipeline.recognise import Seen
from pipeline.text import seal
from schemas.named import NamedTuple

KINDS: tuple[Kind, ...] = (Recommendation(), Correction(), SettingsWorkbook(), HoursRecord(), *PUBLISHED.values())
"""Every kind there is; their order decides nothing."""


class Told(NamedTuple):
    """What the kinds say of a document.

    `seen` is how it reads as a document of anybody. `mark` holds the lines of a mark of ours where there is one, and
    `claimed` names the kind whose workbook it is if they verify, "" where its layout is that of none. What is ours by
    its layout alone is so without a mark. `activities` are the lines of records of activities, which may stand beside
    what is recommended.
    """

    seen: Seen
    mark: tuple[str, ...]
    claimed: str
    activities: tuple[Filled, ...] = ()


def told(document: Document, kinds: Sequence[Kind] = KINDS) -> Told:
    """Ask all kinds. Raises TwiceClaimedError where two are as sure of it. The document is not changed."""
    own, problems = without_ours(document)
    lines, rest = parted(own)
    mark = seal.parse(lines)
    records = () if mark else records_of(rest)
    claims = [kind.claim(Subject(rest, mark, records)) for kind in kinds]
    by_mark = surest([claim for claim in claims if claim.sureness == Sureness.MARK])
    by_content = surest([claim for claim in claims if claim.sureness < Sureness.MARK])
    seen = next(claim.seen for claim in (by_content, *claims) if claim and claim.seen)
    seen.recognition.problems.extend(problems)
    activities = tuple(line for record in records for line in record.lines)
    if by_content and by_content.sureness == Sureness.LAYOUT:
        return Told(seen, (), by_content.kind, activities)
    return Told(seen, lines, by_mark.kind if by_mark else "", activities)

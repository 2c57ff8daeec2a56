"""What lies on the secretary's desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from pipeline.model.decisions import Decision, OtherCases, Question
from pipeline.model.judgements import Columns
from pipeline.model.sending import LetterSent
from pipeline.register.contents.certificates import NO_CERTIFICATES, CertificatesOnDesk
from pipeline.register.contents.people import Everybody
from pipeline.register.contents.units import Expected
from pipeline.terms.progress import NO_RESULTS, Results
from schemas.named import NamedTuple

SUBMISSIONS = (
    *("submission_id", "notice", "form", "unit", "unit_source", "sender", "received_at", "received_from"),
    *("late", "scan", "people", "held", "batch", "routed", "duplicate", "superseded", "withdrawn"),
)
"""`export submissions`: late and scan are "true" or "false", people and dispositions numbers of person rows."""

BATCHES = ("batch", "notice", "now", "people", "routed", "held", "duplicate", "superseded", "withdrawn")
"""`people` and dispositions: how many person rows the batch judged, and what they became."""


class DeskDocument(NamedTuple):
    """A document that was looked at for tables: whether somebody was read in it, and whether its bytes are kept."""

    file: str
    sha256: str
    holds_people: bool
    is_kept: bool


class PageFiles(NamedTuple):
    """How the files of pages are called (text/anchors.py): of the documents whose bytes are kept, which alone may have
    one, and of those in which somebody was read."""

    kept: Set[str] = frozenset()
    of_people: Set[str] = frozenset()


NO_PAGES = PageFiles()


class EarlierPart(NamedTuple):
    """Earlier submissions of these numbers: `key` is the same as long as `read` would give the same."""

    numbers: range
    key: str
    read: Callable[[], Columns]


class Earlier(NamedTuple):
    """The earlier of very many submissions, in parts: their numbers, how many person rows they have as in SUBMISSIONS,
    and how many of them were received on each day (ISO)."""

    parts: Sequence[EarlierPart]
    numbers: range
    sums: Mapping[str, int]
    days: Mapping[str, int]


NO_EARLIER = Earlier((), range(0), {}, {})


class Dispatch(NamedTuple):
    """A society's workbook of a batch of the day `since` that can be sent: how many people it lists and how many it
    takes back, the day on which it went to the society, "" as long as it waits, and whether `send` sent it."""

    batch: str
    notice: str
    society: str
    people: int
    left: int
    since: str
    sent_on: str
    by_mail: bool = False


@dataclass(slots=True)
class DeskContents:
    """What lies on the secretary's desk today: SUBMISSIONS in order of submission_id, of very many the last ones, and
    what is `earlier` than these; BATCHES oldest first; all that is open, questions and cases, of very many cases the
    first and how many `others` there are; what she decided that holds, the last first; by batch and society of those of
    its workbooks whose society was not confirmed the batch that replaced it; how the pages of documents are called; and
    the societies' workbooks that can be sent; letters to units with what became of them; what the settings said of the
    association when the last batch was made; what is known of certificates."""

    today: str  # YYYY-MM-DD
    submissions: Columns
    batches: Columns
    everybody: Everybody
    expected: Expected
    questions: Sequence[Question] = ()
    others: Sequence[OtherCases] = ()
    decided: Sequence[Decision] = ()
    replaced: Mapping[tuple[str, str], str] = field(default_factory=dict)
    pages: PageFiles = NO_PAGES
    dispatches: Sequence[Dispatch] = ()
    letters: Sequence[LetterSent] = ()
    association: Mapping[str, str] = field(default_factory=dict)
    results: Results = NO_RESULTS
    certificates: CertificatesOnDesk = NO_CERTIFICATES
    earlier: Earlier = NO_EARLIER

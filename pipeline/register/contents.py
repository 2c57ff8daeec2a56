"""What goes into the register and what comes out of it, as plain tables of text.

What goes in are frames with a RangeIndex, since runs judge in frames; what comes out are `Columns`. All values are
strings ("" = empty) unless a column is said to hold something else. A *batch* is what one run that found something new
recorded; its contents are read back from the register, never kept from the run, so that a batch can be published again
at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.model.decisions import Decision, Question
from pipeline.model.documents import Attempt, Examined, InboxFile, MailHead, Submission
from pipeline.model.judgements import Columns, Finding, joined
from pipeline.model.results import Event
from pipeline.model.sending import LetterSent
from pipeline.terms.progress import NO_RESULTS, Results

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.reconcile.state import EarlierRow
    from pipeline.terms.settings import ExpectedUnit, SocietyContact
    from pipeline.terms.working_days import Due
    from schemas.notices import Reapplication

PLACE = (
    *("row_id", "submission_id", "form", "file", "sheet", "sheet_index", "row", "place"),
    *("section", "project_id", "typed_person_id"),
)
"""Where a person row stood; `sheet_index`, `row` and `place` are integers."""

ORIGIN = ("corrects", "notice", "unit", "unit_key", "sender", "received_at", "received_from")
"""What a person row has from its submission; `corrects` is the one of which that is the verified correction."""

JUDGEMENT = (
    *("person_id", "disposition", "reason", "points_at", "society", "route_confirmed", "route_reason"),
    *("change", "withdrawn_from"),
)
"""What a run decided about a person row.

`reason` is the slug that explains a duplicate or a held change; `points_at` the row_id of the row that stands for the
person instead; `route_confirmed` is a bool; `change` is new, change, withdrawal, or "" when societies need not be told;
`withdrawn_from` is the society that had the person and has it no longer, on the row that it had.
"""

CHANGED_EARLIER = (
    *("row_id", "person_id", "submission_id", "unit", "name"),
    *("old_disposition", "disposition", "withdrawn_from", "society"),
)
"""Rows read in earlier batches that this batch disposed of otherwise or gave to another society."""


class BatchTerms(NamedTuple):
    """By what people are judged who answer one notice: the association in whose name, and a fingerprint of all of it
    ("" where that must be done anew)."""

    association: Mapping[str, str]
    fingerprint: str


@dataclass(slots=True)
class RunRecord:
    """Everything that one run wants remembered, of all notices; a batch is made for each. Open rows that come out as
    before are recognised and not written again.

    `people`: the judged rows, new and open, with the columns PLACE, ORIGIN, frame.TYPED_COLUMNS, extra, problems,
    model.CANONICAL, JUDGEMENT and published (from reconcile). `row_fates`: records of row_id, submission_id, file,
    sheet, row, fate and text. `projects`: one row each, with project_id, submission_id, section, unit, file, sheet,
    row and model.PROJECT_CANONICAL. `loose_documents` belong to no submission (system files). `files` are the
    inbox files new to the register; their bytes are read again and kept. `attempts`: what ended badly, and what was
    tried again; submissions of the latter that came out otherwise stand among `submissions` under their old number.
    `known`: row_ids of those people whom the register knew and who were judged again. `terms`: by notice, in order of
    their names. `due`: until when a unit that is asked something may answer. `decisions`: what the secretary answered,
    `events`: what societies did. `moved`: submissions with the notice that they are decided to answer from now on.
    """

    terms: Mapping[str, BatchTerms]
    now: datetime
    program: str
    settings: Mapping[str, Any]  # snapshot; what JSON cannot hold is kept as text
    files: Sequence[InboxFile]
    submissions: Sequence[Submission]
    loose_documents: Sequence[Examined]
    people: DataFrame
    earlier: Sequence[EarlierRow]
    findings: Sequence[Finding]
    row_fates: Sequence[Mapping[str, Any]]
    projects: DataFrame
    due: Due
    attempts: list[Attempt] = field(default_factory=list)
    known: frozenset[str] = frozenset()
    decisions: Sequence[Decision] = ()
    events: Sequence[Event] = ()
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def read(self) -> DataFrame:
        """Those of `people` that the run read."""
        own = self.people["submission_id"].isin([submission.submission_id for submission in self.submissions])
        return self.people[own & ~self.people["row_id"].isin(self.known)] if self.known else self.people[own]


class BatchPeople:
    """The person rows of a batch, society by society ("" are those that no society gets), each read when it is first
    asked for: the workbook of one is written while the next is read.
    """

    def __init__(self, societies: Iterable[str], read: Callable[[str], Columns]) -> None:
        self.societies = tuple(societies)
        self.of = cache(read)

    def columns(self, names: Iterable[str]) -> Columns:
        """These columns of all rows, one society after the other."""
        return joined([self.of(society) for society in self.societies], names)


def _nothing(sha256: str) -> None:
    """No bytes are kept."""


@dataclass(slots=True)
class BatchContents:
    """One batch as it was recorded; the same for ever, whatever later runs record.

    `people`: every row that the batch read, or judged otherwise than before: the columns of `export people`, then
    PLACE, ORIGIN, CANONICAL, JUDGEMENT, `extra` (JSON), and `read_in`, the batch that read the row first.
    `changed_earlier`:
    CHANGED_EARLIER, of rows that stand in `people` too. `documents`: what the batch read; `fates`: how many rows of
    its tables have each fate; `read`: how many person rows it read. `submissions`: those it read, and earlier ones
    with a row in `people`. `findings`: those of `people` and of the batch's own submissions. The columns of
    submissions, documents and findings are those of the exports.
    `forgotten`: row_ids that are still counted, and of which nothing else may be told. `answers`: what units are told,
    `templates` the installation's own Word templates of that time, `original` the bytes of a file of the inbox by its
    sha256, None where they were forgotten. `named` are the societies that the settings named then. `sent_back` are the
    societies' workbooks that go back to them, `contacts` where the settings said then that societies are written to.
    `recommended` are unit and person_id of each row that counted for the quotas of the notice after the batch.
    """

    batch: str
    notice: str
    now: str  # ISO 8601 with offset
    program: str
    association: dict[str, str]
    people: BatchPeople
    changed_earlier: Columns
    submissions: Columns
    documents: Columns
    fates: dict[str, int]
    findings: Columns
    read: int
    forgotten: frozenset[str] = frozenset()
    answers: Sequence[Answer] = ()
    templates: Mapping[str, bytes] = field(default_factory=dict)
    original: Callable[[str], bytes | None] = _nothing
    expected: Expected | None = None
    named: Sequence[str] = ()
    sent_back: Sequence[SentBack] = ()
    contacts: Mapping[str, SocietyContact] = field(default_factory=dict)
    recommended: Sequence[tuple[str, str]] = ()


class WrongCell(NamedTuple):
    """What could not be taken at a cell of a society's workbook, and of whom ("" where that is not known)."""

    finding: Finding
    name: str


class SentBack(NamedTuple):
    """A society's workbook of which a batch could not take all: whose it is, and whether that one's route is confirmed;
    the document with the sha256 of the file of the inbox that holds it; of how many people something was taken; the
    Message-ID of the mail that brought it, "" for none."""

    society: str
    is_confirmed: bool
    file: str
    sha256: str
    received_on: date
    taken: int
    wrong: tuple[WrongCell, ...]
    answers: str = ""


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
    `reapply` and `appeal`: what who failed may do by the notice."""

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


SUBMISSIONS = (
    *("submission_id", "notice", "form", "unit", "unit_source", "sender", "received_at", "received_from"),
    *("late", "scan", "people", "held", "batch", "routed", "duplicate", "superseded", "withdrawn"),
)
"""`export submissions`: late and scan are "true" or "false", people and dispositions numbers of person rows."""

BATCHES = (
    *("batch", "notice", "now", "people", "routed", "held", "duplicate", "superseded", "withdrawn", "published"),
)
"""`people` and dispositions: how many person rows the batch judged, and what they became; `published` is a bool."""


class Place(NamedTuple):
    """Where a person row stands: in what came from whom on which day; `cell` is that of the name, "" where unknown."""

    submission_id: str
    unit: str
    received_on: str
    file: str
    sheet: str
    row: int
    cell: str


class Asked(NamedTuple):
    """A letter that asked a unit: written on a day, to be answered until another."""

    on: str
    due_on: str


class Standing(NamedTuple):
    """What became of a person row: since when, by which batch, and why; `sha256` is that of the document it stands in.

    `why` are the findings that hold the row or explain its disposition; `other` is the place of the row that stands
    instead, None where there is none or it is forgotten; `differs` are the labels of what that one says otherwise;
    `result` is the stage that the society named last of whom it has. `workplace` is that of the person, "" where the
    form asks for none.
    """

    row_id: str
    person_id: str
    name: str
    notice: str
    place: Place
    sha256: str
    disposition: str
    society: str
    confirmed: bool
    route_reason: str
    batch: str
    since: str
    why: tuple[Finding, ...]
    asked: Asked | None
    other: Place | None
    differs: tuple[str, ...]
    result: Event | None = None
    workplace: str = ""


@dataclass(frozen=True, slots=True)
class Everybody:
    """The person rows of the open notices as they stand. `key` is the same as long as `read` would give the same;
    `now` is the moment of the last batch ("" before there is one); `read` gives at most so many (None: all), those
    decided last, and whether there are more."""

    key: str
    now: str
    read: Callable[[int | None], tuple[list[Standing], bool]]


class Routed(NamedTuple):
    """Everyone who is routed to a notice now, as of the moment `now` of its last batch; `people` as in BatchContents,
    `findings` with row_id and slug of those on these people."""

    notice: str
    now: str
    association: dict[str, str]
    people: Columns
    findings: Columns


class Came(NamedTuple):
    """What came from one unit: how many submissions, the last on which day, how many people; for how many of its rows
    the unit is waited for, and whether it ever was; the letter that asked, "" where there is none."""

    submissions: int
    received_on: str
    people: int
    waiting: int
    was_asked: bool
    asked_on: str
    due_on: str


class Silent(NamedTuple):
    """A submission whose unit did not answer the letter of one day until another: for how many people, for how many
    files that could not be opened, and whether a scan is to come; and of its one person the name, "" where there are
    several or none."""

    submission_id: str
    notice: str
    unit: str
    received_on: str
    asked_on: str
    due_on: str
    waiting: int
    files: int
    scan: bool
    name: str = ""


class Expected(NamedTuple):
    """The units that are expected to answer these notices, as of a day; what came, by the match key of the unit; and
    the other units from which something came."""

    today: str
    notices: tuple[str, ...]
    units: tuple[ExpectedUnit, ...]
    came: Mapping[str, Came]
    others: tuple[str, ...] = ()


class DeskDocument(NamedTuple):
    """A document that was looked at for tables: whether somebody was read in it, and whether its bytes are kept."""

    file: str
    sha256: str
    holds_people: bool
    is_kept: bool


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
    """What lies on the secretary's desk today: SUBMISSIONS in order of submission_id, BATCHES oldest first; all that is
    open, questions and cases; what she decided that holds, the last first; by batch and society of those of its
    workbooks whose society was not confirmed the batch that replaced it; the documents that may have a page; and the
    societies' workbooks that can be sent; letters to units with what became of them, and what the settings said of the
    association when the last batch was made."""

    today: str  # YYYY-MM-DD
    submissions: Columns
    batches: Columns
    everybody: Everybody
    expected: Expected
    questions: Sequence[Question] = ()
    decided: Sequence[Decision] = ()
    replaced: Mapping[tuple[str, str], str] = field(default_factory=dict)
    documents: Sequence[DeskDocument] = ()
    dispatches: Sequence[Dispatch] = ()
    letters: Sequence[LetterSent] = ()
    association: Mapping[str, str] = field(default_factory=dict)
    results: Results = NO_RESULTS

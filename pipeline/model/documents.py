"""Files of the inbox and the documents in them, from the bytes to what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pipeline.model.decisions import Said
from pipeline.model.results import Return
from pipeline.model.statements import Filled, Problem, Recognition
from schemas.named import NamedTuple


class Outcome(StrEnum):
    """How a document ended; every file of the inbox, and every one inside a mail or archive, ends with exactly one."""

    PROCESSED = "processed"
    ANSWER = "answer"
    SCAN = "scan"
    CONTAINER = "container"
    NOT_A_FORM = "not-a-form"
    SYSTEM_FILE = "system-file"
    UNREADABLE = "unreadable"
    ALREADY_SEEN = "already-seen"


class AsidePlace(StrEnum):
    """Where on a sheet something stands that is in no cell; the words for it are in schemas/documents.toml."""

    HEADER = "header"
    FOOTER = "footer"
    BOX = "box"
    PICTURE = "picture"
    COMMENT = "comment"
    FOOTNOTE = "footnote"


class Aside(NamedTuple):
    """Text on a sheet outside its cells ("" for a picture); `cell` is the one beside or under it, or ""."""

    place: AsidePlace
    cell: str
    text: str


@dataclass(slots=True)
class Sheet:
    """One sheet (or Word table, or CSV file) as a grid of cleaned text.

    `rows[r][c]` is the text of row r+1, column c+1; rows may be ragged; a cell inside a merged range is empty but for
    its top left. `merges` are (first row, first column, last row, last column), zero-based, inclusive, clipped to the
    grid. `hidden_rows` and `hidden_columns` are zero-based; `knows_hidden` is False where the format does not tell.
    `above` holds paragraphs that stood before a Word table; they belong to its context (caption, 推荐单位) but are no
    rows. `beside` is what stands outside the cells. `struck` are the cells that are wholly struck through, `taken_out`
    what was struck in others, whose text has it no more; `coloured` the names of the colours of cells, where a text
    speaks of one. `strays` are the places of a few cells far beyond the table (zero-based), which are not in `rows`.
    """

    name: str
    rows: list[list[str]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    knows_hidden: bool = True
    strays: list[tuple[int, int]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    beside: list[Aside] = field(default_factory=list)
    struck: frozenset[tuple[int, int]] = frozenset()
    taken_out: Mapping[tuple[int, int], str] = field(default_factory=dict)
    coloured: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """One document with its sheets, before recognition. `outcome` is set where reading already decides it (scan,
    unreadable, …); `trace` tells of the fault where the program failed at it, `cut_short` that a limit on memory did.
    `is_letter`: it is the text of a mail, which often only quotes what is attached. `letter`: the text of what is a
    mail itself, behind its subject. `expected` are the forms of the notices that are open: where nothing tells another,
    it is one of them.
    """

    file: str  # path inside the inbox, "/" as separator; what is inside a mail or archive follows after "!"
    sha256: str
    size: int
    kind: str = ""  # xlsx, xls, xlsb, ods, csv, html, xml, docx, pdf, image, mail, mbox, archive, text, other
    outcome: Outcome | None = None
    problem: Problem | None = None  # unreadable, encrypted, no-table, too-large, cloud-attachment, program-fault
    sheets: list[Sheet] = field(default_factory=list)
    trace: str = ""
    cut_short: bool = False
    is_letter: bool = False
    letter: str = ""
    expected: tuple[str, ...] = ()


class MailHead(NamedTuple):
    """Of a mail that came, or one forwarded in it: the address of its sender, and its Message-ID with its brackets; ""
    where not known."""

    sender: str
    message_id: str


@dataclass(slots=True)
class Envelope:
    """What a mail tells of its submission. `subjects` holds the outer subject first, then those of mails forwarded
    inside; `mails` are all of these by their `Document.file`, each after the one in which it is, `subjects_of` the
    subjects of each.
    """

    file: str
    subjects: list[str]
    sender: str
    received_at: datetime | None
    mails: dict[str, MailHead] = field(default_factory=dict)
    subjects_of: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """What came out of one file of the inbox: the envelope of the mail that it is, or of each mail in an mbox, and
    every document in it, containers included.
    """

    envelopes: list[Envelope]
    documents: list[Document]


@dataclass(slots=True)
class Examined:
    """A document after reading and recognising, without its cells: what crosses from the worker to the run.

    `mark` holds the lines of a mark of ours until they are verified, and `claimed` the kind whose workbook it is if
    they are (pipeline/kinds). `corrects` is the submission whose marked workbook it is, which the unit has corrected.
    `said` is what was filled into our workbook of questions, `returned` what a society filled into that of its people;
    `remarks` are what is wrong with it, beside `problem`. `certificate_lines` tell what happened to certificates,
    `activity_lines` what members did for their continuing development.
    """

    file: str
    sha256: str
    size: int
    kind: str
    outcome: Outcome
    problem: Problem | None
    recognition: Recognition | None
    mark: tuple[str, ...] = ()
    claimed: str = ""
    corrects: str = ""
    said: tuple[Said, ...] = ()
    returned: Return | None = None
    remarks: tuple[Problem, ...] = ()
    certificate_lines: tuple[Filled, ...] = ()
    activity_lines: tuple[Filled, ...] = ()


class JudgedRows(NamedTuple):
    """The person rows that a batch judged, and so all that its workbooks tell of: match keys of the people's names, how
    many of the rows are forgotten, and the notice of the batch."""

    row_ids: frozenset[str]
    names: frozenset[str]
    forgotten: int
    notice: str


class Fault(NamedTuple):
    """A fault of the program at one document, for its maintainers: which document, and the traceback without data."""

    file: str
    sha256: str
    trace: str


class DrawnPage(NamedTuple):
    """The page of a document: what it is called (`page_name`), and what it holds."""

    name: str
    drawn: bytes


@dataclass(slots=True)
class Examination:
    """What a worker gives back for one file of the inbox, envelopes and documents as in its Reading.

    `cut_short` tells that a limit on time or memory, or the end of the worker, decided the outcome: the file is then
    tried again. `faults` are faults of the program met in it; `unjudged` that one of them was met in judging, so that
    nothing is known of the submission but that it came. `pages` are those of its documents, until they are left in the
    outbox.
    """

    envelopes: list[Envelope]
    documents: list[Examined]
    faults: list[Fault] = field(default_factory=list)
    cut_short: bool = False
    unjudged: bool = False
    pages: list[DrawnPage] = field(default_factory=list)

    @property
    def locked(self) -> bool:
        """Whether something in the file wants a password that was not among those tried."""
        return any(document.problem and document.problem.slug == "encrypted" for document in self.documents)


class Attempt(NamedTuple):
    """How one attempt at something ended, where it ended by a limit or a fault of the program, or was tried again.

    `kind` is `file` (of the inbox, with its submission), `row` (an open row of the register, `path` its row_id) or
    `output` (a file of a batch, `path` inside it). `ended` is `fault`, `limit`, `locked`, or "" when all went well;
    `program` is the fingerprint of the program that tried, or where it is locked of the passwords that did not fit.
    """

    kind: str
    submission_id: str
    batch: str
    path: str
    sha256: str
    ended: str
    program: str
    faults: list[Fault]


@dataclass(slots=True)
class InboxFile:
    """One file of the inbox. `path` is relative, with "/"; `submission` names what it belongs to: the mail itself,
    the direct sub-folder, or the folder and stem of a loose file (each mail in an mbox is one by itself). `again` is,
    for a file that is tried again, the key of each submission that it came with before, by the number of that.
    `unreadable` says why there is no `sha256`: a key of schemas/unreadable.toml, [inbox]; the path of a folder that
    cannot be opened ends in "/".
    """

    path: str
    absolute: str
    sha256: str
    size: int
    modified_at: datetime
    submission: str
    again: dict[str, str] = field(default_factory=dict)
    unreadable: str = ""


def submission_id_of(number: int) -> str:
    """Submissions are numbered as they are received, from 1 and without gaps."""
    return f"S{number:05d}"


def submission_number(submission_id: str) -> int:
    """By which they are in the order in which they came: as texts they are no more from the hundred thousandth on."""
    return int(submission_id[1:])


@dataclass(slots=True)
class Submission:
    """One submission: who sent it, when, and what is in it. `mails` are those around what it is about, from the
    outermost to the innermost, which is the one to be answered."""

    key: str  # InboxFile.submission, or the path of a mail in an mbox
    submission_id: str
    notice: str
    unit: str
    unit_source: str  # sheet, subject, folder, file, none
    sender: str
    received_at: datetime
    received_from: str  # mail, name, file
    late: bool
    scan: bool
    form: str
    documents: list[Examined]
    # unit-missing, unit-conflict, unit-from-filename, scan-missing, late
    problems: list[Problem] = field(default_factory=list)
    corrects: str = ""  # the submission of which this is the verified correction
    mails: tuple[MailHead, ...] = ()

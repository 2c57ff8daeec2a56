"""The words that the stages hand to each other.

Terms of the association, kept in Chinese where people read them: 推荐单位 is the *unit* that sends a *submission*; a
submission holds *documents*; a document holds *sheets*; a sheet holds tables whose rows tell of *people* and of
overseas *projects*. 企业 (company) is the employer named in the row, often not the unit itself.

Nothing here has behaviour beyond its own invariants; nothing here imports pandas, so worker processes start quickly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

Columns = dict[str, list[Any]]
"""A table column by column, all of one length: what is read from the register in order to be shown."""


def joined(portions: Sequence[Columns], names: Iterable[str]) -> Columns:
    """These columns of tables that have them, one table after the other."""
    return {name: [value for portion in portions for value in portion[name]] for name in names}


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


class Fate(StrEnum):
    """What a non-blank row of a recognised table is."""

    PEOPLE = "people"
    PROJECT_ONLY = "project-only"
    REFERENCE = "reference"  # 见附表: the people stand elsewhere
    SAMPLE = "sample"  # 张三 13800000000, as the form prints it
    PLACEHOLDER = "placeholder"  # ……, a number without content, drop-down defaults
    HEADING = "heading"
    NOTE = "note"
    TOTAL = "total"


class Disposition(StrEnum):
    """What became of a person row."""

    ROUTED = "routed"
    HELD = "held"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Found(StrEnum):
    """How a value was found in its sheet."""

    HEADING = "heading"
    POSITION = "position"
    CONTENT = "content"
    INHERITED = "inherited"


SECTIONS = ("dispatched", "planned")
"""已外派参与工程项目人员汇总; 未来三年计划外派参与工程项目人员汇总 (attachment 3)."""

PROJECT_FIELDS = (
    "company",
    "company_contact",
    "company_contact_phone",
    "project_name",
    "project_country",
    "project_type",
    "project_status",
    "chinese_engineers",
    "foreign_engineers",
    "qualified_engineers",
)
"""Fields that a project row gives to all of its people. `company` as typed may hold contact and phone too."""

PERSON_FIELDS = (
    "name",
    "phone",
    "email",
    "domain",
    "specialty",
    "location",
    "level",
    "experience",
    "education",
    "work_years",
)
"""Fields of one person. `phone` as typed is 联系方式 and may hold a mail address too. education (学历) and work_years
(工作年限) are not asked for by attachment 3; they are read where a unit adds them and never published.
"""

FIELDS = PROJECT_FIELDS + PERSON_FIELDS


class Typed(NamedTuple):
    """One value as the unit typed it (cleaned as DESIGN, Stored text), and where it stood."""

    text: str
    cell: str = ""  # address as Excel shows it, e.g. "J5"; in Word and CSV likewise by row and column
    heading: str = ""
    found: Found = Found.HEADING


@dataclass(slots=True)
class Sheet:
    """One sheet (or Word table, or CSV file) as a grid of cleaned text.

    `rows[r][c]` is the text of row r+1, column c+1; rows may be ragged; a cell inside a merged range is empty but for
    its top left. `merges` are (first row, first column, last row, last column), zero-based, inclusive, clipped to the
    grid. `hidden_rows` and `hidden_columns` are zero-based; `knows_hidden` is False where the format does not tell.
    `above` holds paragraphs that stood before a Word table; they belong to its context (caption, 推荐单位) but are no
    rows. `strays` are the places of a few cells far beyond the table (zero-based), which are not in `rows`.
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


class Problem(NamedTuple):
    """A finding before it has its words: what is wrong with a document or a cell; `about` fills the template."""

    slug: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    about: str = ""


@dataclass(slots=True)
class Project:
    """One project as a table names it; people point at it by its index in `Recognition.projects`."""

    sheet: str
    row: int  # as Excel shows it
    section: str
    fields: dict[str, Typed]
    number: str = ""  # 序号, for people that stand on another sheet
    file: str = ""  # the document it stands in, where that is not its people's


class Link(NamedTuple):
    """How a person on an attached list (此列可另附表) names the project it belongs to; each part may be empty.
    `title` is what stands over the list, which may hold the project's name."""

    number: str = ""
    project_name: str = ""
    company: str = ""
    title: str = ""


@dataclass(slots=True)
class Person:
    """One person row as typed. `row` is the first row of the person as Excel shows it."""

    sheet: str
    row: int
    section: str
    fields: dict[str, Typed]
    project: int | None = None
    link: Link | None = None  # set when the project stands in another document
    extra: dict[str, str] = field(default_factory=dict)  # heading -> text of columns the form does not know
    problems: list[Problem] = field(default_factory=list)  # e.g. packed-mismatch
    person_id: str = ""  # 编号, where the sheet carries ours


class Row(NamedTuple):
    """One non-blank row of a recognised table and its fate."""

    sheet: str
    row: int
    fate: Fate
    text: str


@dataclass(slots=True)
class Recognition:
    """What one document says.

    `kind` is `recommendation` or `none` so far (corrections, decisions and societies' results come later); `mark`
    tells that the document is a workbook we published ourselves, whatever kind that is.
    """

    kind: str = "none"
    form: str = ""
    unit: Typed | None = None
    rows: list[Row] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    mark: str = ""


@dataclass(slots=True)
class Document:
    """One document with its sheets, before recognition. `outcome` is set where reading already decides it (scan,
    unreadable, …); `trace` tells of the fault where the program failed at it, `cut_short` that a limit on memory did.
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


@dataclass(slots=True)
class Envelope:
    """What a mail tells of its submission. `subjects` holds the outer subject first, then those of mails forwarded
    inside.
    """

    file: str
    subjects: list[str]
    sender: str
    received_at: datetime | None


@dataclass(slots=True)
class Reading:
    """What came out of one file of the inbox: the envelope of the mail that it is, or of each mail in an mbox, and
    every document in it, containers included.
    """

    envelopes: list[Envelope]
    documents: list[Document]


@dataclass(slots=True)
class Examined:
    """A document after reading and recognising, without its cells: what crosses from the worker to the run."""

    file: str
    sha256: str
    size: int
    kind: str
    outcome: Outcome
    problem: Problem | None
    recognition: Recognition | None


class Fault(NamedTuple):
    """A fault of the program at one document, for its maintainers: which document, and the traceback without data."""

    file: str
    sha256: str
    trace: str


@dataclass(slots=True)
class Examination:
    """What a worker gives back for one file of the inbox, envelopes and documents as in its Reading.

    `cut_short` tells that a limit on time or memory, or the end of the worker, decided the outcome: the file is then
    tried again. `faults` are faults of the program met in it; `unjudged` that one of them was met in judging, so that
    nothing is known of the submission but that it came.
    """

    envelopes: list[Envelope]
    documents: list[Examined]
    faults: list[Fault] = field(default_factory=list)
    cut_short: bool = False
    unjudged: bool = False


class Attempt(NamedTuple):
    """How one attempt at something ended, where it ended by a limit or a fault of the program, or was tried again.

    `kind` is `file` (of the inbox, with its submission), `row` (an open row of the register, `path` its row_id) or
    `output` (a file of a batch, `path` inside it). `ended` is `fault`, `limit`, or "" when all went well; `program` is
    the fingerprint of the program that tried.
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
    for a file that is tried again, the number of each submission that it came with before, by the key of that.
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


@dataclass(slots=True)
class Submission:
    """One submission: who sent it, when, and what is in it."""

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


class Finding(NamedTuple):
    """One finding as it is kept and read: what is wrong, where, and what to do."""

    submission_id: str
    row_id: str
    slug: str
    severity: str  # error (holds the person), warning, info
    field: str
    file: str
    sheet: str
    cell: str
    value: str
    message: str
    decided_by: str  # unit or secretariat

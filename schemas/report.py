"""What a report counts and says: schemas/report.toml."""

from collections.abc import Mapping
from typing import Literal

from schemas.named import NamedTuple
from schemas.typed import read


class Words(NamedTuple):
    title: str
    file: str
    folder: str
    made: str
    notice: str
    cumulative: str
    none: str
    total: str
    rest: str
    hidden: str
    hidden_groups: str
    leader: str
    unknown: str
    unknown_leader: str
    nothing: str
    no_submissions: str
    chapter_of_notes: str
    notes: str
    general: tuple[str, ...]
    first_rows: str
    drawn: str
    label: str
    overview: str
    chart_title: str
    account: str
    signature_day: str
    to_write: str
    appendix_tables: str
    appendix_notes: str
    chapter: str
    numerals: str
    people: str
    findings: str
    footer: str


class Brief(NamedTuple):
    """The first page of the letter: rows of the figure `overview`, and figures whose charts and sentences it shows."""

    numbers: tuple[str, ...]
    charts: tuple[str, ...]
    sentences: tuple[str, ...]


class Messages(NamedTuple):
    missing: str
    malformed: str
    twice: str
    day: str
    order: str
    future: str
    early: str
    empty: str
    template: str
    written: str


class Periods(NamedTuple):
    """How periods are called; `months` by how many they have."""

    months: Mapping[str, str]
    days: str
    quarters: tuple[str, str, str, str]


class Chapter(NamedTuple):
    """A chapter; `optional`: it is not there without figures, where others are left for people to write."""

    title: str
    optional: bool = False


class FigureRow(NamedTuple):
    label: str
    definition: str


class Figure(NamedTuple):
    """One figure; `chart` is bar (lying), column, or nothing. What only some figures say is blank in the others.

    `by`: the field by whose values people are counted; `order`: the vocabulary whose order the values keep.
    `behind`: the figure without which it is not shown.
    `same_project`: fields by which a project is known again; `share_of`: the row of which a share is said.
    """

    chapter: str
    title: str
    unit: str
    chart: Literal["bar", "column", ""]
    definition: str
    sentence: str
    sentence_without: str = ""
    sentence_open: str = ""
    sentence_undated: str = ""
    sentence_clean: str = ""
    sentence_none: str = ""
    behind: str = ""
    by: str = ""
    order: str = ""
    same_project: tuple[str, ...] = ()
    share_of: str = ""
    more: str = ""
    fewer: str = ""
    same: str = ""
    joined: str = ""
    joined_of: str = ""
    body: str = ""
    rows: Mapping[str, FigureRow] = {}
    columns: Mapping[str, str] = {}


class ReportFile(NamedTuple):
    words: Words
    brief: Brief
    messages: Messages
    periods: Periods
    chapter: Mapping[str, Chapter]
    figure: Mapping[str, Figure]


def report_file() -> ReportFile:
    """schemas/report.toml."""
    return read("report", ReportFile)

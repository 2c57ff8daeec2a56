"""What a document says: people and projects as typed, each value with its cell, and what became of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from schemas.named import NamedTuple


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


class Found(StrEnum):
    """How a value was found in its sheet."""

    HEADING = "heading"
    POSITION = "position"
    CONTENT = "content"
    INHERITED = "inherited"


class Typed(NamedTuple):
    """One value as the unit typed it (cleaned as text/clean.py says), and where it stood."""

    text: str
    cell: str = ""  # address as Excel shows it, e.g. "J5"; in Word and CSV likewise by row and column
    heading: str = ""
    found: Found = Found.HEADING


def first_cell(fields: Mapping[str, Typed]) -> str:
    """Where the first of these fields stands that has a cell; "" for none."""
    return next((typed.cell for typed in fields.values() if typed.cell), "")


class Filled(NamedTuple):
    """A line of a table whose columns we know by their headings, as typed: `cells` by the key of the column, those that
    the table has, blank ones too."""

    sheet: str
    row: int  # as Excel shows it
    cells: Mapping[str, Typed]

    def text(self, key: str) -> str:
        """What stands in a column; "" where the table has none of it."""
        return self.cells[key].text if key in self.cells else ""


class Problem(NamedTuple):
    """A finding before it has its words: what is wrong with a document or a cell; `about` fills the template, and
    `field` is the field of a person that it doubts."""

    slug: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    about: str = ""
    field: str = ""


VOID = "struck-out"
"""The finding that somebody, or the list on which somebody stands, is taken out."""


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
    `title` is what stands over the list, which may hold the project's name; `section` the one that the list itself
    tells, so that its people belong to no project of another."""

    number: str = ""
    project_name: str = ""
    company: str = ""
    title: str = ""
    section: str = ""


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

    def text(self, field: str) -> str:
        """What was typed for a field; "" where nothing was."""
        return self.fields[field].text if field in self.fields else ""


class Row(NamedTuple):
    """One non-blank row of a recognised table and its fate."""

    sheet: str
    row: int
    fate: Fate
    text: str


@dataclass(slots=True)
class Recognition:
    """What one document says; `kind` is `recommendation` or `none`."""

    kind: str = "none"
    form: str = ""
    unit: Typed | None = None
    rows: list[Row] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

"""What the corpus draws before it becomes a file: tables of tagged rows, with the truth beside them.

A `Sketch` is one submission. Its people and projects are the truth (canonical values); the rows of its tables hold what
a unit typed, and each row knows which people stand in it and which fate a person at the desk would give it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

PROJECT_KEYS = (
    "company",
    "project_name",
    "project_country",
    "project_type",
    "project_status",
    "chinese_engineers",
    "foreign_engineers",
    "qualified_engineers",
)
PERSON_KEYS = ("name", "phone", "domain", "location", "level", "experience")
COUNT_KEYS = PROJECT_KEYS[5:]
PLANNED_KEYS = PROJECT_KEYS[:3]
ANY_NOTE = ("note", "heading", "total", "placeholder")


@dataclass(eq=False)
class Column:
    """One column. `path` holds its headings from top to bottom; those of a `shared` path have one merged heading."""

    key: str
    path: tuple[str, ...]
    shared: bool = False
    width: int = 1

    @property
    def is_person(self) -> bool:
        return self.key.split(":")[0] in (*PERSON_KEYS, "email", "specialty", "city", "person", "packed")


@dataclass(eq=False)
class Body:
    """One row of a table. `people` are indices into `Sketch.people`, in the order in which they stand in the row."""

    cells: dict[str, Any]
    fate: str = "people"
    people: list[int] = field(default_factory=list)
    project: int | None = None
    hidden: bool = False
    fates: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        return self.fates or (self.fate,)


@dataclass(eq=False)
class Line:
    """A line of text in its own row: caption, note, signature. It has one of `fates`, or none."""

    cells: list[Any]
    fates: tuple[str, ...] = ANY_NOTE
    merged: bool = True
    role: str = ""
    people: list[int] = field(default_factory=list)
    hidden: bool = False

    @property
    def text(self) -> str:
        return str(self.cells[0]) if self.cells else ""


@dataclass(eq=False)
class Table:
    """One table of a section, with vertical merges as (column key, first row, last row)."""

    section: str
    columns: list[Column]
    rows: list[Body | Line]
    spans: list[tuple[str, Body, Body]] = field(default_factory=list)
    head_merged: bool = True
    headless: bool = False
    hidden_keys: set[str] = field(default_factory=set)

    def keys(self) -> list[str]:
        return [column.key for column in self.columns]

    def has(self, key: str) -> bool:
        return any(column.key == key for column in self.columns)

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)

    def bodies(self) -> list[Body]:
        return [row for row in self.rows if isinstance(row, Body)]

    def person_rows(self) -> list[Body]:
        return [row for row in self.bodies() if row.people]

    def groups(self) -> list[list[Body]]:
        """The rows of each project, in order."""
        found: list[list[Body]] = []
        for row in self.bodies():
            if found and row.project is not None and found[-1][0].project == row.project:
                found[-1].append(row)
            elif row.project is not None:
                found.append([row])
        return found

    def unspan(self, key: str) -> None:
        self.spans = [span for span in self.spans if span[0] != key]

    def style(self) -> str:
        """How its people's headings stand: spanned, double, triple, flat, or none."""
        person = [column for column in self.columns if column.is_person]
        if not person:
            return "none"
        if any(column.shared for column in person):
            return "spanned"
        depth = max(len(column.path) for column in self.columns)
        return {1: "flat", 2: "double"}.get(depth, "triple")


@dataclass(eq=False)
class Foreign:
    """Cells that are no part of the form: statistics, another list. None of its rows is a person or a project."""

    cells: list[list[Any]]


@dataclass(eq=False)
class Page:
    """One sheet: lines, tables and foreign cells from top to bottom, and foreign cells to the right of them. `header`
    is that of the printed page, `box` a text box."""

    name: str
    items: list[Line | Table | Foreign]
    top: int = 0
    left: int = 0
    beside: Foreign | None = None
    right: list[Line | Table] = field(default_factory=list)
    hidden: bool = False
    header: str = ""
    box: str = ""

    def tables(self) -> list[Table]:
        return [item for item in (*self.items, *self.right) if isinstance(item, Table)]


@dataclass(eq=False)
class Paper:
    """One file of the submission."""

    stem: str
    pages: list[Page]
    kind: str = "xlsx"
    extension: str = ""


@dataclass
class Sketch:
    """One submission: its truth and its files. `expected` are slugs that some document of it must carry."""

    unit: str
    projects: list[dict[str, Any]]
    people: list[dict[str, Any]]
    papers: list[Paper]
    envelope: str = "folder"
    expected: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)

    def pages(self) -> Iterator[Page]:
        return (page for paper in self.papers for page in paper.pages)

    def tables(self) -> Iterator[Table]:
        return (table for page in self.pages() for table in page.tables())

    def flat_truth(self) -> list[dict[str, Any]]:
        """Every person with the fields of the project."""
        return [{**self.projects[person["project"]], **person} for person in self.people]


def blank() -> Line:
    return Line([""], merged=False, role="blank")

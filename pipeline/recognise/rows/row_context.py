"""What is known while the rows of one table are read from top to bottom, and the row that a rule is asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.model.fields import PERSON_FIELDS
from pipeline.model.statements import Fate, Link, Person, Recognition, Typed
from pipeline.recognise.rows.projects import Projects
from pipeline.recognise.sheet.cells import FieldsOfRows, read_field
from pipeline.recognise.sheet.column import Column, order_of
from pipeline.recognise.sheet.grid import filled_count
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import said_section
from pipeline.recognise.words.form import squash
from pipeline.text.addresses import address

STRONG = ("phone", "email", "experience")
"""Fields that no drop-down fills: a row without a name tells of a person only with one of them."""
FEW = 2
"""So many cells hold a caption, a total or a note, and no person."""
_PEOPLE = Fate.PEOPLE  # of an enumeration each look for a member takes time
PeoplePass = Callable[[list[Person], "BodyRow", "RowContext"], list[Person]]


class BodyRow:
    """One row below the headings. `fields`, `kinds` of their texts, and those that are the row's `own` are set before
    the first rule that is asked about cells under their headings."""

    __slots__ = ("_filled", "_table", "fields", "is_person", "is_text", "kinds", "number", "own", "texts")
    fields: dict[str, Typed]
    kinds: dict[str, str]
    own: list[str]

    def __init__(self, table: FormTable, number: int, texts: list[str]) -> None:
        self._table, self.number, self.texts = table, number, texts
        self._filled: list[tuple[int, str]] | None = None
        self.is_text = False  # goes on with the long text above it
        self.is_person: bool | None = None  # None before a rule asked

    @property
    def filled(self) -> list[tuple[int, str]]:
        """The cells of the table that hold text in this row: (column, text)."""
        if self._filled is None:
            self._filled = filled_cells(self._table, self.number)
        return self._filled


def filled_cells(table: FormTable, row: int) -> list[tuple[int, str]]:
    """The cells of the table that hold text in a row: (column, text)."""
    left = table.left
    return [(left + at, text) for at, text in enumerate(table.grid.rows[row][left : table.right + 1]) if text]


class RowContext:
    """The table, and what its rows said so far. Rules change it in place: the section, the last person, the projects,
    what is said of all people below."""

    def __init__(
        self, table: FormTable, tools: Tools, result: Recognition, people_passes: Sequence[PeoplePass] = ()
    ) -> None:
        self.table, self.tools, self.form, self.result = table, tools, tools.form, result
        self.grid, self.first, self.section = table.grid, table.bottom + 1, table.section
        self.beginnings = {
            squash(filled[0][1]) for row in range(table.top, self.first) if (filled := filled_cells(table, row))
        }
        self.projects = Projects(table, tools.cells, result.projects, tools.headings)
        self.columns = {field: table.fields[field] for field in PERSON_FIELDS if field in table.fields}
        self.cells = FieldsOfRows(self.grid, self.columns, self.first, tools.cells)
        self.order = order_of(table.columns, self.form)
        self.numbers, self.sections = table.fields.get("number", []), table.fields.get("section")
        self.extras = [column for column in table.columns if column.kind in ("", "extra") and column.heading]
        self.text_columns = {column.index for column in self.columns.get("experience", [])}
        self.extra_columns = {column.index for column in table.columns if column.kind == "extra"}
        self.under: FormTable | None = None  # the headings of projects further up, under which a list of people stands
        self.path = self.file = ""  # of the file, with its folders; its name
        self.doubtful: list[tuple[Column, Column | None]] = []  # columns of people, and what was set aside for each
        self.last: Person | None = None
        self.above: dict[str, Typed] = {}  # the last person's row as it stands, for ditto marks
        self.link_number = ""  # by which rows of an attached list name their project
        self.example = -2  # the last row that is marked as one
        self.common: dict[str, Typed] = {}  # what is said once of all people below
        self.is_section_told, self.is_by_columns = table.is_told, table.is_by_columns
        self.assumed = Typed("", address(max(table.top, 0), table.left)) if table.is_assumed else None
        self.beside: list[Column] | None = None  # columns where remarks stand; None before the first person
        self.taking_back: list[Column] = []  # those for something else in which a remark takes somebody back
        self.said_over: tuple[tuple[str, str, str], ...] = ()  # of all people: slug, text and where it stands
        self.said_beside: dict[int, str] = {}  # the last text in each, for ditto marks
        self.hidden_rows, self.hidden_told = table.grid.sheet.hidden_rows, False
        self._people_passes = people_passes

    def go_on_from(self, above: RowContext) -> None:
        """Take over where the table above ended, if this one goes on with it after a page break; its projects, if this
        one stands beside it and borrows them."""
        if self.table.continues:
            self.section, self.last, self.above = above.section, above.last, above.above
            self.is_section_told, self.is_by_columns = above.is_section_told, above.is_by_columns
            self.assumed = above.assumed
            self.link_number = above.link_number
            self.projects.go_on_from(above.projects)
        elif self.table.borrows:
            self.projects.are_those_of(above.projects)

    def section_at(self, row: int) -> str:
        """The section of a row: that of its column (外派情况), else that of the row above, else the table's."""
        if self.sections:
            typed = read_field(self.grid, row, self.sections, self.first)
            if told := said_section(typed.text, self.form):
                self.is_told(told)
            elif not self.tools.cells.kind(typed.text):
                self.assumed = typed
        return self.section

    def is_told(self, section: str) -> None:
        """A cell of the row, or a line between the rows, names the section of it and those below."""
        self.section, self.assumed = section, None
        self.is_section_told, self.is_by_columns = True, False

    def has_number(self, row: int) -> bool:
        """Whether the row has a number of its own."""
        return any(self.grid.text(row, column.index) for column in self.numbers)

    def is_below_text(self, row: int) -> bool:
        """Whether the row right above holds something."""
        return filled_count(self.grid.rows[row - 1]) > 0

    def add_person(self, row: BodyRow, project: int | None) -> Fate:
        """Take the people of a row, whose section is the current one, into the recognition."""
        number = row.number
        person = Person(
            self.grid.sheet.name,
            number + 1,
            self.section,
            row.fields,
            project,
            self._link(number, project) if self.table.is_list else None,
            self._extra(number) if self.extras else {},
        )
        people = [person]
        for each in self._people_passes:
            people = each(people, row, self)
        self.result.people.extend(people)
        self.last, self.above = people[-1], row.fields
        return _PEOPLE

    def _link(self, row: int, project: int | None) -> Link:
        """How a row of an attached list names its project."""
        if self.projects.links_by_number:
            self.link_number = self.projects.number_of(row) or self.link_number
        fields = self.result.projects[project].fields if project is not None else {}
        name, company = (fields[field].text if field in fields else "" for field in ("project_name", "company"))
        return Link(self.link_number, name, company, section=self.section if self.is_section_told else "")

    def _extra(self, row: int) -> dict[str, str]:
        """The row's texts in columns that the form does not know."""
        line, told = self.grid.rows[row], dict[str, str]()
        for column in self.extras:
            if column.index < len(line) and (text := line[column.index]):
                before = told.get(column.heading)
                told[column.heading] = f"{before}\n{text}" if before else text  # 备注 may be the heading of two columns
        return told

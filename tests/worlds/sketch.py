"""A document before it is written: tables of columns and rows, sheets, books, and the grid that a table becomes.

A row knows its person, so that a habit can change what stands in its cells and, where needed, what must come of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tests.worlds.truth import Person, Project

PEOPLE_KEYS = ("name", "phone", "domain", "location", "level", "experience")
PROJECT_KEYS = (
    *(
        "seq",
        "company",
        "company_name",
        "contact",
        "contact_phone",
        "project",
        "country",
        "planned_project",
        "planned_country",
    ),
    *("type", "status", "chinese", "foreign", "qualified"),
)


@dataclass
class Cell:
    """Text as the clerk typed it; how it looks where looks say something."""

    text: str
    struck: bool = False
    grey: bool = False
    bold: bool = False
    fill: str = ""
    runs: list[tuple[str, bool]] = field(default_factory=list)  # (text, struck) where only a part is struck through
    formula: bool = False  # a formula whose last result is the text
    number: bool = False  # kept as a number by the program that wrote it
    day: bool = False  # kept as a day; the text is ISO
    numbered: bool = False  # a paragraph that Word numbers by itself


@dataclass
class Column:
    key: str
    heading: str


@dataclass
class Row:
    """`cells` by the key of their column. `project` is the line of attachment 3 that the row belongs to."""

    cells: dict[str, Cell]
    person: Person | None = None
    project: Project | None = None
    hidden: bool = False
    heading: bool = False  # the headings once more, whatever columns are added later
    band: bool = False  # its first cell goes across the table, whatever columns were moved or filled in later


@dataclass
class Table:
    """`head`: single, printed (the six people's columns under one cell) or grouped (with sub-headings).

    `fill`: how project columns continue below their first row: merge, blank, repeat or ditto.
    """

    columns: list[Column]
    rows: list[Row]
    section: str = ""
    caption: str = ""
    head: str = "single"
    fill: str = "merge"
    lines_above: list[list[str]] = field(default_factory=list)  # between caption and heading
    lines_below: list[list[str]] = field(default_factory=list)
    group_heading: str = "拟互认人员信息"
    bare: bool = False  # without headings
    bands_above: tuple[str, str] | None = None  # over the people's headings, over the others
    merge_runs: set[str] = field(default_factory=set)  # further columns merged downwards over their blanks
    bands: list[str] = field(default_factory=list)  # over the headings, one for each column

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)

    def drop(self, *keys: str) -> None:
        self.columns = [column for column in self.columns if column.key not in keys]

    def part(self, rows: list[Row], without: str) -> Table:
        """These rows in a table of their own, without one column; it shares no column that a habit changes later."""
        columns = [replace(column) for column in self.columns if column.key != without]
        return replace(self, columns=columns, rows=rows, head="single", fill="repeat")

    def insert_after(self, key: str, column: Column) -> None:
        at = next((at for at, known in enumerate(self.columns) if known.key == key), len(self.columns) - 1)
        self.columns.insert(at + 1, column)


@dataclass
class Grid:
    """Cells by (row, column) from 0, merged ranges (top, left, bottom, right), and hidden rows."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, cell: Cell | str) -> None:
        made = cell if isinstance(cell, Cell) else Cell(cell)
        if made.text or made.numbered:
            self.cells[row, column] = made

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range, unless a part of it is merged already: no program allows that."""
        is_free = all(
            other[2] < top or bottom < other[0] or other[3] < left or right < other[1] for other in self.merges
        )
        if (top, left) != (bottom, right) and is_free:
            self.merges.append((top, left, bottom, right))

    def spans(self) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
        """Where merged ranges begin, with how many rows and columns they span; and the cells that they cover."""
        starts = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in self.merges}
        covered = {
            (top + row, left + column)
            for (top, left), (rows, columns) in starts.items()
            for row in range(rows)
            for column in range(columns)
            if (row, column) != (0, 0)
        }
        return starts, covered

    @property
    def height(self) -> int:
        return 1 + max([row for row, _ in self.cells] + [bottom for _, _, bottom, _ in self.merges], default=-1)

    @property
    def width(self) -> int:
        return 1 + max([column for _, column in self.cells] + [right for _, _, _, right in self.merges], default=-1)


@dataclass
class Sheet:
    """Tables below one another; `grid` replaces them where a layout is no table."""

    name: str
    top: list[list[str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    bottom: list[list[str]] = field(default_factory=list)
    grid: Grid | None = None
    left: int = 0  # empty columns at the left
    gap: int = 1  # empty rows between the tables
    hidden: bool = False
    header: str = ""
    footer: str = ""
    boxes: list[str] = field(default_factory=list)  # text boxes

    def drop_unit(self) -> None:
        """Take out the line that names the unit."""
        self.top = [line for line in self.top if not line[0].startswith("推荐单位")]


@dataclass
class Book:
    """One file. `kind` is the writer's name, `name` the file's stem."""

    name: str
    kind: str
    sheets: list[Sheet]
    paragraphs: list[str] = field(default_factory=list)  # of a Word document or the body of a mail, before the tables
    closing: list[str] = field(default_factory=list)  # after them


def draw(sheet: Sheet) -> Grid:
    """The grid of a sheet."""
    if sheet.grid is not None:
        return sheet.grid
    grid = Grid()
    width = max((len(table.columns) for table in sheet.tables), default=1)
    at = 0
    for line in sheet.top:
        at = _line(grid, at, sheet.left, line, width)
    for number, table in enumerate(sheet.tables):
        at = lay(grid, table, at + (sheet.gap if number else 0), sheet.left)
    for line in sheet.bottom:
        at = _line(grid, at, sheet.left, line, width)
    return grid


def _line(grid: Grid, at: int, left: int, line: list[str], width: int) -> int:
    for column, text in enumerate(line):
        grid.put(at, left + column, text)
    if len(line) == 1 and line[0] and width > 1:
        grid.merge(at, left, at, left + width - 1)
    return at + 1


def lay(grid: Grid, table: Table, top: int, left: int) -> int:
    """Put a table on a grid; the first row below it."""
    width, at = len(table.columns), top
    if table.caption:
        at = _line(grid, at, left, [table.caption], width)
    for line in table.lines_above:
        at = _line(grid, at, left, line, 1)
    at = _headings(grid, table, at, left)
    first = at
    for row in table.rows:
        if row.band:
            grid.put(at, left, next(iter(row.cells.values())))
            grid.merge(at, left, at, left + width - 1)
        else:
            _row(grid, table, row, at, left)
        if row.hidden:
            grid.hidden_rows.add(at)
        at += 1
    _fill(grid, table, first, left)
    _merge_runs(grid, table, first, left)
    for line in table.lines_below:
        at = _line(grid, at, left, line, 1)
    return at


def _row(grid: Grid, table: Table, row: Row, at: int, left: int) -> None:
    for column, heading in enumerate(table.columns):
        cell = Cell(heading.heading) if row.heading else row.cells.get(heading.key)
        if cell is not None:
            grid.put(at, left + column, cell)


def _headings(grid: Grid, table: Table, at: int, left: int) -> int:
    if table.bare:
        return at
    if table.bands_above:
        about, other = table.bands_above
        bands = [about if column.key in (*PEOPLE_KEYS, "email", "specialty") else other for column in table.columns]
        at = _bands(grid, bands, at, left)
    at = _bands(grid, table.bands, at, left) if table.bands else at
    people = [column for column, heading in enumerate(table.columns) if heading.key in PEOPLE_KEYS]
    together = bool(people) and people == list(range(people[0], people[0] + len(people))) and len(people) > 1
    head = table.head if together else "single"
    for column, heading in enumerate(table.columns):
        if head == "single" or column not in people:
            grid.put(at, left + column, Cell(heading.heading, bold=True))
            if head == "grouped":
                grid.merge(at, left + column, at + 1, left + column)
        elif head == "grouped":
            grid.put(at + 1, left + column, Cell(heading.heading, bold=True))
    if head != "single":
        grid.put(at, left + people[0], Cell(table.group_heading, bold=True))
        grid.merge(at, left + people[0], at, left + people[-1])
    return at + (2 if head == "grouped" else 1)


def _bands(grid: Grid, bands: list[str], at: int, left: int) -> int:
    """A row of words over the headings, each merged over its neighbours that say the same."""
    start = 0
    for column in range(1, len(bands) + 1):
        if column == len(bands) or bands[column] != bands[start]:
            grid.put(at, left + start, Cell(bands[start], bold=True))
            grid.merge(at, left + start, at, left + column - 1)
            start = column
    return at + 1


def _fill(grid: Grid, table: Table, first: int, left: int) -> None:
    """Project columns below the first row of each project: merged, blank, repeated or 同上."""
    runs: list[tuple[int, int]] = []
    for at, row in enumerate(table.rows):
        if at and row.project is not None and row.project is table.rows[at - 1].project:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    for column, heading in enumerate(table.columns):
        if heading.key not in PROJECT_KEYS or table.fill == "repeat":
            continue
        for start, end in runs:
            for at in range(start + 1, end + 1):
                _continue(grid, table, heading.key, (first + at, left + column))
            if table.fill == "merge" and end > start:
                grid.merge(first + start, left + column, first + end, left + column)


def _continue(grid: Grid, table: Table, key: str, place: tuple[int, int]) -> None:
    if place not in grid.cells:
        return
    if table.fill == "ditto":
        grid.cells[place] = Cell("同上")
    else:
        del grid.cells[place]


def _merge_runs(grid: Grid, table: Table, first: int, left: int) -> None:
    for column, heading in enumerate(table.columns):
        if heading.key not in table.merge_runs:
            continue
        start = 0
        for at in range(1, len(table.rows) + 1):
            is_end = at == len(table.rows) or table.rows[at].band or table.rows[at - 1].band
            if is_end or (first + at, left + column) in grid.cells:
                grid.merge(first + start, left + column, first + at - 1, left + column)
                start = at

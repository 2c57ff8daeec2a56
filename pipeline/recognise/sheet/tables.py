"""Tables of a sheet: where their headings stand, which column is which field, how far they reach."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.model.fields import PERSON_FIELDS, PROJECT_FIELDS
from pipeline.model.statements import Typed
from pipeline.recognise.sheet.column import Column, Fields, by_field, resolve
from pipeline.recognise.sheet.column_headings import read_columns, side_by_side
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.heading_rows import begins_something_else, heading_block, is_heading, title_over
from pipeline.recognise.sheet.labels_above import COMPANY_FIELDS, labels_above
from pipeline.recognise.words.form import Form
from pipeline.recognise.words.headings import Headings
from schemas.named import NamedTuple

_FEWEST_OF_ITS_OWN = 2
_OF_A_POSTING = {"company", "project_name", "project_country", "phone"}
"""Beside a name, and the company's contact or what only this form asks for, they make a table of it, also where domain
and level stand over its people or on another list."""


class Named(NamedTuple):
    """What was made of a table's columns that stand under one common heading, while these and its rows are the same."""

    columns: list[Column]
    end: int
    result: list[Column]


@dataclass(slots=True)
class FormTable:
    """One table. Rows are zero-based: heading rows are top..bottom, body rows bottom+1..end-1; `columns` go from left
    to right."""

    grid: Grid
    top: int
    bottom: int
    left: int
    columns: list[Column]
    begins: int = 0  # the first row that belongs to it: what stands over the heading about all rows
    end: int = 0
    section: str = ""
    is_told: bool = False  # its caption, its headings, or the name of the sheet or file tell its section
    is_by_columns: bool = False  # nothing but what it asks for tells its section
    is_assumed: bool = False  # nothing tells its section
    caption: str = ""
    title: str = ""  # what stands over the heading
    after: FormTable | None = None  # the table that it goes on with, or borrows from
    continues: bool = False  # the heading of the table above again, at a page break
    below: bool = False  # another table follows under it
    borrows: bool = False  # its projects stand in columns of the table left of it
    is_rest: bool = False  # it completes people of another list
    is_list: bool = False  # people who name a project that stands elsewhere (此列可另附表)
    fields_above: dict[str, Typed] = field(default_factory=dict)  # the project's fields that stand over the heading
    fields: Fields = field(init=False)
    named: Named | None = None

    def __post_init__(self) -> None:
        self.fields = by_field(self.columns)

    def settle(self, columns: list[Column]) -> None:
        """Take other columns, and find them by their fields."""
        self.columns, self.fields = columns, by_field(columns)

    @property
    def right(self) -> int:
        """Its last column."""
        return self.columns[-1].index

    def holds(self, sheet: str, row: int) -> bool:
        """Whether a row of that sheet, as Excel numbers it, is one of the body."""
        return sheet == self.grid.sheet.name and self.bottom < row - 1 < self.end

    @property
    def is_headless(self) -> bool:
        """Whether it goes on with the table of the sheet before, under that one's headings."""
        return self.bottom < 0


class Found(NamedTuple):
    """The tables of the form in a sheet, and those under headings of the form that are too few to be one."""

    ours: list[FormTable]
    others: list[FormTable]


def find_tables(grid: Grid, headings: Headings) -> Found:
    """Every table of the sheet, from top to bottom, side by side from left to right; the ends of ours are set."""
    tables, breaks = _headed(grid, headings)
    found = Found([], [])
    for table in tables:
        (found.ours if _is_ours(table, headings.form) else found.others).append(table)
    breaks += [title_over(grid, table.top) for table in found.others]
    set_reach(grid, found.ours, breaks, headings)
    return found


def set_reach(grid: Grid, ours: list[FormTable], breaks: list[int], headings: Headings) -> None:
    """Set, in place, where the tables of a sheet begin and end, and what stands over their headings about all rows.
    `breaks` are the rows where something else begins."""
    shared: dict[str, Typed] = {}  # a company that stands once over all of them
    for table in ours:
        floor = max((other.bottom + 1 for other in ours if other.bottom < table.top), default=0)
        table.begins, table.fields_above = labels_above(grid, table.top, floor, headings)
        asks_for_projects = "project_name" in table.fields and "company" not in table.fields
        if (table.fields_above or asks_for_projects) and "company" not in table.fields_above:
            table.fields_above = {**shared, **table.fields_above}
        shared = {name: table.fields_above[name] for name in COMPANY_FIELDS if name in table.fields_above}
    for table in ours:
        nexts = [other.begins for other in ours if other.left <= table.right and table.left <= other.right]
        table.end = min((row for row in [*nexts, *breaks] if row > table.bottom), default=len(grid.rows))
        table.below = table.end in nexts


def _headed(grid: Grid, headings: Headings) -> tuple[list[FormTable], list[int]]:
    """Whatever stands under headings, ours or not, and the rows where something without known fields begins."""
    tables: list[FormTable] = []
    breaks: list[int] = []
    known: dict[str, list[Column]] = {}
    row = free = 0
    while row < len(grid.rows):
        if is_heading(grid, row, headings):
            beside = _tables_beside(grid, row, headings, free, known)
            _lend_projects(beside)
            tables += beside
            row = max(table.bottom for table in beside)
            free = row + 1
        elif tables and begins_something_else(grid, row, headings):
            breaks.append(title_over(grid, row))
        row += 1
    return tables, breaks


def _tables_beside(
    grid: Grid, row: int, headings: Headings, free: int, known: dict[str, list[Column]]
) -> list[FormTable]:
    """The tables whose headings stand in this row. Where something else stands beside one, its headings are
    looked for anew in its own columns: they may have more rows than those beside it, or fewer."""
    top, named, bottom = heading_block(grid, row, headings, free)
    words = "\0".join(map("\0".join, grid.rows[top : bottom + 1]))
    columns = _as_before(read_columns(grid, top, named, headings), words, known)
    parts = list(side_by_side(columns, headings.form))
    if len(parts) == 1 and not any(column.kind for column in columns[parts[0][-1].index + 1 :]):
        return [_table(grid, top, bottom, parts[0], headings.form)]
    tables = []
    for part in parts:
        beside = (column.index for column in columns if column.kind and column.index > part[-1].index)
        view = grid.between(part[0].index, next(beside, grid.width) - 1)
        top, named, bottom = heading_block(view, row, headings, free)
        own = next(side_by_side(read_columns(view, top, named, headings), headings.form))
        tables.append(_table(grid, top, bottom, own if len(own) >= len(part) else part, headings.form))
    return tables


def _as_before(columns: list[Column], words: str, known: dict[str, list[Column]]) -> list[Column]:
    """The columns of the same headings further up, where those told of more: at a page break the merged range over
    the people is easily lost, and few rows below it fill all columns."""
    before = known.setdefault(words, columns)
    told, told_before = (sum(bool(column.kind) for column in some) for some in (columns, before))
    return [replace(column) for column in before] if told_before > told else columns


def _table(grid: Grid, top: int, bottom: int, columns: list[Column], form: Form) -> FormTable:
    resolve(columns, form)
    return FormTable(grid, top, bottom, columns[0].index, columns)


def _lend_projects(tables: list[FormTable]) -> None:
    """Two people in one row, the columns from 姓名 on repeated right behind the first person's: give the further tables
    the project columns of the first."""
    lent = [column for table in tables[:1] for column in table.columns if column.field in PROJECT_FIELDS]
    for before, table in pairwise(tables):
        is_next = table.left == before.right + 1 and table.columns[0].field == "name" and "name" in before.fields
        if not is_next or set(PROJECT_FIELDS) & set(table.fields):
            return
        table.settle([*lent, *table.columns])
        table.borrows, table.after = bool(lent), before


def _is_ours(table: FormTable, form: Form) -> bool:
    """Enough of the form's columns: people with at least domain, level or text; or projects with what only this form
    asks for."""
    fields = set(table.fields)
    if any(
        column.kind == "unlabelled" and (column.order or len(fields & set(PROJECT_FIELDS)) >= 2)
        for column in table.columns
    ):
        return True
    only_here = len(fields & frozenset[str]().union(*form.section_columns.values()))
    is_posting = fields >= _OF_A_POSTING and ("company_contact" in fields or only_here >= _FEWEST_OF_ITS_OWN)
    if "name" in fields and (len(fields & form.telling) >= form.fewest_telling or is_posting):
        return True
    told = len(fields & {"domain", "specialty"}) > 0
    tells = told + ("level" in fields) + ("experience" in fields)
    all_told = tells + ("location" in fields) + bool(fields & {"phone", "email"})
    if "name" in fields:
        return tells >= 1 and all_told >= 2 and _asks_for_more(table)
    people = len(fields & set(PERSON_FIELDS))
    projects = len(fields & set(PROJECT_FIELDS))
    return (
        people >= 4
        or (projects >= 4 and only_here >= 2)
        or ("project_name" in fields and "project_country" in fields and projects >= 3)
    )


def _asks_for_more(table: FormTable) -> bool:
    """What a roster of staff does not hold: a level, 领域 by its own word, or a text beside a place or project."""
    told = {column.field for column in table.columns if not any(column.either)}
    beside = {"location", "project_name"} & set(table.fields)
    return bool(told & {"level", "domain"}) or ("experience" in table.fields and bool(beside))

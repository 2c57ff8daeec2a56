"""Tables of a sheet: where their headings stand, which column is which field, how far they reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.model import PERSON_FIELDS, PROJECT_FIELDS, Typed
from pipeline.recognise.blocks import begins_something_else, heading_block, is_heading, title_over
from pipeline.recognise.columns import Column, resolve
from pipeline.recognise.form import Form
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Headings
from pipeline.recognise.layout import read_columns, side_by_side
from pipeline.recognise.over import COMPANY_FIELDS, over


@dataclass(slots=True)
class Table:
    """One table. Rows are zero-based: heading rows are top..bottom, body rows bottom+1..end-1; `columns` go from left
    to right."""

    grid: Grid
    top: int
    bottom: int
    left: int
    right: int
    columns: list[Column]
    begins: int = 0  # the first row that belongs to it: what stands over the heading about all rows
    end: int = 0
    section: str = ""
    caption: str = ""
    title: str = ""  # what stands over the heading
    continues: bool = False  # the heading of the table above again, at a page break
    below: bool = False  # another table follows under it
    borrows: bool = False  # its projects stand in columns of the table left of it
    is_list: bool = False  # people who name a project that stands elsewhere (此列可另附表)
    over: dict[str, Typed] = field(default_factory=dict)  # the project's fields that stand over the heading
    fields: dict[str, list[Column]] = field(default_factory=dict)

    @property
    def is_headless(self) -> bool:
        """Whether it goes on with the table of the sheet before, under that one's headings."""
        return self.bottom < 0

    def index(self) -> None:
        """Columns by field, after the columns are settled."""
        self.fields = {}
        for column in self.columns:
            if column.field:
                self.fields.setdefault(column.field, []).append(column)


def find_tables(grid: Grid, headings: Headings) -> list[Table]:
    """Every table of the form in the sheet, from top to bottom, side by side from left to right; ends are set."""
    tables, breaks = _headed(grid, headings)
    ours = [table for table in tables if _is_ours(table, headings.form)]
    breaks += [title_over(grid, table.top) for table in tables if not any(table is known for known in ours)]
    shared: dict[str, Typed] = {}  # a company that stands once over all of them
    for table in ours:
        floor = max((other.bottom + 1 for other in ours if other.bottom < table.top), default=0)
        table.begins, table.over = over(grid, table.top, floor, headings)
        if table.over and "company" not in table.over:
            table.over = {**shared, **table.over}
        shared = {name: table.over[name] for name in COMPANY_FIELDS if name in table.over}
    for table in ours:
        nexts = [other.begins for other in ours if other.left <= table.right and table.left <= other.right]
        table.end = min((row for row in [*nexts, *breaks] if row > table.bottom), default=len(grid.rows))
        table.below = table.end in nexts
    return ours


def _headed(grid: Grid, headings: Headings) -> tuple[list[Table], list[int]]:
    """Whatever stands under headings, ours or not, and the rows where something without known fields begins."""
    tables: list[Table] = []
    breaks: list[int] = []
    row = free = 0
    while row < len(grid.rows):
        if is_heading(grid, row, headings):
            top, named, bottom = heading_block(grid, row, headings, free)
            columns = read_columns(grid, top, named, headings)
            abreast = [_table(grid, top, bottom, part) for part in side_by_side(columns, headings.form)]
            _lend_projects(abreast)
            tables += abreast
            row, free = bottom, bottom + 1
        elif tables and begins_something_else(grid, row, headings):
            breaks.append(title_over(grid, row))
        row += 1
    return tables, breaks


def _table(grid: Grid, top: int, bottom: int, columns: list[Column]) -> Table:
    resolve(columns)
    table = Table(grid, top, bottom, columns[0].index, columns[-1].index, columns)
    table.index()
    return table


def _lend_projects(abreast: list[Table]) -> None:
    """姓名 … again right behind the first person's columns: the project of the row is that of both people. In place."""
    lent = [column for table in abreast[:1] for column in table.columns if column.field in PROJECT_FIELDS]
    for before, table in pairwise(abreast):
        is_next = table.left == before.right + 1 and table.columns[0].field == "name" and "name" in before.fields
        if not is_next or set(PROJECT_FIELDS) & set(table.fields):
            return
        table.columns = [*lent, *table.columns]
        table.borrows = bool(lent)
        table.index()


def _is_ours(table: Table, form: Form) -> bool:
    """Enough of the form's columns: people with at least domain, level or text; or projects with what only this form
    asks for."""
    fields = set(table.fields)
    if any(
        column.kind == "unlabelled" and (column.order or len(fields & set(PROJECT_FIELDS)) >= 2)
        for column in table.columns
    ):
        return True
    told = len(fields & {"domain", "specialty"}) > 0
    tells = told + ("level" in fields) + ("experience" in fields)
    all_told = tells + ("location" in fields) + bool(fields & {"phone", "email"})
    if "name" in fields:
        return tells >= 1 and all_told >= 2 and _asks_for_more(table)
    people = len(fields & set(PERSON_FIELDS))
    projects = len(fields & set(PROJECT_FIELDS))
    only_here = len(fields & form.section_columns["dispatched"])
    return (
        people >= 4
        or (projects >= 4 and only_here >= 2)
        or ("project_name" in fields and "project_country" in fields and projects >= 3)
    )


def _asks_for_more(table: Table) -> bool:
    """What a roster of staff does not hold: a level, 领域 by its own word, or a text beside a place or project."""
    told = {column.field for column in table.columns if not any(column.either)}
    beside = {"location", "project_name"} & set(table.fields)
    return bool(told & {"level", "domain"}) or ("experience" in table.fields and bool(beside))

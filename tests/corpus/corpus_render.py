"""From a sketch to grids: cells, merges and hidden parts of each sheet, and where every person and every row stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from corpus_sketch import Body, Column, Foreign, Line, Page, Table


@dataclass
class Grid:
    """One sheet ready to be written, counted from zero.

    `places` maps a person to its first row, `fates` a row to what it may be; `must` are rows that need a fate.
    """

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    places: dict[int, int] = field(default_factory=dict)
    fates: dict[int, tuple[str, ...]] = field(default_factory=dict)
    must: set[int] = field(default_factory=set)
    foreign: set[int] = field(default_factory=set)
    side_by_side: bool = False
    header: str = ""
    box: str = ""

    def put(self, row: int, column: int, value: Any) -> None:
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = value

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        if (first_row, first_column) != (last_row, last_column):
            self.merges.append((first_row, first_column, last_row, last_column))


def starts(table: Table, left: int) -> dict[int, int]:
    """The grid column where each column of the table begins, by its index."""
    found, at = {}, left
    for index, column in enumerate(table.columns):
        found[index] = at
        at += column.width
    return found


def width(table: Table) -> int:
    return sum(column.width for column in table.columns)


def reach(item: Line | Table | Foreign) -> int:
    """How many columns an item takes."""
    if isinstance(item, Table):
        return width(item)
    return len(item.cells) if isinstance(item, Line) else max(map(len, item.cells), default=1)


def render(page: Page) -> Grid:
    grid, at = Grid(page.name, hidden=page.hidden, header=page.header, box=page.box), page.top
    across = max((reach(item) for item in page.items), default=1)
    for item in page.items:
        if isinstance(item, Table):
            at = draw_table(grid, item, at, page.left)
        elif isinstance(item, Line):
            draw_line(grid, item, at, page.left, across)
            at += 1
        else:
            at = draw_foreign(grid, item, at, page.left)
    if page.right:
        draw_right(grid, page, across)
    if page.beside:
        draw_beside(grid, page.beside, page.top, page.left + across + 1)
    return grid


def draw_right(grid: Grid, page: Page, across: int) -> None:
    """What stands to the right begins with the caption of the first table, beside it."""
    top = next((i for i, item in enumerate(page.items) if isinstance(item, Line) and item.role == "caption"), 0)
    other, at = Grid(page.name), page.top + top
    for item in page.right:
        if isinstance(item, Table):
            at = draw_table(other, item, at, page.left + across + 1)
        else:
            draw_line(other, item, at, page.left + across + 1, 1)
            at += 1
    for row, cells in enumerate(other.rows):
        for column, value in enumerate(cells):
            if value != "":
                grid.put(row, column, value)
    grid.merges += other.merges
    grid.places |= other.places
    grid.hidden_rows |= other.hidden_rows
    grid.hidden_columns |= other.hidden_columns
    for row, fates in other.fates.items():
        grid.fates[row] = tuple({*grid.fates.get(row, ()), *fates})
    grid.must |= other.must
    grid.side_by_side = True


def draw_line(grid: Grid, line: Line, at: int, left: int, across: int) -> None:
    for offset, value in enumerate(line.cells):
        grid.put(at, left + offset, value)
    if line.merged and len(line.cells) == 1 and across > 1:
        grid.merge(at, left, at, left + across - 1)
    if any(str(value).strip() for value in line.cells):
        grid.fates[at] = line.fates
    for person in line.people:
        grid.places.setdefault(person, at)
    if line.hidden:
        grid.hidden_rows.add(at)


def draw_foreign(grid: Grid, foreign: Foreign, at: int, left: int) -> int:
    for row, cells in enumerate(foreign.cells):
        grid.foreign.add(at + row)
        for offset, value in enumerate(cells):
            grid.put(at + row, left + offset, value)
    return at + len(foreign.cells)


def draw_beside(grid: Grid, foreign: Foreign, top: int, left: int) -> None:
    for row, cells in enumerate(foreign.cells):
        for offset, value in enumerate(cells):
            grid.put(top + row, left + offset, value)


def draw_table(grid: Grid, table: Table, at: int, left: int) -> int:
    begins = starts(table, left)
    body_at = at if table.headless else draw_head(grid, table, at, begins)
    where: dict[int, int] = {}
    for row in table.rows:
        where[id(row)] = body_at
        if isinstance(row, Line):
            draw_line(grid, row, body_at, left, width(table))
        else:
            draw_body(grid, table, row, body_at, begins)
        body_at += 1
    for key, first, last in table.spans:
        draw_span(grid, table, key, where[id(first)], where[id(last)], begins)
    grid.hidden_columns |= {begins[i] for i, column in enumerate(table.columns) if column.key in table.hidden_keys}
    return body_at


def draw_head(grid: Grid, table: Table, at: int, begins: dict[int, int]) -> int:
    depth = max(len(column.path) for column in table.columns)
    for index, column in enumerate(table.columns):
        for level, text in enumerate(column.path):
            if not joined(table, index, level):
                grid.put(at + level, begins[index], text)
                merge_head(grid, table, index, level, at, depth, begins)
    for level in range(depth):
        grid.fates[at + level] = ("heading",)
    return at + depth


def joined(table: Table, index: int, level: int) -> bool:
    """Whether this heading cell is swallowed by the one to its left."""
    return index > 0 and alike(table.columns[index - 1], table.columns[index], level)


def alike(one: Column, other: Column, level: int) -> bool:
    inner = level < min(len(one.path), len(other.path)) - 1
    return one.path[: level + 1] == other.path[: level + 1] and (inner or (one.shared and other.shared))


def merge_head(grid: Grid, table: Table, index: int, level: int, at: int, depth: int, begins: dict[int, int]) -> None:
    last = index
    while last + 1 < len(table.columns) and joined(table, last + 1, level):
        last += 1
    bottom = at + (depth - 1 if level == len(table.columns[index].path) - 1 else level)
    if table.head_merged:
        grid.merge(at + level, begins[index], bottom, begins[last] + table.columns[last].width - 1)


def draw_body(grid: Grid, table: Table, row: Body, at: int, begins: dict[int, int]) -> None:
    swallowed = {(key, id(inner)) for key, first, last in table.spans for inner in below(table, first, last)}
    filled = False
    for index, column in enumerate(table.columns):
        value = row.cells.get(column.key, "")
        if (column.key, id(row)) in swallowed:
            value = ""
        elif column.width > 1 and not any(column.key == key and row is first for key, first, _ in table.spans):
            grid.merge(at, begins[index], at, begins[index] + column.width - 1)
        grid.put(at, begins[index], value)
        filled = filled or bool(str(value).strip())
    if filled:
        grid.fates[at] = row.allowed
        grid.must.add(at)
    for person in row.people:
        grid.places.setdefault(person, at)
    if row.hidden:
        grid.hidden_rows.add(at)


def below(table: Table, first: Body, last: Body) -> list[Body | Line]:
    """The rows under the first one of a span."""
    begin, end = table.rows.index(first), table.rows.index(last)
    return table.rows[begin + 1 : end + 1]


def draw_span(grid: Grid, table: Table, key: str, first: int, last: int, begins: dict[int, int]) -> None:
    index = table.keys().index(key)
    grid.merge(first, begins[index], last, begins[index] + table.columns[index].width - 1)

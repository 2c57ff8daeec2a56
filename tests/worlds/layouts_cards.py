"""Layouts in which a person is no row: cards, one sheet or file for each, columns instead of rows, paragraphs."""

from __future__ import annotations

from tests.worlds.layouts import LABELS, TITLE, layout, top_of
from tests.worlds.sketch import Book, Cell, Grid, Row, Sheet, Table, draw
from tests.worlds.tables import CAPTIONS
from tests.worlds.world import World


@layout
def cards(world: World) -> list[Sheet]:
    """A card of labels and values for each person, one below the other."""
    grid, at = Grid(), 0
    for line in top_of(world):
        grid.put(at, 0, line[0])
        grid.merge(at, 0, at, 3)
        at += 1
    for table in world.tables:
        for row in table.rows:
            at = card(world, grid, table, row, at + 1)
    return [Sheet("推荐表", grid=grid)]


def card_fields(table: Table, row: Row) -> list[tuple[str, str]]:
    """Label and value for each field of a person that says something, the section among them."""
    section = {"dispatched": "已外派", "planned": "计划外派"}[row.project.section if row.project else "dispatched"]
    people = ("name", "phone", "email", "domain", "level", "location", "company_name", "contact", "contact_phone")
    project = ("project", "country", "type", "status", "chinese", "foreign", "qualified")
    planned = ("planned_project", "planned_country")
    keys = (*people, *(planned if section == "计划外派" else project), "experience")
    filled = [(LABELS[key], row.cells[key].text) for key in keys if key in row.cells and row.cells[key].text]
    return [filled[0], (LABELS["section"], section), *filled[1:]]


def card(world: World, grid: Grid, table: Table, row: Row, top: int) -> int:
    """Two pairs to a line, the experience over the whole width."""
    at, column = top, 0
    for label, value in card_fields(table, row):
        wide = label == LABELS["experience"]
        if wide and column:
            at, column = at + 1, 0
        grid.put(at, column, Cell(label, bold=True))
        grid.put(at, column + 1, value)
        if wide:
            grid.merge(at, 1, at, 3)
        column += 2
        if column > 2 or wide:
            at, column = at + 1, 0
    return at + (1 if column else 0)


@layout
def card_sheets(world: World) -> list[Sheet]:
    """A card for each person, each in a sheet that is called after them."""
    sheets = []
    for table in world.tables:
        for number, row in enumerate(table.rows, 1):
            grid = Grid()
            for at, line in enumerate(top_of(world)):
                grid.put(at, 0, line[0])
                grid.merge(at, 0, at, 3)
            card(world, grid, table, row, grid.height)
            name = row.person.name if row.person is not None else str(number)
            sheets.append(Sheet(f"{len(sheets) + 1}{name}"[:30], grid=grid))
    return sheets


@layout
def transposed(world: World) -> list[Sheet]:
    """Labels down the left side, a column for each person."""
    grid = Grid()
    for at, line in enumerate(top_of(world)):
        grid.put(at, 0, line[0])
    for table in world.tables:
        top = grid.height + 1
        grid.put(top, 0, table.caption)
        for at, column in enumerate(table.columns, top + 1):
            grid.put(at, 0, Cell(column.heading, bold=True))
            for person, row in enumerate(table.rows, 1):
                grid.put(at, person, row.cells.get(column.key, Cell("")))
    return [Sheet("推荐表", grid=grid)]


@layout
def side_by_side(world: World) -> list[Sheet]:
    """The two tables beside each other, an empty column between them."""
    grid = Grid()
    for at, line in enumerate(top_of(world)):
        grid.put(at, 0, line[0])
    top, left = grid.height, 0
    for table in world.tables:
        part = draw(Sheet("", tables=[table]))
        for (row, column), cell in part.cells.items():
            grid.put(top + row, left + column, cell)
        grid.merges += [(top + a, left + b, top + c, left + d) for a, b, c, d in part.merges]
        left += part.width + 1
    return [Sheet("附件3", grid=grid)]


def paragraphs(world: World) -> Book:
    """Word without a table: a heading for each section, labels and values in lines."""
    lines = [TITLE]
    if world.unit_place == "line":
        lines.append(f"推荐单位（盖章）：{world.unit}")
    for mark, table in zip("一二", world.tables, strict=False):
        lines.append(f"{mark}、{CAPTIONS[table.section].removesuffix('（可另附）')}")
        for number, row in enumerate(table.rows, 1):
            pairs = [pair for pair in card_fields(table, row) if pair[0] != LABELS["section"]]
            lines.append(f"{number}. {pairs[0][0]}：{pairs[0][1]}")
            lines += [f"{label}：{value}" for label, value in pairs[1:]]
    return Book(world.unit, world.style.kind, [], lines)

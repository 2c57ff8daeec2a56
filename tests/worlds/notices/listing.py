"""Lists of applicants as tables, cards and columns of labels, in the clerk's words."""

from __future__ import annotations

from collections.abc import Sequence

from tests.worlds.notices import spelling
from tests.worlds.notices.applicant import COMBINED, Applicant, combine, type_out
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Cell, Column, Grid, Row, Sheet, Table, draw

OPTIONAL = (
    *("number", "sex", "birth", "title_by", "major", "email", "remark", "overseas_project", "filled_online"),
    "important_years",
)  # what a clerk may think superfluous


def table_of(world: Sending, people: Sequence[Applicant]) -> Table:
    """A table of these people under the world's columns; a soft heading makes its field sayable."""
    columns = []
    for key in world.columns:
        spelled = spelling.heading(world.dice, world.form, key, world.style.plain)
        columns.append(Column(key, spelled.text))
        if spelled.sayable:
            world.may.add("column-doubtful")
            for person in people:
                person.sayable |= set(COMBINED.get(key, (key,)))
    table = Table(columns, [])
    for number, person in enumerate(people, 1):
        person.must -= set(OPTIONAL) - set(world.columns)
        type_out(world.dice, world.form, person, world.style.plain)
        for key in COMBINED:
            if key in world.columns:
                combine(person, key)
        cells = {
            key: Cell(text, number=key in person.numbers and _is_number(text)) for key, text in person.texts.items()
        }
        table.rows.append(Row({"number": Cell(str(number)), **cells}, person))  # type: ignore[arg-type]
    return table


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def lay_out(world: Sending, table: Table, name: str) -> Sheet:
    """The sheet that shows a table in this world's layout, its title where the world has it."""
    top = [[world.title]] if world.title and world.title_place in ("line", "cell") else []
    if top and world.dice.chance(0.3):
        top.insert(0, ["附件3"])
    top += [[line] for line in world.caption_words.values()]
    bottom = [[note] for note in world.notes]
    header = world.title if world.title_place == "header" else ""
    if world.style.layout == "table":
        sheet = Sheet(name, top, [table], bottom, header=header)
        if world.style.kind == "docx" and world.title_place == "cell":
            return Sheet(name, grid=draw(sheet))
        return sheet
    grid = Grid()
    wide = 3 if world.style.layout == "cards" else 1
    for line in top:
        grid.put(grid.height, 0, Cell(line[0], bold=True))
        grid.merge(grid.height - 1, 0, grid.height - 1, wide)
    for row in table.rows:
        (_card if wide == 3 else _pairs)(grid, table, row)
    for line in bottom:
        at = grid.height
        grid.put(at, 0, line[0])
        grid.merge(at, 0, at, wide)
    return Sheet(name, grid=grid, header=header)


def _labelled(table: Table, row: Row) -> list[tuple[str, Cell]]:
    """Labels and values of one person; their number stands on no card."""
    return [(column.heading, row.cells.get(column.key, Cell(""))) for column in table.columns if column.key != "number"]


def _card(grid: Grid, table: Table, row: Row) -> None:
    """Two pairs to a line."""
    top = grid.height
    for place, (label, value) in enumerate(_labelled(table, row)):
        at, column = top + place // 2, 2 * (place % 2)
        grid.put(at, column, Cell(label, bold=True))
        grid.put(at, column + 1, value)


def _pairs(grid: Grid, table: Table, row: Row) -> None:
    """One pair to a line."""
    top = grid.height
    for place, (label, value) in enumerate(_labelled(table, row)):
        grid.put(top + place, 0, Cell(label, bold=True))
        grid.put(top + place, 1, value)

"""Habits of sheets and tables: cut in two, headings over headings, what only a caption or a file name says."""

from __future__ import annotations

import copy

from tests.worlds.habits import BOOKS, TABULAR, habit
from tests.worlds.habits_veto import free_rows
from tests.worlds.sketch import Cell, Column, Row, Sheet, Table
from tests.worlds.truth import LEVELS
from tests.worlds.world import World

PEOPLE = ("name", "phone", "email", "domain", "specialty", "location", "level", "experience")


@habit("cut", "sheets", layouts=("flat",), kinds=(*BOOKS, "docx"))
def continued_without_headings(world: World) -> bool:
    """The table goes on in a further sheet (or Word table) without its headings."""
    table = world.tables[0]
    if len(table.rows) < 3 or any(row.person is None for row in table.rows):
        return False
    at = world.dice.number(1, len(table.rows) - 1)
    rest = Table([Column(column.key, "") for column in table.columns], table.rows[at:], fill="repeat", bare=True)
    table.rows = table.rows[:at]
    name = world.dice.word("continued_without_headings", ("续表", "续", "Sheet2", "第2页", "附件3（续）"))
    world.books[0].sheets.append(Sheet(name, [], [rest]))
    world.may |= {"column-doubtful"}
    return True


@habit("cut", "tables", layouts=TABULAR)
def empty_columns(world: World) -> bool:
    """Empty columns between the filled ones."""
    for table in world.tables:
        for _ in range(world.dice.number(1, 3)):
            table.columns.insert(world.dice.number(1, len(table.columns)), Column(f"gap{len(table.columns)}", ""))
        table.head = "single"
    return True


@habit("headings", "tables", layouts=("flat",), kinds=(*BOOKS, "docx", "html_xls", "mail_html"), group="heads")
def headings_over_headings(world: World) -> bool:
    """A row of 人员信息 and 项目信息 over the headings, merged across them."""
    people, project = world.dice.word(
        "headings_over_headings",
        (("人员信息", "项目信息"), ("推荐人员基本信息", "所在项目情况"), ("一、个人信息", "二、企业及项目信息")),
    )
    for table in world.tables:
        table.bands_above = (people, project)
    return True


@habit("headings", "tables", layouts=TABULAR, group="heads")
def marked_headings(world: World) -> bool:
    """Numbers, stars and footnote marks at headings: (1)姓名, 姓名①, 级别（注1）."""
    form = world.dice.word(
        "marked_headings", ("({n}){h}", "{n}.{h}", "{h}{c}", "{h}（注{n}）", "{c}{h}", "{h}*", "★{h}", "{h}▲")
    )
    for table in world.tables:
        for number, column in enumerate(table.columns, 1):
            if column.heading:
                column.heading = form.format(n=number, h=column.heading, c=chr(0x245F + min(number, 20)))
    return True


@habit("order", "tables", layouts=("flat",))
def interleaved(world: World) -> bool:
    """Those abroad and those to go mixed, in the order of their names."""
    table = world.tables[0]
    if table.column("section") is None or any(row.person is None for row in table.rows):
        return False
    table.rows.sort(key=lambda row: row.person.name if row.person is not None else "")
    return True


@habit("bands", "tables", layouts=("two_sheets",), kinds=("xlsx", "xls", "ods", "docx"), group="level ticks")
def level_in_caption(world: World) -> bool:
    """A sheet for each section and level, its caption saying both."""
    form = world.dice.word("level_in_caption", ("{s}（{l}）", "{s}——{l}", "{l}申请人员（{s}）", "{s}：申请{l}"))
    return _by_level(world, form, in_file=False)


@habit("bands", "tables", layouts=("two_sheets",), kinds=("xlsx", "xls", "docx"), group="level ticks")
def level_in_file_name(world: World) -> bool:
    """A file for each section and level, its name saying the level."""
    return _by_level(world, "{s}", in_file=True)


def _by_level(world: World, form: str, in_file: bool) -> bool:
    if any(not table.column("level") for table in world.tables):
        return False
    if any("level" in person.typed or person.disposition != "routed" for person in world.people):
        return False
    if world.file_names and not in_file:  # one file for a section, and two tables of it
        return False
    parts: list[Table] = []
    for table in world.tables:
        for level in LEVELS:
            rows = [row for row in table.rows if row.person is not None and row.person.level == level]
            if not rows:
                continue
            said = table.caption.removesuffix("（可另附）")
            part = table.part(rows, without="level")
            part.caption = form.format(s=said, l=level)
            section = "已外派" if table.section == "dispatched" else "计划外派"
            world.part_names[id(part)] = f"{section}{len(parts) + 1}"
            if in_file:
                world.file_of_part[id(part)] = f"{section}（{level}）"
            parts.append(part)
    world.tables = parts
    for person in world.people:
        person.sayable.add("level")
    return True


@habit("twice", "tables", layouts=("form", "two_sheets"))
def told_in_both_tables(world: World) -> bool:
    """The same person in both tables, 专业 in one and 资深 in the other."""
    if len(world.tables) != 2 or not all(table.column("level") for table in world.tables):
        return False
    if any(column.key == "phone_abroad" for table in world.tables for column in table.columns):
        return False
    chosen = [row for row in free_rows(world) if row in world.tables[0].rows]
    if not chosen or chosen[0].person is None:
        return False
    first = chosen[0].person
    model = world.tables[1].rows[-1]
    if model.person is None or model.project is None:
        return False
    second = copy.deepcopy(first)
    second.project = model.project
    second.level = LEVELS[1 - LEVELS.index(first.level)]
    cells = {
        key: copy.deepcopy(cell)
        for key, cell in {**model.cells, **{k: chosen[0].cells[k] for k in PEOPLE if k in chosen[0].cells}}.items()
    }
    cells["level"] = Cell(second.level)
    world.tables[1].rows.append(Row(cells, second, model.project))
    world.people.append(second)
    first.hold("values-differ")
    first.also = ("duplicate",)
    second.disposition, second.also, second.why = "duplicate", ("held",), ("values-differ",)
    for person in (first, second):
        person.unsure |= {"level", "section"}
    return True


@habit("unit", "sheets", group="unit", layouts=TABULAR)
def unit_in_title(world: World) -> bool:
    """The unit's name at the head of the title, and nowhere else in the sheet."""
    for sheet in world.books[0].sheets:
        sheet.drop_unit()
        for line in sheet.top:
            if line[0].startswith("推荐参加"):
                line[0] = world.unit + line[0]
    for person in world.people:
        person.sayable.add("unit")
    world.may |= {"unit-missing", "unit-from-filename", "unit-conflict"}
    return True

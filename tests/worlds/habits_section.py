"""Habits of the section: where a clerk says who is abroad and who is to go."""

from __future__ import annotations

from tests.worlds.habits import BOOKS, habit
from tests.worlds.sketch import Cell, Column, Row
from tests.worlds.world import World

SHEET_NAMES = (
    ("已外派", "计划外派"), ("已派出", "拟派出"), ("在外人员", "拟派人员"), ("已外派人员", "未来三年计划外派人员"),
    ("1.已外派", "2.计划外派"), ("附件3-1已外派", "附件3-2计划外派"), ("现派", "待派"), ("在外", "储备"),
)  # fmt: skip
CLEAR = ("外派", "派出", "拟派")
CAPTIONS = (
    ("一、已外派参与工程项目人员", "二、未来三年计划外派人员"),
    ("表一 已外派人员汇总", "表二 计划外派人员汇总"),
    ("（一）已派出人员", "（二）拟派出人员"),
    ("已外派", "未来三年计划外派"),
    ("1、目前在境外工作的人员", "2、未来三年拟派往境外的人员"),
    ("第一部分：已外派参与工程项目人员汇总", "第二部分：未来三年计划外派参与工程项目人员汇总"),
    ("A表：在外人员", "B表：待派人员"),
)
LEFT_WORDS = (
    ("已外派", "计划外派"),
    ("已\n外\n派", "计\n划\n外\n派"),
    ("已派出", "拟派出"),
    ("在外人员", "待派人员"),
    ("已外派人员", "未来三年计划外派"),
)
HEADINGS = ("备注", "说明", "人员性质", "派遣性质", "类型", "人员情况", "目前状态", "派驻情况", "属性")


def _which(section: str) -> int:
    return 0 if section == "dispatched" else 1


def _soft(world: World, words: tuple[str, str]) -> None:
    if not all(any(clear in word for clear in CLEAR) for word in words):
        for person in world.people:
            person.sayable.add("section")


@habit("section", "tables", group="section", layouts=("two_sheets",), kinds=BOOKS)
def section_by_sheet_name(world: World) -> bool:
    """Only the sheet's name says the section."""
    if world.part_names:  # captions and names of sheets say more
        return False
    words = world.dice.word("section_by_sheet_name", SHEET_NAMES)
    _soft(world, words)
    for table in world.tables:
        table.caption = ""
        world.sheet_names[table.section] = words[_which(table.section)]
    return True


@habit("section", "tables", group="section", layouts=("two_sheets",), kinds=("xlsx", "xls", "csv", "csv_gbk", "docx"))
def section_by_file_name(world: World) -> bool:
    """A file for each section, whose name alone says which."""
    if world.part_names:
        return False
    words = world.dice.word("section_by_file_name", SHEET_NAMES)
    _soft(world, words)
    for table in world.tables:
        table.caption = ""
        world.file_names[table.section] = words[_which(table.section)]
        world.sheet_names[table.section] = "Sheet1"
    return True


@habit("section", "tables", group="section", layouts=("form", "two_sheets", "stacked", "packed"))
def section_in_own_caption(world: World) -> bool:
    """Captions in the clerk's own words."""
    words = world.dice.word("section_in_own_caption", CAPTIONS)
    _soft(world, words)
    for table in world.tables:
        table.caption = words[_which(table.section)]
    return True


@habit("section", "tables", group="section", layouts=("flat",))
def section_under_any_heading(world: World) -> bool:
    """A column headed 备注 or 说明 whose values say the section."""
    heading = world.dice.word("section_under_any_heading", HEADINGS)
    for column in world.tables[0].columns:
        if column.key == "section":
            column.heading = heading
    for person in world.people:
        person.sayable.add("section")
    return True


@habit(
    "section",
    "tables",
    group="section",
    layouts=("flat",),
    kinds=("xlsx", "xls", "ods", "fods", "docx", "html_xls", "mail_html"),
)
def section_merged_at_left(world: World) -> bool:
    """A merged column at the left, with or without a heading."""
    words = world.dice.word("section_merged_at_left", LEFT_WORDS)
    table = world.tables[0]
    table.drop("section")
    table.columns.insert(0, Column("left", world.dice.word("section_merged_at_left", ("", "类别", "外派情况", "分类"))))
    last = ""
    for row in table.rows:
        section = row.project.section if row.project else ""
        row.cells["left"] = Cell(words[_which(section)] if section != last else "")
        last = section
    table.merge_runs.add("left")
    for person in world.people:
        person.sayable.add("section")
    return True


@habit("section", "tables", group="section", layouts=("flat",))
def section_by_band(world: World) -> bool:
    """A line across the table before each section's people."""
    words = world.dice.word("section_by_band", CAPTIONS)
    table = world.tables[0]
    table.drop("section")
    rows, last = [], ""
    for row in table.rows:
        section = row.project.section if row.project else ""
        if section != last:
            rows.append(Row({table.columns[0].key: Cell(words[_which(section)])}, band=True))
            last = section
        rows.append(row)
    table.rows = rows
    _soft(world, words)
    return True


@habit("section", "tables", group="section", layouts=("flat",))
def section_nowhere(world: World) -> bool:
    """Nothing says the section: it may be assumed, but that has to be said."""
    if len(world.sections) != 1:
        return False
    world.tables[0].drop("section")
    for person in world.people:
        person.must.add("section")
        person.unsure.add("section")
    return True


@habit("section", "tables", group="section", layouts=("flat",))
def section_by_two_ticks(world: World) -> bool:
    """Two columns, 已外派 and 计划外派, with a tick in one of them."""
    table, mark = world.tables[0], world.dice.word("section_by_two_ticks", ("√", "✓", "是", "1", "●"))
    at = [column.key for column in table.columns].index("section")
    table.columns[at : at + 1] = [Column("is_out", "已外派"), Column("will_go", "计划外派")]
    for row in table.rows:
        if row.project is not None:
            row.cells["is_out" if row.project.section == "dispatched" else "will_go"] = Cell(mark)
    return True

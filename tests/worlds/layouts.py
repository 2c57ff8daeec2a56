"""Layouts: how the tables of a world stand in sheets, cards, cells and paragraphs."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.worlds import words
from tests.worlds.sketch import Cell, Column, Row, Sheet, Table
from tests.worlds.world import World

TITLE = "推荐参加工程能力评价人员情况表"
SECTION_SHEETS = {
    "dispatched": ("已外派", "已外派人员", "已外派参与工程项目人员"),
    "planned": ("计划外派", "计划外派人员", "未来三年计划外派"),
}
PEOPLE_SHEETS = {
    "dispatched": ("已外派人员", "拟互认人员信息（已外派）"),
    "planned": ("计划外派人员", "拟互认人员信息（计划外派）"),
}
LABELS = {
    "company_name": "企业名称",
    "contact": "企业联系人",
    "contact_phone": "企业联系电话",
    "project": "企业海外重点项目名称",
    "planned_project": "计划外派海外重点项目名称",
    "country": "项目所在国家（地区）",
    "planned_country": "计划外派国家（地区）",
    "type": "项目类型",
    "status": "项目状态",
    "chinese": "中方在外工程师人数",
    "foreign": "聘用外方工程师人数",
    "qualified": "满足专业工程会员基本条件人数",
    "name": "姓名",
    "phone": "联系方式",
    "domain": "所在领域",
    "location": "当前所在地",
    "level": "拟申请级别",
    "experience": "主要工程实践经历",
    "email": "电子邮箱",
    "section": "外派情况",
}

Layout = Callable[[World], list[Sheet]]
LAYOUTS: dict[str, Layout] = {}


def layout(maker: Layout) -> Layout:
    LAYOUTS[maker.__name__] = maker
    return maker


def top_of(world: World) -> list[list[str]]:
    """Title and unit, as far as they stand in the sheet."""
    lines = [["附件3"]] if world.dice.chance(0.5) else []
    lines.append([TITLE])
    if world.unit_place == "line":
        lines.append([f"推荐单位（盖章）：{world.unit}"])
    return lines


@layout
def form(world: World) -> list[Sheet]:
    """As the notice prints it: both tables in one sheet."""
    name = world.dice.one(("附件3", "Sheet1", "推荐表", "人员情况表"))
    return [Sheet(name, top_of(world), world.tables)]


@layout
def two_sheets(world: World) -> list[Sheet]:
    """A sheet for each section, its name and caption saying which."""
    sheets = []
    for table in world.tables:
        name = (
            world.part_names.get(id(table))
            or world.sheet_names.get(table.section)
            or world.dice.one(SECTION_SHEETS[table.section])
        )
        sheets.append(Sheet(name, top_of(world), [table]))
    return sheets


@layout
def flat(world: World) -> list[Sheet]:
    """One table, a line for each person, the section in a column."""
    return [Sheet(world.dice.one(("Sheet1", "汇总", "人员名单")), top_of(world), world.tables)]


def flatten(world: World) -> None:
    """All people in one table with a column that says the section."""
    table = copy.copy(world.tables[0])
    table.rows = [row for part in world.tables for row in part.rows]
    table.caption, table.head, table.fill = "", "single", "repeat"
    spelling = words.heading(world.dice, "section", world.style.plain)
    for row in table.rows:
        if row.person is None or row.project is None:
            continue
        said = words.value(world.dice, "section", row.project.section, world.style.plain)
        if said.sayable or spelling.sayable:
            row.person.sayable.add("section")
        row.cells["section"] = Cell(said.text)
        for short in ("project", "country"):
            kept = row.cells.get(short) or row.cells.get(f"planned_{short}")
            if kept is not None:
                row.cells[short] = kept
    table.columns = [*table.columns]
    for column in table.columns:
        if column.key in ("planned_project", "planned_country"):
            column.key = column.key.removeprefix("planned_")
            column.heading = LABELS[column.key]
    at = 1 if world.dice.chance(0.5) else len(table.columns)
    table.columns.insert(at, Column("section", spelling.text))
    table.section = ""
    world.tables = [table]


@layout
def packed(world: World) -> list[Sheet]:
    """The six facts of a person in one cell, each with its label."""
    for table in world.tables:
        pieces = ("name", "phone", "domain", "location", "level", "experience")
        for row in table.rows:
            lines = [f"{LABELS[key]}：{row.cells[key].text}" for key in pieces if row.cells[key].text]
            row.cells["packed"] = Cell("\n".join(lines))
        table.drop(*pieces)
        table.columns.append(
            Column(
                "packed",
                "拟互认人员信息\n（姓名、联系方式、所在领域、当前所在地、拟申请级别（专业/资深）、300字以内主要工程实践经历）",
            )
        )
    return form(world)


@layout
def stacked(world: World) -> list[Sheet]:
    """A project's line, then headings of people and the people, then the next project."""
    tables = []
    for table in world.tables:
        tables += _stacked(table)
    return [Sheet("附件3", top_of(world), tables, gap=world.dice.one((0, 1)))]


def _stacked(table: Table) -> list[Table]:
    blocks: list[Table] = []
    people = [
        column
        for column in table.columns
        if column.key in ("name", "phone", "domain", "location", "level", "experience")
    ]
    project = [column for column in table.columns if column not in people]
    for row in table.rows:
        if not blocks or blocks[-1].rows[-1].project is not row.project:
            above = [
                [column.heading for column in project],
                [row.cells.get(column.key, Cell("")).text for column in project],
            ]
            block = Table(people, [], section=table.section, lines_above=above, fill="repeat")
            block.caption = "" if blocks else table.caption
            blocks.append(block)
        blocks[-1].rows.append(row)
    return blocks


@layout
def linked(world: World) -> list[Sheet]:
    """Projects in one sheet, people in another, joined by the project's name or number."""
    names = [project.name for project in {id(person.project): person.project for person in world.people}.values()]
    by_number = "" in names or len(set(names)) < len(names) or world.dice.chance(0.4)
    projects, people = [], []
    for table in world.tables:
        left, right = _linked(table, by_number)
        projects.append(left)
        people.append(Sheet(world.dice.one(PEOPLE_SHEETS[table.section]), [], [right]))
    return [Sheet("附件3", top_of(world), projects), *people]


def _linked(table: Table, by_number: bool) -> tuple[Table, Table]:
    key = "seq" if by_number else ("project" if table.section == "dispatched" else "planned_project")
    people_keys = ("name", "phone", "domain", "location", "level", "experience")
    people = [column for column in table.columns if column.key in people_keys]
    heads = [column for column in table.columns if column not in people]
    first: list[Row] = []
    for row in table.rows:
        if not first or first[-1].project is not row.project:
            first.append(row)
    lines = Table(heads, first, section=table.section, caption=table.caption, fill="repeat")
    join = Column(key, "项目序号" if by_number else "项目名称")
    return lines, Table([join, *people], table.rows, section=table.section, fill="repeat")

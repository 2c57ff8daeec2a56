"""Habits of columns whose headings do not say what they hold, or say something else: their cells tell it."""

from __future__ import annotations

from random import Random

from corpus_habits import COLUMNS, habit, tables_of_one_a_row
from corpus_headings import flatten
from corpus_people import place_name
from corpus_sketch import Column, Sketch, Table

SECTION_WORDS = {"dispatched": "已外派", "planned": "计划外派"}


def flat_tables(sketch: Sketch, *keys: str) -> list[Table]:
    """The tables with these columns and one person in each row, every column under a heading of its own."""
    tables = [table for table in tables_of_one_a_row(sketch) if all(map(table.has, keys))]
    for table in tables:
        if table.style() == "spanned":
            flatten(table)
    return [table for table in tables if table.style() == "flat"]


def rename(table: Table, **words: str) -> None:
    for key, word in words.items():
        table.columns[table.keys().index(key)].path = (word,)


@habit(COLUMNS, handled_by=("name_choice_headings",), alone=True)
def levels_as_two_headings(sketch: Sketch, rng: Random) -> None:
    """专业工程会员 and 资深工程会员 are the headings of two columns, one of them ticked; 级别 stands nowhere."""
    for table in flat_tables(sketch, "level"):
        at = table.keys().index("level")
        words = ("专业工程会员", "资深工程会员")
        table.columns[at : at + 1] = [Column(f"person:{word}", (word,)) for word in words]
        for row in table.person_rows():
            row.cells[f"person:{sketch.people[row.people[0]]['level']}"] = "√"


@habit(COLUMNS, handled_by=("name_choice_headings",), alone=True)
def domains_as_headings(sketch: Sketch, rng: Random) -> None:
    """A column for each domain in use, ticked; 领域 stands nowhere."""
    for table in flat_tables(sketch, "domain"):
        held = {sketch.people[row.people[0]]["domain"] for row in table.person_rows()}
        words = sorted(held | {"汽车工程类", "风景园林类"})
        if "" in words:
            continue
        at, tick = table.keys().index("domain"), rng.choice(["√", "1", "是"])
        table.columns[at : at + 1] = [Column(f"person:{word}", (word,)) for word in words]
        for row in table.person_rows():
            row.cells[f"person:{sketch.people[row.people[0]]['domain']}"] = tick


@habit(COLUMNS, handled_by=("name_unknown",), alone=True)
def headings_nobody_knows(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "company", "name", "phone", "level"):
        rename(table, name="候选者", phone="通联", level="欲申")


@habit(COLUMNS, handled_by=("name_unknown",), alone=True)
def level_under_a_word_for_a_title(sketch: Sketch, rng: Random) -> None:
    """申报工程师等级 asks for no level of the form; 专业工程会员 below it is one."""
    for table in flat_tables(sketch, "level"):
        rename(table, level="申报工程师等级")
        for row in table.person_rows():
            if (level := sketch.people[row.people[0]]["level"]) and not sketch.people[row.people[0]]["held"]:
                row.cells["level"] = level


@habit(COLUMNS, handled_by=("name_choice_headings",), alone=True)
def one_domain_ticked_for_everybody(sketch: Sketch, rng: Random) -> None:
    """土木工程类 is the heading of one column, ticked in every row; 领域 stands nowhere."""
    for table in flat_tables(sketch, "domain"):
        rename(table, domain="地质工程类")
        for row in table.person_rows():
            sketch.people[row.people[0]]["domain"] = "地质工程类"
            row.cells["domain"] = "√"


@habit(COLUMNS, handled_by=("drop_counted_people",), alone=True)
def people_counted_under_a_word_for_people(sketch: Sketch, rng: Random) -> None:
    """常驻的工程师（人） over numbers, and the names under a word that nobody knows: the numbers are said."""
    for table in flat_tables(sketch, "chinese_engineers", "name"):
        rename(table, chinese_engineers="常驻的工程师（人）", name="荐举者")
        for row in table.bodies():
            if row.project is not None:
                sketch.projects[row.project]["chinese_engineers"] = ""
            for person in row.people:
                sketch.people[person]["said"] = "column-unread"


def plan_last_project(sketch: Sketch, table: Table) -> None:
    """The last project of the table becomes one of the other section."""
    for row in table.groups()[-1]:
        for person in row.people:
            sketch.people[person]["section"] = "planned"


@habit(COLUMNS, handled_by=("name_section_column",), alone=True)
def section_under_an_unknown_heading(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "project_type"):
        plan_last_project(sketch, table)
        table.columns.insert(1, Column("section", ("派遣",)))
        for row in table.person_rows():
            row.cells["section"] = SECTION_WORDS[sketch.people[row.people[0]]["section"]]


@habit(COLUMNS, handled_by=("add_section_beside",), alone=True)
def section_beside_the_table(sketch: Sketch, rng: Random) -> None:
    """已外派人员 and 计划外派人员 left of the table, without a heading, at the first of their people."""
    for table in flat_tables(sketch, "project_type"):
        plan_last_project(sketch, table)
        table.columns.insert(0, Column("blank", ("",)))
        first = {sketch.people[row.people[0]]["section"]: row for row in reversed(table.person_rows())}
        for section, row in first.items():
            row.cells["blank"] = f"{SECTION_WORDS[section]}人员"


@habit(COLUMNS, handled_by=("split_combined",), alone=True)
def project_and_country_in_one_column(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "project_name", "project_country"):
        rename(table, project_name="项目名称/国别")
        table.columns = [column for column in table.columns if column.key != "project_country"]
        table.unspan("project_country")
        for row in table.bodies():
            if row.project is not None and row.cells.get("project_name"):
                project = sketch.projects[row.project]
                row.cells["project_name"] = f"{project['project_name']}/{place_name(project['project_country'])}"


@habit(COLUMNS, handled_by=("move_shifted",), alone=True)
def headings_without_the_number(sketch: Sketch, rng: Random) -> None:
    """序号 is left out and its numbers are not: every heading stands one column left of its cells."""
    for table in flat_tables(sketch, "number", "name", "phone"):
        paths = [column.path for column in table.columns[1:]]
        for column, path in zip(table.columns, [*paths, ("",)], strict=True):
            column.path = path


@habit(COLUMNS, handled_by=("swap_columns",), alone=True)
def names_and_phones_swapped(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "name", "phone"):
        rename(table, name="联系方式", phone="姓名")


@habit(COLUMNS, handled_by=("name_company",), alone=True)
def company_under_a_heading_for_any_name(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "company", "project_name"):
        rename(table, company="名称", project_name="项目名称")

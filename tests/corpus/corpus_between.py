"""Habits of lines between the rows of a table, and of sheets beside it, that tell of its people or of nobody."""

from __future__ import annotations

from random import Random

from corpus_habits import PLACE, ROWS, habit, line
from corpus_people import new_project, place_name, typed_project
from corpus_sketch import PROJECT_KEYS, Body, Column, Foreign, Line, Page, Sketch, Table, blank
from corpus_told_by_cells import flat_tables

NUMBERING = {"专业工程会员": "一、", "资深工程会员": "二、"}


def heading(*cells: str) -> Line:
    return Line(list(cells), fates=("heading",), merged=False)


def drop(table: Table, *keys: str) -> None:
    table.columns = [column for column in table.columns if column.key not in keys]
    for key in keys:
        table.unspan(key)


def with_whole_projects(table: Table) -> None:
    """Every row says its project itself."""
    for rows in table.groups():
        told = {key: rows[0].cells.get(key, "") for key in ("number", *PROJECT_KEYS)}
        for row in rows:
            row.cells = {**told, **row.cells}
    table.spans = []


@habit(ROWS, handled_by=("read_common_choice", "give_common"), alone=True)
def level_over_its_people(sketch: Sketch, rng: Random) -> None:
    """一、专业工程会员 in a line over the people of that level, and no column for it."""
    for table in flat_tables(sketch, "level"):
        with_whole_projects(table)
        drop(table, "level")
        rows: list[Body | Line] = []
        for level, number in NUMBERING.items():
            people = [row for row in table.person_rows() if sketch.people[row.people[0]]["level"] == level]
            rows += [heading(number + level), *people] if people else []
        table.rows = rows


@habit(ROWS, handled_by=("read_labels_between",), alone=True)
def project_over_its_people(sketch: Sketch, rng: Random) -> None:
    """项目名称：X and its country in a line over the people of each project, and no columns for them."""
    for table in flat_tables(sketch, "company", "project_name"):
        if table.has("project_type"):
            continue
        groups = table.groups()
        with_whole_projects(table)
        drop(table, "project_name", "project_country", "number")
        table.rows = []
        for rows in groups:
            project = sketch.projects[rows[0].project or 0]
            country = place_name(project["project_country"])
            table.rows += [heading(f"项目名称：{project['project_name']}", f"项目所在国家：{country}"), *rows]


@habit(ROWS, handled_by=("read_company_between",), alone=True)
def company_over_its_people(sketch: Sketch, rng: Random) -> None:
    """A company in a line over its people, and no column for it."""
    for table in flat_tables(sketch, "company", "name"):
        groups = table.groups()
        drop(table, "company", "number")
        table.rows = []
        for rows in groups:
            project = sketch.projects[rows[0].project or 0]
            project |= {"company_contact": "", "company_contact_phone": ""}
            table.rows += [heading(project["company"]), *rows]


@habit(PLACE, handled_by=("read_repeated_heading",), alone=True)
def heading_again_beside_people(sketch: Sketch, rng: Random) -> None:
    """Both tables beside each other; the right one's heading comes again beside people of the left one."""
    for page in sketch.pages():
        tables = page.tables()
        if len(tables) == 2 and len(flat_tables(sketch, "name")) == 2 and len(tables[1].rows) > 1:
            at = page.items.index(tables[1]) - 1
            caption = page.items[at]
            assert isinstance(caption, Line)
            page.items, page.right = page.items[:at], [caption, tables[1]]
            with_whole_projects(tables[1])
            tables[1].rows.insert(1, heading(*(column.path[-1] for column in tables[1].columns)))


@habit(ROWS, handled_by=("read_guides",), alone=True)
def column_numbers_amid_people(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "name"):
        with_whole_projects(table)
        table.rows.insert(1, heading(*(str(number) for number in range(1, len(table.columns) + 1))))


@habit(ROWS, handled_by=("read_closing",), alone=True)
def head_count_under_the_text(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "experience"):
        count = len(table.person_rows())
        table.rows.append(Body({"experience": f"以上共计{count}人。"}, fate="total"))


@habit(ROWS, handled_by=("mark_text",), alone=True)
def text_goes_on_like_a_banner(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "experience"):
        row, further = table.person_rows()[-1], "二、2015年起负责另一标段；"
        sketch.people[row.people[0]]["experience"] += further
        table.rows.append(Body({"experience": further}, fate="people", project=row.project))


@habit(ROWS, handled_by=("read_total",), alone=True)
def total_that_names_a_section(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "project_type", "number"):
        table.rows.append(Body({"number": f"合计：已外派{len(table.person_rows())}人"}, fate="total"))


@habit(ROWS, handled_by=("read_title",), alone=True)
def title_between_rows(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "name"):
        with_whole_projects(table)
        table.rows.insert(1, heading("推荐参加工程能力评价人员情况表"))


@habit(ROWS, handled_by=("read_banner",), alone=True)
def banner_between_rows(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "name"):
        with_whole_projects(table)
        table.rows.insert(1, heading("一、东南亚片区"))


@habit(ROWS, handled_by=("read_unit_line",), alone=True)
def unit_between_tables(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "project_type", "name"):
        table.rows.append(heading(f"推荐单位（盖章）：{sketch.unit}"))


@habit(ROWS, handled_by=("read_merged_person",), alone=True)
def person_merged_over_two_projects(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "project_type", "name"):
        above = table.person_rows()[-1]
        sketch.projects.append(new_project(rng, table.section))
        sketch.people.append({**sketch.people[above.people[0]], "project": len(sketch.projects) - 1})
        row = Body(
            typed_project(sketch.projects[-1], table.section) | {"number": len(table.groups()) + 1},
            people=[len(sketch.people) - 1],
            project=len(sketch.projects) - 1,
        )
        table.rows.append(row)
        table.spans += [(column.key, above, row) for column in table.columns if column.is_person]


@habit(ROWS, handled_by=("read_total_amid",), alone=True)
def total_behind_a_number(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "project_type", "number"):
        number = len(table.groups()) + 1
        table.rows.append(Body({"number": number, "company": "合  计", "chinese_engineers": 99}, fate="total"))


@habit(ROWS, handled_by=("read_outside",), alone=True)
def something_else_right_below(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "company", "number"):
        table.rows.append(Body({"number": "送达方式", "company": "快递"}, fate="note"))


@habit(PLACE, handled_by=("supplement_people",), alone=True)
def experiences_on_another_sheet(sketch: Sketch, rng: Random) -> None:
    """见附表 for the experience, and another sheet with names and experiences."""
    words = {"name": "姓名", "domain": "所在领域", "experience": "主要工程实践经历"}
    columns = [Column(key, (word,)) for key, word in words.items()]
    rows: list[Body | Line] = []
    for table in flat_tables(sketch, "experience", "domain"):
        for row in table.person_rows():
            rows.append(Body({key: row.cells[key] for key in words}))
            row.cells["experience"] = "见附表"
    sketch.papers[0].pages.append(Page("经历", [Table("dispatched", columns, rows)]))


@habit(PLACE, handled_by=("join_lists",), alone=True)
def phones_on_another_sheet(sketch: Sketch, rng: Random) -> None:
    """A sheet of names and phones, and no column for phones in the form."""
    words = {"name": "姓名", "phone": "联系方式"}
    rows: list[Body | Line] = []
    for table in flat_tables(sketch, "phone", "name"):
        rows += [Body({key: row.cells[key] for key in words}) for row in table.person_rows()]
        table.columns = [column for column in table.columns if column.key != "phone"]
    columns = [Column(key, (word,)) for key, word in words.items()]
    sketch.papers[0].pages.append(Page("通讯录", [Table("dispatched", columns, rows)]))


@habit(PLACE, handled_by=("drop_described",), alone=True)
def data_dictionary_on_another_sheet(sketch: Sketch, rng: Random) -> None:
    cells: list[list[object]] = [
        ["姓名", "联系方式", "所在领域", "当前所在地", "拟申请级别", "主要工程实践经历"],
        ["varchar(50)", "varchar(20)", "varchar(20)", "varchar(20)", "varchar(10)", "text"],
    ]
    sketch.papers[0].pages.append(Page("数据字典", [Foreign(cells)]))
    sketch.expected.add("content-unread")


@habit(PLACE, handled_by=("report_unread_people",), alone=True)
def reserve_on_another_sheet(sketch: Sketch, rng: Random) -> None:
    """Somebody on a sheet without any heading, in an order of its own."""
    person = ["13900003333", "专业工程会员", "机械工程类", "陈三石"]
    sketch.papers[0].pages.append(Page("备选", [Foreign([person]), blank(), line("以上备选")]))
    sketch.expected.add("people-unread")

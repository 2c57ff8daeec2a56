"""Habits of what lies around: samples, examples, last year's list, notes, totals, hidden sheets, text boxes."""

from __future__ import annotations

import copy

from tests.worlds.habits import BOOKS, TABULAR, habit
from tests.worlds.sketch import Cell, Grid, Row, Sheet, Table
from tests.worlds.tables import CAPTIONS
from tests.worlds.truth import LEVELS, experience, mobile, person_name
from tests.worlds.world import World


def strangers(world: World, table: Table, count: int) -> list[Row]:
    """Rows of people that are not part of this submission, in the columns of a table."""
    rows: list[Row] = []
    first = next((row for row in table.rows if not row.band), None)
    if first is None:
        return rows
    for _ in range(count):
        row = copy.deepcopy(first)
        row.person = row.project = None
        filled = {"name": person_name(world.dice), "phone": mobile(world.dice), "experience": experience(world.dice)}
        filled |= {"domain": "机械工程类", "level": world.dice.one(LEVELS), "location": "中国"}
        row.cells |= {key: Cell(text) for key, text in filled.items()}
        row.cells.pop("phone_abroad", None)
        rows.append(row)
    return rows


def book_sheets(world: World) -> list[Sheet]:
    return world.books[0].sheets


def spare_table(world: World, count: int) -> Table:
    """A table like the first of the world with strangers in it."""
    first = world.tables[0]
    table = Table(
        [copy.copy(column) for column in first.columns], [], section=first.section, head="single", fill="repeat"
    )
    table.rows = strangers(world, first, count)
    return table


@habit("leftovers", "sheets", layouts=("form", "two_sheets", "flat"), kinds=BOOKS)
def last_years_list(world: World) -> bool:
    """Last year's list left in the workbook: not people of this year."""
    name = world.dice.word(
        "last_years_list", ("2024年推荐名单", "上年度名单", "2024年", "去年名单", "2024年度推荐人员", "往年推荐人员")
    )
    table = spare_table(world, world.dice.number(1, 4))
    top = [
        [
            world.dice.word(
                "last_years_list",
                (
                    "2024年度推荐参加工程能力评价人员情况表",
                    "上年度已推荐人员名单",
                    "2024年推荐参加工程能力评价人员名单",
                ),
            )
        ]
    ]
    book_sheets(world).append(Sheet(name, top, [table]))
    world.may |= {"content-unread", "people-unread", "sheet-set-aside"}
    return True


@habit("leftovers", "sheets", layouts=("form", "two_sheets", "flat"), kinds=BOOKS)
def example_sheet(world: World) -> bool:
    """A sheet 填写示例 with an invented person."""
    name = world.dice.word("example_sheet", ("填写示例", "样表", "示例", "填报样例", "填表示例", "范例"))
    sheet = Sheet(
        name,
        [[world.dice.word("example_sheet", ("填写示例（请勿删除）", "样表", "填报示例"))]],
        [spare_table(world, world.dice.number(1, 2))],
    )
    book_sheets(world).insert(0 if world.dice.chance(0.4) else len(book_sheets(world)), sheet)
    world.may |= {"content-unread", "people-unread"}
    return True


@habit("leftovers", "tables", layouts=("form", "two_sheets"))
def printed_samples(world: World) -> bool:
    """The printed sample rows (张三, 李四) left above the people."""
    for table in world.tables:
        samples = strangers(world, table, world.dice.number(1, 2))
        for row, name, phone, level in zip(
            samples, ("张三", "李四"), ("13800000000", "13900000000"), ("专业工程师", "资深工程师"), strict=False
        ):
            texts = {"name": name, "phone": phone, "domain": "土木工程类", "location": "缅甸", "level": level,
                     "experience": "曾参与XX工程项目，我领导/设计/修建/测试/谈判/提出/实施/取得/……。"}  # fmt: skip
            number = str(samples.index(row) + 1)
            row.cells = {"seq": Cell(number), "number": Cell(number)} | {key: Cell(text) for key, text in texts.items()}
            if row is samples[0]:
                row.cells |= {
                    "company": Cell("XX公司\n(联系人：王五，手机：13700000000)"),
                    "project": Cell("XX项目"),
                    "planned_project": Cell("XX项目"),
                }
        table.rows = samples + table.rows
        world.may |= {"stray-cells"}
    return True


@habit("leftovers", "sheets", layouts=TABULAR)
def notes_below(world: World) -> bool:
    """Notes, the clerk's name and the date below the tables."""
    sheet = book_sheets(world)[-1]
    notes = (
        [f"填表人：{person_name(world.dice)}", "", "填表日期：2025年4月10日"],
        ["填表说明：1.拟申请级别填专业或资深；2.主要工程实践经历不超过300字。"],
        ["注：本表可另附页"],
        [f"经办人：{person_name(world.dice)}    联系电话：{mobile(world.dice)}"],
        [
            f"单位负责人：{person_name(world.dice)}",
            "",
            f"填报人：{person_name(world.dice)}",
            "",
            f"联系电话：{mobile(world.dice)}",
        ],
        ["审核：", "", "（盖章）", "", "2025年4月"],
        ["以上人员均符合推荐条件，特此推荐。"],
    )
    sheet.bottom.append([""])
    for _ in range(world.dice.number(1, 2)):
        sheet.bottom.append(list(world.dice.word("notes_below", notes)))
    world.may |= {"stray-cells", "content-unread"}
    return True


@habit("leftovers", "tables", layouts=TABULAR)
def total_row(world: World) -> bool:
    """合计 below the people, with their number."""
    for table in world.tables:
        first = table.columns[0].key
        row = Row({first: Cell(world.dice.word("total_row", ("合计", "合  计", "总计", "小计")))})
        if table.column("name") and table.columns[0].key != "name":
            row.cells["name"] = Cell(f"{len(table.rows)}{world.dice.word('total_row', ('人', '', '名'))}")
        elif first == "name":
            row.cells[first] = Cell(f"合计：{len(table.rows)}人")
        table.rows.append(row)
    return True


@habit("leftovers", "tables", layouts=TABULAR)
def numbers_without_people(world: World) -> bool:
    """Rows that hold a number only."""
    for table in world.tables:
        key = table.columns[0].key if table.columns[0].key in ("seq", "number") else ""
        if not key:
            return False
        for extra in range(world.dice.number(1, 4)):
            table.rows.append(Row({key: Cell(str(len(table.rows) + extra + 1))}))
    return True


@habit("leftovers", "sheets", layouts=TABULAR, kinds=BOOKS)
def dropdown_sheet(world: World) -> bool:
    """A sheet of words for drop-down lists, often hidden."""
    grid = Grid()
    lists = (
        ("领域", "土木工程类", "电气工程类", "机械工程类"),
        ("级别", *LEVELS),
        ("项目状态", "筹建", "准备", "在建", "完工"),
    )
    for column, listed in enumerate(lists):
        for row, text in enumerate(listed):
            grid.put(row, column, text)
    book_sheets(world).append(
        Sheet(
            world.dice.word("dropdown_sheet", ("数据字典", "Sheet3", "选项", "下拉列表")),
            grid=grid,
            hidden=world.dice.chance(0.7),
        )
    )
    return True


@habit("leftovers", "sheets", layouts=TABULAR, kinds=BOOKS)
def summary_sheet(world: World) -> bool:
    """A sheet that counts people by domain."""
    grid = Grid()
    for column, text in enumerate(("所在领域", "人数", "其中资深")):
        grid.put(0, column, text)
    domains = sorted({person.domain for person in world.people if person.domain})
    for at, name in enumerate(domains, 1):
        people = [person for person in world.people if person.domain == name]
        for column, text in enumerate(
            (name, str(len(people)), str(sum(person.level == LEVELS[1] for person in people)))
        ):
            grid.put(at, column, text)
    grid.put(len(domains) + 1, 0, "合计")
    grid.put(len(domains) + 1, 1, str(len(world.people)))
    book_sheets(world).insert(
        world.dice.number(0, len(book_sheets(world))),
        Sheet(world.dice.word("summary_sheet", ("统计", "汇总统计", "Sheet2", "人数汇总")), grid=grid),
    )
    world.may |= {"content-unread"}
    return True


@habit("leftovers", "sheets", layouts=TABULAR, kinds=BOOKS)
def instructions_sheet(world: World) -> bool:
    """A sheet of instructions before the form."""
    grid = Grid()
    lines = (
        "填表说明",
        "1. 请如实填写姓名、联系方式、所在领域。",
        "2. 拟申请级别：专业工程会员或资深工程会员。",
        "3. 请于4月28日前报送。",
        "4. 如有疑问请联系人力资源部。",
    )
    for row, text in enumerate(lines):
        grid.put(row, 0, text)
    book_sheets(world).insert(
        0, Sheet(world.dice.word("instructions_sheet", ("填表说明", "说明", "填报须知")), grid=grid)
    )
    return True


@habit("leftovers", "sheets", layouts=TABULAR, kinds=("xlsx",))
def box_with_a_note(world: World) -> bool:
    """A text box with a note that names nobody."""
    book_sheets(world)[0].boxes.append(
        world.dice.word(
            "box_with_a_note", ("请于4月28日前发回", "联系人请填写企业海外业务负责人", "注意：手机号请核对")
        )
    )
    world.may |= {"content-unread"}
    return True


@habit("leftovers", "sheets", layouts=TABULAR, kinds=("xlsx",))
def box_with_a_person(world: World) -> bool:
    """A text box that holds one more person: nobody has to read it, but it has to be said."""
    name = person_name(world.dice)
    box = f"补充推荐：{name}，手机{mobile(world.dice)}，机械工程类，专业工程会员，负责设备安装调试。"
    book_sheets(world)[-1].boxes.append(box)
    world.must.add("content-unread")
    world.optional_names.add(name)
    return True


@habit("leftovers", "sheets", layouts=("form", "two_sheets"), kinds=BOOKS)
def empty_other_section(world: World) -> bool:
    """The other section's caption and headings with nobody below, or 无."""
    if len(world.sections) != 1 or len(world.tables) != 1:
        return False
    table = world.tables[0]
    other = "planned" if table.section == "dispatched" else "dispatched"
    empty = Table(
        [copy.copy(column) for column in table.columns], [], section=other, caption=CAPTIONS[other], head=table.head
    )
    if world.dice.chance(0.5):
        empty.rows.append(
            Row({table.columns[0].key: Cell(world.dice.word("empty_other_section", ("无", "/", "暂无")))})
        )
    at = 1 if other == "planned" else 0
    sheet = next(sheet for sheet in book_sheets(world) if table in sheet.tables)
    sheet.tables.insert(at, empty)
    return True


@habit("leftovers", "tables", layouts=("form", "two_sheets", "flat"), kinds=("xlsx", "xls", "ods", "fods", "docx"))
def headings_repeated(world: World) -> bool:
    """The headings once more in the middle, as on a second page."""
    for table in world.tables:
        if len(table.rows) < 4 or table.head != "single":
            return False
        at = next(
            (at for at in range(2, len(table.rows)) if table.rows[at].project is not table.rows[at - 1].project), 0
        )
        if at:
            table.rows.insert(at, Row({}, heading=True))
    return True


@habit("leftovers", "tables", layouts=TABULAR)
def blank_rows(world: World) -> bool:
    """Empty rows between projects."""
    for table in world.tables:
        rows: list[Row] = []
        for row in table.rows:
            if rows and rows[-1].project is not row.project and world.dice.chance(0.5):
                rows.append(Row({}))
            rows.append(row)
        table.rows = rows
    return True

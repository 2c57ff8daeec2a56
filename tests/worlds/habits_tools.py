"""Habits of tools: exports of survey tools, approval systems and shared tables; bands instead of columns."""

from __future__ import annotations

from tests.worlds.habits import TABULAR, habit
from tests.worlds.habits_values import some
from tests.worlds.habits_veto import VETO, free_rows
from tests.worlds.sketch import Cell, Column, Row, Table
from tests.worlds.truth import LEVELS, person_name
from tests.worlds.world import World

QUESTIONS = {
    "name": ("您的姓名", "请输入您的姓名", "姓名："),
    "phone": ("您的手机号码", "请输入您的手机号", "您的联系电话是？"),
    "domain": ("您所在的工程技术领域", "您申报的工程技术领域是？", "请选择您的所在领域"),
    "location": ("您当前所在地", "您目前所在的国家或地区", "请填写当前所在地"),
    "level": ("您拟申请的级别", "您拟申请的级别是？", "请选择拟申请级别"),
    "experience": ("请简述您的主要工程实践经历（300字以内）", "您的主要工程实践经历", "请填写您的工程实践经历"),
}


def put_before(world: World, heads: dict[str, tuple[str, ...]]) -> None:
    """Columns of the tool itself, in front of the answers."""
    for table in world.tables:
        table.head, table.fill = "single", "repeat"
        for at, (heading, values) in enumerate(heads.items()):
            key = f"tool {heading}"
            table.columns.insert(at, Column(key, heading))
            for row in table.rows:
                if row.person is not None:
                    row.cells[key] = Cell(world.dice.word("put_before", values))


@habit("tools", "tables", layouts=TABULAR, group="heads")
def question_headings(world: World) -> bool:
    """Headings as questions: 1、您的姓名, 2、您的手机号码."""
    numbered = world.dice.word("question_headings", ("{n}、{q}", "{n}.{q}", "Q{n}：{q}", "{q}", "{n}、{q} *"))
    put_before(
        world,
        {
            "序号": ("1", "2", "3"),
            "提交答卷时间": ("2025/4/11 9:20:31", "2025/4/12 14:05:02"),
            "来源": ("微信", "链接"),
        },
    )
    for table in world.tables:
        table.drop("seq", "number")
        for number, column in enumerate([column for column in table.columns if column.key in QUESTIONS], 1):
            column.heading = numbered.format(n=number, q=world.dice.word("question_headings", QUESTIONS[column.key]))
    return True


@habit("tools", "tables", layouts=("flat", "two_sheets"), group="heads")
def approval_export(world: World) -> bool:
    """An export of an approval system: its own columns hold the names of those who started it."""
    clerk = person_name(world.dice)
    status, good, bad = world.dice.word(
        "approval_export",
        (
            ("审批结果", "同意", "拒绝"),
            ("审批状态", "已通过", "已撤销"),
            ("审批结果", "审批通过", "审批拒绝"),
            ("当前状态", "已完成", "已驳回"),
        ),
    )
    heads = {
        "审批编号": ("202504100012", "202504110007"),
        "标题": (f"{clerk}提交的工程师推荐",),
        status: (good,),
        "发起人姓名": (clerk,),
        "发起人部门": ("海外事业部", "人力资源部"),
        "发起时间": ("2025-04-10 09:11", "2025-04-11 16:40"),
        "当前处理人": ("", "—"),
    }
    put_before(world, heads)
    for row in free_rows(world)[:1]:
        if row.person is not None:
            row.cells[f"tool {status}"] = Cell(bad)
            row.person.hold(*VETO)
    return True


@habit("tools", "tables", layouts=("flat",), group="heads")
def collected_online(world: World) -> bool:
    """An online table: 填写人, 填写时间, 填写人部门, 填写ID around the answers."""
    clerk = person_name(world.dice)
    heads = {
        "填写ID": ("1001", "1002"),
        "填写人": (clerk, person_name(world.dice)),
        "填写人部门": ("国际公司", "工程部"),
        "填写时间": ("2025-04-12 08:30",),
    }
    put_before(world, heads)
    for table in world.tables:
        for column in table.columns:
            if column.key in ("name", "phone", "domain", "level", "experience"):
                column.heading += world.dice.word("collected_online", ("（必填）", "(必填)", " *", "*"))
    return True


@habit("tools", "people")
def labelled_choices(world: World) -> bool:
    """The chosen answer with its explanation: 专业工程会员（5年以上工作经历）."""
    chosen = some(world)
    for person in chosen:
        years = "5年以上" if person.level == LEVELS[0] else "10年以上"
        form = world.dice.word(
            "labelled_choices", ("{level}（{years}相关工作经历）", "{level}（{years}）", "{level}：{years}工作经历")
        )
        person.typed["level"] = form.format(level=person.level, years=years)
        person.sayable.add("level")
    return bool(chosen)


@habit("tools", "tables", layouts=TABULAR, kinds=("csv", "csv_gbk"))
def guarded_numbers(world: World) -> bool:
    """Phones guarded against Excel: a tab or an apostrophe before them, or ="…"."""
    form = world.dice.word("guarded_numbers", ("\t{}", "{}\t", "'{}", '="{}"'))
    for table in world.tables:
        for row in table.rows:
            phone = row.cells.get("phone")
            if phone is not None and phone.text.isdigit():
                row.cells["phone"] = Cell(form.format(phone.text))
    return True


@habit("tools", "tables", layouts=TABULAR, kinds=("csv", "csv_gbk"))
def rounded_numbers(world: World) -> bool:
    """Phones that Excel rounded on the way: 1.38E+10. The digits are lost."""
    if not all(table.column("phone") for table in world.tables):
        return False
    for row in free_rows(world):
        person = row.person
        if person is not None and row.cells["phone"].text == person.mobile:
            row.cells["phone"] = Cell(f"{int(person.mobile):.2E}")
            person.hold("phone-invalid")
            person.phone = ""
            return True
    return False


@habit("tools", "tables", layouts=("flat", "two_sheets"))
def two_facts_in_a_column(world: World) -> bool:
    """姓名及联系电话 in one column, 领域及级别 in another."""
    which = world.dice.word(
        "two_facts_in_a_column",
        (
            ("name", "phone", "姓名及联系方式"),
            ("name", "phone", "姓名/联系电话"),
            ("domain", "level", "所在领域及拟申请级别"),
            ("domain", "level", "申报领域/级别"),
        ),
    )
    mark = world.dice.word("two_facts_in_a_column", (" ", "\n", "/", "，", "、"))
    first, second, heading = which
    for person in world.people:
        person.sayable |= {first, second}
        if first in person.typed or second in person.typed:
            return False
    if any(not table.column(first) or not table.column(second) for table in world.tables):
        return False
    people = [row for table in world.tables for row in table.rows if row.person is not None]
    if any(first not in row.cells or second not in row.cells for row in people):
        return False
    for table in world.tables:
        table.head = "single"
        for column in table.columns:
            if column.key == first:
                column.key, column.heading = "both", heading
        table.drop(second)
        for row in table.rows:
            if row.person is not None:
                one, other = row.cells[first], row.cells[second]
                runs = [(f"{one.text}{mark}", False), *other.runs] if other.runs else []
                row.cells["both"] = Cell(f"{one.text}{mark}{other.text}", runs=runs)
    return True


@habit("bands", "tables", layouts=("flat", "two_sheets"), group="domain ticks")
def domain_by_band(world: World) -> bool:
    """People grouped by domain, its name in a line across the table, no column for it."""
    return _grouped(world, "domain", ("{}", "（{n}）{}", "{n}、{}", "【{}】"))


@habit("bands", "tables", layouts=("flat", "two_sheets"), group="level ticks")
def level_by_band(world: World) -> bool:
    """People grouped by level, its name in a line across the table, no column for it."""
    return _grouped(world, "level", ("{}", "拟申请{}", "{n}、申请{}人员", "（{n}）{}"))


def _grouped(world: World, key: str, forms: tuple[str, ...]) -> bool:
    if any(key in person.typed for person in world.people) or any(table.column(key) is None for table in world.tables):
        return False
    form = world.dice.word("grouped", forms)
    for table in world.tables:
        table.head, table.fill = "single", "repeat"
        table.drop(key)
        rows: list[Row] = []
        groups = sorted({getattr(row.person, key) for row in table.rows if row.person is not None})
        for number, name in enumerate(groups):
            rows.append(
                Row({table.columns[0].key: Cell(form.format(name, n="一二三四五六七八九十"[number]))}, band=True)
            )
            rows += [row for row in table.rows if row.person is not None and getattr(row.person, key) == name]
        table.rows = rows
    for person in world.people:
        person.sayable.add(key)
    return True


@habit("bands", "tables", layouts=("two_sheets",), group="level ticks", kinds=("xlsx", "xls", "ods"))
def level_in_sheet_name(world: World) -> bool:
    """A sheet for each section and level; only the sheet's name says the level."""
    tables: list[Table] = []
    for table in world.tables:
        for level in LEVELS:
            rows = [row for row in table.rows if row.person is not None and row.person.level == level]
            if not rows or any("level" in row.person.typed for row in rows if row.person is not None):
                continue
            part = table.part(rows, without="level")
            tables.append(part)
            section = "已外派" if table.section == "dispatched" else "计划外派"
            world.part_names[id(part)] = world.dice.word("level_in_sheet_name", ("{}-{}", "{} {}", "{}（{}）")).format(
                section, level
            )
    if sum(len(table.rows) for table in tables) != len(world.people):
        return False
    world.tables = tables
    for person in world.people:
        person.sayable.add("level")
    return True


@habit("order", "tables", layouts=TABULAR)
def company_in_a_line_above(world: World) -> bool:
    """One company for all: told in a line above the table, with its contact, no column for it."""
    companies = {person.project.company for person in world.people}
    if len(companies) != 1 or world.style.fill == "merge":
        return False
    line = world.people[0].project
    mates = [person.project for person in world.people]
    if any((mate.contact, mate.contact_phone) != (line.contact, line.contact_phone) for mate in mates):
        return False
    form = world.dice.word(
        "company_in_a_line_above",
        ("企业名称：{c}（联系人：{n}，手机：{p}）", "企业名称：{c}    企业联系人：{n}    联系电话：{p}"),
    )
    for table in world.tables:
        table.drop("company", "company_name", "contact", "contact_phone")
        table.lines_above.append([form.format(c=line.company, n=line.contact, p=line.contact_phone)])
    for person in world.people:
        person.sayable |= {"company", "company_contact", "company_contact_phone"}
    return True

"""Habits of columns: more of them than asked for, two for one field, other orders, headings of survey tools."""

from __future__ import annotations

from tests.worlds import words
from tests.worlds.habits import TABULAR, habit
from tests.worlds.sketch import Cell, Column, Row
from tests.worlds.tables import heading_of
from tests.worlds.truth import LEVELS, mobile, person_name
from tests.worlds.world import World

DECOYS = {
    "性别": ("男", "女"),
    "出生年月": ("1985.03", "1990-11", "198807", "1979年6月"),
    "学历": ("本科", "硕士研究生", "博士", "大学本科"),
    "学位": ("工学学士", "工程硕士", "学士"),
    "毕业院校": ("北岸理工大学", "江南工学院", "西部交通大学"),
    "所学专业": ("土木工程", "机械设计制造及其自动化", "岩土工程", "会计学", "英语", "电气工程及其自动化"),
    "职称": ("高级工程师", "工程师", "正高级工程师", "助理工程师"),
    "职务": ("项目经理", "总工程师", "技术员", "部门副经理"),
    "工作年限": ("12", "8年", "15年", "20"),
    "民族": ("汉族", "土家族", "苗族"),
    "政治面貌": ("中共党员", "群众", "团员"),
    "入职时间": ("2010-07", "2015年3月", "2008.6"),
    "部门": ("海外事业部", "工程技术部", "第三项目部"),
    "英语水平": ("CET-6", "四级", "流利"),
    "职业资格": ("一级建造师", "注册土木工程师", "无"),
    "派出时间": ("2023-05", "2021年9月", "2024.1"),
    "预计回国时间": ("2026-12", "2027年", "2026.6"),
    "护照有效期": ("2029-03", "2031年", "2028.10"),
    "工号": ("A10023", "20180456", "HW-771"),
    "年龄": ("38", "41", "45岁"),
}
ENGLISH = {
    "name": "Name", "phone": "Mobile", "domain": "Field", "location": "Current Location", "level": "Level Applied",
    "experience": "Engineering Experience", "project": "Project Name", "country": "Country/Region",
}  # fmt: skip
BLOCK = ("name", "phone", "domain", "location", "level", "experience")


@habit("more columns", "tables", layouts=TABULAR)
def more_columns(world: World) -> bool:
    """One to five columns that nobody asked for, anywhere."""
    chosen = world.dice.allowed("decoy", list(DECOYS))
    world.dice.random.shuffle(chosen)
    for heading in chosen[: world.dice.number(1, 5)]:
        for table in world.tables:
            key = f"more {heading}"
            table.columns.insert(world.dice.number(1, len(table.columns)), Column(key, heading))
            for row in table.rows:
                if row.person is not None:
                    row.cells[key] = Cell(world.dice.one(DECOYS[heading]))
    return True


@habit("more columns", "tables", layouts=TABULAR)
def mail_column(world: World) -> bool:
    """A column of mail addresses."""
    for table in world.tables:
        table.insert_after("phone", Column("email", words.heading(world.dice, "email", world.style.plain).text))
        for row in table.rows:
            if row.person is not None and not row.person.email and world.dice.chance(0.8):
                row.person.email = f"eng{world.dice.number(100, 99999)}@corp.example.com"
                row.cells["email"] = Cell(row.person.email)
    return True


@habit("more columns", "tables", layouts=TABULAR)
def specialty_column(world: World) -> bool:
    """专业类别 beside the domain, with a specialty of that domain."""
    for table in world.tables:
        table.insert_after(
            "domain", Column("specialty", words.heading(world.dice, "specialty", world.style.plain).text)
        )
        for row in table.rows:
            person = row.person
            if person is not None and person.domain and "domain" not in person.typed:
                row.cells["specialty"] = Cell(world.dice.one(words.lists()["domain"][person.domain]["specialties"]))
    return True


@habit("two columns", "tables", layouts=TABULAR, group="location")
def household_and_location(world: World) -> bool:
    """户籍所在地 beside 当前所在地."""
    heading = world.dice.one(("户籍所在地", "户口所在地", "籍贯", "家庭所在地", "国内常住地"))
    for table in world.tables:
        table.insert_after(world.dice.one(("name", "location")), Column("household", heading))
        for row in table.rows:
            row.cells["household"] = Cell(
                world.dice.one(("重庆", "四川成都", "湖北省武汉市", "重庆市渝北区", "陕西西安"))
            )
    for person in world.people:
        person.sayable.add("location_country")
    return True


@habit("two columns", "tables", layouts=TABULAR)
def profile_and_experience(world: World) -> bool:
    """个人简介 beside the engineering experience."""
    heading = world.dice.one(("个人简介", "个人简历", "自我评价", "教育经历", "获奖情况"))
    for table in world.tables:
        table.insert_after(world.dice.one(("level", "experience")), Column("profile", heading))
        for row in table.rows:
            row.cells["profile"] = Cell(
                world.dice.one(("为人踏实，专业扎实。", "2006年毕业后一直从事工程技术工作。", "曾获公司先进个人。"))
            )
    for person in world.people:
        person.sayable.add("experience")
    return True


@habit("two columns", "tables", layouts=TABULAR)
def place_and_country(world: World) -> bool:
    """项目地点 (a town) beside the project's country."""
    heading = world.dice.one(("项目地点", "项目所在城市", "项目具体地址", "项目所在地"))
    done = False
    for table in world.tables:
        if table.column("country") is None:
            continue
        table.insert_after("country", Column("place", heading))
        done = True
        for row in table.rows:
            iso = row.project.country if row.project else ""
            cities = words.lists()["country"].get(iso, {}).get("cities", [])
            row.cells["place"] = Cell(cities[0] if cities else "")
    for person in world.people:
        person.sayable.add("project_country")
    return done


@habit("two columns", "tables", layouts=TABULAR)
def manager_beside_contact(world: World) -> bool:
    """The project's own contact and phone beside those of the company."""
    who, number = world.dice.one(
        (
            ("项目联系人", "项目联系电话"),
            ("项目经理", "项目经理电话"),
            ("项目负责人", "项目负责人手机"),
            ("现场联系人", "现场电话"),
        )
    )
    done = False
    for table in world.tables:
        after = "project" if table.column("project") else "planned_project"
        if table.column(after) is None:
            continue
        done = True
        table.insert_after(after, Column("manager", who))
        table.insert_after("manager", Column("manager_phone", number))
        told: dict[int, tuple[str, str]] = {}
        for row in table.rows:
            name, phone = told.setdefault(id(row.project), (person_name(world.dice), mobile(world.dice)))
            row.cells["manager"], row.cells["manager_phone"] = Cell(name), Cell(phone)
    return done


@habit("two columns", "tables", layouts=TABULAR)
def title_level_beside_level(world: World) -> bool:
    """职称级别 or 拟评职称 beside the level that is applied for."""
    heading = world.dice.one(("职称级别", "现职称等级", "专业技术职务", "拟评职称"))
    for table in world.tables:
        table.insert_after(world.dice.one(("name", "level")), Column("title", heading))
        for row in table.rows:
            row.cells["title"] = Cell(world.dice.one(("高级", "中级", "副高级", "高级工程师", "工程师")))
    for person in world.people:
        person.sayable.add("level")
    return True


@habit("order", "tables", layouts=TABULAR)
def people_shuffled(world: World) -> bool:
    """The six people's columns in another order."""
    for table in world.tables:
        block = [column for column in table.columns if column.key in BLOCK]
        places = [at for at, column in enumerate(table.columns) if column.key in BLOCK]
        world.dice.random.shuffle(block)
        for at, column in zip(places, block, strict=True):
            table.columns[at] = column
        table.head = "single" if table.head == "printed" else table.head
    return True


@habit("order", "tables", layouts=("form", "two_sheets", "flat"))
def people_first(world: World) -> bool:
    """People's columns first, the project behind them."""
    for table in world.tables:
        people = [column for column in table.columns if column.key in BLOCK]
        rest = [column for column in table.columns if column.key not in BLOCK]
        numbers = [column for column in rest if column.key in ("seq", "number")]
        table.columns = [*numbers, *people, *[column for column in rest if column not in numbers]]
        table.fill = "repeat" if table.fill == "merge" else table.fill
        table.head = "single" if table.head == "printed" else table.head
    return True


@habit("order", "tables", layouts=TABULAR)
def any_order(world: World) -> bool:
    """All columns shuffled, every row complete."""
    for table in world.tables:
        world.dice.random.shuffle(table.columns)
        table.head, table.fill = "single", "repeat"
    return True


@habit("headings", "tables", layouts=TABULAR, group="heads")
def survey_headings(world: World) -> bool:
    """Headings of survey tools: *1. 姓名, Q1_姓名, 01、姓名（必填）; submitter and time in front."""
    form = world.dice.one(
        (
            "*{n}. {h}",
            "Q{n}_{h}",
            "{n:02d}、{h}（必填）",
            "{n}.{h}*",
            "{n}、{h}",
            "*{h}",
            "{h}（必填）",
            "{n}. {h}：",
            "{h}(必填)",
        )
    )
    for table in world.tables:
        for number, column in enumerate(table.columns, 1):
            column.heading = form.format(n=number, h=column.heading.split("\n")[0])
        table.head, table.fill, table.caption = "single", "repeat", table.caption
        if world.dice.chance(0.7):
            _submitted(world, table.columns, table.rows)
    return True


def _submitted(world: World, columns: list[Column], rows: list[Row]) -> None:
    """提交者, 提交时间 and the like before the answers."""
    added = world.dice.one(
        (
            ("提交者", "提交时间"),
            ("填写人", "填写时间", "所用时间"),
            ("提交人", "提交时间（自动）", "来自IP"),
            ("序号ID", "开始答题时间", "结束答题时间"),
        )
    )
    clerk = person_name(world.dice)
    told = {
        "提交者": clerk,
        "填写人": clerk,
        "提交人": clerk,
        "所用时间": "215秒",
        "来自IP": "10.20.30.40(重庆)",
        "序号ID": "17",
    }
    for at, heading in enumerate(added):
        columns.insert(at, Column(f"sent {heading}", heading))
        for row in rows:
            row.cells[f"sent {heading}"] = Cell(
                told.get(heading, f"2025-04-1{world.dice.number(0, 5)} 1{world.dice.number(0, 9)}:2{at}:05")
            )


@habit("headings", "tables", layouts=TABULAR, group="heads")
def spaced_headings(world: World) -> bool:
    """Blanks, line breaks and colons inside headings: 姓  名, 联系\\n方式：."""
    for table in world.tables:
        for column in table.columns:
            text = column.heading
            if len(text) == 2:
                column.heading = world.dice.one(("{} {}", "{}  {}", "{}\u3000{}", "{}\n{}")).format(*text)
            elif len(text) == 4:
                column.heading = f"{text[:2]}\n{text[2:]}"
            elif world.dice.chance(0.3):
                column.heading = f"{text}："
    return True


@habit("headings", "tables", layouts=TABULAR, group="heads")
def bilingual_headings(world: World) -> bool:
    """姓名 Name, or the English line first."""
    form = world.dice.one(("{zh} {en}", "{zh}\n{en}", "{zh}/{en}", "{en} {zh}", "{zh}（{en}）", "{en}\n{zh}"))
    for table in world.tables:
        for column in table.columns:
            if column.key in ENGLISH:
                column.heading = form.format(zh=column.heading.replace("\n", ""), en=ENGLISH[column.key])
    return True


@habit("headings", "tables", layouts=TABULAR, group="heads")
def hinted_headings(world: World) -> bool:
    """Hints in brackets behind headings: （请填写11位手机号）."""
    hints = {"name": "（与身份证一致）", "phone": "（请填写11位手机号）", "domain": "（见附件1，请从下拉列表中选择）", "location": "（国家或地区）",
             "experience": "（不超过300字）", "level": "（单选）", "country": "（填写国家全称）"}  # fmt: skip
    for table in world.tables:
        for column in table.columns:
            column.heading += hints.get(column.key, "")
    return True


@habit("headings", "tables", layouts=TABULAR, group="heads")
def own_headings(world: World) -> bool:
    """Every heading in the clerk's own words."""
    plain, world.style.plain = world.style.plain, 0.1
    for table in world.tables:
        people = [row.person for row in table.rows if row.person is not None]
        for column in table.columns:
            if column.key in words.lists()["heading"]:
                column.heading = heading_of(world, column.key, people)
    world.style.plain = plain
    return True


@habit(
    "headings",
    "tables",
    layouts=TABULAR,
    group="heads",
    kinds=("xlsx", "xls", "ods", "fods", "docx", "html_xls", "mail_html"),
)
def english_counts(world: World) -> bool:
    """The count columns headed in English."""
    english = {
        "chinese": "Chinese engineers abroad",
        "foreign": "Foreign engineers employed",
        "qualified": "Qualified Chinese engineers",
    }
    for table in world.tables:
        for column in table.columns:
            column.heading = english.get(column.key, column.heading)
    for person in world.people:
        person.sayable |= {"chinese_engineers", "foreign_engineers", "qualified_engineers"}
    return any(table.column("chinese") for table in world.tables)


@habit("ticks", "tables", layouts=("flat", "two_sheets"), group="level ticks")
def level_ticks(world: World) -> bool:
    """A column for each level with a tick."""
    mark, heads = (
        world.dice.one(("√", "✓", "✔", "1", "是", "●")),
        world.dice.one((("专业工程会员", "资深工程会员"), ("专业", "资深"), ("申请专业工程会员", "申请资深工程会员"))),
    )
    if any("level" in person.typed for person in world.people):
        return False
    for table in world.tables:
        at = [column.key for column in table.columns].index("level")
        table.columns[at : at + 1] = [Column(f"level {level}", head) for level, head in zip(LEVELS, heads, strict=True)]
        table.head = "single"
        for row in table.rows:
            if row.person is not None:
                row.cells[f"level {row.person.level}"] = Cell(mark)
    return True


@habit("ticks", "tables", layouts=("flat", "two_sheets"), group="domain ticks")
def domain_ticks(world: World) -> bool:
    """A column for each domain with a tick."""
    if any("domain" in person.typed for person in world.people):
        return False
    domains = list(words.lists()["domain"])
    mark = world.dice.one(("√", "✓", "1", "是"))
    for table in world.tables:
        at = [column.key for column in table.columns].index("domain")
        used = (
            domains
            if world.dice.chance(0.5)
            else [name for name in domains if any(row.person and row.person.domain == name for row in table.rows)]
        )
        table.columns[at : at + 1] = [Column(f"domain {name}", name) for name in used]
        table.head = "single"
        for row in table.rows:
            if row.person is not None:
                row.cells[f"domain {row.person.domain}"] = Cell(mark)
    return True


@habit("survey", "people")
def several_levels_chosen(world: World) -> bool:
    """Both levels chosen, joined as survey tools join them."""
    from tests.worlds.habits_values import some

    chosen = some(world)
    for person in chosen:
        person.typed["level"] = world.dice.one(("┋", ";", "|", ",", "；")).join(LEVELS)
        person.hold("level-ambiguous", "level-unknown")
        person.unsure.add("level")
    return bool(chosen)


@habit("survey", "people")
def several_domains_chosen(world: World) -> bool:
    """Two domains chosen, joined as survey tools join them."""
    from tests.worlds.habits_values import some

    chosen = some(world)
    for person in chosen:
        pair = world.dice.random.sample(list(words.lists()["domain"]), 2)
        person.typed["domain"] = world.dice.one(("┋", ";", "|", "、", "/", "，")).join(pair)
        person.hold("domain-ambiguous", "domain-unknown")
        person.unsure.add("domain")
    return bool(chosen)


@habit("survey", "people")
def numbered_choices(world: World) -> bool:
    """Choices with their letter or number: A.专业工程会员, 2、土木工程类."""
    from tests.worlds.habits_values import some

    chosen = some(world)
    for person in chosen:
        form = world.dice.one(("{a}.{t}", "{a}、{t}", "{a}. {t}", "({a}){t}", "{n}、{t}", "{n}.{t}"))
        at = LEVELS.index(person.level)
        person.typed["level"] = form.format(a="AB"[at], n=at + 1, t=person.level)
        at = list(words.lists()["domain"]).index(person.domain)
        person.typed["domain"] = form.format(a="ABCDEFGHIJKL"[at], n=at + 1, t=person.domain)
    return bool(chosen)

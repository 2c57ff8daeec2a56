"""Habits of columns: more of them than asked for, two for one field, other orders."""

from __future__ import annotations

from tests.worlds import words
from tests.worlds.habits import TABULAR, habit
from tests.worlds.sketch import Cell, Column
from tests.worlds.truth import mobile, person_name
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
    "工作年限": ("12", "18年", "15年", "20"),
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
                    row.cells[key] = Cell(world.dice.word("more_columns", DECOYS[heading]))
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
                if row.person.why == ("phone-missing",):  # who can be written to goes on, and it is said
                    row.person.disposition, row.person.why = "routed", ()
                    row.person.must.add("phone")
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
    heading = world.dice.word(
        "household_and_location", ("户籍所在地", "户口所在地", "籍贯", "家庭所在地", "国内常住地")
    )
    for table in world.tables:
        table.insert_after(
            world.dice.word("household_and_location", ("name", "location")), Column("household", heading)
        )
        for row in table.rows:
            row.cells["household"] = Cell(
                world.dice.word(
                    "household_and_location", ("重庆", "四川成都", "湖北省武汉市", "重庆市渝北区", "陕西西安")
                )
            )
    for person in world.people:
        person.sayable.add("location_country")
    return True


@habit("two columns", "tables", layouts=TABULAR)
def profile_and_experience(world: World) -> bool:
    """个人简介 beside the engineering experience."""
    heading = world.dice.word("profile_and_experience", ("个人简介", "个人简历", "自我评价", "教育经历", "获奖情况"))
    for table in world.tables:
        table.insert_after(
            world.dice.word("profile_and_experience", ("level", "experience")), Column("profile", heading)
        )
        for row in table.rows:
            row.cells["profile"] = Cell(
                world.dice.word(
                    "profile_and_experience",
                    ("为人踏实，专业扎实。", "2006年毕业后一直从事工程技术工作。", "曾获公司先进个人。"),
                )
            )
    for person in world.people:
        person.sayable.add("experience")
    return True


@habit("two columns", "tables", layouts=TABULAR)
def place_and_country(world: World) -> bool:
    """项目地点 (a town) beside the project's country."""
    heading = world.dice.word("place_and_country", ("项目地点", "项目所在城市", "项目具体地址", "项目所在地"))
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
    who, number = world.dice.word(
        "manager_beside_contact",
        (
            ("项目联系人", "项目联系电话"),
            ("项目经理", "项目经理电话"),
            ("项目负责人", "项目负责人手机"),
            ("现场联系人", "现场电话"),
        ),
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
    heading = world.dice.word("title_level_beside_level", ("职称级别", "现职称等级", "专业技术职务", "拟评职称"))
    for table in world.tables:
        table.insert_after(world.dice.word("title_level_beside_level", ("name", "level")), Column("title", heading))
        for row in table.rows:
            row.cells["title"] = Cell(
                world.dice.word("title_level_beside_level", ("高级", "中级", "副高级", "高级工程师", "工程师"))
            )
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

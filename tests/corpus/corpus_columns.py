"""Habits of columns: their order, and what a unit adds, splits or leaves out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from corpus_habits import COLUMNS, habit, some, tables_of_one_a_row, tables_with_people
from corpus_headings import flatten
from corpus_people import PRINTED, mobile
from corpus_sketch import COUNT_KEYS, Column, Sketch, Table

EXTRAS: dict[str, list[Any]] = {
    "性别": ["男", "女"],
    "出生年月": ["1986.07", "1990-12", "1979年3月", date(1985, 6, 1)],
    "职称": ["高级工程师", "工程师", "正高级工程师"],
    "学历": ["本科", "硕士研究生", "博士"],
    "毕业院校及专业": ["某大学 土木工程", "某学院 机械设计"],
    "工作年限": [12, "15年", "20"],
    "职务": ["项目经理", "总工程师", "技术部主任"],
    "备注": ["", "", "已购票", "无"],
    "民族": ["汉", "土家族"],
    "护照号": ["E00000000", ""],
    "微信号": ["wx_eng88", "13800138000"],
    "紧急联系人": ["家属", "同事"],
    "紧急联系电话": ["13800138001", "023-68001234"],
    "国籍": ["中国"],
    "籍贯": ["四川", "重庆", "湖北"],
    "所学专业": ["水利水电工程", "土木工程", "机械设计"],
    "专业技术职务": ["高级工程师", "工程师"],
    "派驻时间": ["2023.05", "2024年1月至今"],
    "所在部门": ["国际事业部", "海外工程部"],
    "外语水平": ["英语四级", "良好"],
}


@habit(COLUMNS, "order")
def columns_reordered(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        person = [column for column in table.columns if column.is_person]
        project = [column for column in table.columns if not column.is_person]
        rng.shuffle(project), rng.shuffle(person)
        if table.style() == "spanned":
            text = "拟互认人员信息\n（" + "、".join(PRINTED[column.key] for column in person) + "）"
            for column in person:
                column.path = (text,)
        table.columns = project + person if rng.random() < 0.6 or table.style() == "spanned" else person + project


@habit(COLUMNS, "order", handled_by=("name_unlabelled",))
def columns_unlabelled_in_another_order(sketch: Sketch, rng: Random) -> None:
    """One heading over six columns that lists them in the printed order; the cells stand in another."""
    for table in tables_of_one_a_row(sketch):
        person = [column for column in table.columns if column.is_person]
        if table.style() == "spanned" and len(table.person_rows()) > 1:
            moved = [column for column in person if column.key not in ("name", "experience")]
            rng.shuffle(moved)
            order = [person[0], *moved, person[-1]]
            table.columns = [column for column in table.columns if not column.is_person] + order


@habit(COLUMNS, "order")
def columns_interleaved(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        if table.style() == "spanned":
            flatten(table)
        if table.style() == "flat":
            rng.shuffle(table.columns)
            keep_city_with_its_country(table)


def keep_city_with_its_country(table: Table) -> None:
    """A city behind the project's country would be the project's for every reader."""
    keys = [c.key for c in table.columns if c.key != "number" and not c.key.startswith("extra:")]
    if "city" in keys and keys[keys.index("city") - 1] == "project_country":
        city = table.columns.pop(table.keys().index("city"))
        table.columns.insert(table.keys().index("location") + 1, city)


@habit(COLUMNS, "extra")
def columns_extra(sketch: Sketch, rng: Random) -> None:
    names = rng.sample(sorted(EXTRAS), rng.randint(1, 4))
    for table in tables_with_people(sketch):
        if table.style() == "spanned":
            flatten(table)
        for name in names:
            at = rng.choice(
                [len(table.columns), table.keys().index("name") + 1 if table.has("name") else len(table.columns)]
            )
            path = (*table.columns[at - 1].path[:-1], name) if at < len(table.columns) else (name,)
            table.columns.insert(at, Column(f"extra:{name}", path))
            for row in table.person_rows():
                row.cells[f"extra:{name}"] = rng.choice(EXTRAS[name])


@habit(COLUMNS)
def column_identity_number(sketch: Sketch, rng: Random) -> None:
    """身份证号 stands beside the phone; it must not be taken for one, nor kept."""
    for table in tables_of_one_a_row(sketch):
        if table.style() == "spanned":
            flatten(table)
        if table.has("phone"):
            at = table.keys().index("phone")
            table.columns.insert(
                at,
                Column(
                    "extra:身份证号",
                    (*table.columns[at].path[:-1], rng.choice(["身份证号", "身份证号码", "公民身份号码"])),
                ),
            )
            for row in table.person_rows():
                born = f"{rng.randint(1970, 1995)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
                number = f"500000{born}{rng.randrange(1000):03d}X"
                row.cells["extra:身份证号"] = int(f"{number[:15]}000") if rng.random() < 0.3 else number


@habit(COLUMNS, "columns:company")
def column_company_in_three(sketch: Sketch, rng: Random) -> None:
    words = rng.choice(
        [
            ("企业名称", "企业联系人", "企业联系人手机"),
            ("单位名称", "联系人", "联系人电话"),
            ("企业", "单位联系人", "单位联系电话"),
        ]
    )
    for table in tables_with_people(sketch):
        column = table.column("company")
        if column is None or not any(table.has(key) for key in ("name", "packed")):
            continue
        at = table.columns.index(column)
        keys = ("company", "company_contact", "company_contact_phone")
        table.columns[at : at + 1] = [
            Column(key, (*column.path[:-1], word)) for key, word in zip(keys, words, strict=True)
        ]
        for row in table.bodies():
            if row.cells.get("company") and row.project is not None:
                truth = sketch.projects[row.project]
                row.cells |= {key: str(truth[key]).removeprefix("+86") for key in keys}
        spans = [span for span in table.spans if span[0] == "company"]
        table.spans += [(key, first, last) for _, first, last in spans for key in keys[1:]]


@habit(COLUMNS, "columns:name", handled_by=("join_surnames",), alone=True)
def column_surname_apart(sketch: Sketch, rng: Random) -> None:
    surname, given = rng.choice([("姓", "名"), ("姓氏", "名字"), ("Surname", "Given name")])
    for table in tables_of_one_a_row(sketch):
        if table.style() == "spanned":
            flatten(table)
        column = table.column("name")
        if column is None:
            continue
        at = table.columns.index(column)
        table.columns[at : at + 1] = [
            Column("extra:姓", (*column.path[:-1], surname)),
            replace(column, path=(*column.path[:-1], given)),
        ]
        for row in table.person_rows():
            name = str(row.cells.get("name", ""))
            length = 2 if name.startswith("欧阳") else 1
            if re.fullmatch("[\u3400-\u9fff]{2,4}", name):  # any other stands whole in the second column
                row.cells["extra:姓"], row.cells["name"] = name[:length], name[length:]


@habit(COLUMNS, "columns:phone")
def column_mail_beside_phone(sketch: Sketch, rng: Random) -> None:
    heading = rng.choice(["电子邮箱", "邮箱", "E-mail", "邮箱地址"])
    for table in tables_of_one_a_row(sketch):
        if not table.has("phone"):
            continue
        if table.style() == "spanned":
            flatten(table)
        at = table.keys().index("phone") + 1
        table.columns.insert(at, Column("email", (*table.columns[at - 1].path[:-1], heading)))
        for row in table.person_rows():
            person = sketch.people[row.people[0]]
            person["email"] = f"u{mobile(rng)[3:8]}@example.com"
            row.cells["email"] = person["email"]


@habit(COLUMNS, "country")
def column_country_and_city(sketch: Sketch, rng: Random) -> None:
    from corpus_people import COUNTRIES

    for table in tables_of_one_a_row(sketch):
        if not table.has("location"):
            continue
        if table.style() == "spanned":
            flatten(table)
        at = table.keys().index("location")
        path = table.columns[at].path[:-1]
        table.columns[at].path = (*path, rng.choice(["所在国家", "当前所在国家"]))
        table.columns.insert(at + 1, Column("city", (*path, rng.choice(["城市", "所在城市"]))))
        for row in table.person_rows():
            code = sketch.people[row.people[0]]["location_country"]
            row.cells["city"] = COUNTRIES[code][3] if code in COUNTRIES else "重庆"


SPECIALTIES = {
    "土木工程类": "岩土工程",
    "电气工程类": "电力系统及其自动化专业",
    "机械工程类": "材料成型及控制",
    "水利水电工程类": "枢纽工程",
    "信息通信工程类": "信息通信网络专业",
    "汽车工程类": "汽车研发工程",
    "地质工程类": "地质勘探工程",
    "建筑工程类": "暖通空调",
    "测量控制与仪器仪表类": "现代测试技术",
    "风景园林类": "风景园林规划设计",
    "计算机与应用类": "计算机与应用类",
    "生态环境工程类": "环境科学与工程类专业",
}


@habit(COLUMNS, "domain")
def column_specialty(sketch: Sketch, rng: Random) -> None:
    for table in tables_of_one_a_row(sketch):
        if not table.has("domain"):
            continue
        if table.style() == "spanned":
            flatten(table)
        at = table.keys().index("domain") + 1
        table.columns.insert(
            at,
            Column("specialty", (*table.columns[at - 1].path[:-1], rng.choice(["专业类别", "具体专业", "专业方向"]))),
        )
        for row in table.person_rows():
            row.cells["specialty"] = SPECIALTIES[sketch.people[row.people[0]]["domain"]]


@habit(COLUMNS, "columns:count")
def column_missing(sketch: Sketch, rng: Random) -> None:
    key = rng.choice([*COUNT_KEYS, "project_type", "project_status", "location"])
    for table in sketch.tables():
        column = table.column(key)
        if column is not None and key == "location" and table.has("city"):
            continue  # the city tells the country
        if column is not None and key == "location" and not column.shared:
            table.columns.remove(column)
            for person in table.person_rows():
                for index in person.people:
                    sketch.people[index]["location_country"] = ""
            continue
        if column is not None and key != "location":
            table.columns.remove(column)
            table.unspan(key)
            for row in table.bodies():
                if row.project is not None:
                    sketch.projects[row.project][key] = ""


@habit(COLUMNS, "columns:number")
def column_number_missing(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        if table.has("number") and "linked" not in sketch.notes:
            table.columns = [column for column in table.columns if column.key != "number"]
            table.unspan("number")


@habit(COLUMNS)
def column_empty_between(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        if table.style() == "flat" or rng.random() < 0.5:
            flatten(table)
            at = rng.randint(2, len(table.columns) - 1)
            table.columns.insert(at, Column("person:blank" if table.columns[at].is_person else "blank", ("",)))


WIDE = ("company", "name", "experience", "project_name", "packed")


@habit(COLUMNS)
def columns_merged_across(sketch: Sketch, rng: Random) -> None:
    """A column that is two columns wide in every row, as after a conversion from Word."""
    for table in tables_with_people(sketch):
        if table.style() == "spanned":
            flatten(table)
        for column in some(rng, [column for column in table.columns if column.key in WIDE]):
            column.width = 2


@habit(COLUMNS, "order")
def column_office_phone(sketch: Sketch, rng: Random) -> None:
    """办公电话 beside the mobile; the person is reached by the mobile."""
    for table in tables_of_one_a_row(sketch):
        if not table.has("phone"):
            continue
        if table.style() == "spanned":
            flatten(table)
        at = table.keys().index("phone") + rng.randint(0, 1)
        path = table.columns[table.keys().index("phone")].path[:-1]
        table.columns.insert(at, Column("person:office", (*path, rng.choice(["办公电话", "座机", "固定电话"]))))
        for row in table.person_rows():
            row.cells["person:office"] = f"023-6{rng.randrange(10**6, 10**7)}"


@habit(COLUMNS)
def column_second_number(sketch: Sketch, rng: Random) -> None:
    """People counted in a column of their own, beside the number of the project."""
    heading = rng.choice(["人员序号", "序号", "人数序号"])
    for table in tables_of_one_a_row(sketch):
        if not table.has("name"):
            continue
        if table.style() == "spanned":
            flatten(table)
        at = table.keys().index("name")
        table.columns.insert(at, Column("person:number", (*table.columns[at].path[:-1], heading)))
        for count, row in enumerate(table.person_rows(), 1):
            row.cells["person:number"] = count


@habit(COLUMNS, "level")
def column_for_each_level(sketch: Sketch, rng: Random) -> None:
    """Two columns under 拟申请级别, ticked."""
    for table in tables_of_one_a_row(sketch):
        if not table.has("level"):
            continue
        if table.style() == "spanned":
            flatten(table)
        at = table.keys().index("level")
        path = (*table.columns[at].path[:-1], "拟申请级别")
        pair = [Column(f"person:{word}", (*path, word)) for word in ("专业工程会员", "资深工程会员")]
        table.columns[at : at + 1] = pair
        for row in table.person_rows():
            row.cells[f"person:{sketch.people[row.people[0]]['level']}"] = "√"


@habit(COLUMNS, "level", handled_by=("read_codes",), alone=True)
def level_by_a_code_of_the_heading(sketch: Sketch, rng: Random) -> None:
    """Codes in an order of the unit's own, which the heading tells."""
    codes, heading = rng.choice([("12", "（1-资深，2-专业）"), ("AB", "（A资深 B专业）"), ("12", "（资深1，专业2）")])
    for table in tables_of_one_a_row(sketch):
        if not table.has("level"):
            continue
        if table.style() == "spanned":
            flatten(table)
        at = table.keys().index("level")
        table.columns[at] = replace(table.columns[at], path=(*table.columns[at].path[:-1], f"拟申请级别{heading}"))
        for row in table.person_rows():
            row.cells["level"] = codes[sketch.people[row.people[0]]["level"] == "专业工程会员"]


@habit(COLUMNS, "order")
def column_phone_of_somebody_else(sketch: Sketch, rng: Random) -> None:
    """项目负责人 with a phone beside the project: neither the company's contact nor the person."""
    word = rng.choice(["项目负责人", "项目经理", "负责人", "单位负责人"])
    number = mobile(rng)
    for table in tables_of_one_a_row(sketch):
        if not table.has("project_name") or not table.has("name"):
            continue
        if table.style() == "spanned":
            flatten(table)
        at = table.keys().index("project_name")
        path = table.columns[at].path[:-1]
        table.columns[at + 1 : at + 1] = [Column("head", (*path, word)), Column("head:phone", (*path, "联系电话"))]
        for row in table.person_rows():
            row.cells |= {"head": "吕某", "head:phone": number}

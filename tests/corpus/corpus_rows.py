"""Habits of rows: samples, placeholders, totals, notes and signatures; rows that tell of no person, and hidden ones."""

from __future__ import annotations

from random import Random
from typing import Any

from corpus_habits import INHERIT, ROWS, VALUES, family, habit, line, some, tables_with_people
from corpus_inherit import groups_with_people
from corpus_people import SAMPLE_PROJECTS, company, mobile, name
from corpus_sketch import COUNT_KEYS, Body, Line, Sketch, Table

SAMPLE_TEXT = "曾参与XX工程项目，我领导/设计/修建/测试/谈判/提出/实施/取得/……。"


@family(
    ROWS,
    "project_only",
    {"blank": "", "slash": "/", "none": "暂无", "later": "待定"},
    handled_by=("read_project_alone",),
)
def project_without_people(sketch: Sketch, rng: Random, mark: str) -> None:
    from corpus_people import new_project, typed_project

    for table in tables_with_people(sketch):
        if table.has("project_type") and not table.has("person") and not table.has("company_contact"):
            made = new_project(rng, table.section)
            cells = typed_project(made, table.section) | {"number": len(table.groups()) + 1}
            keys = [column.key for column in table.columns if column.is_person]
            cells |= dict.fromkeys(keys if mark == "/" else keys[:1], mark)
            table.rows.append(Body(cells, fate="project-only"))


@habit(ROWS)
def person_without_project(sketch: Sketch, rng: Random) -> None:
    """A person of a company whose row names no project: where only the columns tell sections, it fills in none of them,
    and the section is assumed. A column of sections tells that of the row beside it."""
    from corpus_people import new_person, typed_person

    for table in tables_with_people(sketch):
        if (
            table.has("project_name")
            and plain_people(table)
            and table.has("company")
            and all(len(row.people) == 1 for row in table.person_rows())
            and all(isinstance(row, Body) for row in table.rows)
        ):
            firm = company(rng)
            empty = dict.fromkeys(
                (
                    "project_name",
                    "project_country",
                    "project_type",
                    "project_status",
                    *COUNT_KEYS,
                    "company_contact",
                    "company_contact_phone",
                ),
                "",
            )
            sketch.projects.append({"company": firm, **empty})
            at = 0 if rng.random() < 0.5 else len(table.rows)
            beside = table.person_rows()[min(at, len(table.person_rows()) - 1)]
            section = sketch.people[beside.people[0]]["section"]
            person = new_person(rng, len(sketch.projects) - 1, section)
            while person["name"] in {other["name"] for other in sketch.people}:
                person["name"] = name(rng)
            sketch.people.append(person)
            told = {"section": beside.cells["section"]} if table.has("section") else {}
            if section == "dispatched" and not told:
                person["assumed"] = "by columns"
            row = Body(
                {"company": firm, **told, **typed_person(person)},
                people=[len(sketch.people) - 1],
                project=len(sketch.projects) - 1,
            )
            if table.has("number") and "number" in table.person_rows()[0].cells:
                row.cells["number"] = len(table.groups()) + 1
            table.rows.insert(at, row)


@habit(INHERIT, "numbering")
def numbers_per_person(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        table.unspan("number")
        if "linked" not in sketch.notes:
            for count, row in enumerate(table.person_rows(), 1):
                row.cells["number"] = count


NUMBERS: dict[str, Any] = {
    "text": str,
    "chinese": lambda n: "零一二三四五六七八九十"[n] if n <= 10 else n,
    "brackets": lambda n: f"（{n}）",
    "zeros": lambda n: f"{n:02d}",
    "dots": lambda n: f"{n}、",
}


@family(INHERIT, "numbering", NUMBERS)
def numbers_as(sketch: Sketch, rng: Random, change: Any) -> None:
    for table in tables_with_people(sketch):
        for row in table.bodies():
            if isinstance(row.cells.get("number"), int):
                row.cells["number"] = change(row.cells["number"])


@habit(INHERIT, "company_merge")
def company_over_several_projects(sketch: Sketch, rng: Random) -> None:
    """One company, merged over two of its projects."""
    for table in tables_with_people(sketch):
        groups = groups_with_people(table)
        if (
            len(groups) > 1
            and groups[0][0].cells.get("company")
            and not table.has("company_contact")
            and "linked" not in sketch.notes
        ):
            first, second = groups[0], groups[1]
            one, other = sketch.projects[first[0].project or 0], sketch.projects[second[0].project or 0]
            other |= {key: one[key] for key in ("company", "company_contact", "company_contact_phone")}
            table.spans = [span for span in table.spans if not (span[0] == "company" and span[1] in (*first, *second))]
            for row in (*first[1:], *second):
                row.cells.pop("company", None)
            table.spans.append(("company", first[0], second[-1]))


def samples(table: Table) -> list[Body]:
    """The rows that the form prints as an example, as far as the table has their columns."""
    firm, project = SAMPLE_PROJECTS[table.section]
    levels = ("专业工程师", "资深工程师") if table.section == "dispatched" else ("专业工程 会员", "资深工程 会员")
    places = ("缅甸", "新加坡") if table.section == "dispatched" else ("中国", "中国")
    people = [("张三", "13800000000", places[0], levels[0]), ("李四", "13900000000", places[1], levels[1])]
    rows = [
        Body(
            {"name": n, "phone": p, "domain": "土木工程类", "location": where, "level": v, "experience": SAMPLE_TEXT},
            fate="sample",
        )
        for n, p, where, v in people
    ]
    rows[0].cells |= {"number": 1, "company": firm, "project_name": project}
    rows[1].cells |= {"number": 2}
    dots = {"number": 3, "name": "……"} | ({"location": "中国"} if table.section == "dispatched" else {})
    return [*rows, Body(dots, fate="placeholder")]


def plain_people(table: Table) -> bool:
    return all(table.has(key) for key in ("name", "phone", "domain", "level", "experience"))


@habit(ROWS, "samples", handled_by=("read_sample",))
def samples_left_above(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        if plain_people(table) and table.has("company"):
            table.rows[:0] = samples(table)[: rng.randint(1, 3)]


@habit(ROWS, "samples", handled_by=("read_sample",))
def samples_marked_as_example(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        if plain_people(table) and table.has("company") and table.has("number"):
            row = samples(table)[0]
            row.cells["number"] = rng.choice(["例", "示例", "（例）", "样例"])
            table.rows.insert(0, row)


@habit(ROWS, "samples", handled_by=("read_sample",))
def samples_left_below(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        if plain_people(table) and table.has("company"):
            table.rows += samples(table)


@habit(VALUES, "name")
def person_named_like_the_sample(sketch: Sketch, rng: Random) -> None:
    """张三 with a phone of his own is a person."""
    taken = set()
    for table in tables_with_people(sketch):
        rows = [row for row in table.person_rows() if row.cells.get("name") and len(row.people) == 1]
        if rows and len(taken) < 2:
            sample = ["张三", "李四"][len(taken)]
            taken.add(sample)
            row = rng.choice(rows)
            sketch.people[row.people[0]]["name"] = row.cells["name"] = sample


PLACEHOLDERS: dict[str, dict[str, Any]] = {
    "dots": {"name": "……"},
    "dots_number": {"number": "……"},
    "ascii_dots": {"name": "..."},
    "crosses": {"name": "XXX", "phone": "XXXXXXXXXXX"},
    "vertical_dots": {"number": "⋮", "name": "⋮"},
}


@family(ROWS, "placeholder", PLACEHOLDERS, handled_by=("read_left_over",))
def placeholder(sketch: Sketch, rng: Random, cells: dict[str, Any]) -> None:
    for table in tables_with_people(sketch):
        if plain_people(table) and all(table.has(key) for key in cells):
            table.rows.insert(len(table.rows), Body(dict(cells), fate="placeholder"))


@habit(ROWS, "empty_numbers", handled_by=("read_left_over",))
def numbered_rows_left_empty(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        if table.has("number"):
            start = len(table.bodies())
            table.rows += [Body({"number": start + n}, fate="placeholder") for n in range(1, rng.randint(3, 9))]


@habit(ROWS, "empty_numbers", handled_by=("read_left_over",))
def rows_with_defaults_only(sketch: Sketch, rng: Random) -> None:
    """Empty rows in which only a drop-down was filled beforehand."""
    for table in tables_with_people(sketch):
        if plain_people(table) and table.has("location"):
            cells = rng.choice(
                [{"level": "专业工程会员"}, {"location": "中国"}, {"level": "专业工程会员", "location": "中国"}]
            )
            start = len(table.bodies())
            table.rows += [
                Body({"number": start + n, **cells} if table.has("number") else dict(cells), fate="placeholder")
                for n in range(1, rng.randint(3, 6))
            ]


@habit(ROWS)
def blank_rows_between(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        groups = table.groups()
        for group in some(rng, groups[1:]):
            table.rows.insert(table.rows.index(group[0]), Body({}))


TOTALS = ["合计", "总计", "小计", "合  计", "共计"]


@habit(ROWS, "total")
def total_row(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        keys = [key for key in COUNT_KEYS if table.has(key)]
        sums = {key: sum(n for row in table.bodies() if isinstance(n := row.cells.get(key), int)) for key in keys}
        at = rng.choice([key for key in ("number", "company") if table.has(key)] or [table.columns[0].key])
        table.rows.append(
            Body({at: rng.choice(TOTALS), **{key: value for key, value in sums.items() if value}}, fate="total")
        )


@habit(ROWS, "total")
def total_line(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        count = len(table.person_rows())
        table.rows.append(
            line(
                rng.choice([f"合计：{count}人", f"共推荐{count}人", f"以上共计 {count} 人。"]),
                "total",
                "note",
                merged=True,
            )
        )


NOTHING_BELOW = "以下空白"
NOTES = [
    "注：1.项目类型按通知要求填写；2.联系方式请填写本人手机。",
    "填表说明：请如实填写，每个项目至少推荐一人。",
    "说明：以上人员均具有本科以上学历。",
    "备注：本表一式两份。",
    "*标注项为必填项",
    NOTHING_BELOW,
    "（可自行增加行）",
]


@habit(ROWS, "notes_below")
def notes_below(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        for text in rng.sample(NOTES, rng.randint(1, 2)):
            fates = ("note", "heading", "placeholder") if text == NOTHING_BELOW else ("note", "heading")
            table.rows.append(line(text, *fates, merged=rng.random() < 0.5))


@habit(ROWS, "signature", handled_by=("read_note",))
def signature_below(sketch: Sketch, rng: Random) -> None:
    """Names and phones that belong to no person: who filled in the form."""
    who, phone = name(rng), mobile(rng)
    lines = rng.choice(
        [
            [line(f"填表人：{who}    联系电话：{phone}    填表日期：2025年4月18日")],
            [Line(["填表人：", who, "联系电话：", phone], fates=("note", "heading"), merged=False)],
            [line(f"单位负责人（签字）：{who}"), line("（单位盖章）"), line("2025年4月20日")],
            [
                Line(
                    [f"经办人：{who}", "", f"电话：{phone}", "", "日期：2025-04-20"],
                    fates=("note", "heading"),
                    merged=False,
                )
            ],
        ]
    )
    tables = tables_with_people(sketch)
    if tables:
        tables[-1].rows += lines


@habit(ROWS, "page_heading")
def page_heading_between(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        groups = [group for group in table.groups() if group[0] is not table.rows[0]]
        if groups:
            at = table.rows.index(rng.choice(groups)[0])
            crossing = [span for span in table.spans if table.rows.index(span[1]) < at <= table.rows.index(span[2])]
            if not crossing:
                text = rng.choice(["推荐参加工程能力评价人员情况表（续）", "第 2 页 共 3 页", "续表"])
                table.rows.insert(at, line(text, merged=rng.random() < 0.5))


@habit(ROWS, "banner")
def banner_above_each_project(sketch: Sketch, rng: Random) -> None:
    """A line that names the project or country above its people."""
    for table in tables_with_people(sketch):
        for count, group in enumerate(table.groups()):
            at = table.rows.index(group[0])
            if not any(table.rows.index(span[1]) < at <= table.rows.index(span[2]) for span in table.spans):
                text = rng.choice(["{}、{}区域", "（{}）{}片区"]).format(
                    "一二三四五六七八九"[count], rng.choice(["东南亚", "非洲", "中亚"])
                )
                table.rows.insert(at, line(text, merged=True))


@habit(ROWS, handled_by=("read_continuation",))
def experience_over_several_rows(sketch: Sketch, rng: Random) -> None:
    """One person's text in two rows; the second row holds nothing else."""
    for table in tables_with_people(sketch):
        if not plain_people(table):
            continue
        rows = [
            row
            for row in table.person_rows()
            if isinstance(row.cells.get("experience"), str)
            and "；" in row.cells["experience"]
            and len(row.people) == 1
            and not sketch.people[row.people[0]]["held"]
        ]
        for row in some(rng, rows)[:1]:
            if any(span[0] == "experience" for span in table.spans):
                continue
            upper, lower = row.cells["experience"].split("；", 1)
            row.cells["experience"] = upper + "；"
            sketch.people[row.people[0]]["experience"] = upper + "；" + lower
            more = Body({"experience": lower}, fate="people", project=row.project)
            at = table.rows.index(row)
            ends = [(key, first, more if last is row else last) for key, first, last in table.spans]
            table.rows.insert(at + 1, more)
            table.spans = ends


@habit(ROWS, handled_by=("note_hidden",))
def hidden_row(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        for row in some(rng, table.person_rows())[:1]:
            row.hidden = True
            sketch.expected.add("hidden-rows")


@habit(ROWS)
def hidden_column(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        column = rng.choice(table.columns)
        table.hidden_keys.add(column.key)

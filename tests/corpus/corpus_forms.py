"""Habits of form: people packed into cells, on attached lists, on cards; sections told by something else than their captions."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from corpus_habits import COLUMNS, FORM, INHERIT, family, habit, tables_with_people
from corpus_headings import flatten
from corpus_people import CAPTIONS, PRINTED, group_heading, typed_person, typed_project
from corpus_sketch import PERSON_KEYS, Body, Column, Line, Page, Paper, Sketch, Table, blank

ORDERS = [
    ["name", "phone", "domain", "location", "level", "experience"],
    ["name", "domain", "level", "location", "phone", "experience"],
    ["name", "level", "phone", "domain", "location", "experience"],
]


def repack(table: Table, heading: str, make: Callable[[list[int]], list[tuple[str, list[int]]]]) -> None:
    """Puts each project's people into one column; `make` gives the cells and who stands in each."""
    at = table.keys().index("name")
    table.columns = [column for column in table.columns if not column.is_person]
    table.columns.insert(min(at, len(table.columns)), Column("packed", (heading,)))
    rows: list[Body | Line] = []
    table.spans = []
    for group in table.groups():
        cells = make([i for row in group for i in row.people])
        packed = [Body({"packed": text}, people=people, project=group[0].project) for text, people in cells]
        packed[0].cells |= {key: value for key, value in group[0].cells.items() if key not in PERSON_KEYS}
        if len(packed) > 1:
            table.spans += [(column.key, packed[0], packed[-1]) for column in table.columns if column.key != "packed"]
        rows += packed
    table.rows = rows


def values(sketch: Sketch, person: int, order: list[str]) -> list[str]:
    typed = typed_person(sketch.people[person])
    return [str(typed[key]).replace("\n", "") for key in order]


@family(
    FORM,
    "shape",
    {
        "comma": "，",
        "pause": "、",
        "semicolon": "；",
        "slash": "/",
        "line": "\n",
        "blank": " ",
        "half_comma": ", ",
        "bar": " | ",
    },
)
def packed_one_person_with(sketch: Sketch, rng: Random, between: str) -> None:
    order = rng.choice(ORDERS)
    heading = group_heading(ORDERS[0] if rng.random() < 0.5 else order)
    for table in list(sketch.tables()):
        repack(table, heading, lambda people: [(between.join(values(sketch, i, order)), [i]) for i in people])


LABELS = [
    dict(PRINTED),
    PRINTED | {"phone": "电话", "domain": "领域", "location": "所在地", "level": "级别", "experience": "工程经历"},
    PRINTED | {"phone": "手机号码", "level": "拟申请级别", "experience": "主要工程实践经历"},
]


def labelled(sketch: Sketch, person: int, labels: dict[str, str], between: str, colon: str) -> str:
    order = ORDERS[0]
    return between.join(
        f"{labels[key]}{colon}{value}" for key, value in zip(order, values(sketch, person, order), strict=True)
    )


@family(FORM, "shape", {"line": "\n", "semicolon": "；", "comma": "，", "blanks": "  "})
def packed_labelled_with(sketch: Sketch, rng: Random, between: str) -> None:
    labels, colon = rng.choice(LABELS), rng.choice(["：", ":", "： "])
    for table in list(sketch.tables()):
        repack(
            table,
            group_heading(ORDERS[0]),
            lambda people: [(labelled(sketch, i, labels, between, colon), [i]) for i in people],
        )


def several(table: Table, heading: str, join: Callable[[list[int]], str]) -> None:
    repack(table, heading, lambda people: [(join(people), people)])


@habit(FORM, "shape")
def packed_several_line_by_line(sketch: Sketch, rng: Random) -> None:
    between = rng.choice(["，", "、", " ", "/"])
    for table in list(sketch.tables()):
        several(
            table,
            group_heading(ORDERS[0]),
            lambda people: "\n".join(between.join(values(sketch, i, ORDERS[0])) for i in people),
        )


@family(FORM, "shape", {"dot": "{}.", "pause": "{}、", "bracket": "（{}）", "half_bracket": "({})"})
def packed_several_numbered(sketch: Sketch, rng: Random, mark: str) -> None:
    between, line = rng.choice(["，", "、"]), rng.choice(["\n", "\n\n"])
    for table in list(sketch.tables()):
        several(
            table,
            group_heading(ORDERS[0]),
            lambda people: line.join(
                mark.format(n) + between.join(values(sketch, i, ORDERS[0])) for n, i in enumerate(people, 1)
            ),
        )


@habit(FORM, "shape")
def packed_several_labelled(sketch: Sketch, rng: Random) -> None:
    labels, between = rng.choice(LABELS), rng.choice(["\n", "，", "；"])
    for table in list(sketch.tables()):
        several(
            table,
            group_heading(ORDERS[0]),
            lambda people: "\n".join(labelled(sketch, i, labels, between, "：") for i in people),
        )


@family(FORM, "shape", {"line": "\n", "pause": "、", "slash": "/", "numbered": "#"})
def packed_parallel(sketch: Sketch, rng: Random, between: str) -> None:
    """Names in one cell, phones in the next, and so on, one row for each project."""
    for table in list(sketch.tables()):
        flatten(table)
        rows: list[Body | Line] = []
        for group in table.groups():
            people = [i for row in group for i in row.people]
            typed = [typed_person(sketch.people[i]) for i in people]
            cells = {
                key: parallel(
                    [str(one[key]) for one in typed], between if key != "experience" else "\n", between == "#"
                )
                for key in PERSON_KEYS
            }
            rows.append(
                Body(
                    {key: value for key, value in group[0].cells.items() if key not in PERSON_KEYS} | cells,
                    people=people,
                    project=group[0].project,
                )
            )
        table.rows, table.spans = rows, []


def parallel(texts: list[str], between: str, numbered: bool) -> str:
    if len(texts) == 1:
        return texts[0]
    return "\n".join(f"{n}.{text}" for n, text in enumerate(texts, 1)) if numbered else between.join(texts)


@habit(FORM, "shape")
def packed_name_and_phone(sketch: Sketch, rng: Random) -> None:
    """Name and phone in one cell, the rest in columns of its own."""
    between = rng.choice(["\n", " ", "/", "，", "（"])
    for table in list(sketch.tables()):
        flatten(table)
        at = table.keys().index("name")
        table.columns[at : at + 2] = [
            Column("packed", (rng.choice(["姓名及联系方式", "姓名、联系方式", "姓名/手机", "姓名（联系电话）"]),))
        ]
        for row in table.person_rows():
            row.cells["packed"] = f"{row.cells.pop('name')}{between}{row.cells.pop('phone')}" + (
                "）" if between == "（" else ""
            )


WORDS = [
    "见附表",
    "详见附件",
    "另附",
    "见附表1",
    "详见附表",
    "见附件2",
    "见《拟互认人员信息表》",
    "（见附表）",
    "另附表",
]
LINKS = ["number", "project_name", "company"]


def attach(sketch: Sketch, rng: Random, link: str) -> list[Page]:
    """Moves the people of each section to a list of their own; the project rows refer to it."""
    sketch.notes.add("linked")
    word, pages = rng.choice(WORDS), []
    for table in list(sketch.tables()):
        people = [(row, row.people[0]) for row in table.person_rows()]
        listed = Table(
            table.section,
            list_columns(rng, link),
            [Body(list_cells(sketch, table, row, i, link), people=[i], project=row.project) for row, i in people],
        )
        own = rng.random() < 0.5
        if own:
            listed.columns.insert(0, Column("own", ("序号",)))
            for count, row in enumerate(listed.person_rows(), 1):
                row.cells["own"] = count
        table.columns = [column for column in table.columns if not column.is_person] + [
            Column("person", (group_heading(ORDERS[0]),))
        ]
        table.rows = [
            Body(
                {key: v for key, v in group[0].cells.items() if key not in PERSON_KEYS} | {"person": word},
                fate="reference",
                project=group[0].project,
            )
            for group in table.groups()
        ]
        table.spans = []
        title = {"dispatched": "已外派", "planned": "计划外派"}[table.section]
        pages.append(Page(f"人员信息（{title}）", [Line([f"拟互认人员信息（{title}）"], role="title"), listed]))
    return pages


def list_columns(rng: Random, link: str) -> list[Column]:
    heading = {
        "number": rng.choice(["项目序号", "对应项目序号", "所属项目序号"]),
        "project_name": rng.choice(["项目名称", "所属项目", "所在项目名称"]),
        "company": rng.choice(["企业名称", "所在企业", "单位名称"]),
    }[link]
    return [Column(f"link:{link}", (heading,)), *(Column(key, (PRINTED[key],)) for key in PERSON_KEYS)]


def list_cells(sketch: Sketch, table: Table, row: Body, person: int, link: str) -> dict[str, Any]:
    project = sketch.projects[row.project or 0]
    number = next(group[0].cells["number"] for group in table.groups() if group[0].project == row.project)
    return {
        f"link:{link}": {"number": number, "project_name": project["project_name"], "company": project["company"]}[
            link
        ],
        **typed_person(sketch.people[person]),
    }


@family(FORM, "shape", {link: link for link in LINKS})
def attached_sheet_by(sketch: Sketch, rng: Random, link: str) -> None:
    pages = attach(sketch, rng, link)
    place = sketch.papers[0].pages
    place[0:0] = pages if rng.random() < 0.2 else []
    place.extend(page for page in pages if page not in place)


@family(FORM, "shape", {link: link for link in LINKS})
def attached_workbook_by(sketch: Sketch, rng: Random, link: str) -> None:
    for page in attach(sketch, rng, link):
        sketch.papers.append(Paper(page.name, [page]))


@habit(FORM, "shape")
def attached_on_one_sheet_by_name(sketch: Sketch, rng: Random) -> None:
    """People of both sections on one list without captions: only the project tells the section."""
    pages = attach(sketch, rng, "project_name")
    tables = [page.tables()[0] for page in pages]
    for table in tables:
        table.columns = (
            [column for column in tables[0].columns if column.key != "own"] if table is tables[0] else tables[0].columns
        )
    tables[0].rows += tables[1].rows
    sketch.papers[0].pages.append(Page("附表", [Line(["拟互认人员信息"], role="title"), tables[0]]))


CARD_LAYOUTS = [
    [
        ["name", "phone"],
        ["domain", "level"],
        ["location"],
        ["experience"],
        ["company"],
        ["project_name", "project_country"],
    ],
    [
        ["name"],
        ["phone"],
        ["domain"],
        ["location"],
        ["level"],
        ["experience"],
        ["company"],
        ["project_name"],
        ["project_country"],
    ],
    [
        ["company", "project_name"],
        ["project_country", "name"],
        ["phone", "domain"],
        ["location", "level"],
        ["experience"],
    ],
]


def card(sketch: Sketch, person: int, layout: list[list[str]], number: int) -> list[Line]:
    truth = sketch.people[person]
    project = sketch.projects[truth["project"]]
    typed = typed_project(project, truth["section"]) | typed_person(truth)
    typed["company"] = (
        f"{project['company']}（联系人：{project['company_contact']}，手机：{project['company_contact_phone'][3:]}）"
    )
    labels = PRINTED | {
        "company": "企业名称",
        "project_name": "项目名称",
        "project_country": "项目所在国家（地区）",
        "level": "拟申请级别",
        "experience": "主要工程实践经历",
    }
    status = {"dispatched": "已外派", "planned": "未来三年计划外派"}[truth["section"]]
    cells = [[text for key in pair for text in (labels[key], typed[key])] for pair in layout]
    asked = [(key, "") for pair in layout for key in pair]
    for key in project:
        if key.endswith("engineers") or key in ("project_type", "project_status"):
            project[key] = project[key] if (key, "") in asked else ""
    lines = [Line(list(row), fates=("people", "heading", "note", "project-only"), merged=False) for row in cells]
    return [Line([f"推荐人员信息卡（{status}）"], role="title", fates=("heading", "note", "people")), *lines]


@habit(FORM, "shape")
def card_on_each_sheet(sketch: Sketch, rng: Random) -> None:
    layout = rng.choice(CARD_LAYOUTS)
    unit = Line([f"推荐单位（盖章）：{sketch.unit}"], role="unit")
    sketch.papers[0].pages = [
        Page(f"{n}{person['name']}", [unit, *card(sketch, n - 1, layout, n)])
        for n, person in enumerate(sketch.people, 1)
    ]


@habit(FORM, "shape")
def cards_below_each_other(sketch: Sketch, rng: Random) -> None:
    layout = rng.choice(CARD_LAYOUTS)
    items: list[Any] = [Line([f"推荐单位（盖章）：{sketch.unit}"], role="unit")]
    for n in range(len(sketch.people)):
        items += [*card(sketch, n, layout, n + 1), blank()]
    sketch.papers[0].pages = [Page("推荐人员", items)]


@habit(COLUMNS, "captions")
def captions_missing(sketch: Sketch, rng: Random) -> None:
    """The section must be told by the columns (planned: two headings of the plan, no type or status)."""
    for page in sketch.pages():
        page.items = [item for item in page.items if not (isinstance(item, Line) and item.role == "caption")]


CAPTION_WORDS = {
    "dispatched": [
        "一、已外派人员",
        "表1 已外派参与工程项目人员",
        "（一）已派出人员情况",
        "已外派人员汇总表",
        "一、已外派参与工程项目人员汇总（2025年4月）",
    ],
    "planned": [
        "二、计划外派人员",
        "表2 未来三年计划外派参与工程项目人员",
        "（二）未来3年拟外派人员情况",
        "计划外派人员汇总表",
        "二、未来三年（2025-2028）计划外派参与工程项目人员汇总",
    ],
}


@habit(COLUMNS, "captions")
def captions_renamed(sketch: Sketch, rng: Random) -> None:
    choice = rng.randrange(5)
    for page in sketch.pages():
        for item in page.items:
            for section, words in CAPTION_WORDS.items():
                if isinstance(item, Line) and item.role == "caption" and item.cells == [CAPTIONS[section]]:
                    item.cells = [words[choice]]


@habit(INHERIT)
def planned_table_first(sketch: Sketch, rng: Random) -> None:
    for page in sketch.pages():
        at = [i for i, item in enumerate(page.items) if isinstance(item, Table)]
        if len(at) == 2 and all(
            i and isinstance(page.items[i - 1], Line) and page.items[i - 1].role == "caption" for i in at
        ):  # type: ignore[union-attr]
            one, other = page.items[at[0] - 1 : at[0] + 1], page.items[at[1] - 1 : at[1] + 1]
            page.items = [*page.items[: at[0] - 1], *other, blank(), *one, *page.items[at[1] + 1 :]]


@habit(INHERIT)
def tables_without_gap(sketch: Sketch, rng: Random) -> None:
    """No blank row between the two tables."""
    for page in sketch.pages():
        page.items = [item for item in page.items if not (isinstance(item, Line) and item.role == "blank")]


@habit(COLUMNS)
def sections_told_by_the_sheets(sketch: Sketch, rng: Random) -> None:
    """One sheet for each table; the name of the sheet is the caption."""
    page = sketch.papers[0].pages[0]
    if len(page.tables()) == 2 and len({table.section for table in page.tables()}) == 2:
        head = [item for item in page.items if isinstance(item, Line) and item.role in ("title", "unit")]
        names = {
            "dispatched": rng.choice(["已外派", "已外派人员", "1已外派"]),
            "planned": rng.choice(["计划外派", "未来三年计划", "2计划外派"]),
        }
        sketch.papers[0].pages[0:1] = [Page(names[table.section], [*copies(head), table]) for table in page.tables()]


def copies(lines: list[Any]) -> list[Line]:
    return [Line(list(item.cells), item.fates, item.merged, item.role) for item in lines]


@habit(COLUMNS)
def two_workbooks(sketch: Sketch, rng: Random) -> None:
    """The two tables as two workbooks of one mail."""
    page = sketch.papers[0].pages[0]
    if len(page.tables()) == 2 and len(sketch.papers) == 1 and len(sketch.papers[0].pages) == 1:
        head = [item for item in page.items if isinstance(item, Line) and item.role in ("title", "unit")]
        made = []
        for number, table in enumerate(page.tables(), 1):
            caption = [
                item
                for item in page.items
                if isinstance(item, Line) and item.role == "caption" and item.cells == [CAPTIONS[table.section]]
            ]
            made.append(Paper(f"附件3-{number}", [Page("Sheet1", [*copies(head), *caption, table])]))
        if all(len(paper.pages[0].items) > len(head) + 1 for paper in made):
            sketch.papers = made


@habit(COLUMNS)
def one_section_only(sketch: Sketch, rng: Random) -> None:
    """A unit with people in one section; the other table is left as printed but empty."""
    tables = [table for table in tables_with_people(sketch) if len(table.groups())]
    if (
        len(tables) == 2
        and len(sketch.papers) == 1
        and len(sketch.papers[0].pages) == 1
        and "linked" not in sketch.notes
    ):
        empty = rng.choice(tables)
        gone = {i for row in empty.person_rows() for i in row.people}
        keep = [i for i in range(len(sketch.people)) if i not in gone]
        renumber = {old: new for new, old in enumerate(keep)}
        sketch.people = [sketch.people[i] for i in keep]
        for table in tables:
            for row in table.bodies():
                row.people = [renumber[i] for i in row.people if i in renumber]
        empty.rows = [Body({"number": n}, fate="placeholder") for n in range(1, 4)] if "number" in empty.keys() else []
        empty.spans = []


@habit(COLUMNS, "captions")
def section_told_by_a_column(sketch: Sketch, rng: Random) -> None:
    """One table for both sections, with a column that says which."""
    tables = list(tables_with_people(sketch))
    page = sketch.papers[0].pages[0]
    if (
        len(tables) == 2
        and len(page.tables()) == 2
        and all(key in tables[0].keys() for key in ("name", "project_type"))
        and all(len(table.columns) in (10, 15) for table in tables)
    ):
        first, second = (tables[0], tables[1]) if tables[0].section == "dispatched" else (tables[1], tables[0])
        flatten(first)
        words = rng.choice([("已外派", "计划外派"), ("已外派", "未来三年计划外派"), ("已派出", "拟派出")])
        first.columns.insert(1, Column("section", (rng.choice(["外派情况", "外派类别", "外派类型"]),)))
        for table, word in ((first, words[0]), (second, words[1])):
            for row in table.person_rows():
                row.cells["section"] = word
        first.rows += second.rows
        first.spans += [span for span in second.spans if first.column(span[0])]
        page.items = [
            item
            for item in page.items
            if item is not second and not (isinstance(item, Line) and item.role in ("caption", "blank"))
        ]

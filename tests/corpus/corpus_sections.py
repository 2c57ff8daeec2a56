"""Habits of sections: cards, captions renamed or left out, sections told by sheets, workbooks or a column."""

from __future__ import annotations

from random import Random
from typing import Any

from corpus_habits import COLUMNS, FORM, INHERIT, habit, tables_with_people
from corpus_headings import flatten
from corpus_people import CAPTIONS, PRINTED, typed_person, typed_project
from corpus_sketch import Body, Column, Line, Page, Paper, Sketch, Table, blank

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


@habit(FORM, "shape", handled_by=("read_cards",))
def card_on_each_sheet(sketch: Sketch, rng: Random) -> None:
    layout = rng.choice(CARD_LAYOUTS)
    unit = Line([f"推荐单位（盖章）：{sketch.unit}"], role="unit")
    sketch.papers[0].pages = [
        Page(f"{n}{person['name']}", [unit, *card(sketch, n - 1, layout, n)])
        for n, person in enumerate(sketch.people, 1)
    ]


@habit(FORM, "shape", handled_by=("read_cards",))
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


@habit(COLUMNS, "captions", handled_by=("assign_sections",))
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


@habit(COLUMNS, handled_by=("assign_sections",))
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
        empty.rows = [Body({"number": n}, fate="placeholder") for n in range(1, 4)] if empty.has("number") else []
        empty.spans = []


@habit(COLUMNS, "captions")
def section_told_by_a_column(sketch: Sketch, rng: Random) -> None:
    """One table for both sections, with a column that says which."""
    tables = list(tables_with_people(sketch))
    page = sketch.papers[0].pages[0]
    if (
        len(tables) == 2
        and len(page.tables()) == 2
        and all(tables[0].has(key) for key in ("name", "project_type"))
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


@habit(COLUMNS, "captions", handled_by=("read_section_caption",))
def sections_by_a_line_inside_one_table(sketch: Sketch, rng: Random) -> None:
    """One heading for both sections; a line of text says where the people of the plan begin."""
    tables = list(tables_with_people(sketch))
    page = sketch.papers[0].pages[0]
    if len(tables) == 2 and len(page.tables()) == 2 and all(len(table.columns) in (10, 15) for table in tables):
        first, second = tables
        if first.section != "dispatched" or not first.has("name"):
            return
        words = rng.choice(
            [("一、已外派人员", "二、未来三年计划外派人员"), (CAPTIONS["dispatched"], CAPTIONS["planned"])]
        )
        first.rows = [section_line(words[0]), *first.rows, section_line(words[1]), *second.rows]
        first.spans += second.spans
        page.items = [
            item
            for item in page.items
            if item is not second and not (isinstance(item, Line) and item.role in ("caption", "blank"))
        ]


def section_line(text: str) -> Line:
    return Line([text], fates=("heading", "note"))


@habit(COLUMNS, "captions", handled_by=("say_assumed_section",), alone=True)
def section_told_by_nothing(sketch: Sketch, rng: Random) -> None:
    """People of the plan only, under headings that speak of no plan, without a caption."""
    page = sketch.papers[0].pages[0]
    tables = tables_with_people(sketch)
    if len(tables) != 2 or len(page.tables()) != 2 or "linked" in sketch.notes:
        return
    kept = next(table for table in tables if table.section == "planned")
    gone = {i for table in tables if table is not kept for row in table.person_rows() for i in row.people}
    flatten(kept)
    plain = {"project_name": "项目名称", "project_country": "项目所在国家"}
    for column in kept.columns:
        column.path = (plain.get(column.key, column.path[-1]),)
    keep = [i for i in range(len(sketch.people)) if i not in gone]
    renumber = {old: new for new, old in enumerate(keep)}
    sketch.people = [sketch.people[i] | {"assumed": True} for i in keep]
    for row in kept.bodies():
        row.people = [renumber[i] for i in row.people]
    page.items = [kept if item is kept else item for item in page.items if not _is_about_sections(item, kept)]


def _is_about_sections(item: Any, kept: Table) -> bool:
    return (isinstance(item, Table) and item is not kept) or (isinstance(item, Line) and item.role == "caption")


@habit(COLUMNS, "captions", handled_by=("name_section_column",))
def section_told_by_the_plan_of_each(sketch: Sketch, rng: Random) -> None:
    """派遣计划, 备注 or 人员现状 over words of each person's own plan, in one table for both sections."""
    if not tables_with_people(sketch):
        return
    section_told_by_a_column(sketch, rng)
    table = next((table for table in sketch.tables() if table.has("section")), None)
    if table is None:
        return
    said = {"dispatched": ["2025年已派", "在外", "已派"], "planned": ["待派", "拟于2026年派出", "储备"]}
    for row in table.person_rows():
        row.cells["section"] = rng.choice(said[sketch.people[row.people[0]]["section"]])
    for column in table.columns:
        if column.key == "section":
            column.path = (rng.choice(["派遣计划", "备注", "人员现状"]),)


@habit(COLUMNS)
def sheet_for_each_project(sketch: Sketch, rng: Random) -> None:
    """Every project on a sheet of its own, with the headings and the caption again."""
    page = sketch.papers[0].pages[0]
    if len(sketch.papers) > 1 or len(sketch.papers[0].pages) > 1 or "linked" in sketch.notes or len(page.tables()) != 2:
        return
    head = [item for item in page.items if isinstance(item, Line) and item.role in ("title", "unit")]
    made = []
    for at, item in enumerate(page.items):
        caption = page.items[at - 1]
        if not isinstance(item, Table) or not (isinstance(caption, Line) and caption.role == "caption"):
            continue
        for group in item.groups():
            spans = [span for span in item.spans if any(span[1] is row for row in group)]
            columns = [Column(column.key, column.path, column.shared, column.width) for column in item.columns]
            one = Table(item.section, columns, list(group), spans)
            made.append(Page(f"项目{len(made) + 1}", [*copies(head), *copies([caption]), one]))
    if len(made) == len(sketch.projects):
        sketch.papers[0].pages = made

"""Habits of place: where on which sheet and beside what the tables stand; formats, extensions, mails, archives."""

from __future__ import annotations

from random import Random

from corpus_habits import FILE, MAIL, PLACE, family, habit, line, tables_of_one_a_row
from corpus_headings import may_break, split_spans
from corpus_people import DOMAINS, mobile, name
from corpus_sections import sections_told_by_the_sheets
from corpus_sketch import Body, Foreign, Line, Page, Sketch, Table, blank


def first_pages(sketch: Sketch) -> list[Page]:
    return [page for page in sketch.pages() if page.items]


@habit(PLACE, "offset_rows")
def blank_rows_above(sketch: Sketch, rng: Random) -> None:
    for page in first_pages(sketch):
        page.top = rng.randint(1, 7)


@habit(PLACE)
def blank_columns_left(sketch: Sketch, rng: Random) -> None:
    for page in sketch.pages() if "goes on" in sketch.notes else first_pages(sketch):
        page.left = rng.randint(1, 4) if "goes on" not in sketch.notes else 2


NOTES_ABOVE = [
    "附件3",
    "【内部资料】",
    "填报要求：1.一人一行；2.电话务必填写手机；3.此表可另附页。",
    "（此表由推荐单位填写，联系电话：023-61234567）",
    "2025年度",
    "重庆市工程师协会",
    "填报日期：2025年4月16日",
    "联系人：办公室  邮箱：office@example.com",
]


@habit(PLACE, "notes_above")
def notes_above(sketch: Sketch, rng: Random) -> None:
    for page in first_pages(sketch):
        page.items[:0] = [line(text, merged=rng.random() < 0.5) for text in rng.sample(NOTES_ABOVE, rng.randint(1, 4))]


@habit(PLACE, "notes_above")
def headings_below_row_ten(sketch: Sketch, rng: Random) -> None:
    for page in first_pages(sketch):
        page.items[:0] = [
            blank(),
            line("附件3"),
            blank(),
            blank(),
            *(line(text) for text in rng.sample(NOTES_ABOVE, 3)),
            blank(),
            blank(),
        ]


@habit(PLACE, "notes_above")
def letter_above(sketch: Sketch, rng: Random) -> None:
    """The covering letter stands on the sheet, with the name and phone of whom to ask."""
    text = [
        "关于报送推荐参加工程能力评价人员情况的函",
        "重庆市工程师协会：",
        f"    根据通知要求，我公司组织推荐{len(sketch.people)}名工程师参加工程能力评价，现将情况表报上，请审核。",
        f"    联系人：{name(rng)}，联系电话：{mobile(rng)}",
        "2025年4月15日",
    ]
    for page in first_pages(sketch)[:1]:
        page.items[:0] = [*(line(part) for part in text), blank(), blank()]


def statistics(rng: Random) -> list[list[object]]:
    return [
        ["领域", "人数"],
        *([domain, rng.randint(0, 5)] for domain in rng.sample(DOMAINS, 4)),
        ["合计", rng.randint(3, 9)],
    ]


def contacts(rng: Random) -> list[list[object]]:
    return [
        ["推荐单位联系人信息", "", ""],
        ["姓名", "职务", "手机"],
        [name(rng), "办公室主任", mobile(rng)],
        [name(rng), "干事", mobile(rng)],
    ]


@habit(PLACE, "beside")
def statistics_beside(sketch: Sketch, rng: Random) -> None:
    for page in first_pages(sketch)[:1]:
        page.beside = Foreign(statistics(rng))


@habit(PLACE, "below")
def statistics_below(sketch: Sketch, rng: Random) -> None:
    for page in first_pages(sketch)[:1]:
        page.items += [blank(), line("各领域人数统计"), Foreign(statistics(rng))]


@habit(PLACE, "below")
def contact_list_below(sketch: Sketch, rng: Random) -> None:
    """Who may be called at the unit: people, but none that is recommended."""
    for page in first_pages(sketch)[:1]:
        page.items += [blank(), Foreign(contacts(rng))]


def annex_one(rng: Random) -> Page:
    cells: list[list[object]] = [["附件1"], ["工程技术领域范围"], ["工程技术领域", "专业类别", "范围"]]
    return Page(
        "附件1领域范围", [Foreign(cells + [[domain, "其他", "包括相关专业。"] for domain in rng.sample(DOMAINS, 5)])]
    )


@habit(PLACE)
def unrelated_sheets(sketch: Sketch, rng: Random) -> None:
    pages = [
        annex_one(rng),
        Page("统计", [Foreign(statistics(rng))]),
        Page("Sheet3", []),
        Page("填表说明", [Foreign([["填表说明"], ["1.序号按项目填写。"], ["2.姓名、联系方式必填。"]])]),
    ]
    for paper in sketch.papers:
        for page in rng.sample(pages, min(len(pages), rng.randint(1, 3))):
            paper.pages.insert(rng.randint(0, len(paper.pages)), page)
        pages = [page for page in pages if page not in paper.pages]
        if not pages:
            return


@habit(PLACE)
def contact_sheet(sketch: Sketch, rng: Random) -> None:
    sketch.papers[0].pages.append(Page("联系人", [Foreign(contacts(rng))]))


@habit(PLACE)
def sheets_in_another_order(sketch: Sketch, rng: Random) -> None:
    sections_told_by_the_sheets(sketch, rng)
    for paper in sketch.papers if "goes on" not in sketch.notes else []:
        rng.shuffle(paper.pages)


@habit(PLACE, handled_by=("note_hidden",))
def hidden_sheet(sketch: Sketch, rng: Random) -> None:
    """A sheet with people that is hidden: they count, with a finding."""
    sections_told_by_the_sheets(sketch, rng)
    for paper in sketch.papers:
        with_people = [page for page in paper.pages if any(table.person_rows() for table in page.tables())]
        if len(paper.pages) > 1 and len(with_people) > 0:
            with_people[-1].hidden = True
            sketch.expected.add("hidden-rows")
            return


@habit(PLACE)
def sheet_named_at_random(sketch: Sketch, rng: Random) -> None:
    for paper in sketch.papers:
        if len(paper.pages) == 1:
            paper.pages[0].name = rng.choice(["Sheet1", "工作表1", "推荐表", "1", "新建 Microsoft Excel 工作表"])


def merges_needed(sketch: Sketch) -> bool:
    """Whether something is lost where merges are: two people under one cell, a column over two."""
    merged = {key for table in sketch.tables() for key, _, _ in table.spans}
    wide = any(column.width > 1 for table in sketch.tables() for column in table.columns)
    return wide or bool(merged & {"domain", "level"})


KINDS = {
    "xls": ("xls", "xls"),
    "xlsm": ("xlsm", "xlsm"),
    "ods": ("ods", "ods"),
    "et_old": ("xls", "et"),
    "et_new": ("xlsx", "et"),
    "html_named_xls": ("html", "xls"),
    "xml2003_named_xls": ("xml2003", "xls"),
    "xlsx_named_xls": ("xlsx", "xls"),
    "xls_named_xlsx": ("xls", "xlsx"),
    "ods_named_xlsx": ("ods", "xlsx"),
    "xlsx_named_csv": ("xlsx", "csv"),
    "html": ("html", "html"),
    "plain_package": ("openpyxl", "xlsx"),
}


@family(FILE, "format", KINDS)
def format_of(sketch: Sketch, rng: Random, choice: tuple[str, str]) -> None:
    for paper in sketch.papers:
        paper.kind, paper.extension = choice
        if choice[0] == "html":
            sketch.expected.discard("hidden-rows")


TEXTS = {
    "utf8": ("utf-8", ","),
    "utf8_mark": ("utf-8-sig", ","),
    "gb18030": ("gb18030", ","),
    "utf16": ("utf-16", ","),
    "utf16_tabs": ("utf-16", "\t"),
    "tsv_gbk": ("gb18030", "\t"),
    "semicolons": ("gb18030", ";"),
}


@family(FILE, "format", TEXTS)
def text_in(sketch: Sketch, rng: Random, choice: tuple[str, str]) -> None:
    """One sheet saved as text: merges become empty cells, nothing is hidden."""
    if (
        all(sum(1 for page in paper.pages if page.items) == 1 and len(paper.pages) == 1 for paper in sketch.papers)
        and not merges_needed(sketch)
        and not card_like(sketch)
    ):
        for paper in sketch.papers:
            paper.kind = f"text|{choice[0]}|{choice[1]}"
            paper.extension = "tsv" if choice[1] == "\t" else "csv"
        sketch.expected.discard("hidden-rows")


def card_like(sketch: Sketch) -> bool:
    return not any(True for _ in sketch.tables())


@habit(FILE, "format")
def word_document(sketch: Sketch, rng: Random) -> None:
    """Captions as paragraphs, each table a table of Word."""
    if not any(
        page.beside or page.right or page.hidden or any(isinstance(item, Foreign) for item in page.items)
        for page in sketch.pages()
    ) and not card_like(sketch):
        for paper in sketch.papers:
            paper.kind, paper.extension = "docx", "docx"
        sketch.expected.discard("hidden-rows")


MAILS = ["mail", "mail_gbk_raw", "mail_in_mail", "zip", "zip_gbk", "zip_nested", "mail_zip"]


@family(MAIL, "envelope", {kind: kind for kind in MAILS})
def sent_as(sketch: Sketch, rng: Random, kind: str) -> None:
    sketch.envelope = kind


UNITS = {
    "short_label": ["推荐单位：{}"],
    "next_cell": ["推荐单位（盖章）：", "{}"],
    "next_cell_bare": ["推荐单位", "{}"],
    "with_date": ["推荐单位（盖章）：{}          填表日期：2025年4月18日"],
    "half_width": ["推荐单位(盖章):{}"],
    "blanks": ["推荐单位 （公章） ： {} "],
}


@family(PLACE, "unit", UNITS, handled_by=("name_unit",))
def unit_line_as(sketch: Sketch, rng: Random, cells: list[str]) -> None:
    for page in sketch.pages():
        for item in page.items:
            if isinstance(item, Line) and item.role == "unit":
                item.cells, item.merged = [text.format(sketch.unit) for text in cells], len(cells) == 1


@habit(PLACE, "unit", handled_by=("name_unit",))
def unit_line_below_the_tables(sketch: Sketch, rng: Random) -> None:
    for page in sketch.pages():
        lines = [item for item in page.items if isinstance(item, Line) and item.role == "unit"]
        if lines:
            page.items = [item for item in page.items if item not in lines] + [blank(), *lines]


@habit(PLACE, "beside")
def tables_beside_each_other(sketch: Sketch, rng: Random) -> None:
    """The second table to the right of the first one."""
    for page in sketch.pages():
        tables = page.tables()
        if len(tables) == 2 and page.items[-1] is tables[1] and page.beside is None:
            caption = page.items[page.items.index(tables[1]) - 1]
            if isinstance(caption, Line) and caption.role == "caption":
                gone = (caption, tables[1])
                page.items = [item for item in page.items if item not in gone]
                page.right = [caption, tables[1]]


@habit(PLACE, "beside")
def remark_to_the_right(sketch: Sketch, rng: Random) -> None:
    """A remark in a cell of its own, behind the table's last column."""
    for page in first_pages(sketch)[:1]:
        if page.beside is None and not page.right:
            text = rng.choice(["请核对", "已电话确认", "←此人资料待补", "2025.4.16更新", "张工已审"])
            page.beside = Foreign([[""]] * rng.randint(3, 9) + [[text]])


@habit(PLACE, "beside", handled_by=("add_next_sheets",))
def goes_on_next_sheet(sketch: Sketch, rng: Random) -> None:
    """The last rows of a table on a sheet of their own, without headings."""
    for paper in sketch.papers:
        page = paper.pages[-1]
        table = page.items[-1] if page.items else None
        if not isinstance(table, Table) or page.right or page.beside or table not in tables_of_one_a_row(sketch):
            continue
        begins = [row in table.person_rows() for row in table.rows]  # a sheet for rows of nobody goes on with nothing
        places = [at for at in range(2, len(table.rows) - 1) if begins[at] and may_break(table, at)]
        if not places or not all(table.has(key) for key in ("name", "phone", "domain", "level")):
            continue
        if not all(shows_itself(row) for row in table.bodies() if row.fate == "people"):
            continue
        sketch.notes.add("goes on")
        at = rng.choice(places)
        split_spans(table, at)
        first, rest = table.rows[:at], table.rows[at:]
        table.rows = first
        spans = [span for span in table.spans if span[1] in rest]
        table.spans = [span for span in table.spans if span not in spans]
        follows = Table(table.section, table.columns, rest, spans, headless=True)
        paper.pages.append(Page(f"续{page.name}", [follows], top=page.top, left=page.left))


def shows_itself(row: Body) -> bool:
    """Whether the cells of a person show without headings what they are."""
    name = "".join(str(row.cells.get("name", "")).split())
    return (
        name.isalpha() and not any(map(str.isascii, name)) and bool(row.cells.get("phone") and row.cells.get("domain"))
    )

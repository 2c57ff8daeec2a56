"""Habits of headings: their rows, their words and how these are dressed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from corpus_habits import COLUMNS, HEADINGS, ROWS, family, habit, tables_with_people
from corpus_people import PLANNED_PRINTED, PRINTED
from corpus_sketch import COUNT_KEYS, Body, Column, Line, Sketch, Table

RENAMED: dict[str, list[str]] = {
    "number": ["编号", "项次", "序 号", "No.", "行号", "顺序号"],
    "company": [
        *(
            "单位名称",
            "派出企业",
            "所属企业名称",
            "公司名称及联系方式",
            "企业名称（联系人及手机）",
            "外派单位",
            "所在单位",
        ),
        *("申报企业", "企业（联系人、电话）", "实施企业名称", "走出去企业名称", "企业全称"),
    ],
    "project_name": [
        *("项目名称", "境外项目名称", "海外工程名称", "所在项目名称", "参与项目", "海外重点项目", "境外重点工程项目"),
        *("外派项目名称", "在外项目名称", "参与的海外项目", "重点项目名称"),
    ],
    "project_country": [
        *(
            "国别",
            "国别/地区",
            "国家或地区",
            "项目国别",
            "项目所在地",
            "东道国",
            "项目所在国别（地区）",
            "所在国家/地区",
        ),
        *("项目实施国家", "项目所在国"),
    ],
    "project_type": ["项目类别", "类型", "合作方式", "项目性质", "项目类型（选填一项）", "业务类型"],
    "project_status": ["项目进展", "建设状态", "进展情况", "项目阶段", "项目目前状态", "项目进度状态", "当前状态"],
    "chinese_engineers": [
        *("中方工程师人数", "中方人数", "我方在外工程师数", "中国工程师数量", "中方在外人数", "在外中方工程师（人）"),
        "外派中方工程师数量",
    ],
    "foreign_engineers": [
        *(
            "外方工程师人数",
            "外籍工程师数",
            "聘用当地工程师人数",
            "聘用外籍工程师数量",
            "外方人数",
            "聘用外方工程师（人）",
        ),
        "属地工程师人数",
    ],
    "qualified_engineers": [
        *("满足基本条件人数", "符合条件人数", "符合专业工程会员条件数", "满足条件工程师数", "其中满足条件人数"),
        *("本科毕业且工作5年以上人数", "中方满足基本条件工程师数"),
    ],
    "name": [
        *("人员姓名", "推荐人员姓名", "申请人", "申报人姓名", "拟互认人员姓名", "工程师姓名", "候选人姓名", "被推荐人"),
        *("参评人姓名", "推荐对象", "拟推荐人员", "工程师"),
    ],
    "phone": [
        *("手机号码", "手机", "联系电话", "移动电话", "本人手机号", "手机号", "联络方式", "电话号码", "联系手机"),
        *("本人联系方式", "手机/电话", "联系电话（手机）", "电话", "移动电话号码"),
    ],
    "domain": [
        *("工程技术领域", "申报领域", "技术领域", "申请专业领域", "所属领域", "拟申报领域", "评价领域", "工程领域"),
        *("申请领域", "专业领域", "所属工程技术领域", "领域类别", "拟申请工程领域"),
    ],
    "location": [
        *("目前所在国家", "现所在地", "目前所在地", "现驻国家（地区）", "常驻地", "目前工作地点", "当前工作所在国家"),
        *("现工作地点", "目前所在国家或地区", "人员所在地", "现在所在地", "工作地"),
    ],
    "level": [
        *("申报级别", "申请级别", "拟申报等级", "会员级别", "推荐级别", "拟申请会员等级", "申请等级", "拟申报级别"),
        *("申报会员级别", "拟申请工程会员级别", "申请会员类别", "级别"),
    ],
    "experience": [
        *("主要工程经历", "工作业绩", "主要业绩简介", "工程实践经历", "主要工作经历", "个人工程经历", "代表性工程业绩"),
        *("工程经历简述", "主要工程实践（300字内）", "参与项目及业绩情况", "工程实践情况简介", "主要业绩"),
    ],
}
PLANNED_RENAMED = {
    "project_name": [
        "拟派项目名称",
        "计划外派项目",
        "拟外派海外项目",
        "未来外派项目名称",
        "计划参与的海外项目",
        "拟派往项目",
    ],
    "project_country": [
        "计划外派国家",
        "拟派国家（地区）",
        "计划派往国家",
        "拟派往国别",
        "拟外派国家/地区",
        "计划外派国别",
    ],
}
TRADITIONAL = {
    "number": "序號",
    "company": "企業名稱（企業聯繫人及手機號碼）",
    "project_name": "企業海外重點項目名稱",
    "project_country": "項目所在國家（地區）",
    "project_type": "項目類型",
    "project_status": "項目狀態",
    "chinese_engineers": "中方在外工程師人數",
    "foreign_engineers": "聘用外方工程師人數",
    "name": "姓名",
    "phone": "聯繫方式",
    "domain": "所在領域",
    "location": "當前所在地",
    "level": "擬申請級別",
    "experience": "主要工程實踐經歷",
}
ENGLISH = {
    "name": "Name",
    "phone": "Mobile",
    "domain": "Field",
    "location": "Current Location",
    "level": "Level",
    "experience": "Engineering Experience",
}


def printed(table: Table, column: Column) -> str:
    words = PRINTED | PLANNED_PRINTED if table.section == "planned" else PRINTED
    return words.get(column.key, column.path[-1])


def flatten(table: Table) -> None:
    for column in table.columns:
        column.path, column.shared = (printed(table, column) if column.shared else column.path[-1],), False


def relabel(sketch: Sketch, change: Callable[[Table, Column, str], str]) -> None:
    """Changes the lowest heading of every column; columns under one shared heading change together."""
    for table in sketch.tables():
        for column in table.columns:
            if not column.shared:
                column.path = (*column.path[:-1], change(table, column, column.path[-1]))


@habit(COLUMNS, "head", handled_by=("read_person",))
def heading_flat(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        flatten(table)


@habit(COLUMNS, "head")
def heading_two_rows(sketch: Sketch, rng: Random) -> None:
    group = rng.choice(["拟互认人员信息", "拟互认人员信息\n（此列可另附表）", "推荐人员情况", "人员信息"])
    for table in tables_with_people(sketch):
        flatten(table)
        for column in table.columns:
            if column.is_person and column.key != "packed":
                column.path = (group, *column.path)


@habit(COLUMNS, "head")
def heading_three_rows(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        flatten(table)
        for column in table.columns:
            if column.key in COUNT_KEYS:
                word = {
                    "chinese_engineers": "中方在外",
                    "foreign_engineers": "聘用外方",
                    "qualified_engineers": "中方满足基本条件",
                }[column.key]
                column.path = ("外派项目情况", "工程师人数", word)
            elif column.is_person:
                column.path = ("拟互认人员信息", *column.path)
            elif column.key != "number":
                column.path = ("外派项目情况", *column.path)


@habit(COLUMNS, "head")
def heading_two_rows_unmerged(sketch: Sketch, rng: Random) -> None:
    heading_two_rows(sketch, rng)
    for table in sketch.tables():
        table.head_merged = False


@habit(HEADINGS, "words")
def heading_renamed(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        if table.style() == "spanned":
            flatten(table)
    chosen = {key: rng.choice(words) for key, words in RENAMED.items()}
    planned = chosen | {key: rng.choice(words) for key, words in PLANNED_RENAMED.items()}
    relabel(
        sketch, lambda table, column, text: (planned if table.section == "planned" else chosen).get(column.key, text)
    )


@habit(HEADINGS, "words")
def heading_traditional(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        flatten(table)
    relabel(
        sketch,
        lambda table, column, text: (
            text
            if table.section == "planned" and column.key.startswith("project")
            else TRADITIONAL.get(column.key, text)
        ),
    )


@habit(HEADINGS, "words")
def heading_bilingual(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        flatten(table)
    relabel(sketch, lambda _, column, text: f"{text}\n{ENGLISH[column.key]}" if column.key in ENGLISH else text)


def spread(text: str, between: str) -> str:
    short = text.split("（", maxsplit=1)[0].split("\n", maxsplit=1)[0]
    return between.join(short) + text[len(short) :] if len(short) <= 6 else text


@family(HEADINGS, "dress", {"breaks": "\n", "blanks": " ", "wide_blanks": "\u3000"})
def heading_spread_with(sketch: Sketch, rng: Random, between: str) -> None:
    relabel(sketch, lambda _table, _column, text: spread(text, between))


NUMBERINGS: dict[str, Callable[[int], str]] = {
    "dot": lambda n: f"{n}.",
    "bracket": lambda n: f"（{n}）",
    "circle": lambda n: chr(0x2460 + n - 1),
    "chinese": lambda n: "一二三四五六七八九"[n - 1] + "、" if n <= 9 else f"{n}、",
}


@family(HEADINGS, "dress", NUMBERINGS)
def heading_numbered(sketch: Sketch, rng: Random, number: Callable[[int], str]) -> None:
    relabel(sketch, lambda table, column, text: number(table.columns.index(column) + 1) + text)


REMARKS = {
    "name": "（必填）",
    "phone": "（手机）",
    "domain": "（见附件1）",
    "location": "（国家）",
    "level": "（专业/资深）",
    "experience": "（不超过300字）",
    "chinese_engineers": "（人）",
    "foreign_engineers": "（人）",
    "project_country": "（填国家全称）",
    "company": "（全称）",
}


@habit(HEADINGS, "dress")
def heading_remarks_in_brackets(sketch: Sketch, rng: Random) -> None:
    relabel(
        sketch,
        lambda _, column, text: (
            text.split("（")[0].split("\n")[0] + REMARKS[column.key] if column.key in REMARKS else text
        ),
    )


@habit(HEADINGS, "dress")
def heading_starred(sketch: Sketch, rng: Random) -> None:
    mark = rng.choice(["*", "＊", "※"])
    for table in tables_with_people(sketch):
        if table.style() == "spanned":
            flatten(table)
    relabel(sketch, lambda _, column, text: mark + text if column.is_person else text)


@habit(HEADINGS, "dress")
def heading_with_colon(sketch: Sketch, rng: Random) -> None:
    relabel(sketch, lambda _table, _column, text: text + "：")


@habit(ROWS)
def heading_repeated_at_page_break(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        if (
            len(table.rows) > 2
            and len({len(column.path) for column in table.columns}) == 1
            and all(column.width == 1 for column in table.columns)
        ):
            shared = [
                column.path[-1] if not column.shared or not table.columns[i - 1].shared else ""
                for i, column in enumerate(table.columns)
            ]
            places = [at for at in range(1, len(table.rows)) if may_break(table, at)]
            if places:
                at = rng.choice(places)
                table.rows.insert(at, Line(shared, fates=("heading",), merged=False))
                split_spans(table, at)


HINTS = {
    "number": "",
    "company": "填写全称",
    "project_name": "填写全称",
    "project_country": "国家全称",
    "project_type": "五选一",
    "name": "与身份证一致",
    "phone": "11位手机号",
    "domain": "见附件1",
    "location": "国家",
    "level": "专业/资深",
    "experience": "300字以内",
}


@habit(HEADINGS)
def heading_with_column_numbers_below(sketch: Sketch, rng: Random) -> None:
    """1, 2, 3 … in a row of its own under the headings."""
    mark = rng.choice(["{}", "({})", "（{}）", "[{}]", "circled"])
    for table in tables_with_people(sketch):
        if all(column.width == 1 for column in table.columns):
            counts: list[Any] = [mark.format(n) for n in range(1, len(table.columns) + 1)]
            counts = [int(text) for text in counts] if mark == "{}" else counts
            counts = [chr(0x2460 + n) for n in range(len(counts))] if mark == "circled" else counts
            table.rows.insert(0, Line(counts, fates=("heading", "note", "placeholder"), merged=False))


@habit(HEADINGS)
def heading_with_hints_below(sketch: Sketch, rng: Random) -> None:
    """A row under the headings that says how to fill them in."""
    for table in tables_with_people(sketch):
        if all(column.width == 1 for column in table.columns) and table.has("name"):
            hints = [HINTS.get(column.key, "") for column in table.columns]
            table.rows.insert(0, Line(hints, fates=("heading", "note", "sample", "placeholder"), merged=False))


def may_break(table: Table, at: int) -> bool:
    """Whether a page may end before this row: not inside a person, nor where people share a merged cell."""
    row = table.rows[at]
    inside = isinstance(row, Body) and row.fate == "people" and not row.people
    columns = {column.key for column in table.columns if column.is_person}
    return not inside and not any(
        key in columns and crosses(table, first, last, at) for key, first, last in table.spans
    )


def crosses(table: Table, first: Body, last: Body, at: int) -> bool:
    return table.rows.index(first) < at <= table.rows.index(last)


def split_spans(table: Table, at: int) -> None:
    """A merge never runs across a line of the table: its cells below stand empty."""
    upper = {id(row) for row in table.rows[:at]}
    kept = []
    for key, first, last in table.spans:
        if id(first) in upper and id(last) not in upper:
            continue
        kept.append((key, first, last))
    table.spans = kept

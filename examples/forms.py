"""Attachment 3 as units fill it in: workbooks of invented people, for the examples and for the benchmark."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import xlsxwriter

MADE = datetime(2025, 4, 1)  # a workbook's property has no zone
TITLE = "推荐参加工程能力评价人员情况表"
CAPTIONS = {
    "dispatched": "已外派参与工程项目人员汇总（可另附）",
    "planned": "未来三年计划外派参与工程项目人员汇总（可另附）",
}
PERSON_HEADING = (
    "拟互认人员信息\n（姓名、联系方式、所在领域、当前所在地、拟申请级别（专业/资深）、"
    "300字以内主要工程实践经历）\n此列可另附表"
)
PERSON_WORDS = ["姓名", "手机号码", "所在领域", "当前所在地", "申报级别", "主要工程实践经历（300字以内）"]
HEADINGS = {
    "dispatched": [
        "序号",
        "企业名称\n(企业联系及手机号码)",
        "企业海外重点项目名称",
        "项目所在国家\n(地区)",
        "项目类型\n(对外投资、承包工程、对外劳务、对外援助、其他)",
        "项目状态\n(筹建、准备、在建、完工、已完工等待验收移交、运营中)",
        "中方在外工程师人数",
        "聘用外方工程师人数",
        "中方在外工程师满足专业工程会员基本条件数\n(本科毕业、工作5年以上)",
    ],
    "planned": [
        "序号",
        "企业名称\n(企业联系及手机号码)",
        "计划外派海外重点项目名称\n(如有)",
        "计划外派国家(地区)\n(如有)",
    ],
}
FLAT_HEADINGS = [
    *("序号", "企业名称及联系人", "海外项目名称", "国别/地区", "项目类型", "项目状态"),
    *("中方工程师数", "外方工程师数", "符合条件人数", "人员姓名", "联系电话", "工程技术领域"),
    *("目前所在国家/地区", "拟申请会员级别", "主要工程实践经历（限300字）"),
]


class Group(NamedTuple):
    """One project with its people, as a unit types them.

    `project` is company, project, country and, for people already abroad, type, status and three counts.
    """

    project: list[object]
    people: list[list[object]]


class Form:
    """A workbook in the making: one sheet that grows downwards."""

    def __init__(self, sheet_name: str) -> None:
        self.out = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.out, {"in_memory": True})
        self.book.set_properties({"created": MADE, "title": TITLE})
        self.sheet = self.book.add_worksheet(sheet_name)
        self.sheet.set_landscape()
        self.row = 0
        boxed: dict[str, Any] = {
            "border": 1,
            "text_wrap": True,
            "valign": "vcenter",
            "font_name": "宋体",
            "font_size": 10,
        }
        self.plain = self.book.add_format(boxed)
        self.head = self.book.add_format(boxed | {"align": "center", "bold": True})
        self.title = self.book.add_format({"bold": True, "align": "center", "font_size": 16, "font_name": "宋体"})

    def line(self, text: str, style: Any = None) -> None:
        """One text across the whole table."""
        self.sheet.merge_range(self.row, 0, self.row, 14, text, style)
        self.row += 1

    def block(self, column: int, depth: int, width: int, value: object, style: Any) -> None:
        """One value from the present row on, merged where it is deeper or wider than one cell."""
        if depth > 1 or width > 1:
            self.sheet.merge_range(self.row, column, self.row + depth - 1, column + width - 1, value, style)
        else:
            self.sheet.write(self.row, column, value, style)

    def records(self, records: Sequence[Sequence[object]], column: int, style: Any) -> None:
        """Rows of values; the present row moves below them."""
        for record in records:
            for offset, value in enumerate(record):
                self.sheet.write(self.row, column + offset, value, style)
            self.row += 1

    def bytes(self) -> bytes:
        """The finished workbook."""
        self.book.close()
        return self.out.getvalue()


def form(
    unit: str,
    dispatched: list[Group],
    planned: list[Group],
    *,
    words: bool = False,
    notes: Sequence[str] = (),
) -> bytes:
    """Attachment 3, project cells merged over their people; `words` gives the person columns headings of their own."""
    made = Form("附件3")
    for first, last, width in ((0, 0, 6), (1, 13, 13), (14, 14, 48)):
        made.sheet.set_column(first, last, width)
    made.line(TITLE, made.title)
    made.line(f"推荐单位（盖章）：{unit}")
    for section, groups in (("dispatched", dispatched), ("planned", planned)):
        _table(made, section, groups, words)
        made.row += 1
    made.records([[note] for note in notes], 0, None)
    return made.bytes()


def flat(unit: str, rows: list[list[object]]) -> bytes:
    """One flat heading row in the unit's own words; every row says its project again."""
    made = Form("Sheet1")
    made.records([[f"推荐单位：{unit}"]], 0, None)
    made.records([FLAT_HEADINGS], 0, made.head)
    made.records(rows, 0, made.plain)
    return made.bytes()


def _table(made: Form, section: str, groups: list[Group], words: bool) -> None:
    headings = HEADINGS[section]
    people = len(headings)
    depth = 2 if words else 1
    made.line(CAPTIONS[section])
    for column, text in enumerate(headings):
        made.block(column, depth, 1, text, made.head)
    made.block(people, 1, 6, "拟互认人员信息" if words else PERSON_HEADING, made.head)
    made.row += 1
    if words:
        made.records([PERSON_WORDS], people, made.head)
    for number, group in enumerate(groups, 1):
        for column, value in enumerate([number, *group.project]):
            made.block(column, len(group.people), 1, value, made.plain)
        made.records(group.people, people, made.plain)

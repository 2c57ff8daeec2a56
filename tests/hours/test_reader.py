"""Records of activities as units bend them: each sheet, and what is read of it."""

from __future__ import annotations

import pytest
from support_hours import HEADINGS, QIAN, SUN, UNIT, document, line, record

from pipeline.kinds.hours_columns import completed
from pipeline.kinds.records import HOURS
from pipeline.kinds.telling import told
from pipeline.model.documents import Sheet
from pipeline.recognise.sheet.grid import Grid

COLUMNS = ("name", "certificate_no", "began_on", "kind", "title", "duration")
ONE = ("钱一", QIAN, "2025-07-01", "培训", "合同培训", "90")
HEAD = ["日期", "活动类别", "活动名称", "时长（分钟）"]
ROW = ["2025-07-01", "培训", "合同培训", "90"]
LABELS = ["姓名", "钱一", "证书编号", QIAN]


def read(*sheets, file="记录.xlsx"):
    """The kind, and of each line what stands in COLUMNS."""
    said = told(document(*sheets, file=file))
    return said.claimed, [tuple(each.text(key) for key in COLUMNS) for each in said.activities]


def sheet(*rows, name="Sheet1", **more):
    return Sheet(name, [list(row) for row in rows], **more)


BENT = {
    "plain": [sheet(LABELS, HEAD, ROW)],
    "label and value in one cell": [sheet([f"姓名：钱一　证书编号：{QIAN}"], HEAD, ROW)],
    "blanks in a label": [sheet(["姓  名：钱一", "", f"证书编号: {QIAN}"], HEAD, ROW)],
    "a title above": [sheet(["持续职业发展活动记录表"], [], LABELS, [], HEAD, [], ROW)],
    "columns in another order": [sheet(LABELS, HEAD[::-1], ROW[::-1])],
    "other words for headings": [sheet(LABELS, ["培训时间", "形式", "培训内容", "时长(分钟)"], ROW)],
    "blanks and line breaks in headings": [sheet(LABELS, ["日 期", "活动\n类别", "活动 名称", "时长\n（分钟）"], ROW)],
    "traditional characters, full width": [sheet(LABELS, ["日期", "活動類別", "活動名稱", "時長（分鐘）"], ROW)],
    "columns that nobody knows": [sheet(LABELS, ["部门", *HEAD, "审核"], ["设计部", *ROW, "同意"])],
    "of whom it is in columns": [sheet(["姓名", "证书编号", *HEAD], ["钱一", QIAN, *ROW])],
    "of whom it is in other words": [sheet(["持证人", "注册编号", *HEAD], ["钱一", QIAN, *ROW])],
    "a heading over two rows": [
        sheet(
            LABELS,
            ["活动时间", "", "活动类别", "活动名称", "时长"],
            ["开始", "结束", "", "", "分钟"],
            ["2025-07-01", "2025-07-02", "培训", "合同培训", "90"],
            merges=[(1, 0, 1, 1), (1, 2, 2, 2), (1, 3, 2, 3)],
        )
    ],
    "a heading over two rows, nothing merged": [
        sheet(LABELS, ["序号", "活动时间", "", *HEAD[1:]], ["", "起", "止"], ["1", "2025-07-01", "", *ROW[1:]])
    ],
    "totals, notes, numbers alone": [
        sheet(
            LABELS,
            ["序号", *HEAD],
            ["1", *ROW],
            ["2"],
            ["合计", "", "", "", "90"],
            ["注：本表一式两份"],
            ["本人签字：", "", "日期：2025年"],
        )
    ],
    "a sample as the form had it": [sheet(LABELS, ["序号", *HEAD], ["例", *ROW], ["1", *ROW])],
    "kinds as captions": [
        sheet(LABELS, ["日期", "活动名称", "时长（分钟）"], ["一、培训"], ["2025-07-01", "合同培训", "90"])
    ],
    "the title over a Word table": [
        sheet(HEAD, ROW, above=["持续职业发展活动记录表", f"姓名：钱一  证书编号：{QIAN}"])
    ],
    "headings numbered, in two languages": [
        sheet(LABELS, ["1、日期 Date", "2、活动类别/Category", "3、活动名称 (Event)", "4、时长（分钟）"], ROW)
    ],
    "a unit of time in brackets": [sheet(LABELS, [*HEAD[:3], "学习时间（分钟）"], ROW)],
    "headings of nobody's words": [sheet(LABELS, ["日期", "按哪一类", "活动名称", "上课时长"], ROW)],
    "a hint behind a label": [sheet([f"姓名（全名）：钱一　证书编号（见证书）：{QIAN}"], HEAD, ROW)],
    "bands of years, sums of them, a remark": [
        sheet(
            LABELS,
            ["序号", *HEAD],
            ["2025年度"],
            ["1", *ROW],
            ["2025年小计", "", "", "", "90"],
            ["本年度参加了合同方面的学习，今后还要多参加技术方面的交流，谢谢各位老师。"],
        )
    ],
    "the sheet is the member's": [sheet(HEAD, ROW, name="钱一", above=["持续职业发展活动记录表", f"证书编号：{QIAN}"])],
}


@pytest.mark.parametrize("bent", BENT)
def test_a_line_is_read_however_the_table_is_bent(bent):
    claimed, lines = read(*BENT[bent])
    assert claimed == HOURS
    assert [(*line[:3], line[3].lstrip("一、"), *line[4:]) for line in lines] == [ONE]


def test_beside_a_record_every_table_of_activities_is_one():
    own = sheet(["姓名：钱一", f"证书编号：{QIAN}"], HEAD, ROW, name="一")
    others = sheet(["学员甲：孙二"], HEAD, ROW, name="二")
    assert [line[0] for line in read(own, others)[1]] == ["钱一", "二"]


def test_a_sheet_of_days_that_is_none_is_told_of():
    own = sheet(LABELS, HEAD, ROW, name="一")
    strange = sheet(["何时", "何事", "多久"], ["2025-07-01", "合同培训", "90"], name="二")
    said = told(document(own, strange)).seen.recognition.problems
    assert [(each.slug, each.sheet) for each in said] == [("hours-sheet-unread", "二")]


NOBODYS_WORDS = ["姓名", "联系电话", "专业领域", "会员级别", "证书编号", "参加的学习", "何时", "多少课"]
MEMBER = ["钱一", "19900001111", "土木工程类", "专业工程会员", QIAN, "合同培训", "2025-07-01", "8"]
CARD = (["姓名", "钱一", "联系电话", "19900001111"], ["所在领域", "土木工程类", "会员级别", "专业工程会员"])
UNREAD = {
    "a title over it": [sheet(["2025年度继续教育情况汇总表"], [f"推荐单位：{UNIT}"], NOBODYS_WORDS, MEMBER)],
    "the sheet's name": [sheet(NOBODYS_WORDS, MEMBER, name="2025年学时")],
    "a paragraph over a Word table": [sheet(NOBODYS_WORDS, MEMBER, above=["持续职业发展活动记录表"])],
    "a card": [sheet(["持续职业发展活动记录表"], *CARD, ["何时", "做了什么", "多久"], ["2025-07-01", "培训", "90"])],
}


@pytest.mark.parametrize("bent", UNREAD)
def test_nobody_is_recommended_by_a_record_whose_headings_nobody_knows(bent):
    said = told(document(*UNREAD[bent]))
    assert (said.claimed, said.activities, said.seen.recognition.people) == (HOURS, (), [])
    assert [each.slug for each in said.seen.recognition.problems] == ["hours-sheet-unread"]


def test_nor_beside_people_who_are_recommended_or_a_record_that_is_read():
    bent = sheet(["2025年度继续教育情况汇总表"], NOBODYS_WORDS, MEMBER, name="学习")
    people = sheet(["推荐参加工程能力评价人员情况表"], NOBODYS_WORDS[:4], ["孙二", "19900002222", *MEMBER[2:4]])
    said = told(document(people, bent))
    assert (said.claimed, [each.text("name") for each in said.seen.recognition.people]) == ("", ["孙二"])
    assert [(each.slug, each.sheet) for each in said.seen.recognition.problems] == [("hours-sheet-unread", "学习")]
    said = told(document(sheet(LABELS, HEAD, ROW, name="一"), bent))
    assert (said.claimed, len(said.activities), said.seen.recognition.people) == (HOURS, 1, [])


@pytest.mark.parametrize("title", ["推荐参加工程能力评价人员情况表", "推荐人员继续教育情况表", "申报人学时"])
def test_who_is_recommended_beside_such_a_word_stays(title):
    table = sheet([title], NOBODYS_WORDS, MEMBER)
    assert [each.text("name") for each in told(document(table, file="2025年学时.xlsx")).seen.recognition.people] == [
        "钱一"
    ]


def test_of_what_no_heading_tells_the_headings_that_are_not_understood_are_kept():
    line = told(document(sheet([*LABELS], [*HEAD, "水平"], [*ROW, "很高"]))).activities[0]
    assert line.text("unread") == "水平"


def test_several_members_on_several_sheets():
    first = sheet(LABELS, HEAD, ROW, name="甲")
    second = sheet(["姓名：孙二", f"证书编号：{SUN}"], HEAD, ROW, name="乙")
    assert [line[:2] for line in read(first, second)[1]] == [("钱一", QIAN), ("孙二", SUN)]


def test_several_members_one_below_the_other():
    rows = [LABELS, HEAD, ROW, [], ["姓名：孙二", "", f"证书编号：{SUN}"], HEAD, ROW]
    assert [line[:2] for line in read(sheet(*rows))[1]] == [("钱一", QIAN), ("孙二", SUN)]


def test_the_second_member_has_nothing_of_the_first():
    rows = [LABELS, HEAD, ROW, ["姓名：孙二"], HEAD, ROW]
    assert [line[:2] for line in read(sheet(*rows))[1]] == [("钱一", QIAN), ("孙二", "")]


def test_a_name_stands_for_the_lines_below_it():
    rows = [["姓名", "证书编号", *HEAD], ["钱一", QIAN, *ROW], ["", "", *ROW], ["孙二", "", *ROW]]
    assert [line[:2] for line in read(sheet(*rows))[1]] == [("钱一", QIAN), ("钱一", QIAN), ("孙二", "")]


def test_a_cell_merged_over_several_lines_speaks_for_each_but_for_how_long_it_was():
    rows = [LABELS, HEAD, ["2025-07-01", "培训", "甲", "90"], ["", "", "乙", ""]]
    merged = sheet(*rows, merges=[(2, 0, 3, 0), (2, 1, 3, 1), (2, 3, 3, 3)])
    assert read(merged)[1][1] == ("钱一", QIAN, "2025-07-01", "培训", "乙", "")


def test_one_member_with_a_sheet_for_each_kind():
    head = ["日期", "活动名称", "时长（分钟）"]
    first = sheet(LABELS, head, ["2025-07-01", "合同培训", "90"], name="培训")
    second = sheet(head, ["2025-07-02", "隧洞论坛", "45"], name="研讨交流")
    assert [line[:4] for line in read(first, second)[1]] == [
        ("钱一", QIAN, "2025-07-01", "培训"),
        ("钱一", QIAN, "2025-07-02", "研讨交流"),
    ]


def test_the_same_as_above_is_said_of_what_stands_above():
    rows = [LABELS, HEAD, ROW, ["同上", "〃", "质量培训", "45"]]
    assert read(sheet(*rows))[1][1] == ("钱一", QIAN, "2025-07-01", "培训", "质量培训", "45")


def test_a_column_of_hours_is_how_long_it_was_and_what_is_claimed():
    (told_of,) = told(document(sheet(LABELS, ["日期", "活动名称", "学时"], ["2025-07-01", "合同培训", "3"]))).activities
    assert (told_of.text("duration"), told_of.text("claimed"), told_of.cells["duration"].heading) == ("3", "3", "学时")


def test_beside_a_duration_it_is_what_is_claimed():
    rows = [LABELS, ["日期", "活动名称", "时长", "学时"], ["2025-07-01", "合同培训", "2小时", "3"]]
    (told_of,) = told(document(sheet(*rows))).activities
    assert (told_of.text("duration"), told_of.text("claimed")) == ("2小时", "3")


def test_what_is_struck_through_is_not_said():
    rows = [LABELS, HEAD, ROW, ["2025-07-02", "培训", "质量培训", "45"]]
    struck = sheet(*rows, struck=frozenset((2, column) for column in range(4)))
    assert [line[4] for line in read(struck)[1]] == ["质量培训"]


def test_each_value_has_its_cell():
    (told_of,) = told(document(sheet(*record("钱一", QIAN, line("合同培训", "2025-07-01"))))).activities
    assert {key: told_of.cells[key].cell for key in ("name", "certificate_no", "title", "duration")} == {
        "name": "B2",
        "certificate_no": "D2",
        "title": "E4",
        "duration": "G4",
    }


def test_an_identity_number_is_not_kept():
    rows = [LABELS, [*HEAD, "说明"], [*ROW, "身份证500101199003077777"]]
    assert "500101199003077777" not in repr(told(document(sheet(*rows))).activities)


NO_RECORDS = {
    "nobody's": [sheet(HEAD, ROW)],
    "no time": [sheet(LABELS, ["日期", "活动类别", "活动名称"], ROW[:3])],
    "nothing done": [sheet(LABELS, HEAD)],
    "a letter": [sheet(["姓名：钱一"], ["附上我的学时材料，请查收。"])],
    "people and years": [sheet(["姓名", "职称", "从业时间", "联系电话"], ["钱一", "高级工程师", "10", "19911112001"])],
}


@pytest.mark.parametrize("rows", NO_RECORDS)
def test_what_is_no_record(rows):
    assert read(*NO_RECORDS[rows]) == ("", [])


def test_a_blank_form_of_the_same_headings_says_nothing():
    assert read(sheet(["持续职业发展活动记录表"], ["姓名：", "", "证书编号："], list(HEADINGS), ["1"], ["2"])) == (
        "",
        [],
    )


def test_a_unit_of_the_title_is_no_member():
    rows = [[f"{UNIT}持续职业发展活动汇总"], ["姓名", *HEAD], ["钱一", *ROW]]
    assert read(sheet(*rows))[1][0][0] == "钱一"


@pytest.mark.parametrize(
    ("heading", "cells", "key"),
    [
        ("成果档次", ["团标", "国标"], "grade"),
        ("本人署名", ["第二", "1"], "place"),
        ("课程开始日", ["2025-07-01", "2025-07-02"], "began_on"),
        ("课程结束日", ["2025-07-01", "2025-07-02"], "ended_on"),
        ("课程结束语", ["谢谢", "再见"], ""),
        ("办公电话", ["023-60000000", ""], ""),
    ],
)
def test_a_column_by_the_signs_in_its_heading_and_by_what_stands_below(heading, cells, key):
    grid = Grid(sheet(["活动名称", heading], ["甲", cells[0]], ["乙", cells[1]]))
    found = completed(grid, 0, {"title": 0}, {0: "活动名称", 1: heading})
    assert {each: at for each, at in found.items() if each != "title"} == ({key: 1} if key else {})


def test_of_two_columns_that_fit_none_is_taken():
    grid = Grid(sheet(["活动名称", "甲类", "乙类"], ["一", "培训", "培训"]))
    assert completed(grid, 0, {"title": 0}, {0: "活动名称", 1: "甲类", 2: "乙类"}) == {"title": 0}

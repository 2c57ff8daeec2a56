"""Labels of cards that nobody knows: what stands beside them is kept, and said where it shows what nothing was taken
for. All people are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support_recognise import document, fates, sheet, told

from pipeline.model.documents import Sheet
from pipeline.model.statements import Recognition
from pipeline.recognise import recognise

TITLE = "申报人信息一览表"
CARD = (
    "姓名|安一凡|性别|女",
    "手机|13900001111|中国化工学会会员号|E01",
    "申请类别|专业工程会员|专业类别|化学工程",
    "工作环节|规划设计|工作单位|远山设计公司",
    "职称|工程师|{}|{}",
)
PAIRS = ("姓名|安一凡", "手机|13900001111", "申请类别|专业工程会员", "会员号|E01", "职称|工程师", "{}|{}")


def read(*sheets: Sheet) -> Recognition:
    return recognise(replace(document(*sheets), expected=("ciesc",)))


def card(label: str, value: str, rows: tuple[str, ...] = CARD) -> Recognition:
    return read(sheet(TITLE, *(row.format(label, value) if "{" in row else row for row in rows)))


def said(result: Recognition) -> list[tuple[str, str]]:
    return [(each.field, each.value) for each in result.people[0].problems if each.slug == "column-unread"]


@pytest.mark.parametrize(
    "rows",
    [
        CARD,
        PAIRS,
        ("姓名：安一凡", "手机：13900001111", "申请类别：专业工程会员", "会员号：E01", "职称：工程师", "{}：{}"),
    ],
)
def test_what_stands_beside_an_unknown_label_is_kept(rows: tuple[str, ...]) -> None:
    result = card("流水栏目", "随便什么", rows)
    assert result.people[0].extra == {"流水栏目": "随便什么"}
    assert said(result) == []
    assert set(fates(result)) <= {"heading", "people"}


@pytest.mark.parametrize("counted", ["土木工程类|3", "资深工程会员|0"])
def test_statistics_right_below_a_card_are_no_label(counted: str) -> None:
    rows = (*PAIRS[:-1], counted)
    result = read(sheet(TITLE, *rows))
    assert result.people[0].extra == {}
    assert [row.fate for row in result.rows if row.text == counted.replace("|", " | ")] in ([], ["heading"])


@pytest.mark.parametrize("rows", [CARD, PAIRS])
@pytest.mark.parametrize("value", ["是", "√", "已提交", "是（已提交）", "没有", "还没弄好"])
def test_an_answer_beside_one_speaks_for_the_only_question_that_is_missing(rows: tuple[str, ...], value: str) -> None:
    assert said(card("流水栏目", value, rows)) == [("filled_online", value)]


@pytest.mark.parametrize("value", ["暂无", "无", "/", "不详"])
def test_a_mark_for_nothing_is_no_answer(value: str) -> None:
    assert said(card("流水栏目", value)) == []


def test_of_two_such_answers_none_is_known_to_be_meant() -> None:
    assert said(card("流水栏目", "是|另一栏目|否", (*CARD[:-1], "职称|工程师", "{}|{}"))) == []


def test_the_words_of_a_label_tell_which_of_two_is_meant() -> None:
    result = card("全都填报了没有|是|另一栏目|否", "", (*CARD[:-1], "职称|工程师", "{}{}"))
    assert said(result) == [("filled_online", "是")]


def test_nothing_is_said_where_the_field_has_its_own_label() -> None:
    assert said(card("流水栏目|是|系统填报", "是", (*CARD[:-1], "职称|工程师", "{}|{}"))) == []


@pytest.mark.parametrize(
    ("label", "value", "field"),
    [
        ("流水栏目", "高级工程师（2015.06）", "title"),
        ("流水栏目", "硕士/工学", "education"),
        ("流水栏目", "男", "sex"),
        ("流水栏目", "an@example.com", "email"),
        ("哪年哪月出生的呢", "1985-03", "birth"),
        ("哪个机关办的", "远山市人社局", "title_by"),
    ],
)
def test_what_a_value_or_a_word_of_the_label_shows_is_said(label: str, value: str, field: str) -> None:
    rows = ("姓名|安一凡", "手机|13900001111", "申请类别|专业工程会员", "会员号|E01", "工作环节|规划设计", "{}|{}")
    assert (field, value) in said(card(label, value, rows))


def test_a_label_that_nobody_knows_is_no_value_of_the_blank_one_before_it() -> None:
    rows = ("姓名|安一凡|性别|女", "手机|13900001111|会员号|E01", "职务||{}|{}", "申请类别|专业工程会员|职称|工程师")
    result = card("流水栏目", "随便什么", rows)
    assert told(result, "name", "position") == [("安一凡", "")]
    assert result.people[0].extra == {"流水栏目": "随便什么"}


def test_each_card_of_a_sheet_has_its_own() -> None:
    first = [row.format("流水栏目", "是") for row in PAIRS]
    second = [
        row.format("流水栏目", "否").replace("安一凡", "柏青").replace("13900001111", "13900002222") for row in PAIRS
    ]
    result = read(sheet(TITLE, *first, "", TITLE, *second))
    assert [person.extra for person in result.people] == [{"流水栏目": "是"}, {"流水栏目": "否"}]


def test_several_labels_of_one_cell_are_each_looked_at() -> None:
    rows = (
        "姓名：安一凡 性别：女",
        "流水栏目：随便什么 手机：13900001111",
        "申请类别：专业工程会员",
        "注：请如实填写",
        "会员号：E01",
    )
    assert card("", "", rows).people[0].extra == {"流水栏目": "随便什么"}


@pytest.mark.parametrize(
    "line", ["填表说明：请如实填写", "2010年至2015年|远山公司", "照片", "一、基本情况", "本人承诺以上属实"]
)
def test_lines_of_a_card_that_are_no_label_say_nothing(line: str) -> None:
    assert card("", "", (*PAIRS[:-1], line)).people[0].extra == {}


def test_a_verdict_beside_an_unknown_label_counts() -> None:
    assert "not-recommended" in {each.slug for each in card("单位是否同意推荐", "不同意", PAIRS).people[0].problems}


@pytest.mark.parametrize("value", ["是", "√", "×", "没有", "还没弄好"])
def test_answers_in_a_column_speak_too(value: str) -> None:
    rows = (
        "1|安一凡|13900001111|E01|专业工程会员|规划设计|工程师|{}",
        "2|柏青|13900002222|E02|专业工程会员|设备管理|工程师|{}",
    )
    result = read(
        sheet(TITLE, "序号|姓名|手机|会员号|申请类别|工作环节|职称|流水栏目", *(row.format(value) for row in rows))
    )
    assert said(result) == [("filled_online", value)]


def test_titles_in_a_column_of_something_else_are_said_where_none_has_them() -> None:
    rows = (
        "1|安一凡|13900001111|E01|专业工程会员|规划设计|工程师",
        "2|柏青|13900002222|E02|专业工程会员|设备管理|高级工程师",
    )
    assert said(read(sheet(TITLE, "序号|姓名|手机|会员号|申请类别|工作环节|备注", *rows))) == [("title", "工程师")]


@pytest.mark.parametrize(("value", "fields"), [("男", [("sex", "男")]), ("随便什么", [])])
def test_a_form_in_blocks_says_the_same(value: str, fields: list[tuple[str, str]]) -> None:
    rows = (
        *("工程能力评价/国际工程师资质认证报名表", "个人信息 Personal information"),
        *("姓名 Name|安一凡|手机 Contact|13900001111", f"邮箱 Email|an@example.com|流水栏目|{value}"),
        *("教育经历 Education", "学历 Qualifications|所学专业 Course|毕业院校", "本科|电气工程|远山大学"),
        *("个人描述 Personal description", "获远山省科技进步奖二等奖。"),
    )
    result = recognise(replace(document(sheet(*rows)), expected=("csee-iet",)))
    assert result.people[0].extra["流水栏目"] == value
    assert said(result) == fields

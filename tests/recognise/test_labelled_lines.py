"""People told by labels on lines of their own, one below the other, without any table."""

from __future__ import annotations

import pytest
from support_recognise import ANNA as ANNA_IN_ROW
from support_recognise import PERSON, document, sheet, told

from pipeline.recognise import recognise

ANNA = ["姓名：安一凡", "联系方式：13900001111", "所在领域：土木工程类", "所在地：缅甸", "拟申请级别：专业工程会员"]
BORIS = [
    "姓名：白二川",
    "联系方式：13900002222",
    "所在领域：电气工程类",
    "所在地：泰国",
    "拟申请级别：资深工程会员",
]
CAME = [("安一凡", "13900001111", "专业工程会员"), ("白二川", "13900002222", "资深工程会员")]


def people(*rows: str) -> list[tuple[str, ...]]:
    return told(recognise(document(sheet(*rows, name="正文"))), "name", "phone", "level")


def test_a_label_on_each_line() -> None:
    assert people(*ANNA, *BORIS) == CAME


def test_a_person_on_each_line() -> None:
    for parted in ("，", "；", "、", ", ", " ", "；  "):
        assert people(f"1. {parted.join(ANNA)}", f"2. {parted.join(BORIS)}") == CAME, parted


def test_commas_in_brackets_part_nothing() -> None:
    company = "企业名称：远山公司（联系人：余一，手机：13900009999），项目名称：桥项目"
    result = recognise(document(sheet(company, *ANNA)))
    assert told(result, "name", "company", "project_name") == [
        ("安一凡", "远山公司（联系人：余一，手机：13900009999）", "桥项目")
    ]


def test_the_projects_of_one_section_are_not_those_of_the_next() -> None:
    project = ("一、已外派人员", "企业名称：远山公司", "项目名称：桥项目", "项目所在国家：缅甸")
    result = recognise(document(sheet(*project, *ANNA, "二、计划外派人员", *BORIS)))
    assert told(result, "name", "section", "company", "project_name") == [
        ("安一凡", "dispatched", "远山公司", "桥项目"),
        ("白二川", "planned", "远山公司", ""),
    ]


def test_a_letter_holds_nobody() -> None:
    result = recognise(document(sheet("关于推荐人员的函", "随函报送推荐表。联系人：余一，电话：13900009999")))
    assert result.kind == "none"


def test_words_in_latin_letters_are_values() -> None:
    lines = [line.replace("缅甸", "Myanmar") for line in ANNA]
    result = recognise(document(sheet("企业名称：远山公司", "项目所在国家（地区）：Tajikistan", *lines, *BORIS)))
    assert told(result, "location", "project_country") == [("Myanmar", "Tajikistan"), ("泰国", "Tajikistan")]


def test_a_paragraph_for_each_point_of_the_experience() -> None:
    points = ("主要工程实践经历：1. 2011年至2012年负责主桥施工。", "2. 2013年编制专项施工方案十余份。")
    result = recognise(document(sheet(*ANNA, *points, *BORIS, "主要工程实践经历：负责升压站设计", "此致敬礼")))
    assert told(result, "name", "experience") == [
        ("安一凡", "1. 2011年至2012年负责主桥施工。\n2. 2013年编制专项施工方案十余份。"),
        ("白二川", "负责升压站设计"),
    ]


def test_the_name_of_a_company_broken_over_two_lines() -> None:
    company = ("企业名称：远山建设集团有限", "公司")
    result = recognise(document(sheet(*ANNA, *company, *BORIS, *company, name="正文")))
    assert told(result, "name", "company", "level") == [
        ("安一凡", "远山建设集团有限\n公司", "专业工程会员"),
        ("白二川", "远山建设集团有限\n公司", "资深工程会员"),
    ]


def test_several_phones_behind_one_label_are_one_value() -> None:
    lines = [line.replace("联系方式：", "联系方式：办公：023-60000001 手机：") for line in ANNA]
    assert people(*lines) == [("安一凡", "办公：023-60000001 手机：13900001111", "专业工程会员")]


@pytest.mark.parametrize(
    "line",
    [
        "单位：远山集团 日期：2025.4.1",
        "企业名称：远山集团　　填表日期：2025年4月1日",
        "单位（盖章）：远山集团　　填表时间：    年  月  日",
        "企业名称|单位：远山集团 日期：2025.4.1",
        "企业名称|远山集团，报送日期：2025-04-01",
    ],
)
def test_the_day_behind_a_company_is_no_part_of_it(line: str) -> None:
    card = [cell.replace("：", "|") for cell in ANNA]
    assert told(recognise(document(sheet("推荐表", line, *card))), "name", "company") == [("安一凡", "远山集团")]


@pytest.mark.parametrize("line", ["企业名称：远山集团 日期：2025.4.1", "企业名称：远山集团||日期：2025.4.1"])
def test_the_day_beside_a_company_over_a_table_is_no_part_of_it(line: str) -> None:
    people = [line, f"序号|项目名称|项目所在国家|{PERSON}", f"1|桥项目|缅甸|{ANNA_IN_ROW}"]
    assert told(recognise(document(sheet(*people))), "name", "company") == [("安一凡", "远山集团")]


def test_a_day_at_the_end_of_the_experience_stays() -> None:
    text = "2012年至2014年，桥项目，完工日期：2014.5"
    result = recognise(document(sheet(*ANNA, f"主要工程实践经历：{text}")))
    assert told(result, "experience") == [(text,)]

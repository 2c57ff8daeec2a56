"""What tells the section of people, and what is said where nothing does."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BLANK, BORIS, CHLOE, FIRST, FLAT, PERSON, document, sheet, told

from pipeline.model.statements import Problem
from pipeline.recognise import recognise
from pipeline.recognise.words.captions import worded_section
from pipeline.recognise.words.loading import forms

BARE = f"企业名称|项目名称|项目国别|{PERSON}"
ROW = "远山公司|桥项目|缅甸"
FORM = forms()[0]

PLANNED = [
    "待派",
    "拟于2026年派出",
    "储备",
    "储备人员",
    "2026年拟派",
    "未派出",
    "尚未派出",
    "计划2026年派出",
    "明年拟派出",
    "2026-2028年拟派",
]
DISPATCHED = ["2025年已派", "已派", "在外", "目前在岗", "已出国", "现已派驻", "已外派人员"]


@pytest.mark.parametrize("text", PLANNED)
def test_words_of_the_plan(text: str) -> None:
    assert worded_section(text, FORM) == "planned"


@pytest.mark.parametrize("text", DISPATCHED)
def test_words_of_those_abroad(text: str) -> None:
    assert worded_section(text, FORM) == "dispatched"


@pytest.mark.parametrize("text", ["国家石油储备库项目", "承包工程", "已购票", "在建", "已离职", "派出所改造", ""])
def test_other_words(text: str) -> None:
    assert worded_section(text, FORM) == ""


def assumed(*rows: str, name: str = "Sheet1", file: str = "附件3.xlsx", merges: str = "") -> list[tuple[str, str]]:
    """Section, and the cell that section-assumed points at, of each person."""
    found = recognise(document(sheet(*rows, name=name, merges=merges), file=file))
    cells = [[each.cell for each in person.problems if each.slug == "section-assumed"] for person in found.people]
    return [(person.section, "".join(some)) for person, some in zip(found.people, cells, strict=True)]


def test_what_nothing_tells_is_said_once_for_each_person() -> None:
    rows = (BARE, f"{ROW}|{ANNA}", f"{ROW}|{BORIS}")
    (first, _) = recognise(document(sheet(*rows))).people
    assert first.problems == [Problem("section-assumed", "Sheet1", "A1", "", "计划外派", "section")]
    assert assumed(*rows) == [("planned", "A1")] * 2
    assert assumed(PERSON, ANNA) == [("dispatched", "A1")]


def test_what_the_columns_tell_is_not() -> None:
    assert assumed(FLAT, f"{FIRST}|{ANNA}") == [("dispatched", "")]
    assert assumed(BARE.replace("项目国别", "计划外派国家"), f"{ROW}|{ANNA}") == [("planned", "")]
    assert assumed(f"{BARE}|拟外派时间", f"{ROW}|{ANNA}|2026年") == [("planned", "")]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("待派人员", "附件3.xlsx"),
        ("Sheet1", "甲/待派人员.xlsx"),
        ("储备", "a.xlsx"),
        ("Sheet1", "甲.zip!计划外派/附件3.xlsx"),
    ],
)
def test_names_tell_it(name: str, file: str) -> None:
    assert assumed(BARE, f"{ROW}|{ANNA}", name=name, file=file) == [("planned", "")]


@pytest.mark.parametrize("heading", ["派遣计划", "类别", "备注", "人员现状", ""])
def test_a_column_of_any_heading_tells_it(heading: str) -> None:
    rows = (f"{BARE}|{heading}", f"{ROW}|{ANNA}|待派", f"{ROW}|{BORIS}|2025年已派", f"{ROW}|{CHLOE}|储备")
    assert assumed(*rows) == [("planned", ""), ("dispatched", ""), ("planned", "")]


def test_a_remark_on_one_of_several_is_of_that_one() -> None:
    rows = (f"{FLAT}|备注", f"{FIRST}|{ANNA}|", f"|||||||||{BORIS}|待派", f"|||||||||{CHLOE}|")
    assert assumed(*rows) == [("dispatched", ""), ("dispatched", "P3"), ("dispatched", "")]


@pytest.mark.parametrize("name", ["/", "暂无", "……", "XXX"])
def test_rows_of_nobody_need_not_tell_it(name: str) -> None:
    sample = "张三|13800000000|土木工程类|缅甸|专业工程师|曾参与XX工程项目"
    rows = (f"{FLAT}|备注", f"{FIRST}|{ANNA}|已派", f"{BLANK}|{BORIS}|待派", f"{BLANK}|{sample}|", f"{BLANK}|{name}|")
    assert assumed(*rows) == [("dispatched", ""), ("planned", "")]
    somebody = sample.replace("13800000000", "13900004444").replace("曾参与XX工程项目", "负责隧道施工")
    assert assumed(*rows[:-2], f"{BLANK}|{somebody}|", rows[-1])[1] == ("dispatched", "P3")


def test_a_project_on_a_row_of_its_own_has_the_section_of_its_first_person() -> None:
    road = "2||远山公司|路项目|泰国"
    rows = (f"序号|外派情况|{FLAT[3:]}", f"1|{'|'.join(['', *FIRST.split('|')[1:]])}", f"|已外派|{BLANK}{ANNA}", road)
    people = (f"|计划外派|{BLANK}{BORIS}", f"|计划外派|{BLANK}{CHLOE}")
    found = recognise(document(sheet(*rows, *people)))
    assert told(found, "section", "project_name") == [
        ("dispatched", "桥项目"),
        ("planned", "路项目"),
        ("planned", "路项目"),
    ]
    assert [each.section for each in found.projects] == ["dispatched", "planned"]
    said = recognise(document(sheet(*rows[:-1], road.replace("||", "|已外派|", 1), *people)))
    assert told(said, "section", "project_name")[1:] == [("planned", "")] * 2  # the row itself says another


def test_a_merged_column_at_the_left_tells_it() -> None:
    rows = (f"|{BARE}", f"在外|{ROW}|{ANNA}", f"|{ROW}|{BORIS}", f"待派|{ROW}|{CHLOE}")
    assert assumed(*rows, merges="A2:A3") == [("dispatched", ""), ("dispatched", ""), ("planned", "")]


def test_a_cell_that_is_not_understood_is_pointed_at() -> None:
    rows = (f"{BARE}|外派情况", f"{ROW}|{ANNA}|待派", f"{ROW}|{BORIS}|看情况", f"{ROW}|{CHLOE}|已派出")
    assert assumed(*rows) == [("planned", ""), ("planned", "J3"), ("dispatched", "")]


def test_the_second_table_of_the_form_needs_no_caption() -> None:
    rows = (FLAT, f"{FIRST}|{ANNA}", "", BARE, f"{ROW}|{BORIS}")
    assert assumed(*rows) == [("dispatched", ""), ("planned", "")]


def test_a_list_has_the_section_of_its_project() -> None:
    found = recognise(
        document(
            sheet(FLAT, f"{FIRST}|见附表"),
            sheet(f"项目名称|{PERSON}", f"桥项目|{ANNA}", name="附表"),
        )
    )
    assert told(found, "name", "section") == [("安一凡", "dispatched")]
    assert found.people[0].problems == []


def test_a_card_tells_it_or_does_not() -> None:
    card = (
        "姓名|安一凡|联系方式|13900001111",
        "所在领域|土木工程类|拟申请级别|专业工程会员",
        "主要工程实践经历|负责主桥施工",
    )
    assert assumed(*card) == [("dispatched", "A1")]
    assert assumed(*card, "外派情况|待派") == [("planned", "")]
    assert assumed(*card, "项目名称|桥项目|项目状态|在建") == [("dispatched", "")]


def test_a_row_that_leaves_out_all_that_its_section_asks_for_is_said() -> None:
    rows = (FLAT, f"{FIRST}|{ANNA}", f"2|远山公司|路项目|泰国||||||{BORIS}")
    assert assumed(*rows) == [("dispatched", ""), ("dispatched", "A3")]
    assert assumed(*rows, name="已外派") == [("dispatched", "")] * 2
    assert assumed("已外派参与工程项目人员汇总", *rows) == [("dispatched", "")] * 2


def test_ticks_of_two_columns_and_words_under_a_wide_heading() -> None:
    ticked = recognise(
        document(sheet(f"已外派|计划外派|{FLAT}", f"√||{FIRST}|{ANNA}", f"|√|2|远山公司|路项目|泰国||||||{BORIS}"))
    )
    assert told(ticked, "section") == [("dispatched",), ("planned",)]
    wide = recognise(document(sheet(f"{BARE}|类型", f"{ROW}|{ANNA}|已外派", f"{ROW}|{BORIS}|拟于2026年派出")))
    assert told(wide, "section") == [("dispatched",), ("planned",)]


def test_a_list_belongs_to_no_project_of_another_section() -> None:
    dispatched = sheet("已外派参与工程项目人员汇总", FLAT, f"{FIRST}|{ANNA}", name="一")
    planned = sheet(
        "未来三年计划外派参与工程项目人员汇总", f"企业名称|项目名称|{PERSON}", f"远山公司||{BORIS}", name="二"
    )
    found = recognise(document(dispatched, planned))
    assert told(found, "name", "section", "project_name") == [
        ("安一凡", "dispatched", "桥项目"),
        ("白二川", "planned", ""),
    ]


def test_a_planned_row_of_its_own_has_no_project_where_it_names_none() -> None:
    rows = (
        "未来三年计划外派参与工程项目人员汇总",
        f"序号|企业名称|项目名称|计划外派国家|{PERSON}",
        f"1|远山公司|桥项目|缅甸|{ANNA}",
        f"2|远山公司|||{BORIS}",
        f"||||{CHLOE}",
    )
    found = recognise(document(sheet(*rows)))
    assert told(found, "name", "project_name") == [("安一凡", "桥项目"), ("白二川", ""), ("陈三石", "")]


def test_a_section_that_begins_in_a_column_takes_no_project_over() -> None:
    rows = (
        f"外派情况|{FLAT}",
        f"在岗（境外）|{FIRST}|{ANNA}",
        f"储备|1||||||||||{BORIS}".replace("||||||||||", "|||||||||"),
    )
    found = recognise(document(sheet(*rows)))
    assert told(found, "name", "section", "project_name") == [
        ("安一凡", "dispatched", "桥项目"),
        ("白二川", "planned", ""),
    ]

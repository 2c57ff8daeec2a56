"""A column for each choice with ticks in it; choices that a title or a name says of all."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BORIS, FIRST, FLAT, PERSON, document, sheet, told

from pipeline.recognise import recognise

REST = "当前所在地|主要工程实践经历"
TOLD = "姓名|联系方式"


def test_ticks_under_domains_and_levels() -> None:
    rows = (
        f"序号|{TOLD}|土木|电气|机械|专业|资深|{REST}",
        "1|安一凡|13900001111|√|||√||缅甸|负责主桥施工",
        "2|白二川|13900002222||是|||●|泰国|负责升压站",
        "3|陈三石|13900003333||1|1|✓|✓|老挝|负责起重设备",
    )
    assert told(recognise(document(sheet(*rows))), "domain", "level") == [
        ("土木", "专业"),
        ("电气", "资深"),
        ("电气\n机械", "专业\n资深"),  # two ticks: normalising holds it as ambiguous
    ]


def test_ticks_under_a_group_of_domains() -> None:
    rows = (
        f"{TOLD}|工程技术领域||拟申请级别||{REST}",
        "||土木|电气|专业|资深||",
        "安一凡|13900001111|√|||√|缅甸|负责主桥施工",
    )
    merges = "A1:A2 B1:B2 C1:D1 E1:F1 G1:G2 H1:H2"
    assert told(recognise(document(sheet(*rows, merges=merges))), "domain", "level") == [("土木", "资深")]


def test_more_domains_than_other_headings() -> None:
    domains = ("土木工程类", "电气工程类", "机械工程类", "建筑工程类", "地质工程类", "汽车工程类")
    rows = (f"{'|'.join(domains)}|姓名|联系方式|级别", "||√||||安一凡|13900001111|资深")
    assert told(recognise(document(sheet(*rows))), "name", "domain", "level") == [("安一凡", "机械工程类", "资深")]


def test_what_is_applied_for_as_a_heading() -> None:
    rows = (f"{TOLD}|所在领域|申请专业工程会员|申请资深工程会员|{REST}", "安一凡|13900001111|土木||1|缅甸|负责主桥施工")
    assert told(recognise(document(sheet(*rows))), "level") == [("申请资深工程会员",)]


def test_a_domain_in_brackets_right_below_the_headings() -> None:
    rows = (f"{TOLD}|拟申请级别|{REST}", "【地质工程类】", "安一凡|13900001111|资深|缅甸|负责勘察")
    recognition = recognise(document(sheet(*rows, merges="A2:E2")))
    assert told(recognition, "domain", "level") == [("【地质工程类】", "资深")]


def test_a_line_over_those_who_apply_for_a_level() -> None:
    rows = (f"{TOLD}|所在领域|{REST}", "一、申请资深工程会员人员", "安一凡|13900001111|土木|缅甸|负责主桥施工")
    assert told(recognise(document(sheet(*rows))), "level") == [("一、申请资深工程会员人员",)]


def test_counts_under_the_words_are_no_ticks() -> None:
    rows = (f"{TOLD}|所在领域|土木|电气|级别|{REST}", "安一凡|13900001111|机械工程类|3|12|资深|缅甸|负责主桥施工")
    assert told(recognise(document(sheet(*rows))), "domain") == [("机械工程类",)]


LINE = ("姓名|联系方式|当前所在地|主要工程实践经历", "安一凡|13900001111|缅甸|负责主桥施工")


@pytest.mark.parametrize(
    ("title", "file", "domain", "level"),
    [
        ("土木工程类资深工程会员推荐名单", "a.xlsx", "土木工程类", "资深工程会员"),
        ("推荐名单", "土木工程类资深工程会员.xlsx", "土木工程类", "资深工程会员"),
        ("专业工程会员、资深工程会员推荐名单", "a.xlsx", "", ""),
        ("某土木工程集团有限公司推荐名单", "a.xlsx", "", ""),
    ],
)
def test_what_a_title_says_of_all(title: str, file: str, domain: str, level: str) -> None:
    recognition = recognise(document(sheet(title, *LINE), file=file))
    assert told(recognition, "domain", "level") == [(domain, level)]


def test_choices_under_a_heading_that_is_merged_over_none_of_them_and_a_title_over_all() -> None:
    rows = (
        "拟互认人员信息|||||",
        "姓名|联系方式|所在领域|拟申请级别||主要工程实践经历",
        "|||专业工程会员|资深工程会员|",
        "安一凡|13900001111|土木工程类|√||负责主桥施工",
        "白二川|13900002222|电气工程类||√|负责升压站设计",
    )
    found = recognise(document(sheet(*rows, merges="A1:F1")))
    assert told(found, "name", "level") == [("安一凡", "专业工程会员"), ("白二川", "资深工程会员")]


def test_the_date_under_a_column_of_ticks_is_no_tick() -> None:
    heading = f"序号|已外派|计划外派|企业名称|项目名称|项目所在国家|{PERSON}"
    found = recognise(
        document(
            sheet(
                heading,
                f"1|√||远山公司|桥项目|缅甸|{ANNA}",
                heading,
                f"1||√|远山公司|坝项目|泰国|{BORIS}",
                "",
                "填表人：余一||填表日期：2025年4月10日",
            )
        )
    )
    assert told(found, "name", "section") == [("安一凡", "dispatched"), ("白二川", "planned")]


@pytest.mark.parametrize(
    ("heading", "cell", "level"),
    [
        ("拟申请级别（1-资深，2-专业）", "1", "资深"),
        ("拟申请级别（A资深 B专业）", "b", "专业"),
        ("拟申请级别（资深①，专业②）", "②", "专业"),
        ("拟申请级别（1-资深，2-专业）", "专业", "专业"),
        ("拟申请级别（专业/资深，2选1）", "2", "2"),
        ("拟申请级别（资深/专业）", "1", "资深"),
        ("拟申请级别（资深/专业）", "B", "专业"),
        ("拟申请级别（专业/资深）", "1", "1"),
    ],
)
def test_a_code_means_what_the_heading_says(heading: str, cell: str, level: str) -> None:
    rows = (PERSON.replace("拟申请级别", heading), ANNA.replace("专业工程会员", cell))
    assert told(recognise(document(sheet(*rows))), "name", "level") == [("安一凡", level)]


def test_a_code_counts_the_words_of_a_heading_in_an_order_of_its_own() -> None:
    heading = FLAT.replace("项目状态", "项目状态（在建、完工、筹建）").replace(
        "项目类型", "项目类型（对外投资、承包工程）"
    )
    row = f"{FIRST}|{ANNA}".replace("|在建|", "|1|").replace("|承包工程|", "|1|")
    assert told(recognise(document(sheet(heading, row))), "project_status", "project_type") == [("在建", "1")]


@pytest.mark.parametrize(
    "lines", [("注：1.机械工程类；2.土木工程类",), ("领域代码", "1 机械工程类", "2 土木工程类", "3 电气工程类")]
)
def test_a_code_means_what_a_line_below_says(lines: tuple[str, ...]) -> None:
    people = (f"1|{ANNA.replace('土木工程类', '2')}", f"2|{BORIS.replace('电气工程类', '1')}")
    rows = (f"序号|{PERSON}", *people, "", *lines)
    assert told(recognise(document(sheet(*rows))), "domain") == [("土木工程类",), ("机械工程类",)]


@pytest.mark.parametrize(("tick", "none"), [("申请", "—"), ("√", "/"), ("是", "否")])
def test_words_and_dashes_for_ticks(tick: str, none: str) -> None:
    rows = (
        f"序号|{TOLD}|所在领域|专业|资深|{REST}",
        f"1|安一凡|13900001111|土木|{tick}|{none}|缅甸|负责主桥施工",
        f"2|白二川|13900002222|电气|{none}|{tick}|泰国|负责升压站设计",
    )
    assert told(recognise(document(sheet(*rows))), "name", "level") == [("安一凡", "专业"), ("白二川", "资深")]

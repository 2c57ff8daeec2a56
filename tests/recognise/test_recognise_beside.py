"""Tables beside each other, and headings that come again at a page break."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BLANK, BORIS, CHLOE, FIRST, FLAT, PERSON, document, fates, sheet, told

from pipeline.recognise import recognise

LISTED = "拟互认人员信息（姓名、联系方式、所在领域、当前所在地、拟申请级别、主要工程实践经历）"
PROJECTS = "序号|企业名称|项目名称|项目所在国家|项目类型|项目状态|中方在外工程师人数|聘用外方工程师人数|符合条件人数"
PLANNED = "序号|企业名称|计划外派项目名称|计划外派国家"
ROAD = "1|远山公司|路项目|越南"
ETHAN = "尹六合|13900006666|土木工程类|泰国|专业工程会员|负责基础"
CAPTIONS = "已外派参与工程项目人员汇总" + "|" * 16 + "未来三年计划外派参与工程项目人员汇总"


def test_each_of_two_tables_has_its_own_rows_of_headings() -> None:
    left = [
        "序号|项目情况||||工程师人数|||姓名|联系方式|所在领域|级别",
        "|企业名称|项目名称|国别|状态|中方在外|聘用外方|条件||||",
    ]
    people = ["安一凡|13900001111|土木工程类|专业工程会员", "白二川|13900002222|电气工程类|资深工程会员"]
    grid = sheet(
        f"{left[0]}||{PLANNED}|{PERSON}",
        f"{left[1]}||{ROAD}|{CHLOE}",
        f"1|远山公司|桥项目|缅甸|在建|9|2|5|{people[0]}",
        f"2|远山公司|塔项目|泰国|在建|7|1|3|{people[1]}",
        merges="A1:A2 B1:E1 F1:H1 I1:I2 J1:J2 K1:K2 L1:L2",
    )
    assert set(told(recognise(document(grid)), "name", "project_name", "chinese_engineers")) == {
        ("安一凡", "桥项目", "9"),
        ("白二川", "塔项目", "7"),
        ("陈三石", "路项目", ""),
    }


def test_statistics_beside_headings_of_two_rows_that_are_not_merged() -> None:
    grid = sheet(
        f"{PROJECTS}|拟互认人员信息|||||||机械工程类|4",
        f"{BLANK}|{PERSON}||土木工程类|0",
        f"{FIRST}|{ANNA}||合计|4",
        f"2{BLANK}|{BORIS}",
    )
    assert told(recognise(document(grid)), "name", "project_name") == [("安一凡", "桥项目"), ("白二川", "桥项目")]


def test_a_heading_again_goes_on_in_its_own_columns() -> None:
    """The right table's heading comes again first; the person below the left one's still belongs to the project."""
    right = f"{PLANNED}|{PERSON}"
    grid = sheet(
        CAPTIONS,
        f"{FLAT}||{right}",
        f"{FIRST}|{ANNA}||{ROAD}|{CHLOE}",
        f"2|远山公司|塔项目|泰国|承包工程|在建|7|1|3|周四海|13900004444|机械工程类|泰国|专业工程会员|负责吊装||{right}",
        f"{BLANK}|{ETHAN}||2|远山公司|港项目|越南|吴五湖|13900005555|土木工程类|中国|专业工程会员|负责码头",
        FLAT,
        f"{BLANK}|{BORIS}",
    )
    assert set(told(recognise(document(grid)), "name", "project_name")) == {
        ("安一凡", "桥项目"),
        ("周四海", "塔项目"),
        ("陈三石", "路项目"),
        ("吴五湖", "港项目"),
        ("尹六合", "塔项目"),
        ("白二川", "塔项目"),
    }


def test_a_heading_again_has_the_columns_of_the_first() -> None:
    """Without its merged range, and with the level of the only person below it left empty."""
    grid = sheet(
        f"{PROJECTS}|{LISTED}",
        f"{FIRST}|{ANNA}",
        f"{PROJECTS}|{LISTED}",
        "2|远山公司|塔项目|泰国|承包工程|在建|7|1|3|白二川|13900002222|电气工程类|泰国||负责升压站设计",
    )
    assert told(recognise(document(grid)), "name", "level", "experience") == [
        ("安一凡", "专业工程会员", "负责主桥施工"),
        ("白二川", "", "负责升压站设计"),
    ]


def test_a_heading_again_in_a_word_table_goes_on() -> None:
    """The caption stands before the first table only."""
    grid = sheet(FLAT, f"{FIRST}|{ANNA}", FLAT, f"{BLANK}|{BORIS}", above=["已外派参与工程项目人员汇总"])
    assert told(recognise(document(grid, file="附件3.docx")), "name", "project_name") == [
        ("安一凡", "桥项目"),
        ("白二川", "桥项目"),
    ]


def test_a_count_of_people_under_the_long_text_is_a_total() -> None:
    turned = "主要工程实践经历|姓名|联系方式|所在领域|当前所在地|拟申请级别"
    grid = sheet(turned, "负责主桥施工|安一凡|13900001111|土木工程类|缅甸|专业工程会员", "以上共计1人。")
    recognition = recognise(document(grid))
    assert told(recognition, "name", "experience") == [("安一凡", "负责主桥施工")]
    assert fates(recognition)[-1] == "total"


def test_a_line_merged_over_other_fields_is_no_text_that_goes_on() -> None:
    turned = "主要工程实践经历|姓名|联系方式|所在领域|当前所在地|拟申请级别"
    person = "负责主桥施工|安一凡|13900001111|土木工程类|缅甸|专业工程会员"
    grid = sheet(turned, person, "注：以上人员均已核实。", merges="A3:F3")
    recognition = recognise(document(grid))
    assert told(recognition, "experience") == [("负责主桥施工",)]
    assert fates(recognition)[-1] == "note"


def test_two_phones_parted_by_a_slash_are_no_page_number() -> None:
    turned = "联系方式|姓名|所在领域|当前所在地|拟申请级别|主要工程实践经历"
    grid = sheet(turned, "13900001111/13900002222|安一凡/白二川|土木工程类|缅甸|专业工程会员|负责主桥施工")
    assert told(recognise(document(grid)), "name", "phone") == [("安一凡", "13900001111"), ("白二川", "13900002222")]


def test_the_same_headings_on_the_next_sheet_go_on_where_numbers_do() -> None:
    first = sheet(FLAT, f"{FIRST}|{ANNA}", name="附件3")
    follows, without, alone = (sheet(FLAT, f"{number}{BLANK}|{BORIS}", name="附件3续") for number in (2, "", 1))
    both = [("安一凡", "桥项目"), ("白二川", "桥项目")]
    assert told(recognise(document(first, follows)), "name", "project_name") == both
    assert told(recognise(document(first, without)), "name", "project_name") == both
    assert told(recognise(document(first, alone)), "name", "project_name")[1:] == [("白二川", "")]


def test_a_place_amid_the_projects_columns_is_the_projects() -> None:
    heads = "序号|企业名称|项目名称|所在地|项目类型|姓名|联系方式|所在领域|目前所在地|拟申请级别|主要工程实践经历"
    found = recognise(document(sheet(heads, f"1|远山公司|桥项目|老挝|承包工程|{ANNA}")))
    assert told(found, "project_country", "location") == [("老挝", "缅甸")]


def test_a_sheet_goes_on_whose_phones_are_labelled() -> None:
    first = sheet(FLAT, f"{FIRST}|{ANNA}", name="附件3")
    phones = "国内：13900002222；境外：+6591234567（常用）"
    follows = sheet(f"{BLANK}|{BORIS.replace('13900002222', phones)}", name="续")
    assert told(recognise(document(first, follows)), "name", "project_name")[1:] == [("白二川", "桥项目")]


@pytest.mark.parametrize("label", ["姓名", "互认人员", "拟互认人员信息"])
def test_a_blank_column_behind_the_people_ends_no_table(label: str) -> None:
    grid = sheet(
        f"{PLANNED}|{label}||手机号码|所在领域|当前所在地|拟申请级别|主要工程实践经历",
        f"{ROAD}|陈三石||13900003333|机械工程类|中国|专业工程会员|负责吊装",
        f"{ROAD}|白二川||13900002222|土木工程类|泰国|资深工程会员|负责码头",
    )
    assert told(recognise(document(grid)), "name", "phone", "domain", "level") == [
        ("陈三石", "13900003333", "机械工程类", "专业工程会员"),
        ("白二川", "13900002222", "土木工程类", "资深工程会员"),
    ]

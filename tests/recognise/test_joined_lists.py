"""People whose fields stand on several lists of one document."""

from __future__ import annotations

import pytest
from support_recognise import FIRST, PROJECT, document, fates, sheet, told

from pipeline.recognise import recognise

ALL = ("name", "phone", "domain", "level", "experience")
ANNA = ("安一凡", "13900001111", "土木工程类", "专业工程会员", "负责主桥施工")
BORIS = ("白二川", "13900002222", "电气工程类", "资深工程会员", "负责升压站设计")
BLANK = "||||||||"


@pytest.mark.parametrize("heading", ["工号", "员工编号", "档案号"])
def test_by_a_number_of_staff(heading: str) -> None:
    first = sheet(
        f"{PROJECT}|姓名|{heading}|联系方式|当前所在地",
        f"{FIRST}|安一凡|GC101|13900001111|缅甸",
        f"{BLANK}|白二川|GC108|13900002222|泰国",
        name="附件3",
    )
    rest = sheet(
        "工号|所在领域|拟申请级别|主要工程实践经历",
        "GC108|电气工程类|资深工程会员|负责升压站设计",
        "GC101|土木工程类|专业工程会员|负责主桥施工",
        name="申报信息",
    )
    found = recognise(document(first, rest))
    assert told(found, *ALL, "project_name") == [(*ANNA, "桥项目"), (*BORIS, "桥项目")]
    assert found.people[0].fields["level"].cell == "申报信息!C3"
    assert fates(found) == ["heading", "people", "people"] * 2


def test_under_headings_of_their_own() -> None:
    first = sheet(f"{PROJECT}|姓名|人员编号|通讯方式", f"{FIRST}|安一凡|GC101|13900001111", name="附件3")
    rest = sheet("工号|申报专业领域|申报会员等级|工程业绩简介", "GC101|土木工程类|专业工程会员|负责主桥施工", name="二")
    assert told(recognise(document(first, rest)), *ALL) == [ANNA]
    phones = sheet(
        "通讯录号码|所在领域|级别|主要工程实践经历", "13900001111|土木工程类|专业工程会员|负责主桥施工", name="二"
    )
    assert told(recognise(document(first, phones)), *ALL) == [ANNA]


def test_by_phone_under_a_group_of_columns() -> None:
    first = sheet(f"{PROJECT}|拟互认人员信息||", f"{FIRST}|安一凡|13900001111|土木工程类", merges="J1:L1", name="附件3")
    rest = sheet("手机号码|拟申请级别|主要工程实践经历", "139 0000 1111|专业工程会员|负责主桥施工", name="补充")
    assert told(recognise(document(first, rest)), *ALL) == [ANNA]


def test_a_list_of_phones_by_name() -> None:
    first = sheet(
        "姓名|所在领域|当前所在地|拟申请级别|主要工程实践经历", "安一凡|土木工程类|缅甸|专业工程会员|负责主桥施工"
    )
    phones = sheet("姓名|联系方式", "陈三石|13900003333", "安一凡|13900001111", "林四海|13900004444", name="通讯录")
    found = recognise(document(first, phones))
    assert told(found, *ALL) == [ANNA]
    assert fates(found) == ["heading", "people", "heading", "note", "people", "note"]


def test_projects_by_name() -> None:
    first = sheet("姓名|联系方式|所在领域|拟申请级别|主要工程实践经历", "|".join(ANNA))
    projects = sheet("姓名|企业名称|项目名称|项目所在国家", "安一凡|远山公司|桥项目|缅甸", name="项目")
    found = recognise(document(first, projects))
    assert told(found, *ALL, "company", "project_name") == [(*ANNA, "远山公司", "桥项目")]


def test_namesakes_are_not_joined() -> None:
    first = sheet(
        "姓名|所在领域|当前所在地|拟申请级别|主要工程实践经历",
        "安一凡|土木工程类|缅甸|专业工程会员|负责主桥施工",
        "安一凡|电气工程类|泰国|资深工程会员|负责升压站设计",
        "白二川|机械工程类|老挝|专业工程会员|负责设备安装",
    )
    phones = sheet("姓名|联系方式", "安一凡|13900001111", "安一凡|13900005555", "白二川|13900002222", name="通讯录")
    assert told(recognise(document(first, phones)), "name", "phone") == [
        ("安一凡", ""),
        ("安一凡", ""),
        ("白二川", "13900002222"),
    ]


def test_what_both_tell_differently_is_said() -> None:
    first = sheet("姓名|联系方式|当前所在地|拟申请级别", "安一凡|13900001111|缅甸|专业", name="一")
    rest = sheet("姓名|所在领域|拟申请级别|主要工程实践经历", "安一凡|土木工程类|{}|负责主桥施工", name="二")
    for level, about in (("专业工程会员", []), ("资深工程会员", [("level", "D2为“专业”，二!C2为“资深工程会员”")])):
        rest.rows[1][2] = level
        (person,) = recognise(document(first, rest)).people
        assert [(each.field, each.about) for each in person.problems if each.slug == "values-differ"] == about


def test_a_roster_beside_the_list_tells_nothing_more() -> None:
    first = sheet("姓名|联系方式|所在领域|拟申请级别|主要工程实践经历", "|".join(ANNA))
    roster = sheet("姓名|联系方式", "安一凡|13900001111", "林四海|13900004444", name="花名册")
    found = recognise(document(first, roster))
    assert (told(found, *ALL), len(found.rows)) == ([ANNA], 2)


def test_two_lists_of_different_people_are_not_joined_by_one_of_them() -> None:
    """Neither tells what the other leaves open: who stands on both was told twice."""
    headings = "姓名|联系方式|企业名称|项目名称|所在领域|主要工程实践经历"
    first = sheet(headings, "安一凡|13900001111|远山公司||土木工程类|负责主桥施工", name="专业工程会员")
    rest = sheet(headings, "安一凡|13900001111|远山公司||土木工程类|负责主桥施工", name="资深工程会员")
    assert told(recognise(document(first, rest)), "name", "level") == [
        ("安一凡", "专业工程会员"),
        ("安一凡", "资深工程会员"),
    ]


@pytest.mark.parametrize("name", ["姓名/联系电话", "姓名"])
def test_what_stands_behind_a_name_joins_nothing(name: str) -> None:
    cell = "安一凡/13900001111" if "/" in name else "安一凡（组长）"
    first = sheet(f"{name}|所在领域|当前所在地|拟申请级别", f"{cell}|土木工程类|缅甸|专业工程会员", name="一")
    rest = sheet("姓名|工程业绩简介", "安一凡|负责主桥施工", name="二")
    assert told(recognise(document(first, rest)), "experience") == [("负责主桥施工",)]


def test_a_profile_gives_way_to_the_experience_of_the_other_list() -> None:
    first = sheet("姓名|工号|联系方式|当前所在地|个人简历", "安一凡|GC101|13900001111|缅甸|2006年毕业", name="一")
    rest = sheet("工号|所在领域|级别|主要工程实践经历", "GC101|土木工程类|专业工程会员|负责主桥施工", name="二")
    found = recognise(document(first, rest))
    assert told(found, *ALL) == [ANNA]
    assert not [each for each in found.people[0].problems if each.slug == "values-differ"]
    assert found.people[0].extra["个人简历"] == "2006年毕业"


@pytest.mark.parametrize("is_first", [True, False])
def test_a_summary_without_phones_is_of_the_people_of_the_list(is_first: bool) -> None:
    whole = sheet(
        f"{PROJECT}|姓名|联系方式|所在领域|拟申请级别|主要工程实践经历",
        f"{FIRST}|{'|'.join(ANNA)}",
        f"{BLANK}|{'|'.join(BORIS)}",
        name="明细",
    )
    summary = sheet(
        "推荐参加工程能力评价人员情况表",
        "序号|姓名|所在领域|拟申请级别",
        "1|安一凡|土木工程类|专业",
        "2|白二川|电气工程类|专业",
        "3|陈三石|机械工程类|专业",
        name="汇总",
    )
    found = recognise(document(*((summary, whole) if is_first else (whole, summary))))
    assert sorted(told(found, "name", "phone")) == [
        ("安一凡", "13900001111"),
        ("白二川", "13900002222"),
        ("陈三石", ""),
    ]
    problems = {person.text("name"): [each.slug for each in person.problems] for person in found.people}
    assert problems["安一凡"] == []
    assert problems["白二川"] == ["values-differ"]

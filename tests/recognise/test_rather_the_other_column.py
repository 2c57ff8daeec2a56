"""Two columns that could hold the same: whose phone, which place, which text."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BORIS, FIRST, FLAT, PERSON, PROJECT, document, sheet, told

from pipeline.recognise import recognise

TEXT = "2015年至2018年负责大桥主墩施工组织与质量验收，获业主书面表扬，节约投资。"
PROFILE = "曾获先进个人。"


@pytest.mark.parametrize(
    "heading", ["企业联系手机", "企业联系手机号码", "公司联络手机号", "对接人移动电话", "单位联系人手机号"]
)
def test_the_phone_of_the_company(heading: str) -> None:
    rows = (f"序号|企业名称|企业联系人|{heading}|项目名称|项目所在国家|姓名|联系方式|所在领域|当前所在地|拟申请级别",)
    found = recognise(
        document(
            sheet(*rows, "1|远山公司|余一|13900009999|桥项目|缅甸|安一凡|13900001111|土木工程类|缅甸|专业工程会员")
        )
    )
    assert told(found, "phone", "company_contact_phone") == [("13900001111", "13900009999")]


def test_phone_behind_somebody_else_is_theirs() -> None:
    heading = "序号|企业名称|项目名称|现场联系人|现场电话|项目所在国家|姓名/联系电话|所在领域|当前所在地|拟申请级别"
    found = recognise(
        document(
            sheet(heading, "1|远山公司|桥项目|余一|13900009999|缅甸|安一凡 13900001111|土木工程类|缅甸|专业工程会员")
        )
    )
    assert told(found, "name", "phone") == [("安一凡", "13900001111")]


@pytest.mark.parametrize("country", ["国别（地区）", "项目所在国家"])
def test_posted_to_stands_amid_the_person(country: str) -> None:
    heading = FLAT.replace("项目所在国家", country).replace("当前所在地", "派驻国家")
    found = recognise(document(sheet("已外派", heading, f"{FIRST}|{BORIS}")))
    assert told(found, "project_country", "location") == [("缅甸", "泰国")]


@pytest.mark.parametrize(
    ("heading", "other", "is_said"),
    [("所在地", "派驻地", True), ("所在地", "居住地", True), ("当前所在地", "派驻地", False)],
)
def test_another_place_beside_a_short_heading_is_said(heading: str, other: str, is_said: bool) -> None:
    headings = FLAT.replace("当前所在地", f"{heading}|{other}")
    (person,) = recognise(document(sheet(headings, f"{FIRST}|{ANNA.replace('|缅甸', '|智利|缅甸')}"))).people
    assert [(each.slug, each.field) for each in person.problems] == [("column-doubtful", "location")] * is_said
    assert person.text("location") == "智利"


def test_posted_to_in_a_list_of_people() -> None:
    projects = sheet("已外派", PROJECT, FIRST, name="附件3")
    people = sheet(
        "项目名称|姓名|联系方式|所在领域|派驻国家|拟申请级别|主要工程实践经历", f"桥项目|{BORIS}", name="人员"
    )
    assert told(recognise(document(projects, people)), "company", "project_country", "location") == [
        ("远山公司", "缅甸", "泰国")
    ]


@pytest.mark.parametrize("label", ["姓名", "互认人员"])
def test_posted_to_under_the_project(label: str) -> None:
    heading = f"{label}|联系方式|所在领域|派驻国家|拟申请级别|主要工程实践经历"
    found = recognise(document(sheet("已外派", PROJECT, FIRST, heading, BORIS)))
    assert told(found, "name", "company", "project_country", "location") == [("白二川", "远山公司", "缅甸", "泰国")]


def test_where_somebody_is_to_go_is_no_place_of_theirs() -> None:
    people = sheet("姓名|联系方式|所在领域|拟派驻国家|拟申请级别|主要工程实践经历", BORIS, name="计划外派")
    assert told(recognise(document(people)), "project_country", "location") == [("泰国", "")]


def test_the_place_of_a_project_again_in_every_row() -> None:
    heading = FLAT.replace("项目所在国家", "国家/地区|项目地点")
    first = FIRST.replace("缅甸", "缅甸|仰光")
    found = recognise(document(sheet("已外派", heading, f"{first}|{ANNA}", f"||||仰光||||||{BORIS}")))
    assert told(found, "project_country", "chinese_engineers") == [("缅甸仰光", "9")] * 2


def test_the_place_of_a_project_that_is_told_for_some_only() -> None:
    heading = FLAT.replace("项目所在国家", "项目国家|项目所在地")
    first, second = FIRST.replace("缅甸", "缅甸|仰光"), FIRST.replace("桥项目|缅甸", "路项目|老挝|")
    found = recognise(document(sheet("已外派", heading, f"{first}|{ANNA}", f"{second}|{BORIS}")))
    assert told(found, "project_country") == [("缅甸",), ("老挝",)]


@pytest.mark.parametrize("profile", ["个人简介", "个人简历"])
def test_a_profile_beside_a_group_that_goes_on_to_the_experience(profile: str) -> None:
    group = "|".join(["拟互认人员信息", *[""] * 5, profile])
    found = recognise(document(sheet(f"{PROJECT}|{group}", f"{FIRST}|{ANNA}|{PROFILE}", merges="J1:O1")))
    assert told(found, "experience") == [("负责主桥施工",)]
    assert found.people[0].extra == {profile: PROFILE}


@pytest.mark.parametrize("other", ["主要参与工程及职责", "工作简历"])
def test_a_profile_beside_what_holds_the_experience(other: str) -> None:
    person = ANNA.replace("负责主桥施工", TEXT)
    found = recognise(
        document(sheet(f"{FLAT.replace('主要工程实践经历', other)}|个人简介", f"{FIRST}|{person}|{PROFILE}"))
    )
    assert told(found, "experience") == [(TEXT,)]
    assert found.people[0].extra == {"个人简介": PROFILE}


def test_a_profile_beside_a_list_of_experiences() -> None:
    heading = FLAT.replace("主要工程实践经历", "个人简介")
    main = sheet(heading, f"{FIRST}|{ANNA.replace('负责主桥施工', PROFILE)}", name="附件3")
    rest = sheet("姓名|主要工程业绩", f"安一凡|{TEXT}", name="实践经历")
    found = recognise(document(main, rest))
    assert told(found, "experience") == [(TEXT,)]
    assert found.people[0].extra == {"个人简介": PROFILE}


@pytest.mark.parametrize("contact", ["企业联系手机", "公司联络手机号"])
def test_a_phone_amid_the_person_s_columns_is_theirs_whatever_stands_over_it(contact: str) -> None:
    groups = "项目信息|||||人员信息||项目信息|人员信息|||"
    heading = f"企业名称|企业联系人|{contact}|项目名称|项目所在国家|姓名|国内联系电话|国外联系电话"
    heading += "|所在领域|当前所在地|拟申请级别|主要工程实践经历"
    row = "远山公司|余一|13900009999|桥项目|缅甸|{}|土木工程类|缅甸|专业工程会员|负责主桥施工"
    people = (row.format("安一凡||+95 9421234567"), row.format("白二川|13900002222|"))
    found = recognise(document(sheet(groups, heading, *people, merges="A1:E1 F1:G1 I1:L1")))
    assert told(found, "phone", "company_contact_phone") == [
        ("+95 9421234567", "13900009999"),
        ("13900002222", "13900009999"),
    ]


@pytest.mark.parametrize("phone", ["国外联系电话", "联系电话"])
def test_a_phone_of_the_project_takes_not_the_place_of_the_company_s(phone: str) -> None:
    groups = "企业信息|||项目信息|||人员信息|||||"
    heading = f"企业名称|企业联系人|企业联系手机|项目名称|项目所在国家|{phone}|{PERSON}"
    row = f"远山公司|余一|13900009999|桥项目|缅甸|+95 9421234567|{ANNA}"
    found = recognise(document(sheet(groups, heading, row, merges="A1:C1 D1:F1 G1:L1")))
    assert told(found, "phone", "company_contact_phone") == [("13900001111", "13900009999")]
    said = [(each.slug, each.field) for each in found.people[0].problems if each.slug != "section-assumed"]
    assert said == [("column-doubtful", "company_contact_phone")]

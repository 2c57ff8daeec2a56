"""What stands over and between the rows of people, and what a row or heading shares with its neighbours."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BLANK, BORIS, CHLOE, FIRST, FLAT, PERSON, PROJECT, document, fates, sheet, told

from pipeline.recognise import recognise

NUMBERED = f"序号|{PERSON}"
FIELDS = ("name", "company", "project_name", "project_country")
OVER = "项目名称：{}||项目所在国家：{}||项目状态：在建"


def test_company_once_over_several_blocks() -> None:
    rows = ["企业名称：远山公司", OVER.format("桥项目", "缅甸"), NUMBERED, f"1|{ANNA}", ""]
    rows += [OVER.format("路项目", "老挝"), NUMBERED, f"1|{CHLOE}"]
    assert told(recognise(document(sheet(*rows))), *FIELDS) == [
        ("安一凡", "远山公司", "桥项目", "缅甸"),
        ("陈三石", "远山公司", "路项目", "老挝"),
    ]


@pytest.mark.parametrize("lines", [("远山建设公司", "近水公司"), ("企业名称：远山建设公司", "企业名称：近水公司")])
def test_company_on_a_line_over_its_people(lines: tuple[str, str]) -> None:
    rows = [NUMBERED, lines[0], f"1|{ANNA}", f"2|{BORIS}", lines[1], f"1|{CHLOE}"]
    recognition = recognise(document(sheet(*rows)))
    assert told(recognition, "name", "company") == [
        ("安一凡", "远山建设公司"),
        ("白二川", "远山建设公司"),
        ("陈三石", "近水公司"),
    ]
    assert fates(recognition) == ["heading", "heading", "people", "people", "heading", "people"]


def test_project_on_a_line_over_its_people() -> None:
    rows = ["企业名称：远山公司", NUMBERED, OVER.format("桥项目", "缅甸"), f"1|{ANNA}", OVER.format("路项目", "老挝")]
    assert told(recognise(document(sheet(*rows, f"2|{CHLOE}"))), *FIELDS) == [
        ("安一凡", "远山公司", "桥项目", "缅甸"),
        ("陈三石", "远山公司", "路项目", "老挝"),
    ]


@pytest.mark.parametrize("below", [["2025年4月20日"], []])
def test_company_that_signs_below_is_none_of_theirs(below: list[str]) -> None:
    recognition = recognise(document(sheet(NUMBERED, f"1|{ANNA}", "远山建设公司", *below)))
    assert told(recognition, "name", "company") == [("安一凡", "")]


def test_two_people_in_a_row_share_its_project() -> None:
    person = PERSON.replace("主要工程实践经历", "经历")
    recognition = recognise(document(sheet(f"{PROJECT}|{person}|{person}", f"{FIRST}|{ANNA}|{BORIS}")))
    assert told(recognition, *FIELDS) == [
        ("安一凡", "远山公司", "桥项目", "缅甸"),
        ("白二川", "远山公司", "桥项目", "缅甸"),
    ]
    assert len(recognition.projects) == 1


def test_name_and_phone_of_the_contact_under_one_heading() -> None:
    rows = [
        "序号|企业信息||||推荐人员信息|||||",
        "|企业名称|联系人|||姓名|联系方式|领域|所在地|级别|经历",
        "||姓名|电话|||||||",
    ]
    merges = "A1:A3 B1:E1 F1:K1 B2:B3 C2:D2 F2:F3 G2:G3 H2:H3 I2:I3 J2:J3 K2:K3"
    recognition = recognise(document(sheet(*rows, f"1|远山公司|王五|13911112222||{ANNA}", merges=merges)))
    assert told(recognition, "name", "phone", "company_contact", "company_contact_phone") == [
        ("安一凡", "13900001111", "王五", "13911112222")
    ]


@pytest.mark.parametrize("cell", ["安一凡(13900001111)、白二川(13900002222)", "安一凡13900001111；白二川13900002222"])
def test_names_with_their_phones_in_one_cell(cell: str) -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{cell}||土木⏎电气|缅甸|专业|负责主桥施工")))
    assert told(recognition, "name", "phone", "domain", "level") == [
        ("安一凡", "13900001111", "土木", "专业"),
        ("白二川", "13900002222", "电气", "专业"),
    ]


def test_one_person_with_phone_and_address_stays_one() -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|安一凡 13900001111；an@example.com||土木|缅甸|专业|负责")))
    assert told(recognition, "name", "phone", "email") == [("安一凡", "13900001111", "an@example.com")]


@pytest.mark.parametrize("word", ["暂不推荐", "无合适人选", "暂无计划", "不申报"])
def test_nobody_is_recommended(word: str) -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{word}|||||", f"{FIRST.replace('桥', '路')}|{ANNA}")))
    assert told(recognition, "name") == [("安一凡",)]
    assert fates(recognition) == ["heading", "project-only", "people"]


def test_arrows_take_what_stands_above() -> None:
    below = ANNA.replace("安一凡|13900001111|土木工程类", "白二川|13900002222|↓")
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", f"|↓|↓|↓|↓|↓|↓|↓|↓|{below}")))
    assert told(recognition, "name", "domain", "project_name")[1] == ("白二川", "土木工程类", "桥项目")


def test_list_belongs_to_the_projects_that_refer_to_it() -> None:
    main = sheet(
        f"{PROJECT}|拟互认人员信息",
        f"{FIRST}|见附表",
        "",
        "序号|企业名称|计划外派项目名称|计划外派国家",
        "1|远山公司||",
    )
    people = sheet(f"项目序号|序号|{PERSON}", f"1|1|{ANNA}", f"|2|{BORIS}", name="附表", merges="A2:A3")
    assert told(recognise(document(main, people)), "name", "project_name", "section") == [
        ("安一凡", "桥项目", "dispatched"),
        ("白二川", "桥项目", "dispatched"),
    ]


LIST = "序号|姓名|联系方式|{}当前所在地|{}主要工程实践经历"


def test_level_on_a_line_over_its_people() -> None:
    rows = [LIST.format("所在领域|", ""), "一、专业工程会员", "1|安一凡|13900001111|土木|缅甸|负责主桥"]
    rows += ["二、资深工程会员（1人）", "1|白二川|13900002222|电气|泰国|负责设计"]
    recognition = recognise(document(sheet(*rows)))
    assert told(recognition, "name", "level") == [("安一凡", "一、专业工程会员"), ("白二川", "二、资深工程会员（1人）")]


def test_domain_as_the_name_of_the_sheet() -> None:
    rows = [LIST.format("", "拟申请级别|"), "1|安一凡|13900001111|缅甸|专业|负责主桥"]
    assert told(recognise(document(sheet(*rows, name="土木工程类"))), "name", "domain") == [("安一凡", "土木工程类")]


def test_numbers_of_engineers_are_no_names() -> None:
    heads = FLAT.replace("中方在外工程师人数", "常驻的工程师（人）").replace("姓名", "荐举者")
    recognition = recognise(document(sheet(heads, f"{FIRST}|{ANNA}", f"{BLANK}|{BORIS}")))
    assert told(recognition, "name") == [("安一凡",), ("白二川",)]


def test_numbers_of_engineers_are_no_names_where_dashes_stand_for_those_above() -> None:
    heads = FLAT.replace("中方在外工程师人数", "常驻的工程师（人）").replace("姓名", "荐举者")
    recognition = recognise(document(sheet(heads, f"{FIRST}|{ANNA}", f"|—|—|—|—|—|—|—|—|{BORIS}")))
    assert told(recognition, "name") == [("安一凡",), ("白二川",)]


def test_two_fields_under_one_heading() -> None:
    heads = "序号|企业名称|项目名称/国别|项目类型及状态|姓名|联系方式|所在领域及申报级别|当前所在地|主要工程实践经历"
    rows = ["1|远山公司|仰光医院/缅甸|承包工程/在建|安一凡|13900001111|土木工程类/专业工程会员|缅甸|负责主桥"]
    rows += ["2|远山公司|同上|同上|白二川|13900002222|电气（资深）|泰国|负责设计"]
    recognition = recognise(document(sheet(heads, *rows)))
    assert (
        told(recognition, "project_name", "project_country", "project_type", "project_status")
        == [("仰光医院", "缅甸", "承包工程", "在建")] * 2
    )
    assert told(recognition, "domain", "level") == [("土木工程类", "专业工程会员"), ("电气", "资深")]


@pytest.mark.parametrize(
    ("typed", "parted"),
    [
        ("土木工程类 专业工程 会员", ("土木工程类", "专业工程 会员")),
        ("资深 工程会员 土木工程类", ("土木工程类", "资深 工程会员")),
        ("土木工程类-岩土工程 资深 工程 会员", ("土木工程类-岩土工程", "资深 工程 会员")),
        ("土木工程类资深工程会员", ("土木工程类", "资深工程会员")),
        ("机械专业", ("机械专业", "")),
        ("一级 二级 三级", ("一级 二级 三级", "")),
    ],
)
def test_two_fields_with_more_blanks_than_between_them_or_none(typed: str, parted: tuple[str, str]) -> None:
    heads = "序号|企业名称|项目名称|项目所在国家|姓名|联系方式|所在领域及拟申请级别|当前所在地|主要工程实践经历"
    recognition = recognise(document(sheet(heads, f"1|远山公司|桥项目|缅甸|安一凡|13900001111|{typed}|缅甸|负责主桥")))
    assert told(recognition, "domain", "level") == [parted]


def test_a_place_with_a_bracket_is_not_parted_at_it() -> None:
    heads = "序号|企业名称|项目名称/国别|姓名|联系方式|所在领域|拟申请级别|当前所在地|主要工程实践经历"
    rows = ["1|远山公司|刚果铁路项目/刚果（金）|安一凡|13900001111|土木工程类|专业|缅甸|负责主桥"]
    rows += ["2|远山公司|仰光医院（缅甸）|白二川|13900002222|土木工程类|专业|缅甸|负责主桥"]
    recognition = recognise(document(sheet(heads, *rows)))
    assert told(recognition, "project_name", "project_country") == [
        ("刚果铁路项目", "刚果（金）"),
        ("仰光医院", "缅甸"),
    ]


def test_two_fields_that_cannot_be_parted_stay_together() -> None:
    heads = "序号|企业名称|项目名称/国别|姓名|联系方式|所在领域|拟申请级别|当前所在地|主要工程实践经历"
    rows = ["1|远山公司|皎漂港（一期）|安一凡|13900001111|土木工程类|专业|缅甸|负责主桥"]
    recognition = recognise(document(sheet(heads, *rows)))
    assert told(recognition, "project_name", "project_country") == [("皎漂港（一期）", "")]


def test_project_with_labels_in_one_cell() -> None:
    heads = f"序号|企业名称|项目情况|{PERSON}"
    cell = "项目名称：桥项目⏎国家：缅甸⏎类型：承包工程⏎状态：在建"
    recognition = recognise(document(sheet(heads, f"1|远山公司|{cell}|{ANNA}", f"|||{BORIS}")))
    assert (
        told(recognition, "project_name", "project_country", "project_type", "project_status")
        == [("桥项目", "缅甸", "承包工程", "在建")] * 2
    )


def test_unit_in_traditional_characters() -> None:
    recognition = recognise(document(sheet("推薦單位（蓋章）：遠山公司", FLAT, f"{FIRST}|{ANNA}")))
    assert recognition.unit is not None
    assert recognition.unit.text == "遠山公司"


@pytest.mark.parametrize("contact", [("联系人：王五", "手机：13911112222"), ("（王五，13911112222）", "")])
def test_contact_below_the_company_beside_further_people(contact: tuple[str, str]) -> None:
    rows = [f"{FIRST}|{ANNA}", f"|{contact[0]}|||||||{'|' + BORIS}", f"|{contact[1]}|||||||{'|' + CHLOE}"]
    recognition = recognise(document(sheet(FLAT, *rows)))
    company = "⏎".join(filter(None, ("远山公司", *contact))).replace("⏎", "\n")
    assert told(recognition, "name", "company", "project_name") == [
        (name, company, "桥项目") for name in ("安一凡", "白二川", "陈三石")
    ]


def test_section_left_of_the_table() -> None:
    rows = [f"|{NUMBERED}", f"已外派人员|1|{ANNA}", f"|2|{BORIS}", f"计划外派|3|{CHLOE}"]
    recognition = recognise(document(sheet(*rows, merges="A2:A3")))
    assert told(recognition, "name", "section") == [
        ("安一凡", "dispatched"),
        ("白二川", "dispatched"),
        ("陈三石", "planned"),
    ]


def test_remark_that_says_whose_name_it_is() -> None:
    heads = f"序号|{PERSON}|企业名称|姓名（联系人）|手机号码（联系人）"
    recognition = recognise(document(sheet(heads, f"1|{ANNA}|远山公司|王五|13911112222")))
    assert told(recognition, "name", "phone", "company_contact", "company_contact_phone") == [
        ("安一凡", "13900001111", "王五", "13911112222")
    ]


@pytest.mark.parametrize(
    "line", ["二、2015年负责路项目；", "（三）已外派至缅甸。", "累计3项工法。", "以上均获奖。", "注重质量：优"]
)
def test_text_goes_on_whatever_it_looks_like(line: str) -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", f"{BLANK}||||||{line}", f"{BLANK}|{BORIS}")))
    assert told(recognition, "name", "experience")[0] == ("安一凡", f"负责主桥施工\n{line}")
    assert told(recognition, "project_name") == [("桥项目",)] * 2


def test_sign_off_below_the_text_is_none_of_it() -> None:
    below = ["", f"{BLANK}||||||远山公司（盖章）", f"{BLANK}||||||2025年4月20日"]
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", *below)))
    assert told(recognition, "experience") == [("负责主桥施工",)]
    assert fates(recognition) == ["heading", "people", "note", "note"]


@pytest.mark.parametrize(
    "line",
    [
        "单位负责人（签字）：周四海",
        "（单位盖章）",
        "第2页",
        "填表人：周四海  联系电话：13900007777",
        "填表人：|周四海|联系电话：|13900007777",
    ],
)
def test_signatures_below_a_text_in_the_first_column_are_none_of_it(line: str) -> None:
    first, person = f"主要工程实践经历|{PERSON.rpartition('|')[0]}", ANNA.rpartition("|")[0]
    rows = (first, f"负责主桥施工|{person}", "负责引桥施工", line)
    recognition = recognise(document(sheet(*rows)))
    assert told(recognition, "name", "experience") == [("安一凡", "负责主桥施工\n负责引桥施工")]
    assert fates(recognition) == ["heading", "people", "people", "note"]


@pytest.mark.parametrize("line", ["推荐参加工程能力评价人员情况表（续）", "续表", "接上页"])
def test_page_break_below_a_text_in_the_first_column_is_none_of_it(line: str) -> None:
    first, person = f"主要工程实践经历|{PERSON.rpartition('|')[0]}", ANNA.rpartition("|")[0]
    recognition = recognise(document(sheet(first, f"负责主桥施工|{person}", line, f"负责引桥施工|{person}")))
    assert told(recognition, "experience") == [("负责主桥施工",), ("负责引桥施工",)]


def test_remark_on_its_own_row_changes_no_section() -> None:
    rows = [f"{FLAT}|备注", f"{FIRST}|{ANNA}|", f"{BLANK}|||||||计划外派至8月", f"{BLANK}|{BORIS}|"]
    assert told(recognise(document(sheet(*rows))), "section", "project_name") == [("dispatched", "桥项目")] * 2


def test_section_merged_down_beside_each_table() -> None:
    rows = [f"已⏎外⏎派|{NUMBERED}", f"|1|{ANNA}", f"计⏎划⏎外⏎派|{NUMBERED}", f"|1|{CHLOE}"]
    recognition = recognise(document(sheet(*rows, merges="A1:A2 A3:A4")))
    assert told(recognition, "name", "section") == [("安一凡", "dispatched"), ("陈三石", "planned")]


def test_company_contact_and_phone_under_one_heading() -> None:
    recognition = recognise(document(sheet(f"企业/联系人/电话|{PERSON}", f"远山公司/王五/13911112222|{ANNA}")))
    assert told(recognition, "company") == [("远山公司/王五/13911112222",)]


def test_dots_below_headings_are_no_halves_of_words() -> None:
    heading = "序号|企业名称|拟互认人员信息（姓名、联系方式、所在领域、当前所在地、拟申请级别、主要工程实践经历）|||||"
    recognition = recognise(document(sheet(heading, f"1|远山公司|{ANNA}", heading, "⋮||⋮", f"2||{BORIS}")))
    assert fates(recognition) == ["heading", "people", "heading", "placeholder", "people"]


@pytest.mark.parametrize("label", ["主要工程实践经历：{}", "工程业绩（300字以内）：{}"])
def test_the_experience_in_a_row_of_its_own_below_each_person(label: str) -> None:
    heading = f"序号|{PERSON.rpartition('|')[0]}"
    people = [person.rpartition("|") for person in (ANNA, BORIS)]
    lines = [(f"{number}|{person}", label.format(text)) for number, (person, _, text) in enumerate(people, 1)]
    found = recognise(document(sheet(heading, *(line for two in lines for line in two))))
    assert told(found, "name", "experience") == [("安一凡", "负责主桥施工"), ("白二川", "负责升压站设计")]
    assert found.people[1].fields["experience"].cell == "A5"

"""Lines over people that say something of all below, sheets that go on without headings, projects that people on other
lists name by number."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BLANK, BORIS, CHLOE, FIRST, FLAT, PROJECT, document, fates, sheet, told

from pipeline.recognise import recognise

WITHOUT_DOMAIN = FLAT.replace("|所在领域", "")
PLANNED = "序号|企业名称|企业联系人|企业联系电话|计划外派项目（如有）|计划外派国家（如有）"


def without_domain(person: str) -> str:
    name, phone, _, *rest = person.split("|")
    return "|".join([name, phone, *rest])


@pytest.mark.parametrize("remarks", ["|", "|优先考虑", "中级|优先考虑"])
def test_a_domain_with_a_remark_beside_it(remarks: str) -> None:
    empty = "|" * WITHOUT_DOMAIN.count("|")
    found = recognise(
        document(
            sheet(
                "已外派",
                f"{WITHOUT_DOMAIN}|职称级别|备注",
                f"一、土木工程类{empty}|{remarks}",
                f"{FIRST}|{without_domain(ANNA)}",
                f"二、电气工程类{empty}|{remarks}",
                f"{BLANK}|{without_domain(BORIS)}",
            )
        )
    )
    assert told(found, "name", "domain") == [("安一凡", "一、土木工程类"), ("白二川", "二、电气工程类")]


def test_a_section_that_stands_over_a_column_of_the_tool() -> None:
    heading = f"姓名|联系方式|所在领域|当前所在地|拟申请级别|主要工程实践经历|填写ID|{PROJECT}"
    found = recognise(
        document(
            sheet(
                heading,
                "||||||一、已外派参与工程项目人员",
                f"{ANNA}|1001|{FIRST}",
                "||||||二、未来三年计划外派人员",
                f"{BORIS}|1002|1|远山公司",
            )
        )
    )
    assert told(found, "name", "section", "project_name") == [
        ("安一凡", "dispatched", "桥项目"),
        ("白二川", "planned", ""),
    ]


def test_a_remark_of_one_word_in_a_row_of_its_own_is_no_line_over_people() -> None:
    found = recognise(
        document(sheet("已外派", f"{FLAT}|备注", f"{FIRST}|{ANNA}|", f"{'|' * 15}计划外派", f"{BLANK}|{BORIS}|"))
    )
    assert told(found, "name", "section") == [("安一凡", "dispatched"), ("白二川", "dispatched")]


def test_planned_projects_told_by_nothing_but_their_company() -> None:
    projects = sheet("计划外派", PLANNED, *(f"{n}|远山公司|余一|13900009999" for n in (1, 2)), name="附件3")
    people = sheet(
        "项目序号|姓名|联系方式|所在领域|当前所在地|拟申请级别|主要工程实践经历",
        f"1|{ANNA}",
        f"2|{BORIS}",
        name="计划外派人员",
    )
    found = recognise(document(projects, people))
    assert told(found, "name", "company_contact") == [("安一凡", "余一"), ("白二川", "余一")]
    assert [project.number for project in found.projects] == ["1", "2"]


def test_a_next_sheet_with_name_and_phone_in_one_cell() -> None:
    heading = FLAT.replace("姓名|联系方式", "姓名/联系电话")
    first = sheet("已外派", heading, f"{FIRST}|{ANNA.replace('|', ' ', 1)}")
    second = sheet(f"2{FIRST[1:]}|{BORIS.replace('|', ' ', 1)}", name="Sheet2")
    found = recognise(document(first, second))
    assert told(found, "name", "phone", "project_name") == [
        ("安一凡", "13900001111", "桥项目"),
        ("白二川", "13900002222", "桥项目"),
    ]


def test_a_next_sheet_under_the_company_of_the_first() -> None:
    heading = "序号|项目名称|项目所在国家|姓名|联系方式|所在领域|当前所在地|拟申请级别|主要工程实践经历"
    first = sheet("企业名称：远山公司", heading, f"1|桥项目|缅甸|{ANNA}", f"2|桥项目|缅甸|{CHLOE}", name="已外派")
    second = sheet(f"3|坝项目|泰国|{BORIS}", name="Sheet2")
    found = recognise(document(first, second))
    assert told(found, "name", "company") == [("安一凡", "远山公司"), ("陈三石", "远山公司"), ("白二川", "远山公司")]


def test_a_sheet_under_headings_of_its_own_goes_on_with_none() -> None:
    heading = "序号|企业名称|企业联系人|企业联系电话|项目名称|项目所在国家|姓名|联系方式|当前所在地|{text}"
    people = [" |".join(("远山公司", "余一", "13900009999", "桥项目", "缅甸")), "负责主桥施工与质量验收，节约投资"]
    rows = {
        name: sheet(
            f"{section}——{level}",
            heading.format(text=text),
            "一、土木工程类",
            f"1|{people[0]}|{name}|{phone}|缅甸|{people[1]}",
            name=section,
        )
        for section, level, text, name, phone in (
            ("已外派", "专业工程会员", "主要工程实践经历", "安一凡", "13900001111"),
            ("计划外派", "资深工程会员", "主要参与工程及职责", "白二川", "13900002222"),
        )
    }
    found = recognise(document(*rows.values()))
    assert told(found, "name", "section", "level") == [
        ("安一凡", "dispatched", "专业工程会员"),
        ("白二川", "planned", "资深工程会员"),
    ]
    assert "people-unread" not in {problem.slug for problem in found.problems}


def test_two_whole_lists_with_somebody_on_both_are_two() -> None:
    def people(level: str, *rows: str) -> tuple[str, ...]:
        heading = f"{PLANNED}|姓名|联系方式|所在领域|当前所在地|主要工程实践经历"
        return (f"计划外派——{level}", heading, *(f"1|远山公司|余一|13900009999|||{row}" for row in rows))

    anna, boris = ("|".join((*person.split("|")[:4], person.split("|")[5])) for person in (ANNA, BORIS))
    found = recognise(
        document(
            sheet(*people("专业工程会员", anna, boris), name="一"), sheet(*people("资深工程会员", anna), name="二")
        )
    )
    assert told(found, "name", "level") == [
        ("安一凡", "专业工程会员"),
        ("白二川", "专业工程会员"),
        ("安一凡", "资深工程会员"),
    ]


@pytest.mark.parametrize("mark", ["--同上--", "——同上——", "（同上）", "~同上~"])
def test_ditto_marks_between_dashes(mark: str) -> None:
    found = recognise(
        document(sheet("已外派", FLAT, f"{FIRST}|{ANNA}", f"{BLANK}|{BORIS.replace('资深工程会员', mark)}"))
    )
    assert told(found, "name", "level") == [("安一凡", "专业工程会员"), ("白二川", "专业工程会员")]
    assert fates(found)[-2:] == ["people", "people"]


def test_a_company_over_headings_that_come_again() -> None:
    heading = "序号|外派情况|项目名称|项目所在国家|姓名|联系方式|所在领域|当前所在地|拟申请级别|主要工程实践经历"
    found = recognise(
        document(
            sheet(
                "企业名称：远山公司（联系人：余一，手机：13900009999）",
                heading,
                f"1|已外派|桥项目|缅甸|{ANNA}",
                heading,
                f"1|计划外派|||{BORIS}",
            )
        )
    )
    company = "远山公司（联系人：余一，手机：13900009999）"
    assert told(found, "name", "section", "company", "project_name") == [
        ("安一凡", "dispatched", company, "桥项目"),
        ("白二川", "planned", company, ""),
    ]


def test_a_section_with_a_remark_beside_it() -> None:
    heading = f"{FLAT}|现场联系人|备注"
    empty = "|" * FLAT.count("|")
    found = recognise(
        document(
            sheet(
                heading,
                f"表一 已外派人员汇总{empty}|余一|材料齐全",
                f"{FIRST}|{ANNA}|余一|",
                f"表二 计划外派人员汇总{empty}|余二|材料齐全",
                f"1|远山公司{BLANK[1:]}|{BORIS}|余一|",
            )
        )
    )
    assert told(found, "name", "section", "project_name") == [
        ("安一凡", "dispatched", "桥项目"),
        ("白二川", "planned", ""),
    ]

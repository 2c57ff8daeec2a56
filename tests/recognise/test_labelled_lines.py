"""People told by labels on lines of their own, one below the other, without any table."""

from __future__ import annotations

from support_recognise import document, sheet, told

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

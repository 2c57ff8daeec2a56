"""Projects and their people in lines below each other."""

from __future__ import annotations

from support_recognise import ANNA, BORIS, CHLOE, PERSON, document, sheet, told

from pipeline.recognise import recognise

PROJECTS = "序号|企业名称|项目名称|项目所在国家|项目类型|项目状态"
BRIDGE, DAM = "1|远山公司|桥项目|缅甸|承包工程|在建", "2|近水公司|坝项目|老挝|承包工程|在建"
TOLD = [("安一凡", "桥项目"), ("白二川", "桥项目"), ("陈三石", "坝项目")]


def test_headings_over_each_block() -> None:
    rows = (PROJECTS, BRIDGE, PERSON, ANNA, BORIS, PROJECTS, DAM, PERSON, CHLOE)
    assert told(recognise(document(sheet(*rows))), "name", "project_name") == TOLD


def test_headings_over_the_first_block_only() -> None:
    rows = (PROJECTS, BRIDGE, f"|{PERSON}", f"|{ANNA}", f"|{BORIS}", DAM, f"|{CHLOE}")
    assert told(recognise(document(sheet(*rows))), "name", "project_name") == TOLD


def test_a_list_under_two_projects_names_neither() -> None:
    rows = (PROJECTS, BRIDGE, DAM, PERSON, ANNA)
    assert told(recognise(document(sheet(*rows))), "name", "project_name") == [("安一凡", "")]


def test_the_manager_of_a_project_is_no_contact() -> None:
    rows = (f"{PROJECTS}|项目联系人|联系电话|{PERSON}", f"{BRIDGE}|吴项|13822220000|{ANNA}")
    recognition = recognise(document(sheet(*rows)))
    assert told(recognition, "company_contact", "company_contact_phone", "phone") == [("", "", "13900001111")]
    assert recognition.people[0].extra == {"项目联系人": "吴项", "联系电话": "13822220000"}

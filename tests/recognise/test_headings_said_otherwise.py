"""Headings that say the form's words otherwise: remarks on how to fill in, two languages, where somebody is to go; the
only column that may ask for a field."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, PERSON, document, sheet, told

from pipeline.model.statements import Recognition
from pipeline.recognise import recognise
from pipeline.recognise.words.form import SOMEBODY
from pipeline.recognise.words.headings import Headings
from pipeline.recognise.words.loading import forms

HEADINGS = Headings(forms()[0])
MEANT = {
    "姓名（与身份证一致）": "name",
    "姓名 须与护照一致": "name",
    "姓名（如张三）": "name",
    "拟推荐人姓名": "name",
    "拟推荐人姓名\nName": "name",
    "互认人员 Name": "name",
    "企业海外重点项目名称 Project Name": "project_name",
    "项目所在国家（地区） Country/Region": "project_country",
    "工程技术领域 Field": "domain",
    "Project Name 企业海外重点项目名称": "project_name",
    "Country/Region 项目所在国家(地区)": "project_country",
    "Name 姓名": "name",
    "意向国家": "project_country",
    "拟外派国家或地区": "project_country",
    "目标国家": "project_country",
    "意向项目": "project_name",
    "所在项目部": "project_name",
    "隶属公司": "company",
    "所属学科领域": "domain",
    "驻在国": "location",
    "Qualified Chinese engineers": "qualified_engineers",
    "Chinese engineers abroad": "chinese_engineers",
}
"""Heading and the field that it asks for, not in doubt."""
PROJECT = "企业海外重点项目名称|项目所在国家"


def doubts(recognition: Recognition) -> list[str]:
    """The fields of the first person that are said to be doubtful."""
    return [problem.field for problem in recognition.people[0].problems if problem.slug == "column-doubtful"]


@pytest.mark.parametrize("heading", MEANT)
def test_what_a_heading_means(heading: str) -> None:
    meaning = HEADINGS.understand(heading)
    assert (meaning.kind, meaning.field, meaning.doubtful) == ("field", MEANT[heading], False)


def test_a_remark_that_names_another_is_no_hint() -> None:
    assert HEADINGS.understand("姓名（家属）").parts == (SOMEBODY,)
    assert HEADINGS.understand("推荐人姓名").parts == (SOMEBODY,)


def test_words_of_two_fields_in_two_languages_are_a_list() -> None:
    assert HEADINGS.understand("姓名 Email").order == ("name", "email")


def test_a_profile_gives_way_to_the_experience() -> None:
    rows = (
        "姓名|手机|所在领域|级别|个人简历|工程实践经历简述",
        "安一凡|13900001111|土木工程类|资深工程会员|毕业后一直从事技术工作|2009年至2015年负责主桥施工",
    )
    recognition = recognise(document(sheet(*rows)))
    assert told(recognition, "experience") == [("2009年至2015年负责主桥施工",)]
    assert doubts(recognition) == []


def test_a_profile_is_no_experience_where_that_is_blank() -> None:
    rows = (
        "姓名|手机|所在领域|级别|个人简历|工程实践经历",
        "安一凡|13900001111|土木工程类|资深工程会员|毕业后一直从事技术工作|",
    )
    assert told(recognise(document(sheet(*rows))), "experience") == [("",)]


def test_a_profile_alone_is_the_experience() -> None:
    rows = (
        "姓名|手机|所在领域|级别|个人简历",
        "安一凡|13900001111|土木工程类|资深工程会员|2009年至2015年负责主桥施工",
    )
    assert told(recognise(document(sheet(*rows))), "experience") == [("2009年至2015年负责主桥施工",)]


def test_the_only_column_for_a_field_is_taken_and_said() -> None:
    rows = (f"母公司|{PROJECT}|{PERSON}", f"远山集团有限公司|南线铁路项目|老挝|{ANNA}")
    recognition = recognise(document(sheet(*rows)))
    assert recognition.projects[0].fields["company"].text == "远山集团有限公司"
    assert doubts(recognition) == ["company"]


def test_another_column_beside_the_one_for_the_field_is_not() -> None:
    rows = (f"企业名称|母公司|{PROJECT}|{PERSON}", f"远山建工有限公司|远山集团有限公司|南线铁路项目|老挝|{ANNA}")
    recognition = recognise(document(sheet(*rows)))
    assert recognition.projects[0].fields["company"].text == "远山建工有限公司"
    assert recognition.people[0].extra == {"母公司": "远山集团有限公司"}
    assert doubts(recognition) == []


def test_of_two_countries_the_one_amid_the_persons_columns_is_the_place() -> None:
    rows = (
        "企业名称|意向项目|拟外派国家或地区|姓名|手机|所在领域|派驻国家|级别|工程实践经历",
        "远山建工有限公司|南线铁路项目|老挝|安一凡|13900001111|土木工程类|中国|资深工程会员|负责主桥施工",
    )
    recognition = recognise(document(sheet(*rows)))
    assert told(recognition, "location") == [("中国",)]
    assert recognition.projects[0].fields["project_country"].text == "老挝"


def test_ticks_under_choices_that_are_applied_for() -> None:
    rows = (
        "姓名|手机|所在领域|申请专业工程会员|申请资深工程会员|工程实践经历",
        "安一凡|13900001111|土木工程类||√|负责主桥施工",
        "白岚|13900002222|土木工程类|√||负责引桥施工",
    )
    levels = told(recognise(document(sheet(*rows))), "level")
    assert levels == [("申请资深工程会员",), ("申请专业工程会员",)]

"""Headings that hold a word of the form and ask for something else; two columns for one field."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BORIS, PERSON, document, sheet, told

from pipeline.model.statements import Person
from pipeline.recognise import recognise
from pipeline.recognise.words.headings import Headings
from pipeline.recognise.words.loading import forms
from pipeline.terms.findings import make

HEADINGS = Headings(forms()[0])
OTHERS = {
    "level": "原级别 现有级别 职称级别 技术等级 英语等级 资质等级 岗位级别 项目级别 证书等级 级别说明 上年申报级别",
    "levels": "现有会员级别 目前会员级别 现任级别",
    "people": "推荐人姓名 身份证姓名 审核人电话 紧急联系人电话 配偶姓名 父亲姓名 直属领导电话 监理工程师 导师姓名",
    "numbers": "工号 员工编号 填表人姓名",
    "places": "户籍所在地 户口所在地 护照所在地 家庭所在地 单位所在地 企业注册地 国内居住地 曾驻地 留学国家",
    "subjects": "毕业专业 职称专业 原专业 第二专业 专业代码 专业证书 业务领域 企业领域 研究领域",
    "companies": "监理单位 分包单位 设计单位 业主单位 上级单位 原工作单位 发证单位 开户单位 单位地址 单位性质 企业规模",
    "projects": "项目业主 项目规模 项目角色 项目地址 项目描述 科研项目 项目合同额",
    "choices": "婚姻状态 审核状态 签证进展 人员类型 用工类型 证件类型",
    "texts": "教育经历 培训经历 获奖经历 企业业绩 业绩证明",
    "contacts": "项目联系人 项目联系人电话 现场负责人 企业邮箱 手机型号 微信手机型号",
}
MEANT = {
    "您的姓名": "name",
    "Q1_姓名": "name",
    "*1. 姓名": "name",
    "01、姓名（必填）": "name",
    "请填写您的姓名": "name",
    "您拟申请的级别是？": "level",
    "您目前所在地": "location",
    "姓名 Name": "name",
    "拟推荐人姓名": "name",
    "姓名（与身份证一致）": "name",
    "姓名⑧⑧": "name",
    "走出去企业名称": "company",
    "本次申报级别": "level",
    "目前人员所在地": "location",
    "参与的海外项目": "project_name",
}


@pytest.mark.parametrize("heading", [word for words in OTHERS.values() for word in words.split()])
def test_a_heading_that_asks_for_something_else(heading: str) -> None:
    assert HEADINGS.understand(heading).kind in ("extra", "secret", "")


@pytest.mark.parametrize(("heading", "field"), MEANT.items())
def test_words_that_change_nothing(heading: str, field: str) -> None:
    meaning = HEADINGS.understand(heading)
    assert (meaning.field, meaning.doubtful) == (field, False)


def test_a_remark_can_say_whose() -> None:
    assert HEADINGS.understand("联系电话（紧急）").kind == "extra"
    assert HEADINGS.understand("联系电话（手机）").field == "contact"


def doubts(person: Person) -> list[tuple[str, str, str]]:
    return [(each.field, each.cell, each.about) for each in person.problems if each.slug == "column-doubtful"]


def test_of_two_columns_one_is_chosen_and_the_other_kept() -> None:
    rows = (f"{PERSON}|户籍所在地|现居住地|个人简介", f"{ANNA}|成都|重庆|毕业于某大学")
    recognition = recognise(document(sheet(*rows)))
    assert told(recognition, "location", "experience") == [("缅甸", "负责主桥施工")]
    [person] = recognition.people
    assert person.extra == {"户籍所在地": "成都", "现居住地": "重庆", "个人简介": "毕业于某大学"}
    assert doubts(person) == []  # the form's own words stand over what was taken


def test_a_choice_between_like_words_is_said() -> None:
    rows = ("姓名|手机|所在领域|工作地点|现居住地|申报级别|申报类别|工程实践经历",)
    line = "安一凡|13900001111|土木工程类|缅甸|成都|专业工程会员|资深工程会员|负责主桥施工"
    [person] = recognise(document(sheet(*rows, line))).people
    assert doubts(person) == [
        ("location", "E2", "“工作地点”一列写的是“缅甸”"),
        ("level", "F2", "“申报类别”一列写的是“资深工程会员”"),
    ]
    severities = [make(problem, "S1", "R1").severity for problem in person.problems if problem.field != "section"]
    assert severities == ["warning", "error"]


def test_columns_that_agree_are_no_doubt() -> None:
    rows = ("姓名|手机|所在领域|工作地点|现居住地|申报级别|工程实践经历",)
    line = "安一凡|13900001111|土木工程类|缅甸仰光|缅甸|专业工程会员|负责主桥施工"
    [person] = recognise(document(sheet(*rows, line))).people
    assert doubts(person) == []


def test_a_doubtful_heading_is_said() -> None:
    headings = "灵动姓名|手机|所在领域|灵动所在地|申报级别|工程实践经历"
    [person] = recognise(document(sheet(headings, ANNA.replace("缅甸", "三号楼")))).people
    assert doubts(person) == [("location", "D2", "标题“灵动所在地”是不是问这一项看不准")]


def test_a_doubtful_heading_over_what_the_field_holds_is_none() -> None:
    headings = "灵动姓名|手机|所在领域|灵动所在地|申报级别|工程实践经历"
    [person] = recognise(document(sheet(headings, ANNA))).people
    assert doubts(person) == []


@pytest.mark.parametrize("count", ["20", "20（人）", "约20人", "20余人", "20人左右", "二十", "八", "二十人"])
def test_numbers_of_people_in_any_notation_bear_a_doubtful_heading_out(count: str) -> None:
    headings = f"企业名称|项目名称|项目状态|灵动中方工程师人数量|{PERSON}"
    [person] = recognise(document(sheet(headings, f"远山公司|桥项目|在建|{count}|{ANNA}"))).people
    assert doubts(person) == []
    [person] = recognise(document(sheet(headings, f"远山公司|桥项目|在建|13900005555|{ANNA}"))).people
    assert [field for field, *_ in doubts(person)] == ["chinese_engineers"]


@pytest.mark.parametrize(("name", "doubted"), [("1.吕梁", []), ("1、安一凡", []), ("1.缅甸", ["name"])])
def test_a_name_like_a_town_is_one_with_a_number_before_it_too(name: str, doubted: list[str]) -> None:
    [person] = recognise(document(sheet(PERSON, ANNA.replace("安一凡", name)))).people
    assert [field for field, *_ in doubts(person)] == doubted


def test_the_column_that_holds_the_field_is_taken() -> None:
    rows = (
        "姓名|手机|所在领域|级别|会员类别|工程实践经历",
        "安一凡|13900001111|土木工程类|高级工程师|资深工程会员|负责主桥施工",
    )
    recognition = recognise(document(sheet(*rows)))
    assert told(recognition, "level") == [("资深工程会员",)]
    assert recognition.people[0].extra == {"级别": "高级工程师"}


def test_what_was_studied_is_no_specialty() -> None:
    rows = (f"{PERSON}|毕业院校|专业", f"{ANNA}|某大学|工商管理")
    assert told(recognise(document(sheet(*rows))), "specialty") == [("",)]


def test_other_columns_are_not_named_by_their_cells() -> None:
    rows = ("姓名|手机|所在领域|原级别|工程实践经历", "安一凡|13900001111|土木工程类|资深工程会员|负责主桥施工")
    recognition = recognise(document(sheet(*rows)))
    assert told(recognition, "level") == [("",)]
    assert recognition.people[0].extra == {"原级别": "资深工程会员"}


def test_who_sent_the_form_in_is_nobody_recommended() -> None:
    rows = (
        "发起人姓名|互认人员|联系方式|所在领域|拟申请级别|主要工程实践经历",
        "林四海|安一凡|13900001111|土木|专业|负责主桥施工",
    )
    assert told(recognise(document(sheet(*rows))), "name", "phone") == [("安一凡", "13900001111")]


def test_a_heading_with_its_translation() -> None:
    assert HEADINGS.understand("企业海外重点项目名称 Project Name").field == "project_name"


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        ("姓|名", "安|一凡", "安一凡"),
        ("姓|名", "安|凡", "安凡"),
        ("名|姓", "一凡|安", "安一凡"),
        ("姓氏|名字", "欧阳|凡", "欧阳凡"),
        ("Surname|Given name", "安|一凡", "安一凡"),
        ("Last name|First name", "SMITH|JOHN", "JOHN SMITH"),
        ("姓名|姓|名", "安一凡|An|Yifan", "安一凡"),
    ],
)
def test_a_name_in_two_columns(headings: str, cells: str, name: str) -> None:
    rows = (f"序号|{PERSON.replace('姓名', headings)}", f"1|{ANNA.replace('安一凡', cells)}")
    assert told(recognise(document(sheet(*rows))), "name") == [(name,)]


def test_a_name_in_two_columns_under_one_heading() -> None:
    above = f"序号|姓名||{PERSON.partition('|')[2]}"
    rows = (above, "|姓|名", f"1|{ANNA.replace('安一凡', '安|一凡')}", f"2|{BORIS.replace('白二川', '白|二川')}")
    merged = "A1:A2 B1:C1 D1:D2 E1:E2 F1:F2 G1:G2 H1:H2"
    assert told(recognise(document(sheet(*rows, merges=merged))), "name", "phone") == [
        ("安一凡", "13900001111"),
        ("白二川", "13900002222"),
    ]

"""What stands in cells whose headings say little: the notice's own words, words in other words, ornamented marks."""

from __future__ import annotations

import pytest
from support_recognise import FIRST, PROJECT, document, sheet, told

from pipeline.recognise import recognise
from pipeline.recognise.words.form import is_ditto_cell

TOLD = "姓名|联系方式|所在领域|当前所在地"
LINES = ("安一凡|13900001111|土木工程类|缅甸|", "白二川|13900002222|电气工程类|泰国|")
LEVELS = ("专业工程会员", "资深工程会员（SPE）")
LONG = "2012年至2013年负责主桥施工，一次通过验收。"


def levels(heading: str, *values: str) -> list[tuple[str, ...]]:
    rows = [f"{TOLD}|{heading}|主要工程实践经历"]
    rows += [f"{line}{value}|负责主桥施工" for line, value in zip(LINES, values, strict=True)]
    return told(recognise(document(sheet(*rows))), "level")


@pytest.mark.parametrize("heading", ["申报工程师等级", "栏目五", "能力资格级别"])
def test_own_words_tell_the_level_under_any_heading(heading: str) -> None:
    assert levels(heading, *LEVELS) == [("专业工程会员",), ("资深工程会员（SPE）",)]


@pytest.mark.parametrize("heading", ["原级别", "推荐人级别", "已获会员级别"])
def test_but_not_of_another_time_or_person(heading: str) -> None:
    assert levels(heading, *LEVELS) == [("",), ("",)]


@pytest.mark.parametrize("heading", ["现职称等级", "拟评职称"])
def test_a_title_is_no_level(heading: str) -> None:
    assert levels(heading, "高级工程师", "工程师") == [("",), ("",)]


def test_a_domain_under_a_word_for_the_level() -> None:
    rows = ("姓名|联系方式|申报类别|当前所在地|拟申请级别|主要工程实践经历", f"{LINES[0]}专业工程会员|负责主桥施工")
    assert told(recognise(document(sheet(*rows))), "domain", "level") == [("土木工程类", "专业工程会员")]


def test_a_line_of_one_level_is_no_column_of_levels() -> None:
    rows = ("序号|姓名|联系方式|所在领域|当前所在地|主要工程实践经历", "一、专业工程会员")
    rows += tuple(f"{at}|{line[:-1]}|负责主桥施工" for at, line in enumerate(LINES, 1))
    found = told(recognise(document(sheet(*rows))), "name", "level")
    assert found == [("安一凡", "一、专业工程会员"), ("白二川", "一、专业工程会员")]


def test_short_sentences_are_an_experience() -> None:
    rows = (f"{TOLD}|拟申请级别|栏目六", f"{LINES[0]}专业工程会员|{LONG}")
    assert told(recognise(document(sheet(*rows))), "experience") == [(LONG,)]


def test_one_domain_that_is_ticked_for_everybody() -> None:
    rows = ["姓名|联系方式|地质工程类⑮|当前所在地|拟申请级别|主要工程实践经历"]
    rows += ["安一凡|13900001111|✓|缅甸|专业工程会员|负责主桥施工", "白二川|13900002222|{}|泰国|专业工程会员|负责设计"]
    ticked, open_ = (recognise(document(sheet(rows[0], rows[1], rows[2].format(tick)))) for tick in ("✓", ""))
    assert told(ticked, "domain") == [("地质工程类",), ("地质工程类",)]
    assert told(open_, "domain") == [("",), ("",)]


@pytest.mark.parametrize("mark", ["--同上--", "——同上——", "【同上】", "“同上”", "- 同 上 -", "同上。"])
def test_an_ornamented_ditto_mark(mark: str) -> None:
    assert is_ditto_cell(mark)


@pytest.mark.parametrize("text", ["同上海工程", "同上项目", "--", "上"])
def test_what_is_no_ditto_mark(text: str) -> None:
    assert not is_ditto_cell(text)


@pytest.mark.parametrize("heading", ["常用手机", "移动电话号码", "移动电话号码（Mobile）"])
def test_a_list_of_phones_under_words_in_other_words(heading: str) -> None:
    first = sheet(f"{PROJECT}|姓名|所在领域|拟申请级别", f"{FIRST}|安一凡|土木工程类|专业工程会员", name="附件3")
    phones = sheet(f"姓名|{heading}", "安一凡|13900001111", name="通讯录")
    assert told(recognise(document(first, phones)), "name", "phone") == [("安一凡", "13900001111")]


def test_phones_at_home_and_abroad_under_words_in_other_words() -> None:
    rows = [
        "姓名|国内电话|驻地电话|所在领域|当前所在地|拟申请级别",
        "安一凡||020 23 122 768|土木工程类|老挝|专业工程会员",
    ]
    rows += ["白二川|13900002222||电气工程类|中国|专业工程会员"]
    assert told(recognise(document(sheet(*rows))), "phone") == [("020 23 122 768",), ("13900002222",)]


def test_one_value_under_two_labels() -> None:
    group = "拟互认人员信息（姓名、联系方式、所在领域、当前所在地、拟申请级别、主要工程实践经历）"
    cell = "姓名：姓名：安一凡⏎联系方式：手机：13900001111⏎所在领域：领域：土木工程类⏎拟申请级别：专业工程会员"
    found = recognise(document(sheet(f"{PROJECT}|{group}", f"{FIRST}|{cell}")))
    assert told(found, "name", "phone", "domain") == [("安一凡", "13900001111", "土木工程类")]


def test_a_profile_beside_the_group_gives_way_to_the_experience_under_it() -> None:
    group = "拟互认人员信息（姓名、联系方式、所在领域、当前所在地、拟申请级别、主要工程实践经历）"
    rows = (f"{PROJECT}|{group}||||||个人简历", f"{FIRST}|{LINES[0]}专业工程会员|负责主桥施工|2006年毕业")
    found = recognise(document(sheet(*rows, merges="J1:O1")))
    assert told(found, "name", "level", "experience") == [("安一凡", "专业工程会员", "负责主桥施工")]
    assert found.people[0].extra == {"个人简历": "2006年毕业"}

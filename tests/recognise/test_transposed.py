"""Forms turned on their side: labels in the first column, a person in each column to the right."""

from __future__ import annotations

from support_recognise import document, sheet, told

from pipeline.recognise import recognise

PROJECT = ("企业名称|远山公司|远山公司", "海外项目名称|桥项目|桥项目", "项目所在国家|缅甸|缅甸")
PEOPLE = (
    "姓名|安一凡|白二川",
    "常用手机|13900001111|13900002222",
    "所属工程类别|土木工程类|电气工程类",
    "当前所在地|缅甸|泰国",
    "拟申请级别|专业工程会员|资深工程会员",
    "主要工程实践经历|负责主桥施工|负责升压站设计",
)
ALL = ("name", "phone", "domain", "location", "level")
ANNA = ("安一凡", "13900001111", "土木工程类", "缅甸", "专业工程会员")
BORIS = ("白二川", "13900002222", "电气工程类", "泰国", "资深工程会员")


def read(*rows: str) -> list[tuple[str, ...]]:
    return told(recognise(document(sheet("已外派参与工程项目人员汇总", *rows))), *ALL)


def test_labels_in_other_words_amid_those_of_the_form() -> None:
    assert read(*PROJECT, *PEOPLE) == [ANNA, BORIS]


def test_what_the_first_left_blank_is_the_second_s_own() -> None:
    people = [row.replace("拟申请级别|专业工程会员", "拟申请级别|") for row in PEOPLE]
    assert read(*PROJECT, *people) == [(*ANNA[:-1], ""), BORIS]


def test_a_country_of_the_person_below_that_of_the_project_begins_no_card() -> None:
    people = [row.replace("当前所在地", "派驻国家") for row in PEOPLE]
    assert read(*PROJECT, *people) == [ANNA, BORIS]


def test_a_further_block_begins_anew() -> None:
    people = [row.replace("安一凡", "陈三石").replace("白二川", "邓四海") for row in PEOPLE]
    assert [person[0] for person in read(*PROJECT, *PEOPLE, *PROJECT, *people)] == [
        "安一凡",
        "白二川",
        "陈三石",
        "邓四海",
    ]


def test_an_undecided_level_is_a_value() -> None:
    people = [row.replace("专业工程会员", "专业/资深") for row in PEOPLE]
    assert read(*PROJECT, *people) == [(*ANNA[:-1], "专业/资深"), BORIS]


def test_a_caption_is_no_label() -> None:
    """未来三年计划外派参与工程项目人员汇总 ends like a word for people."""
    assert read("计划外派参与工程项目人员汇总（可另附）", *PROJECT, *PEOPLE) == [ANNA, BORIS]

"""Forms in blocks: the registration form of 国际工程师资质认证, as it is printed and however people bend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_blocks import (
    ANNA,
    BOXES,
    CAREER,
    DESCRIPTION,
    EDUCATION,
    PRINTED,
    TEXT,
    TITLES,
    Line,
    as_docx,
    as_xlsx,
    blank,
    filled,
)
from support_examples import examples
from support_recognise import document, fates, sheet

from pipeline.model.documents import Document
from pipeline.model.statements import Person, Recognition
from pipeline.read.containers import read_file
from pipeline.recognise import recognise

ALL = {
    **ANNA,
    "degree_period": "2008.09—2012.07",
    "education": "本科",
    "major": "电气工程及其自动化",
    "school": "远山大学",
    "career": ("2014.01—2016.06  近水电力公司  工程师  变电站设计\n2016.07—2018.10  远山电力设计有限公司  高级工程师"),
    "description": TEXT,
}
BORIS = {**ANNA, "name": "白二川", "sex": "男", "title": "工程师", "phone": "13900002222", "email": "boris@example.com"}


def read(data: bytes, name: str = "报名表.docx") -> Recognition:
    [found] = read_file(name, data, ()).documents
    return recognise(found)


def rows(*texts: str, merges: str = "", kind: str = "xlsx", **rest: object) -> Recognition:
    """What a sheet of rows `a|b|c` says; below the form's title, unless it bears another."""
    made = document(sheet(*texts, merges=merges, **rest))
    made.kind = kind
    return recognise(made)


def told(person: Person, *without: str) -> dict[str, str]:
    """All that is told of a person."""
    return {field: typed.text for field, typed in person.fields.items() if typed.text and field not in without}


def one(recognition: Recognition) -> Person:
    [person] = recognition.people
    return person


def said(recognition: Recognition) -> list[tuple[str, str, str]]:
    """Slug, cell and value of all that is said of the people and the document."""
    people = [problem for person in recognition.people for problem in person.problems]
    return [(problem.slug, problem.cell, problem.value) for problem in [*people, *recognition.problems]]


def test_the_form_in_word() -> None:
    found = read(as_docx(filled()))
    person = one(found)
    assert (found.kind, found.form, person.sheet, person.row) == ("recommendation", "csee-iet", "表1", 2)
    assert told(person) == ALL
    assert {field: typed.cell for field, typed in person.fields.items()} == {
        "name": "C2",
        "sex": "G2",
        "title": "K2",
        "industry": "C3",
        "phone": "I3",
        "workplace": "C4",
        "workplace_address": "I4",
        "workplace_phone": "C5",
        "email": "I5",
        "english_level": "C6",
        "english_interview": "I6",
        "degree_period": "A9",
        "education": "D9",
        "major": "G9",
        "school": "J9",
        "career": "A12",
        "description": "A15",
    }
    assert (person.extra, said(found)) == ({}, [])
    people, heading = ["people"], ["heading"]
    assert fates(found) == [
        *(heading + people * 5 + heading * 2 + people),
        *(heading * 2 + people * 2 + heading + people),
    ]


def test_the_form_as_workbook() -> None:
    assert told(one(read(as_xlsx([filled()]), "报名表.xlsx"))) == ALL


@pytest.mark.parametrize("ending", ["xls", "ods", "html"])
def test_the_form_in_other_formats(ending: str) -> None:
    import corpus_write
    from corpus_render import Grid

    grid = Grid("报名表", [[*_spread(line)] for line in filled()])
    grid.merges = [merge for row, line in enumerate(filled()) for merge in _merges(row, line)]
    write = {"xls": corpus_write.to_xls, "ods": corpus_write.to_ods, "html": corpus_write.to_html}[ending]
    assert told(one(read(write([grid]), f"报名表.{ending}"))) == ALL


def _spread(line: Line) -> Sequence[str]:
    return [part for text, wide in line.cells for part in (text, *[""] * (wide - 1))]


def _merges(row: int, line: Line) -> list[tuple[int, int, int, int]]:
    places, column = [], 0
    for _, wide in line.cells:
        places.append((row, column, row, column + wide - 1))
        column += wide
    return [place for place in places if place[3] > place[1]]


def test_several_forms_in_one_document() -> None:
    found = read(as_docx(filled(), blank(), filled(BORIS)))
    assert [(person.sheet, told(person)) for person in found.people] == [("表1", ALL), ("表3", {**ALL, **BORIS})]


def test_several_forms_on_one_sheet_and_on_several() -> None:
    chloe = {**ANNA, "name": "陈三石", "phone": "13900003333"}
    found = read(as_xlsx([filled(), filled(BORIS)], [filled(chloe)]), "报名表.xlsx")
    assert [(person.text("name"), person.row) for person in found.people] == [
        ("安一凡", 4),
        ("白二川", 22),
        ("陈三石", 4),
    ]
    assert [told(person, *BORIS) for person in found.people] == [told(one(read(as_docx(filled()))), *BORIS)] * 3


def test_a_blank_form_is_nobody() -> None:
    found = read(as_docx(blank()))
    assert (found.kind, found.people, found.problems) == ("recommendation", [], [])
    assert fates(found) == [
        *["heading", *["placeholder"] * 5, "heading", "heading"],
        *["heading", "heading", "placeholder", "heading"],
    ]


def test_a_sample_is_nobody() -> None:
    found = read(as_docx(filled({**ANNA, "name": "张三", "phone": "13800000000"})))
    assert found.people == []
    assert fates(found)[1:3] == ["sample", "sample"]


def test_printed_text_that_all_stands_is_said() -> None:
    left = {field: text for field, text in ANNA.items() if field not in ("sex", "title")}
    found = read(as_docx(filled(left)))
    assert (one(found).text("sex"), one(found).text("title")) == (PRINTED["sex"], PRINTED["title"])
    assert said(found) == [("printed-text", "G2", "男 Male"), ("printed-text", "K2", "讲师 Lecturer")]
    assert [problem.field for problem in one(found).problems] == ["sex", "title"]


@pytest.mark.parametrize("changed", [{"sex": "女"}, {"title": "教授"}, {"sex": ""}])
def test_printed_text_beside_changed_text_was_looked_at(changed: Mapping[str, str]) -> None:
    left = {field: text for field, text in ANNA.items() if field not in ("sex", "title")}
    assert said(_as_sheet(filled({**left, **changed}))) == []


@pytest.mark.parametrize(
    ("typed", "text"), [(BOXES, ""), ("☑可以 ok", "☑可以 ok"), (BOXES.replace("□", "√"), BOXES.replace("□", "√"))]
)
def test_boxes_that_nobody_ticked_are_empty(typed: str, text: str) -> None:
    person = one(_as_sheet(filled({**ANNA, "english_interview": typed})))
    assert person.fields["english_interview"][:2] == (text, "I7")


HEADED = ("工程能力评价/国际工程师资质认证报名表", "个人信息 Personal information")
FEW = {"name": "安一凡", "phone": "13900001111"}
LABELS: Mapping[str, tuple[Sequence[str], Mapping[str, str]]] = {
    "in Chinese": (["姓名|安一凡|手机|13900001111"], FEW),
    "in English": (["Name|安一凡|Contact|13900001111"], FEW),
    "in both, a colon behind each": (["姓名：Name：安一凡|手机：\nContact：13900001111"], FEW),
    "in the other order": (["Name / 姓名|安一凡|Contact 手机|13900001111"], FEW),
    "in brackets": (["姓名（Name）|安一凡|手机(Contact)（必填）|13900001111"], FEW),
    "with colons": (["姓名 Name：|安一凡|手机 Contact:|13900001111"], FEW),
    "with marks and numbers": (["* 姓名|安一凡|2.手机*|13900001111"], FEW),
    "with numbers of headings": (["（一）姓名|安一凡|二、手机|13900001111"], FEW),
    "in other words": (["姓　名|安一凡|联系电话|13900001111"], FEW),
    "in traditional script": (["姓名|安一凡|手機|13900001111"], FEW),
    "with the value behind a colon": (["姓名：安一凡|手机 Contact：13900001111"], FEW),
    "with the value in the next line": (["姓名⏎Name⏎安一凡||手机⏎13900001111|"], FEW),
    "with the value behind a hint": (
        ["姓名|安一凡|单位名称（盖章）：远山公司|"],
        {"name": "安一凡", "workplace": "远山公司"},
    ),
    "each in a row": (["姓名|安一凡", "手机|13900001111"], FEW),
    "with the value further right": (["姓名||安一凡|手机||13900001111"], FEW),
    "over the values": (["姓名|手机", "安一凡|13900001111"], FEW),
    "written twice": (["姓名|姓名|安一凡|安一凡|手机|手机|13900001111|13900001111"], FEW),
    "with equal neighbours": (
        ["姓名|安一凡|所属行业|电力|单位名称|电力"],
        {**FEW, "industry": "电力", "workplace": "电力"},
    ),
    "several in a cell": (["姓名：安一凡 性别：女  手机：13900001111"], {**FEW, "sex": "女"}),
    "with line breaks inside": (["姓⏎名|安一凡|手⏎机|13900001111"], FEW),
    "with a labelled value": (["姓名|安一凡|手机|手机：13900001111"], {**FEW, "phone": "手机：13900001111"}),
    "for boxes in two cells": (
        ["姓名|安一凡|English interview|☑可以 ok|□需要翻译 with translation"],
        {"name": "安一凡", "english_interview": "☑可以 ok\n□需要翻译 with translation"},
    ),
    "with an empty value": (["姓名|安一凡|性别||手机|13900001111"], FEW),
    "for the class": (["姓名|安一凡|申请级别|CEng|手机|13900001111"], {**FEW, "level": "CEng"}),
    "that are long": (
        ["姓名|安一凡|单位名称 Company|甲公司|单位地址 Company address|乙路"],
        {"name": "安一凡", "workplace": "甲公司", "workplace_address": "乙路"},
    ),
}


@pytest.mark.parametrize("labels", LABELS)
def test_labels(labels: str) -> None:
    lines, expected = LABELS[labels]
    if labels == "with equal neighbours":
        expected = {field: text for field, text in expected.items() if field != "phone"}
    person = one(rows(*HEADED, *lines))
    assert told(person) == expected
    assert person.extra == {}


BESIDE: Mapping[str, tuple[Sequence[str], Mapping[str, str]]] = {
    "a label more": (["姓名|安一凡|民族|汉|手机|13900001111"], {"民族": "汉"}),
    "an unknown label": (["姓名|安一凡|爱好|登山|手机|13900001111"], {"爱好": "登山"}),
    "a row of unknown labels": (
        ["姓名|安一凡|手机|13900001111", "爱好|登山|特长|钢琴"],
        {"爱好": "登山", "特长": "钢琴"},
    ),
    "an unknown label with a colon": (["姓名|安一凡|手机|13900001111", "爱好：登山"], {"爱好": "登山"}),
    "a place for a photo": (["姓名|安一凡|手机|13900001111|照片"], {}),
    "a text without a label": (["姓名|安一凡|手机|13900001111|两寸照另寄"], {"手机": "两寸照另寄"}),
    "a line by itself": (["姓名|安一凡|手机|13900001111", "本人可随时参加面试"], {"个人信息": "本人可随时参加面试"}),
    "the same label again": (["姓名|安一凡|手机|13900001111", "手机|13900002222"], {"手机": "13900002222"}),
}


@pytest.mark.parametrize("beside", BESIDE)
def test_nothing_typed_is_lost(beside: str) -> None:
    lines, extra = BESIDE[beside]
    person = one(rows(*HEADED, *lines))
    assert (told(person), person.extra) == (FEW, extra)


def test_numbers_of_identity_are_not_kept() -> None:
    found = rows(*HEADED, "姓名|安一凡|身份证号|护照 E1234|手机|13900001111")
    assert (told(one(found)), one(found).extra) == (FEW, {})
    assert said(found) == [("extra-personal-data", "D3", "")]
    assert [row.text for row in found.rows][2] == "姓名 | 安一凡 | 身份证号 | 手机 | 13900001111"


def test_one_label_in_two_blocks() -> None:
    person = one(
        rows(
            *HEADED,
            "姓名|安一凡|Company|甲公司|Job Title|总工",
            CAREER,
            "Start End|Company|Job Title|Responsibilities",
            "2015—2018|乙公司|工程师|设计",
        )
    )
    expected = {"name": "安一凡", "workplace": "甲公司", "title": "总工", "career": "2015—2018  乙公司  工程师  设计"}
    assert told(person) == expected


PERSON = (*HEADED, "姓名|安一凡|手机|13900001111")
HEADS = "开始Start⏎结束 End|学历|所学专业|毕业院校"
DEGREE_TOLD = {"degree_period": "2008.09—2012.07", "education": "本科", "major": "电气", "school": "远山大学"}
EDUCATIONS: Mapping[str, Sequence[str]] = {
    "begin and end in one line": [HEADS, "2008.09—2012.07|本科|电气|远山大学"],
    "begin and end in two lines": [HEADS, "2008.09⏎2012.07|本科|电气|远山大学"],
    "begin and end beside each other": [HEADS, "2008.09 2012.07|本科|电气|远山大学"],
    "begin and end apart": [HEADS, "2008.09            2012.07|本科|电气|远山大学"],
    "begin and end with a dash at the line's end": [HEADS, "2008.09 -⏎2012.07|本科|电气|远山大学"],
    "begin and end in two columns": ["开始|结束|学历|专业|学校", "2008.09|2012.07|本科|电气|远山大学"],
    "columns in another order": ["毕业院校|学历|专业|起止时间", "远山大学|本科|电气|2008.09—2012.07"],
    "values one column further right": [
        "起止时间||学历||专业||学校|",
        "|2008.09—2012.07||本科||电气||远山大学",
    ],
    "in English": ["Start End|Qualifications|Course|Educational Establishment", "2008.09—2012.07|本科|电气|远山大学"],
}


@pytest.mark.parametrize("education", EDUCATIONS)
def test_education(education: str) -> None:
    found = rows(*PERSON, EDUCATION, *EDUCATIONS[education])
    assert told(one(found)) == {**FEW, **DEGREE_TOLD}
    assert said(found) == []


def test_the_highest_of_several_degrees_counts_and_is_said() -> None:
    lines = (HEADS, "2012.09—2015.06|硕士|电力系统|远山大学", "2008.09—2012.07|本科|电气|近水大学")
    found = rows(*PERSON, EDUCATION, *lines)
    degree = {"degree_period": "2012.09—2015.06", "education": "硕士", "major": "电力系统", "school": "远山大学"}
    assert told(one(found)) == {**FEW, **degree}
    both = ["2012.09—2015.06  硕士  电力系统  远山大学", "2008.09—2012.07  本科  电气  近水大学"]
    assert one(found).extra == {"教育经历": "\n".join(both)}
    assert said(found) == [("education-several", "B6", "硕士")]
    assert one(found).problems[0].about == "；".join(both)


CAREERS: Mapping[str, tuple[Sequence[str], str]] = {
    "dirt of the form": (["2015—2018|甲公司|工程师|设计", "|||”"], "2015—2018  甲公司  工程师  设计"),
    "dirt in a row that is filled in": (["2015—2018|甲公司|工程师|”"], "2015—2018  甲公司  工程师"),
    "the company above": (["2015—2016|甲公司|助工|设计", "2016—2018|同上|工程师|设计"],
                          "2015—2016  甲公司  助工  设计\n2016—2018  甲公司  工程师  设计"),
    "nothing": (["无|||", "/|/|/|/"], ""),
    "lines inside a cell": (["2015⏎2018|甲公司|工程师|设计⏎监理"], "2015—2018  甲公司  工程师  设计 监理"),
    "many rows": ([f"201{year}|甲公司||" for year in range(5)], "\n".join(f"201{year}  甲公司" for year in range(5))),
}  # fmt: skip


@pytest.mark.parametrize("career", CAREERS)
def test_career(career: str) -> None:
    lines, text = CAREERS[career]
    found = rows(*PERSON, CAREER, "开始Start 结束 End|工作单位|工作职位|工作职责", *lines)
    assert told(one(found)) == {**FEW, **({"career": text} if text else {})}
    assert (one(found).extra, said(found)) == ({}, [])


def test_a_column_more_is_kept() -> None:
    found = rows(*PERSON, CAREER, "起止时间|工作单位|职务|证明人", "2015—2018|甲公司|工程师|丁四海")
    assert one(found).text("career") == "2015—2018  甲公司  工程师"
    assert one(found).extra == {"证明人": "丁四海"}


def test_lines_without_headings_are_kept_whole() -> None:
    found = rows(*PERSON, "教育经历", "2008—2012 远山大学 本科", "工作经历", "2015—2018|甲公司 工程师")
    assert one(found).extra == {"教育经历": "2008—2012 远山大学 本科"}
    assert one(found).text("career") == "2015—2018  甲公司 工程师"


TEXTS: Mapping[str, Sequence[str]] = {
    "below": [DESCRIPTION, "获奖一项。"],
    "below, further down": [DESCRIPTION, "", "获奖一项。"],
    "behind": ["个人描述：获奖一项。"],
    "behind the hint": [f"{DESCRIPTION}⏎获奖一项。"],
    "beside": ["个人描述|获奖一项。"],
    "with a signature below": [DESCRIPTION, "获奖一项。", "填表人：安一凡"],
    "with an opinion below": [DESCRIPTION, "获奖一项。", "单位意见：", "同意推荐。", "2018年11月1日"],
    "with a place to sign below": [DESCRIPTION, "获奖一项。", "申请人签字：安一凡|日期：2018.11.1"],
}


@pytest.mark.parametrize("text", TEXTS)
def test_description(text: str) -> None:
    assert told(one(rows(*PERSON, *TEXTS[text]))) == {**FEW, "description": "获奖一项。"}


def test_a_description_in_paragraphs_may_speak_of_anything() -> None:
    lines = ("教育经历：曾任讲师。", "工作经历丰富。", "姓名变更一次。")
    found = rows(*PERSON, DESCRIPTION, *lines)
    assert told(one(found)) == {**FEW, "description": "\n".join(lines)}


def test_blocks_missing_and_in_another_order() -> None:
    found = rows(
        *(HEADED[0], DESCRIPTION, "获奖一项。", EDUCATION, HEADS, "2008.09—2012.07|本科|电气|远山大学"),
        *(HEADED[1], "手机|13900001111|姓名|安一凡"),
    )
    assert told(one(found)) == {**FEW, **DEGREE_TOLD, "description": "获奖一项。"}


def test_the_title_again_on_the_next_page() -> None:
    found = rows(*PERSON, HEADED[0], EDUCATION, HEADS, "2008.09—2012.07|本科|电气|远山大学")
    assert told(one(found)) == {**FEW, **DEGREE_TOLD}


def test_a_table_goes_on_behind_its_head_again() -> None:
    heads = (CAREER, "时间|工作单位")
    found = rows(*PERSON, *heads, "2015—2018|甲公司", *heads, "2018|乙公司")
    assert one(found).text("career") == "2015—2018  甲公司\n2018  乙公司"


def test_the_name_in_two_rows_is_one_person() -> None:
    found = rows(*HEADED, "姓名|安一凡", "Name|An Yifan", "手机|13900001111")
    assert (told(one(found)), one(found).extra) == (FEW, {"Name": "An Yifan"})


def test_labels_without_their_head() -> None:
    found = rows(HEADED[0], "姓名|安一凡|手机|13900001111", CAREER, "时间|工作单位", "2015—2018|甲公司")
    assert told(one(found)) == {**FEW, "career": "2015—2018  甲公司"}


def test_heads_at_the_left_side() -> None:
    found = rows(
        *(HEADED[0], "个人信息|姓名|安一凡", "|手机|13900001111"),
        *("教育经历|起止时间|学历|所学专业|毕业院校", "|2008.09—2012.07|本科|电气|远山大学"),
        "个人描述|获奖一项。",
        merges="A2:A3 A4:A5",
    )
    assert told(one(found)) == {**FEW, **DEGREE_TOLD, "description": "获奖一项。"}


def test_a_photo_over_several_rows_is_no_value() -> None:
    found = rows(*HEADED, "姓名|安一凡|性别|女|贴照片处", "手机|13900001111|邮箱||", merges="E3:E4")
    assert told(one(found)) == {**FEW, "sex": "女"}
    assert one(found).fields["email"].cell == "D4"
    assert one(found).extra == {}


def test_a_form_of_paragraphs() -> None:
    lines = (*HEADED, "姓名：安一凡", "手机：13900001111", "工作经历：", "2015—2018 甲公司", "个人描述：获奖一项。")
    expected = {**FEW, "career": "2015—2018 甲公司", "description": "获奖一项。"}
    assert told(one(rows(*lines, kind="docx"))) == expected


def test_a_form_of_word_in_several_tables() -> None:
    tables = [
        sheet("姓名|安一凡|手机|13900001111", name="表1", above=list(HEADED)),
        sheet(HEADS, "2008.09—2012.07|本科|电气|远山大学", name="表2", above=[EDUCATION]),
        sheet("", name="表2之后", above=[DESCRIPTION, "获奖一项。", "填表人：安一凡"]),
    ]
    made = document(*tables, file="报名表.docx")
    made.kind = "docx"
    found = recognise(made)
    assert told(one(found)) == {**FEW, **DEGREE_TOLD, "description": "获奖一项。"}
    assert one(found).fields["education"].cell == "表2!B2"


def test_a_blank_mark_for_a_name_is_a_person_without_one() -> None:
    assert [person.text("name") for person in rows(*HEADED, "姓名|无|手机|13900001111").people] == ["无"]


def test_a_person_struck_out() -> None:
    found = rows(*PERSON, struck=frozenset({(2, 1)}))
    assert said(found) == [("struck-out", "B3", "安一凡")]


def test_a_hidden_sheet_is_said() -> None:
    assert said(rows(*PERSON, hidden=True)) == [("hidden-rows", "A3", "")]


def test_the_notice_with_its_blank_form_is_nobody() -> None:
    quota = sheet(
        "单位|名额", "国家电网有限公司|10", name="表1", above=["关于开展国际工程师资质认证的通知", "一、认证组织"]
    )
    form = [TITLES[0], *("|".join(line.texts).replace("\n", "⏎") for line in blank())]
    made = document(quota, sheet(*form, name="表2"), file="通知.docx")
    made.kind = "docx"
    found = recognise(made)
    assert (found.form, found.people, found.problems) == ("csee-iet", [], [])
    assert {row.sheet for row in found.rows} == {"表2"}


def test_a_list_beside_the_form_is_said() -> None:
    made = document(sheet(*PERSON), sheet("序号|姓名|电话|单位", "1|白二川|13900002222|甲公司", name="汇总"))
    assert said(recognise(made)) == [("people-unread", "A2", "")]


def test_a_unit_that_recommends() -> None:
    unit = rows("推荐单位（盖章）：远山集团有限公司", *PERSON).unit
    assert unit is not None
    assert unit.text == "远山集团有限公司"


def test_a_form_without_title_is_known_by_its_blocks() -> None:
    assert told(one(read(as_docx(filled(), titles=())))) == ALL
    without_interview = [line for line in filled() if "English interview" not in "".join(line.texts)]
    assert one(read(as_docx(without_interview, titles=()))).text("name") == "安一凡"


OTHERS = {
    "a résumé": ["个人信息", "姓名|安一凡|性别|女|手机|13900001111|邮箱|a@example.com", "教育经历",
                 "起止时间|学历|专业|毕业院校", "2008—2012|本科|电气|远山大学", "工作经历",
                 "起止时间|工作单位|职务|工作内容", "2012—2018|甲公司|工程师|设计"],
    "a staff card": ["员工登记表", "基本信息", "姓名|安一凡|性别|女|部门|设计部", "手机|13900001111|英语水平|CET-6",
                     "单位名称|甲公司|单位地址|远山路1号", "教育经历", "学历|本科|毕业院校|远山大学"],
    "a report": ["项目进展", "工作经历", "本月完成三项。"],
}  # fmt: skip


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("expected", [(), ("csee-iet",)])
def test_what_is_no_form(other: str, expected: tuple[str, ...]) -> None:
    made = document(sheet(*OTHERS[other]))
    made.expected = expected
    assert recognise(made).kind == "none"


def test_a_list_of_the_form_is_read_as_a_list() -> None:
    heads = "序号|姓名|性别|手机|邮箱|单位名称|英文水平|是否全英文面试"
    found = rows(
        HEADED[0], heads, "1|安一凡|女|13900001111|a@example.com|甲公司|CET-6|可以", "2|白二川|男|13900002222||乙公司||"
    )
    assert [person.text("name") for person in found.people] == ["安一凡", "白二川"]
    under_a_head = rows(
        *HEADED, heads, "1|安一凡|女|13900001111|a@example.com|甲公司|CET-6|可以", "2|白二川|男|13900002222||乙公司||"
    )
    assert [person.text("phone") for person in under_a_head.people] == ["13900001111", "13900002222"]


def test_other_forms_do_not_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("pipeline.recognise.read_in_blocks", fail)
    row = "1|甲公司|桥项目|缅甸|承包工程|在建|9|2|5|安一凡|13900001111|土木工程类|缅甸|专业工程会员|负责主桥施工"
    from support_recognise import FLAT

    assert len(recognise(document(sheet("推荐参加工程能力评价人员情况表", FLAT, row))).people) == 1


_TYPED = st.text("安凡川石a1Z3-.：:（）()/、 \n", min_size=1, max_size=9).map(str.strip).filter(bool)
_SAYING = _TYPED.map("甲{}".format)  # a row of nothing but marks is no row
_NAMES = ("industry", "workplace", "workplace_address", "workplace_phone", "english_level", "title", "email", "sex")


@examples(25)
@given(st.fixed_dictionaries(dict.fromkeys(_NAMES, _TYPED)), st.lists(_SAYING, min_size=4, max_size=4), _TYPED)
def test_whatever_is_typed_comes_back(values: dict[str, str], row: list[str], text: str) -> None:
    person = {**ANNA, **values}
    recognition = _as_sheet(filled(person, [row], [row], text))
    found = one(recognition)
    assert {name: found.text(name) for name in person} == person
    assert [found.text(name) for name in ("education", "major", "school")] == row[1:]
    assert found.text("career").split("  ")[1:] == [" ".join(cell.split()) for cell in row[1:]]
    assert (found.text("description"), found.extra) == (text, {})
    assert [row.row for row in recognition.rows] == list(range(1, 16))


def _as_sheet(lines: Sequence[Line]) -> Recognition:
    made = Document("报名表.docx", "", 0, "docx")
    title = [TITLES[0]]
    cells = [title, *([*_spread(line)] for line in lines)]
    made.sheets = [sheet()]
    made.sheets[0].rows = cells
    made.sheets[0].merges = [merge for row, line in enumerate(lines, 1) for merge in _merges(row, line)]
    return recognise(made)

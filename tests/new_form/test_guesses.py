"""Where headings stand in unknown forms, and what tells of them beside their words."""

from __future__ import annotations

import pytest
from support_forms import card, word, workbook

from pipeline.new_form.guess import guesses
from pipeline.new_form.headings import Heading
from pipeline.new_form.layout import Layout, layout_of
from pipeline.read.containers import read_file
from pipeline.recognise.sheet.grid import Grid


def looked(data: bytes, name: str = "a.xlsx") -> Layout:
    [document] = read_file(name, data, ()).documents
    return layout_of(Grid(document.sheets[0]))


def told(data: bytes, name: str = "a.xlsx") -> list[str]:
    """Each heading with its field and how sure that is."""
    return [f"{guess.heading}:{guess.field}:{guess.state}" for guess in guesses(looked(data, name).headings)]


def test_headings_over_several_rows_with_groups_over_them() -> None:
    rows = [
        ["某某评审一览表"],
        ["申报单位：（盖章）"],
        ["序号", "基本情况", "", "学历情况", "", "申报", ""],
        ["", "姓名", "性别", "毕业院校", "毕业\n时间", "级别", "专业"],
        [1],
    ]
    layout = looked(workbook(rows, "A1:G1", "A3:A4", "B3:C3", "D3:E3", "F3:G3"))
    assert (layout.kind, layout.titles) == ("list", ["某某评审一览表"])
    assert layout.outside == [Heading("A2", ("申报单位",), ("（盖章）",), outside="above")]
    assert [(heading.cell, *heading.path) for heading in layout.headings] == [
        *(("A3", "序号"), ("B4", "基本情况", "姓名"), ("C4", "基本情况", "性别"), ("D4", "学历情况", "毕业院校")),
        *(("E4", "学历情况", "毕业\n时间"), ("F4", "申报", "级别"), ("G4", "申报", "专业")),
    ]
    found = {guess.word: (guess.field, guess.state) for guess in guesses(layout.headings)}
    assert (found["申报级别"], found["申报专业"]) == (("level", "sure"), ("specialty", "sure"))


def test_a_roster_of_which_hardly_a_word_is_known() -> None:
    rows = [["信息采集表"], ["序号", "姓名", "鞋码", "帽围", "血型", "口味", "手机号"], [1, "安一凡"]]
    assert told(workbook(rows, "A1:G1")) == [
        *("序号:number:sure", "姓名:name:sure", "鞋码::unknown", "帽围::unknown", "血型::unknown", "口味::unknown"),
        "手机号:phone:sure",
    ]


def test_labels_below_each_other_without_a_cell_for_the_values() -> None:
    rows = [["推荐信息"], ["姓名"], ["性别"], ["单位名称"], ["最擅长的工法"], ["手机"]]
    assert told(workbook(rows)) == [
        *("姓名:name:sure", "性别:sex:sure", "单位名称:workplace:sure", "最擅长的工法::unknown", "手机:phone:sure"),
    ]


def test_several_lists_in_one_sheet_each_ask_for_themselves() -> None:
    rows = [
        *(["一、已派出"], ["序号", "姓名", "项目名称", "国别及地区"], [1], []),
        *(["二、拟派出"], ["序号", "姓名", "项目名称", "拟去国家"], [1]),
    ]
    layout = looked(workbook(rows))
    assert layout.lists == 2
    assert told(workbook(rows)) == [
        *("序号:number:sure", "姓名:name:sure", "项目名称:project_name:sure", "国别及地区:project_country:sure"),
        "拟去国家:project_country:sure",
    ]


def test_a_filled_card_has_labels_and_values() -> None:
    rows = [
        ["登记表"],
        ["姓名", "安一凡", "性别", "女"],
        ["工作单位", "远山测试院", "手机", "13900001111"],
        ["血型", "甲", "邮箱", "a@example.com"],
    ]
    layout = looked(workbook(rows, "A1:D1"))
    assert layout.kind == "card"
    assert [(heading.text, *heading.values) for heading in layout.headings] == [
        *(("姓名", "安一凡"), ("性别", "女"), ("工作单位", "远山测试院"), ("手机", "13900001111")),
        *(("血型", "甲"), ("邮箱", "a@example.com")),
    ]


def test_paragraphs_of_a_document_hold_labels_too() -> None:
    data = word(["入会登记", "姓名：        性别：      ", "工作单位：         手机："], [["主要工作经历", ""]])
    assert told(data, "a.docx") == [
        *("姓名:name:sure", "性别:sex:sure", "工作单位:workplace:sure", "手机:phone:sure"),
        "主要工作经历:experience:sure",
    ]


def test_a_table_within_a_card_is_told_from_its_labels() -> None:
    layout = looked(card(), "a.docx")
    assert [(each.path, each.is_inner) for each in layout.headings if each.is_inner] == [
        (("学习经历", text), True) for text in ("起止年月", "学校", "所学专业", "学历")
    ]


LEVELS = ["姓名", "级别", "鞋码", "联络"]


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([], ["级别::doubtful", "联络::unknown"]),
        ([["安一凡", "专业工程会员", 38, "13900001111"]], ["级别:level:likely", "联络::unknown"]),
        (
            [["安一凡", "专业", 38, "13900001111"], ["白二川", "资深", 39, "13900001112"]],
            ["级别:level:likely", "联络:phone:likely"],
        ),
        ([["安一凡", "高级工程师", 38, "有"], ["白二川", "工程师", 39, ""]], ["级别::doubtful", "联络::unknown"]),
    ],
)
def test_cells_tell_what_words_do_not(people: list[list[object]], said: list[str]) -> None:
    rows = [["名单"], [*LEVELS, "单位", "职务"], *people]
    assert [text for text in told(workbook(rows)) if text.startswith(("级别", "联络"))] == said


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (["姓名", "企业名称", "职务"], "企业名称:workplace:likely"),
        (["项目名称", "企业名称", "项目所在国"], "企业名称:company:likely"),
        (["姓名", "毕业院校", "专业"], "专业:major:likely"),
        (["姓名", "手机", "专业"], "专业:specialty:likely"),
        (["姓名", "性别", "海外项目"], "海外项目:overseas_project:likely"),
        (["项目类型", "项目状态", "海外项目"], "海外项目:project_name:likely"),
        (["姓名", "联系人", "联系电话"], "联系电话:company_contact_phone:likely"),
        (["姓名", "性别", "联系电话"], "联系电话:phone:sure"),
        (["学历", "姓名", "最高学历"], "最高学历::doubtful"),
        (["姓名", "手机", "联系电话"], "联系电话:phone:sure"),
    ],
)
def test_headings_beside_a_word_tell_which_of_two_fields_it_is(heads: list[str], said: str) -> None:
    assert said in told(workbook([["表"], [*heads, "备注"]]))

"""待决事项.xlsx as it is written: what is asked, with drop-downs that fit each row."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from support_publish import SECRET, desk

from pipeline.publish.outbox.desk_files import publish_desk
from pipeline.register.contents.desk import PageFiles
from pipeline.text.anchors import anchor, page_file, page_name, pages_folder
from schemas.decisions import decisions_file
from schemas.layouts.decisions import decisions_layout
from tests.support_decisions import choices, fill, headings, lines_of, row_of
from tests.support_questions import QUESTIONS, SAME, question, written

WORDS = decisions_layout().words


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "待决事项.xlsx", pages={"Q1": "%E8%AF%B4%E6%98%8E/1.html#L5"})


def test_each_question_stands_where_it_belongs_with_all_that_is_needed(path: Path) -> None:
    identity, domain = lines_of(path, "待决事项")
    assert domain == {
        "序号": 2,
        "事项": "所在领域有多种可能",
        "推荐单位": "甲地测试工程有限公司",
        "本次材料": "姓名：=1+1",
        "已有材料": "",
        "问题": "所在领域“机电”有多种可能。",
        "依据": "2025-04-20 甲/附件3.xlsx，附件3 L5",
        "查看": "",
        **dict.fromkeys(["决定", "同样的都照此办理", "决定人", "日期", "说明"], ""),
        "事项编号": "Q2",
    }
    assert identity["依据"] == "2025-04-20 甲/附件3.xlsx，附件3 L5\n另见 4月10日的材料"
    (case,) = lines_of(path, "未结事项")
    assert (case["事项编号"], case["文件"], case["自何日"], case["决定"]) == ("Q3", "", "2025-05-06", "")


def test_what_is_decided_stands_newest_first_and_can_be_taken_back(path: Path) -> None:
    newest, oldest = lines_of(path, "已决事项")
    assert (newest["决定编号"], newest["同样的都照此办理"]) == ("D2", "")
    assert oldest == {
        "事项": "所在领域有多种可能",
        "姓名": "孙二",
        "推荐单位": "乙地测试工程有限公司",
        "字段与原填": "所在领域：机电",
        "决定": "按“机械工程类”理解",
        "同样的都照此办理": "是",
        "决定人": "王秘书",
        "日期": "2025-05-05",
        "说明": "电话问过",
        "登记时间": "2025-05-06 09:00",
        **dict.fromkeys(["撤销", "撤销人", "撤销日期", "撤销原因"], ""),
        "决定编号": "D1",
    }


def test_lines_that_differ_stand_out_in_both_and_nothing_where_there_is_no_other(path: Path) -> None:
    sheet = openpyxl.load_workbook(path, rich_text=True)["待决事项"]
    assert pieces(sheet["D2"].value) == [("姓名：钱一\n", None), ("联系方式：19911112001", "FFC00000")]
    assert pieces(sheet["E2"].value) == [("姓名：钱一\n", None), ("联系方式：19911112009", "FFC00000")]
    assert (sheet["D3"].value, sheet["D3"].data_type) == ("姓名：=1+1", "s")


def pieces(value: object) -> list[tuple[str, str | None]]:
    assert isinstance(value, CellRichText)
    blocks = [block for block in value if isinstance(block, TextBlock)]
    assert len(blocks) == len(value)
    return [(block.text, block.font.color.rgb if block.font.color else None) for block in blocks]


def test_markup_stays_text_and_a_long_value_is_cut(tmp_path: Path) -> None:
    compared = [("姓名", "<r><t>李&三</t></r>", "李三"), ("主要工作经历", "水" * 400, "")]
    asked = question("Q1", "identity-question", [SAME])
    asked = asked._replace(
        compared=tuple(QUESTIONS[0].compared[0]._replace(label=a, own=b, other=c) for a, b, c in compared)
    )
    (line,) = lines_of(written(tmp_path / "a.xlsx", [asked]), "待决事项")
    assert line["本次材料"] == f"姓名：<r><t>李&三</t></r>\n主要工作经历：{'水' * 160}…"
    assert line["已有材料"] == "姓名：李三\n主要工作经历：（空）"


def test_the_drop_down_fits_its_row(path: Path) -> None:
    assert choices(path, "Q1") == ["同一人，采用新材料", "不是同一人"]
    assert choices(path, "Q2") == ["按“机械工程类”理解", "退回单位"]
    assert choices(path, "Q3") == ["办结"]
    book = openpyxl.load_workbook(path)
    assert book["可选决定"].sheet_state == "hidden"


def test_the_other_drop_downs_offer_what_is_understood(path: Path) -> None:
    book, words = openpyxl.load_workbook(path), decisions_file().words
    for number, heading, word in (("Q2", "同样的都照此办理", words.yes), ("D1", "撤销", words.revoke)):
        sheet, row = row_of(book, number)
        cell = sheet.cell(row, headings(sheet)[heading]).coordinate
        assert [rule.formula1 for rule in sheet.data_validations.dataValidation if cell in rule.sqref] == [f'"{word}"']


def test_what_cannot_hold_for_all_is_grey(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["待决事项"]
    column = headings(sheet)["同样的都照此办理"]
    assert [sheet.cell(row, column).fill.fgColor.rgb for row in (2, 3)] == ["FFD9D9D9", "FFFFFBEB"]


def test_a_page_that_shows_the_cell_is_one_click_away(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["待决事项"]
    shown, other = sheet["H2"], sheet["H3"]
    assert (shown.value, shown.hyperlink.target, shown.hyperlink.location) == (
        "查看",
        "%E8%AF%B4%E6%98%8E/1.html",
        "L5",
    )
    assert (other.value, other.hyperlink) == (None, None)


def test_the_desk_leads_to_the_cell_on_the_page_of_the_document(tmp_path: Path) -> None:
    question = QUESTIONS[0]._replace(sha256="a" * 64, sheet="附件3", cell="L5")
    contents = desk()
    contents.questions = [question]
    file = page_file(page_name(question.file, question.sha256))
    contents.pages = PageFiles(frozenset([file]), frozenset([file]))
    page = pages_folder(tmp_path) / file
    page.parent.mkdir(parents=True)
    page.write_text("<p>", encoding="utf-8")
    publish_desk(contents, tmp_path, SECRET)
    shown = openpyxl.load_workbook(tmp_path / "待决事项.xlsx")["待决事项"]["H2"].hyperlink
    assert (shown.target, shown.location) == (
        f"%E8%AF%B4%E6%98%8E/%E6%9D%90%E6%96%99/{page.name}",
        anchor("a" * 64, "附件3", "L5"),
    )


def test_where_nothing_waits_one_line_says_so(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path / "a.xlsx", [], []))
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == ["待决事项", "未结事项", "已决事项"]
    said = [book[name]["A2"].value for name in ("待决事项", "未结事项", "已决事项")]
    assert said == [WORDS.nothing[table] for table in ("questions", "cases", "decided")]


def test_one_that_was_filled_in_is_set_aside_and_one_that_is_to_be_left_stays(tmp_path: Path) -> None:
    outbox, contents = tmp_path / "outbox", desk()
    contents.questions = QUESTIONS
    publish_desk(contents, outbox, SECRET)
    path = outbox / "待决事项.xlsx"
    fill(path, {"Q1": {"决定": "不是同一人"}})
    filled = path.read_bytes()
    published = publish_desk(contents, outbox, SECRET, leave=[path.name])
    assert path.read_bytes() == filled
    assert (published.kept_aside, path in published.files) == ([], False)
    publish_desk(contents, outbox, SECRET)  # by a command that takes no answers
    assert path.read_bytes() == filled
    (aside,) = publish_desk(contents, outbox, SECRET, leave=[]).kept_aside
    assert (aside.name, aside.read_bytes()) == ("待决事项（手工修改 2025-04-21）.xlsx", filled)
    assert [line["决定"] for line in lines_of(path, "待决事项")] == ["", ""]

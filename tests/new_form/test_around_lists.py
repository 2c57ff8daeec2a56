"""What stands around a list, in a second one, or under a group of somebody else, in invented forms."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from main.support_main import Office
from support_console import Console
from support_forms import workbook

from pipeline.new_form.seeing import best_sheet
from pipeline.new_form.sheets import SheetSurvey
from pipeline.new_form.survey import survey
from schemas.forms import form_file

Look = Callable[..., SheetSurvey]
HEADS = ["序号", "姓名", "性别", "职称", "手机", "备注"]
ANNA = ["1", "安一凡", "女", "高级工程师", "13900001111", ""]


@pytest.fixture
def looked(tmp_path: Path) -> Look:
    """The form in some bytes, as the draft sees it."""

    def look(data: bytes, name: str = "表.xlsx") -> SheetSurvey:
        path = tmp_path / name
        path.write_bytes(data)
        return best_sheet(survey((name, str(path), ())), path)[0]

    return look


def told(sheet: SheetSurvey) -> list[str]:
    """Each heading with its field, how sure that is, and why."""
    return [f"{each.cell} {each.heading}:{each.field}:{each.state}:{each.why}" for each in sheet.guesses]


def outside(sheet: SheetSurvey) -> list[str]:
    return [line for line, guess in zip(told(sheet), sheet.guesses, strict=True) if guess.outside]


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        (["填报单位（公章）：远山测试院", "", "", "制表日期：2026年5月", "", ""], "D2"),
        (["填报单位（公章）：", "", "", "制表日期：", "", ""], "D2"),
        (["填报单位（公章）", "远山测试院", "", "制表日期：", "2026年5月", ""], "D2"),
    ],
)
def test_a_line_of_the_unit_with_a_second_cell_beside_it_is_no_group(looked: Look, line: list[str], dated: str) -> None:
    merges = ("A1:F1", "A2:C2", "D2:F2") if not line[1] else ("A1:F1", "B2:C2", "E2:F2")
    sheet = looked(workbook([["远山学会骨干名册"], line, HEADS, ANNA], *merges))
    assert sheet.unit_label == "填报单位（公章）"
    assert outside(sheet) == [f"{dated} 制表日期::sure:kept"]
    assert [guess.heading for guess in sheet.guesses if not guess.outside] == HEADS


def test_three_labels_beside_each_other_over_a_list_are_no_headings(looked: Look) -> None:
    rows = [["骨干名册"], ["推荐单位：", "", "联系人：", "", "联系电话：", ""], HEADS]
    sheet = looked(workbook(rows, "A1:F1", "A2:B2", "C2:D2", "E2:F2"))
    assert (sheet.unit_label, sheet.lists) == ("推荐单位", 1)
    assert outside(sheet) == [
        "C2 联系人:company_contact:likely:above",
        "E2 联系电话:company_contact_phone:likely:beside",
    ]


def test_the_foot_of_a_blank_list_is_told_once_and_asks_nothing(looked: Look) -> None:
    rows = [["骨干名册"], HEADS, [], [], ["经办人：", "", "联系方式：", "", "报送日期：", ""]]
    sheet = looked(workbook(rows, "A1:F1", "A5:B5", "C5:D5", "E5:F5"))
    assert sheet.lists == 1
    assert outside(sheet) == ["A5 经办人::likely:foot", "C5 联系方式::likely:foot", "E5 报送日期::likely:foot"]
    assert not any(guess.is_column for guess in sheet.guesses if guess.outside)


def test_a_remark_under_a_list_is_no_sign_off(looked: Look) -> None:
    rows = [["骨干名册"], HEADS, ANNA, ["注：本表一式三份，由单位盖章后和电子版一起报送。"], ["（单位：人）"]]
    assert outside(looked(workbook(rows, "A1:F1"))) == []


def test_a_second_list_under_other_headings_is_told_even_where_few_are_known(looked: Look) -> None:
    rows = [
        *(["一、本人情况"], HEADS, ANNA, []),
        *(["二、海外工作"], ["项目名称", "项目类型", "本人分工", "完成质量", "评语"], [], []),
        *(["三、语言"], ["语种", "考点", "分数"], ["法语", "甲级", "80"]),
    ]
    sheet = looked(workbook(rows))
    assert sheet.lists == 3
    assert told(sheet)[len(HEADS) :] == [
        *("A6 项目名称:project_name:sure:", "B6 项目类型:project_type:sure:", "C6 本人分工::unknown:unknown"),
        *("D6 完成质量::unknown:unknown", "E6 评语::unknown:unknown"),
        *("A10 语种::unknown:unknown", "B10 考点::unknown:unknown", "C10 分数::unknown:unknown"),
    ]


def document(*parts: str | Sequence[Sequence[str]]) -> bytes:
    """A Word document of paragraphs and tables, in their order."""
    paper = docx.Document()
    for part in parts:
        if isinstance(part, str):
            paper.add_paragraph(part)
            continue
        table = paper.add_table(len(part), len(part[0]))
        for row, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    data = io.BytesIO()
    paper.save(data)
    return data.getvalue()


def blank(*heads: str) -> list[Sequence[str]]:
    """Headings over an empty row."""
    return [heads, [""] * len(heads)]


def test_of_several_word_tables_the_one_with_names_is_the_form_and_all_are_told(looked: Look) -> None:
    data = document(
        *("远山学会外派骨干登记表", "Employer 公司名称：", "Liaison 联络员：", "表一 项目"),
        blank("项目名称", "项目所在国", "项目类型", "项目状态", "中方工程师人数"),
        "表二 人员",
        blank("姓名", "性别", "手机"),
        "表三 语言",
        blank("语种", "考点", "分数"),
        "填报人：白二川",
    )
    sheet = looked(data, "表.docx")
    assert (sheet.sheet, sheet.title, sheet.unit_label) == ("表2", "远山学会外派骨干登记表", "Employer 公司名称")
    assert told(sheet) == [
        *("A1 姓名:name:sure:", "B1 性别:sex:sure:", "C1 手机:phone:sure:"),
        *("表1!A1 项目名称:project_name:sure:", "表1!B1 项目所在国:project_country:sure:"),
        *("表1!C1 项目类型:project_type:sure:", "表1!D1 项目状态:project_status:sure:"),
        "表1!E1 中方工程师人数:chinese_engineers:sure:",
        *(" Employer 公司名称:company:likely:above", " Liaison 联络员::unknown:unknown"),
        *("表3!A1 语种::unknown:unknown", "表3!B1 考点::unknown:unknown", "表3!C1 分数::unknown:unknown"),
        " 填报人::likely:foot",
    ]


def test_a_word_table_with_a_title_of_its_own_is_another_form(console: Console) -> None:
    people = blank("姓名", "性别", "手机", "职称")
    parts = ("附件1", "远山学会骨干名册", people, "附件2", "远山学会住宿登记表", blank("姓名", "性别", "房型"))
    data = document(*parts, "附件3", "远山学会考场安排表", blank("考点", "场次", "席位"))
    Path("附件.docx").write_bytes(data)
    code, out, _ = console("form", "draft", "附件.docx", "--name", "a")
    assert (code, tuple(form_file("a").columns)) == (0, ("name", "sex", "phone", "title"))
    assert "文件里还有别的表，没有写进草稿：表2、表3。" in out
    assert "标题：远山学会住宿登记表" in out
    assert "房型" in out
    assert "工作表“表3”：没有认出是哪一种表。" in out
    assert "席位" in out


def test_a_list_behind_a_card_in_word_is_a_table_within_it(looked: Look) -> None:
    card = [["姓名", "", "性别", ""], ["手机", "", "职称", ""], ["工作单位", "", "邮箱", ""]]
    data = document("远山学会骨干登记表", card, "学习经历", blank("起止年月", "学校", "所学专业", "鞋码"))
    sheet = looked(data, "表.docx")
    assert sheet.kind == "card"
    assert told(sheet)[6:] == [
        *("表2!A1 起止年月::likely:inner", "表2!B1 学校:school:likely:inner", "表2!C1 所学专业:major:likely:inner"),
        "表2!D1 鞋码::unknown:unknown",
    ]
    assert not any(guess.is_column for guess in sheet.guesses[6:])


def test_every_sheet_of_a_workbook_is_shown_and_the_one_with_names_drafted(console: Console) -> None:
    book = openpyxl.Workbook()
    for row in (["远山学会项目清单"], ["项目名称", "项目所在国", "项目类型", "项目状态"]):
        book.active.append(row)
    people = book.create_sheet("人员")
    for row in (["远山学会骨干名册"], ["姓名", "性别", "手机"]):
        people.append(row)
    book.save("名册.xlsx")
    code, out, _ = console("form", "draft", "名册.xlsx", "--name", "a")
    assert (code, tuple(form_file("a").columns)) == (0, ("name", "sex", "phone"))
    assert out.startswith("工作表“人员”：")
    assert "文件里还有别的表，没有写进草稿：Sheet。" in out
    assert [line.split("│")[1].strip() for line in out.splitlines() if "项目" in line and "│" in line] == [
        *("A2", "B2", "C2", "D2")
    ]


CARD = [
    ["骨干登记卡\nRecord of Key Staff", "", "", "", ""],
    ["姓名\nName", "", "性别\nSex", "", "相片\nPortrait"],
    ["手机\nMobile", "", "认证级别\nGrade of Certification", "", ""],
    ["工作单位\nPlace of Employment", "", "血型\nBlood Group of Holder", "", ""],
]


def test_labels_in_two_languages_do_not_vanish(looked: Look) -> None:
    sheet = looked(workbook(CARD, "A1:E1", "E2:E3", "D4:E4"))
    assert (sheet.title, sheet.printed) == ("骨干登记卡", "骨干登记卡Record of Key Staff")
    found = {guess.heading.split("\n")[0]: (guess.field, guess.state) for guess in sheet.guesses}
    assert found == {
        "姓名": ("name", "sure"),
        "性别": ("sex", "sure"),
        "相片": ("", "sure"),
        "手机": ("phone", "sure"),
        "认证级别": ("", "doubtful"),
        "工作单位": ("workplace", "sure"),
        "血型": ("", "unknown"),
    }


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (["姓名", "手机", "申请等级", "拟评职称"], "申请等级:level:doubtful"),
        (["姓名", "手机", "申请等级", "职称"], "申请等级:level:sure"),
        (["姓名", "手机", "拟派往国家", "出国时间"], "拟派往国家:project_country:doubtful"),
        (["姓名", "手机", "拟派往国家", "项目名称"], "拟派往国家:project_country:sure"),
        (["项目名称", "项目类型", "项目状态", "海外企业名称"], "海外企业名称:company:likely"),
    ],
)
def test_other_headings_make_a_word_doubtful(looked: Look, heads: list[str], said: str) -> None:
    sheet = looked(workbook([["骨干名册"], [*heads, "备注"]]))
    assert said in [f"{guess.heading}:{guess.field}:{guess.state}" for guess in sheet.guesses]


def test_what_may_be_a_unit_or_somebody_is_asked(console: Console) -> None:
    rows = [["远山学会骨干名册"], ["申报单位或推荐人：", "", "最近帽围：", ""], ["姓名", "性别", "手机", "会员号"]]
    Path("名册.xlsx").write_bytes(workbook(rows, "A1:D1", "A2:B2", "C2:D2"))
    code, out, _ = console("form", "draft", "名册.xlsx", "--name", "a")
    assert code == 0
    [line] = [line for line in out.splitlines() if "申报单位或推荐人" in line]
    assert [cell.strip() for cell in line.strip("│").split("│")][:4] == ["A2", "申报单位或推荐人", "推荐单位", "看不准"]
    assert "unit" not in form_file("a").columns
    [asked] = [line for line in Path("settings/forms/a.toml").read_text("utf-8").splitlines() if "列表外面" in line]
    assert asked.startswith("# 请核对：写在列表外面、没有写进草稿的：申报单位或推荐人、最近帽围。")


def opened(file: Path, notice: str) -> None:
    book = openpyxl.load_workbook(file)
    [line] = [row for row in book["通知"].iter_rows() if notice in [cell.value for cell in row]]
    [cell] = [cell for cell in line if cell.value == "否"]
    cell.value = "是"
    book.save(file)


@pytest.mark.slow
def test_columns_under_a_group_are_the_titles_or_somebody_elses(console: Console, tmp_path: Path) -> None:
    """And are read so: of two phones only that of the person is the phone."""
    rows = [
        *(["远山学会外派骨干名册"], ["推荐单位：远山测试院"]),
        ["序号", "姓名", "会员号", "技术职称情况", "", "电话", "介绍人", "", "配偶信息", ""],
        ["", "", "", "名称", "评定单位", "", "姓名", "电话", "电话", "身份证号"],
        [
            "1",
            "安一凡",
            "S010000001",
            "高级工程师",
            "某省人社厅",
            "13900001111",
            "白二川",
            "13900002222",
            "13900003333",
        ],
    ]
    merges = ("A1:J1", "A2:J2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:H3", "I3:J3")
    Path("名册.xlsx").write_bytes(workbook(rows, *merges))
    assert console("form", "draft", "名册.xlsx", "--name", "a")[0] == 0
    form = form_file("a")
    assert (form.columns["title"], form.columns["title_by"]) == (("技术职称情况名称",), ("技术职称情况评定单位",))
    assert (form.columns["phone"], form.columns["name"]) == (("电话",), ("姓名",))
    assert {"介绍人电话", "配偶信息电话"} <= set(form.extra.words)
    assert console("setup")[0] == 0
    opened(Path("settings/设置.xlsx"), "a")
    office = Office(tmp_path / "office")
    office.settings = Path("settings")
    office.receive({"2026-04-20 远山测试院/名册.xlsx": Path("名册.xlsx").read_bytes()})
    office.run()
    [person] = office.people()
    assert [person[key] for key in ("name", "title", "phone")] == ["安一凡", "高级工程师", "+8613900001111"]

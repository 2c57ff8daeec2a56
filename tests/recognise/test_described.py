"""What stands under headings of the form and lists nobody, and what lists people although most of it is wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from support_recognise import ANNA, BLANK, FIRST, FLAT, GROUP, PERSON, PROJECT, document, fates, sheet, told

from pipeline.examine.document import examine
from pipeline.model.documents import Outcome
from pipeline.model.statements import Recognition
from pipeline.recognise import recognise
from pipeline.terms.findings import make

NUMBERED = "int|varchar(50)|varchar(50)|varchar(50)|varchar(20)|varchar(20)|int|int|int"
TYPES = "varchar(50)|varchar(20)|varchar(20)|varchar(20)|varchar(10)|text"
FIELDS = ("姓名|字段|类型|级别|领域", "varchar(50)|name|字符型|必填|20", "varchar(20)|phone|字符型|必填|20")
SAMPLE = "1|XX公司|XX项目|||||||张三|13800000000|土木工程类|缅甸|专业工程师|施工"
UNREAD = "content-unread"

DICTIONARIES = {
    "types below": (PERSON, TYPES),
    "types in Chinese": (PERSON, "字符型|字符型|枚举|字符型|枚举|长文本", "是|是|是|否|是|否"),
    "identifiers": (PERSON, "userName|telNo|ly|dq|jb|gcjl"),
    "the whole form": (FLAT, f"{NUMBERED}|{TYPES}"),
    "columns of its own": FIELDS,
    "fields as names": (
        "序号|姓名|字段|类型|所在领域|拟申请级别",
        "1|姓名|name|varchar|否|",
        "2|联系方式|phone|varchar|是|",
    ),
    "types beside": (
        "字段|类型|必填|说明",
        "姓名|varchar|是|推荐人员",
        "联系方式|varchar|是|手机",
        "所在领域|varchar|是|",
        "拟申请级别|char|是|专业/资深",
        "主要工程实践经历|text|否|",
    ),
    "a payroll": ("工号|姓名|级别|所在地|专业", "001|安一凡|八级|重庆|会计", "002|白二川|七级|重庆|出纳"),
}


def slugs(recognition: Recognition) -> list[str]:
    return [problem.slug for problem in recognition.problems]


@pytest.mark.parametrize("rows", DICTIONARIES.values(), ids=DICTIONARIES)
def test_a_table_without_people_holds_notes(rows: tuple[str, ...]) -> None:
    recognition = recognise(document(sheet(*rows)))
    assert (recognition.kind, recognition.people, recognition.projects) == ("none", [], [])
    assert set(fates(recognition)) <= {"heading", "note"}
    assert slugs(recognition) == [UNREAD]


def test_one_heading_over_types() -> None:
    recognition = recognise(document(sheet(f"{PROJECT}|{GROUP}|||||", f"{NUMBERED}|{TYPES}", merges="J1:O1")))
    assert (fates(recognition), slugs(recognition)) == (["heading", "note"], [UNREAD])


def test_the_finding_says_where_and_what() -> None:
    [problem] = recognise(document(sheet("", *FIELDS, name="字典"))).problems
    assert (problem.sheet, problem.cell) == ("字典", "A3")
    assert make(problem, "S00001").message == (
        "这张表里没有一行像推荐人员（A3：varchar(50)、20、必填），各行都按说明文字处理，没有读取；"
        "请秘书处打开原文件核对，如有推荐人员，请与单位联系。"
    )


def test_what_is_quoted_holds_no_phone() -> None:
    rows = ("姓名|联系方式|级别|经历", "推荐人员姓名与电话|13900001111|一级|")
    [problem] = recognise(document(sheet(*rows))).problems
    assert (problem.slug, problem.about) == (
        UNREAD,
        "这张表里没有一行像推荐人员（A2：推荐人员姓名与电话、一级），各行都按说明文字处理",
    )


def workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book.save)


def letter(rows: list[list[str]]) -> bytes:
    made = docx.Document()
    made.add_paragraph("推荐系统数据字典")
    grid = made.add_table(len(rows), len(rows[0]))
    for cells, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    return saved(made.save)


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "write"), [("字典.xlsx", workbook), ("字典.docx", letter)])
def test_a_file_of_a_data_dictionary_is_no_form(
    name: str, write: Callable[[list[list[str]]], bytes], tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(write([row.split("|") for row in FIELDS]))
    [found] = examine((name, str(file), ())).documents
    assert (found.outcome, found.recognition) == (Outcome.NOT_A_FORM, None)
    assert found.problem is not None
    assert (found.problem.slug, found.problem.cell) == (UNREAD, "A2")


OTHERS = {
    "equipment": ("序号|名称|型号|电话", "1|全站仪|TS-09|023-60000000", "2|水准仪|DS3|023-60000001"),
    "contacts of a department": ("姓名|电话", "安一凡|13900001111", "白二川|13900002222"),
    "who signed in": ("序号|姓名|单位|职务|联系电话|签名", "1|安一凡|远山公司|经理|13900001111|"),
}


@pytest.mark.parametrize("rows", OTHERS.values(), ids=OTHERS)
def test_what_has_no_headings_of_the_form_has_no_table(rows: tuple[str, ...]) -> None:
    recognition = recognise(document(sheet(*rows)))
    assert (recognition.kind, slugs(recognition)) == ("none", ["no-table"])


FAULTY = {
    "phone too short": "贺五田|1380000||||",
    "all of it wrong": "贺五田|138000o|不知道|火星|高|施工",
    "nothing but a name": "贺五田|||||",
    "a name mistyped": "贺五田1|||||施工",
    "no name": "|13900001111|不知道|缅甸||",
    "in Latin letters": "Nguyen Van A|||||",
    "in Latin letters, all else wrong": "Mohammed Ali|abc|xx|yy|zz|",
    "in small letters": "zhangwei|139|土木|缅甸|专业|",
    "a long surname": "欧阳娜娜|||||",
    "with a dot": "买买提·吐尔逊|||||",
    "without its dot": "买买提吐尔逊|139|||专业|",
    "one character": "丁|13900001111|土木工程类|缅甸|专业|施工",
    "one character, all else wrong": "丁|139|不知道|火星|高|施工",
    "several in one cell": "安一凡、白二川|13900001111||||",
}


@pytest.mark.parametrize("person", FAULTY.values(), ids=FAULTY)
def test_the_only_person_of_a_form_stays_one(person: str) -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{person}")))
    assert fates(recognition) == ["heading", "people"]
    assert told(recognition, "name") == [(person.partition("|")[0],)]
    assert UNREAD not in slugs(recognition)


def test_a_card_with_little_in_it_stays_a_person() -> None:
    recognition = recognise(document(sheet("姓名|贺五田", "联系方式|", "所在领域|不知道", "拟申请级别|", "经历|施工")))
    assert (told(recognition, "name"), slugs(recognition)) == ([("贺五田",)], [])


@pytest.mark.parametrize("row", ["安一凡|土木工程类||施工", "安一凡||专业工程会员|施工"])
def test_a_name_with_a_choice_is_a_person_under_few_headings(row: str) -> None:
    recognition = recognise(document(sheet("姓名|所在领域|级别|经历", row)))
    assert told(recognition, "name") == [("安一凡",)]


def test_a_faulty_row_among_good_ones_stays_a_person() -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", f"{BLANK}|{TYPES}")))
    assert told(recognition, "name") == [("安一凡",), ("varchar(50)",)]
    assert UNREAD not in slugs(recognition)


def test_a_faulty_row_behind_a_page_break_is_among_good_ones() -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", FLAT, f"{BLANK}|{TYPES}")))
    assert fates(recognition) == ["heading", "people", "heading", "people"]


def test_a_dictionary_beside_a_form_takes_nobody_away() -> None:
    recognition = recognise(document(sheet(*FIELDS, name="字典"), sheet(FLAT, f"{FIRST}|{ANNA}")))
    assert (recognition.kind, told(recognition, "name", "project_name")) == ("recommendation", [("安一凡", "桥项目")])
    assert [(problem.slug, problem.sheet) for problem in recognition.problems] == [(UNREAD, "字典")]


def test_the_projects_of_a_dictionary_go_with_it() -> None:
    types = sheet(FLAT, f"{NUMBERED}|{TYPES}", name="字典")
    recognition = recognise(document(types, sheet(FLAT, f"{FIRST}|{ANNA}")))
    assert [project.fields["project_name"].text for project in recognition.projects] == ["桥项目"]
    assert told(recognition, "project_name") == [("桥项目",)]


def test_a_row_that_tells_of_a_project_stays_one_of_the_form() -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{TYPES}")))
    assert (recognition.kind, fates(recognition), slugs(recognition)) == (
        "recommendation",
        ["heading", "project-only"],
        [UNREAD],
    )
    assert len(recognition.projects) == 1


@pytest.mark.parametrize(
    "rows", [(FLAT, SAMPLE), (FLAT, SAMPLE, "……"), ("已外派参与工程项目人员汇总（可另附）", FLAT, SAMPLE)]
)
def test_a_blank_form_with_its_samples_is_one(rows: tuple[str, ...]) -> None:
    recognition = recognise(document(sheet(*rows)))
    assert (recognition.kind, recognition.people, slugs(recognition)) == ("recommendation", [], [])


@pytest.mark.parametrize(
    "rows", [(FLAT, SAMPLE, f"{BLANK}|{TYPES}"), ("已外派参与工程项目人员汇总（可另附）", FLAT, f"{BLANK}|{TYPES}")]
)
def test_notes_under_the_forms_own_caption_or_samples_leave_it_a_form(rows: tuple[str, ...]) -> None:
    recognition = recognise(document(sheet(*rows)))
    assert (recognition.kind, recognition.people, slugs(recognition)) == ("recommendation", [], [UNREAD])
    assert fates(recognition)[-1] == "note"


def test_experiences_on_a_sheet_of_their_own_list_people() -> None:
    form = sheet(FLAT, f"{FIRST}|安一凡|13900001111|土木工程类|缅甸|专业|见附表")
    more = sheet("姓名|所在地|项目名称|工程实践经历", "安一凡|缅甸||负责主桥施工", name="附表")
    recognition = recognise(document(form, more))
    assert told(recognition, "name", "experience") == [("安一凡", "负责主桥施工")]
    assert UNREAD not in slugs(recognition)

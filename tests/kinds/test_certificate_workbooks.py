"""The workbook of certificates as it comes back: known whatever was done to it, and read as it was filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from support_examples import examples

from examples.forms import form
from pipeline.examine.document import examine
from pipeline.kinds.certificates import is_filled
from pipeline.kinds.marks import verify_marks
from pipeline.model.documents import Examined
from pipeline.model.statements import Filled
from pipeline.text.seal import SHEET
from tests.support_certificates import CERTIFICATES, EVENTS, NEW, SECRET, filled_in, told, written
from tests.support_office import OFFICE, saved_in_office

SUSPENSION = {"事项": "暂停", "日期": datetime(2029, 1, 5), "原因": "未缴会费", "依据文件": "机字1号", "说明": "见函"}
SAID = {"event": "暂停", "date": "2029-01-05", "cause": "未缴会费", "document": "机字1号", "note": "见函"}
ONE_NEW = {
    "证书编号": "电-2",
    "编号": "G00002-6",
    "姓名": "孙二",
    "学会": "中国电机工程学会",
    "级别": "专业工程会员",
    "签发日期": datetime(2030, 1, 10),
    "说明": "首批",
}
SAID_NEW = {
    "certificate_no": "电-2",
    "person_id": "G00002-6",
    "name": "孙二",
    "society": "中国电机工程学会",
    "level": "专业工程会员",
    "date": "2030-01-10",
    "note": "首批",
}
UNPROVEN = "certificates-unproven"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("book") / "台账.xlsx", told())


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("blank") / "空白.xlsx")


def read(data: bytes, name: str = "台账.xlsx", secret: bytes = SECRET) -> Examined:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        found = verify_marks(examine((name, str(path), ())), secret, lambda _: None)
    (document,) = found.documents
    return document


def said(document: Examined) -> list[dict[str, str]]:
    """What was filled in, line by line, without what is blank and what is ours."""
    return [own(line) for line in document.certificate_lines if is_filled(line)]


def own(line: Filled) -> dict[str, str]:
    ours = ("certificate_no", "person_id", "name") if "event" in line.cells else ()
    return {
        key: each.text
        for key, each in line.cells.items()
        if each.text and key not in ours and not key.startswith("given_")
    }


def slug(document: Examined) -> str:
    return document.problem.slug if document.problem else ""


def test_untouched_it_says_nothing(book: Path, blank: Path) -> None:
    for path in (book, blank):
        document = read(path.read_bytes())
        assert (document.outcome, slug(document), said(document)) == ("answer", "own-workbook", [])


def test_without_any_certificate_it_says_nothing(tmp_path: Path) -> None:
    nothing = told()._replace(events=[], refused=[])
    assert said(read(written(tmp_path / "无.xlsx", nothing).read_bytes())) == []


def test_what_is_filled_in_is_read(book: Path) -> None:
    document = read(filled_in(book, {"机-0001": SUSPENSION}, [ONE_NEW]))
    assert (document.outcome, slug(document)) == ("answer", "certificates-received")
    assert document.problem is not None
    assert (document.problem.value, document.problem.about) == ("证书台账", "2")
    assert said(document) == [SAID, SAID_NEW]
    (line, _) = filter(is_filled, document.certificate_lines)
    assert (line.sheet, line.row, line.cells["event"].cell, line.text("certificate_no")) == (
        CERTIFICATES,
        3,
        "K3",
        "机-0001",
    )
    assert {key: line.text(key) for key in line.cells if key.startswith("given_")} == {
        "given_society": "中国机械工程学会",
        "given_level": "专业工程会员",
        "given_issued_on": "2025-06-01",
        "given_valid_to": "2030-05-31",
    }


def test_in_the_blank_one_a_certificate_is_named_by_who_fills_it_in(blank: Path) -> None:
    def name_one(edited: Workbook) -> None:
        edited[CERTIFICATES].append(["机-0001", None, "人乙", "恢复", datetime(2029, 2, 1), "已缴"])

    def blank_lines(edited: Workbook) -> None:
        edited[CERTIFICATES].delete_rows(2, 100)
        name_one(edited)

    document = read(filled_in(blank, {}, edit=blank_lines))
    (line,) = filter(is_filled, document.certificate_lines)
    assert (line.row, line.text("certificate_no"), line.text("name")) == (2, "机-0001", "人乙")
    assert own(line) == {"event": "恢复", "date": "2029-02-01", "cause": "已缴"}


def renamed(book: Workbook) -> None:
    book[CERTIFICATES].title = "一季度"


def without_what_happened(book: Workbook) -> None:
    del book[EVENTS], book["说明"], book[NEW]


def without_columns(book: Workbook) -> None:
    for column in (10, 8, 7, 4):
        book[CERTIFICATES].delete_cols(column)


def below_a_title(book: Workbook) -> None:
    book[CERTIFICATES].insert_rows(1, 2)
    book[CERTIFICATES]["A1"] = "机械学会证书"


def upside_down(book: Workbook) -> None:
    sheet = book[CERTIFICATES]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


@pytest.mark.parametrize("edit", [renamed, without_what_happened, without_columns, below_a_title, upside_down])
def test_it_may_be_treated_like_any_workbook(book: Path, edit: Callable[[Workbook], None]) -> None:
    assert said(read(filled_in(book, {"机-0001": SUSPENSION}, edit=edit))) == [SAID]


def test_what_is_struck_through_is_not_said(book: Path) -> None:
    def strike(edited: Workbook) -> None:
        edited[CERTIFICATES]["K3"].font = Font(strike=True)

    (line,) = said(read(filled_in(book, {"机-0001": SUSPENSION}, edit=strike)))
    assert "event" not in line


def test_what_is_merged_down_is_said_of_each(book: Path) -> None:
    def merge(edited: Workbook) -> None:
        for column in "KLMNOP":
            edited[CERTIFICATES].merge_cells(f"{column}3:{column}4")

    document = read(filled_in(book, {"机-0001": SUSPENSION}, edit=merge))
    lines = [line for line in document.certificate_lines if is_filled(line)]
    assert [line.text("certificate_no") for line in lines] == ["机-0001", "机-0002"]
    assert [own(line) for line in lines] == [SAID, SAID]


def test_what_is_written_where_nobody_reads_is_told(book: Path) -> None:
    def write(edited: Workbook) -> None:
        sheet = edited[CERTIFICATES]
        sheet.cell(1, sheet.max_column + 1).value = "备注"
        sheet.cell(3, sheet.max_column).value = "本人申请注销"
        sheet["B3"].comment = Comment("已离职", "王")

    (remark,) = read(filled_in(book, {}, edit=write)).remarks
    assert (remark.slug, remark.value, remark.about) == (
        "certificate-unread",
        CERTIFICATES,
        "Q1 一栏“备注”（1 行）；批注或文本框（B3）",
    )
    assert read(filled_in(book, {"机-0001": SUSPENSION}, [ONE_NEW])).remarks == ()


def lost(book: Workbook) -> None:
    del book[SHEET]


@pytest.mark.parametrize("path", ["book", "blank"])
def test_without_its_mark_it_is_known_and_not_believed(path: str, request: pytest.FixtureRequest) -> None:
    document = read(filled_in(request.getfixturevalue(path), {}, [ONE_NEW], lost))
    assert (document.outcome, slug(document), document.certificate_lines) == ("answer", UNPROVEN, ())
    assert document.recognition is None


def test_of_another_register_it_is_not_believed(book: Path) -> None:
    document = read(filled_in(book, {"机-0001": SUSPENSION}), secret=b"another")
    assert (document.outcome, slug(document), document.certificate_lines) == ("answer", UNPROVEN, ())


def test_a_recommendation_written_into_it_is_anybodys(book: Path) -> None:
    """Nothing is lost: the people are read, what is told of certificates is not believed."""

    def recommend(edited: Workbook) -> None:
        from io import BytesIO

        import openpyxl

        from examples.forms import Group

        people = [["周四", "19911112004", "土木工程类", "缅甸", "专业工程会员", "主持隧洞施工，提前贯通。"]]
        unit = "甲地测试工程有限公司"
        group = Group([unit, "缅甸公路项目", "缅甸", "承包工程", "在建", 9, 5, 4], people)
        source = openpyxl.load_workbook(BytesIO(form(unit, [group], [])))
        for sheet in source:
            target = edited.create_sheet(f"{sheet.title}2")
            for row in sheet.iter_rows():
                for cell in row:
                    if type(cell).__name__ == "Cell":
                        target[cell.coordinate] = cell.value
            for area in sheet.merged_cells.ranges:
                target.merge_cells(str(area))

    document = read(filled_in(book, {"机-0001": SUSPENSION}, edit=recommend))
    assert document.recognition is not None
    assert "周四" in [person.text("name") for person in document.recognition.people]
    assert "mark-invalid" in [problem.slug for problem in document.recognition.problems]
    assert document.certificate_lines == ()


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12)
HEADINGS = {"证书编号": "certificate_no", "编号": "person_id", "姓名": "name", "学会": "society", "级别": "level"}


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(HEADINGS, TEXTS)), min_size=1, max_size=3))
@examples(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_new_certificates_come_back_as_they_were_typed(blank: Path, lines: list[Mapping[str, str]]) -> None:
    from pipeline.text.clean import clean

    document = read(filled_in(blank, {}, [{key: f"x{each}" for key, each in line.items()} for line in lines]))
    expected = [{HEADINGS[key]: clean(f"x{each}") for key, each in line.items()} for line in lines]
    assert said(document) == expected


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_in_libreoffice_it_reads_the_same(book: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / "填好.xlsx"
    path.write_bytes(filled_in(book, {"机-0001": SUSPENSION}, [ONE_NEW]))
    (data,) = saved_in_office([path], ending, tmp_path / "office").values()
    document = read(data, f"填好.{ending}")
    assert (document.outcome, slug(document)) == ("answer", "certificates-received")
    assert said(document) == [SAID, SAID_NEW]

"""What is filled into 待决事项.xlsx is read, however it was treated; and only where it is ours."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import copy
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from test_mark_in_office import OFFICE, saved

from pipeline.engine.transport import pack, unpack
from pipeline.examine.document import examine
from pipeline.kinds.marks import verify_marks
from pipeline.model.decisions import Said
from pipeline.model.documents import Examined, Outcome
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.findings import make
from pipeline.text.seal import SHEET
from tests.main.support_main import Office, person, workbook
from tests.support_decisions import fill, headings, lines_of, row_of
from tests.support_questions import SECRET, written

DAY = date(2025, 5, 6)
ANSWERS = {
    "Q1": {"决定": "不是同一人", "决定人": "王秘书", "日期": DAY, "说明": "电话问过"},
    "Q2": {"决定": "按“机械工程类”理解", "同样的都照此办理": "是", "日期": "2025年5月6日"},
    "Q3": {"决定": "办结", "说明": "不会来了"},
    "D1": {"撤销": "撤销", "撤销人": "李秘书", "撤销日期": DAY, "撤销原因": "看错了"},
}
SAID = {
    "Q1": ("不是同一人", "", "王秘书", "2025-05-06", "电话问过"),
    "Q2": ("按“机械工程类”理解", "是", "", "2025年5月6日", ""),
    "Q3": ("办结", "", "", "", "不会来了"),
    "D1": ("撤销", "", "李秘书", "2025-05-06", "看错了"),
}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = written(tmp_path / "待决事项.xlsx")
    fill(path, ANSWERS)
    return path


def read(path: Path, secret: bytes = SECRET) -> Examined:
    """The workbook as the run has it, back from a worker and its mark verified."""
    (examination,) = unpack(pack([examine((path.name, str(path), ()))]))
    (document,) = verify_marks(examination, secret, lambda _: None).documents
    return document


def texts(said: tuple[Said, ...]) -> dict[str, tuple[str, ...]]:
    return {
        each.asked: tuple(
            typed.text for typed in (each.answer, each.for_all, each.decided_by, each.decided_on, each.reason)
        )
        for each in said
    }


def message(document: Examined) -> str:
    assert document.problem is not None
    return make(document.problem, "S00001").message


def treated(path: Path, treat: Callable[[Workbook], None]) -> Examined:
    book = openpyxl.load_workbook(path)
    treat(book)
    book.save(path)
    return read(path)


def test_nothing_is_said_where_nothing_was_filled_in(tmp_path: Path) -> None:
    document = read(written(tmp_path / "待决事项.xlsx"))
    assert (document.outcome, document.said) == (Outcome.ANSWER, ())
    assert message(document) == "这是本程序写出的“待决事项”，里面没有填写决定，没有当作新的推荐。"


def test_what_was_filled_in_is_said_with_its_cells(filled: Path) -> None:
    document = read(filled)
    assert texts(document.said) == SAID
    assert message(document) == "这是本程序写出的“待决事项”，里面填写了 4 行，没有当作新的推荐。"
    first = document.said[0]
    assert (first.sheet, first.row, first.answer.cell, first.reason.cell) == ("待决事项", 2, "I2", "M2")
    assert document.said[3].answer.heading == "撤销"


def test_a_line_in_which_only_another_column_was_filled_is_said(tmp_path: Path) -> None:
    path = written(tmp_path / "待决事项.xlsx")
    fill(path, {"Q1": {"说明": "再问问"}})
    assert texts(read(path).said) == {"Q1": ("", "", "", "", "再问问")}


def test_columns_moved_rows_deleted_inserted_and_turned_round_sheets_renamed(filled: Path) -> None:
    def treat(book: Workbook) -> None:
        for sheet in [book[name] for name in ("待决事项", "未结事项", "已决事项")]:
            rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows()]
            sheet.delete_rows(1, sheet.max_row)
            sheet.append([None] * 3)
            sheet.append(rows[0])
            for row in reversed(rows[1:]):
                sheet.append([None])
                sheet.append(row)
            sheet.title = f"{sheet.title}（已填）"
        sheet, row = row_of_moved(book, "Q2")
        sheet.delete_rows(row)

    assert texts(treated(filled, treat).said) == {number: said for number, said in SAID.items() if number != "Q2"}


def row_of_moved(book: Workbook, number: str) -> tuple[openpyxl.worksheet.worksheet.Worksheet, int]:
    return next(
        (sheet, row[0].row) for sheet in book for row in sheet.iter_rows() if number in [cell.value for cell in row]
    )


def test_only_the_first_sheet_is_left(filled: Path) -> None:
    def treat(book: Workbook) -> None:
        for name in ("未结事项", "已决事项", "可选决定"):
            del book[name]

    assert texts(treated(filled, treat).said) == {number: SAID[number] for number in ("Q1", "Q2")}


def test_a_row_whose_number_is_gone_is_said_without_it(filled: Path) -> None:
    def treat(book: Workbook) -> None:
        sheet, row = row_of(book, "Q1")
        sheet.cell(row, headings(sheet)["事项编号"]).value = None

    assert texts(treated(filled, treat).said)[""] == SAID["Q1"]


def test_an_answer_that_is_struck_through_is_none(filled: Path) -> None:
    def treat(book: Workbook) -> None:
        sheet, row = row_of(book, "Q3")
        for heading in ("决定", "说明"):
            cell = sheet.cell(row, headings(sheet)[heading])
            cell.font = copy(cell.font) + Font(strike=True)

    assert texts(treated(filled, treat).said).keys() == SAID.keys() - {"Q3"}


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
def test_saved_by_an_office_program(filled: Path, tmp_path: Path, ending: str) -> None:
    path = saved(filled, ending, tmp_path)
    assert texts(read(path).said) == SAID
    if ending == "xlsx":
        assert [line["决定"] for line in lines_of(path, "待决事项")] == ["不是同一人", "按“机械工程类”理解"]
        rules = openpyxl.load_workbook(path)["待决事项"].data_validations.dataValidation
        assert {rule.formula1.partition("(")[0] for rule in rules} == {"OFFSET", '"是"', "36526"}  # in any order


def test_a_mark_that_was_changed_or_is_of_elsewhere_lets_nothing_be_said(filled: Path) -> None:
    doubt = "这份“待决事项”不能确认是本程序写出的（校验不符：被改动过，或出自另一处安装的程序），里面的决定没有采用；"
    elsewhere = read(filled, b"another key")
    assert (elsewhere.outcome, elsewhere.said, elsewhere.recognition) == (Outcome.ANSWER, (), None)
    assert message(elsewhere) == f"{doubt}请填在本程序写出的那一份上。"
    changed = treated(filled, lambda book: setattr(book[SHEET]["A5"], "value", "0" * 64))
    assert (changed.outcome, changed.said, message(changed)) == (Outcome.ANSWER, (), message(elsewhere))


def test_one_that_lost_its_mark_is_a_case_and_nobody_in_it_is_read(filled: Path) -> None:
    document = treated(filled, lambda book: book.remove(book[SHEET]))
    assert (document.outcome, document.said, document.recognition) == (Outcome.ANSWER, (), None)
    assert message(document) == ("这份“待决事项”里没有本程序的标记，里面的决定没有采用；请填在本程序写出的那一份上。")


@pytest.mark.parametrize("is_marked", [True, False])
def test_people_on_another_sheet_are_read_and_nothing_is_said(filled: Path, tmp_path: Path, is_marked: bool) -> None:
    form = tmp_path / "附件3.xlsx"
    form.write_bytes(workbook("丙地测试工程有限公司", person("吴五", "19911112005")))

    def treat(book: Workbook) -> None:
        sheet = book.create_sheet("附件3")
        for row in openpyxl.load_workbook(form).worksheets[0].iter_rows():
            for cell in row:
                sheet.cell(cell.row, cell.column).value = cell.value
        if not is_marked:
            del book[SHEET]

    document = treated(filled, treat)
    assert document.recognition is not None
    assert [each.text("name") for each in document.recognition.people] == ["吴五"]
    assert (document.outcome, document.said) == (Outcome.PROCESSED, ())
    assert ("mark-invalid" in [each.slug for each in document.recognition.problems]) == is_marked


@pytest.mark.slow
def test_a_settings_workbook_that_is_sent_is_a_case_and_never_applied(office: Office) -> None:
    sent = office.inbox / "2025-05-02 秘书处" / "设置.xlsx"
    sent.parent.mkdir()
    write_settings_workbook(sent)
    office.run()
    (found,) = [row for row in office.export("findings") if row["file"] == "2025-05-02 秘书处/设置.xlsx"]
    (document,) = [row for row in office.export("documents") if row["file"] == "2025-05-02 秘书处/设置.xlsx"]
    assert (document["outcome"], found["slug"], found["severity"]) == ("answer", "settings-received", "warning")
    assert found["message"] == (
        "收到一份“设置”工作簿，没有采用；请秘书处核对，需要的改动请在本机 settings/设置.xlsx 里填写。"
    )
    assert not [row for row in office.people() if row["source_file"] == "2025-05-02 秘书处/设置.xlsx"]


def test_the_workbook_of_the_desk_that_comes_in_is_known(office: Office) -> None:
    came = office.inbox / "2025-05-02 交回" / "待决事项.xlsx"
    came.parent.mkdir()
    shutil.copy(office.outbox / "待决事项.xlsx", came)
    office.run()
    (document,) = [row for row in office.export("documents") if row["file"] == "2025-05-02 交回/待决事项.xlsx"]
    assert document["outcome"] == "answer"


def test_a_unit_s_own_sheet_of_a_name_of_the_settings_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "附件3.xlsx"
    path.write_bytes(workbook("丙地测试工程有限公司", person("吴五", "19911112005")))
    book = openpyxl.load_workbook(path)
    book.create_sheet("应报单位").append(["单位", "联系人"])
    book.save(path)
    assert read(path).outcome == Outcome.PROCESSED


def test_a_unit_s_own_table_with_some_of_the_headings_is_none_of_ours(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["序号", "推荐单位", "事项", "决定", "日期", "说明"])
    book.worksheets[0].append([1, "丙地测试工程有限公司", "推荐", "同意", "5月6日", ""])
    book.save(tmp_path / "a.xlsx")
    document = read(tmp_path / "a.xlsx")
    assert (document.outcome, document.problem and document.problem.slug) == (Outcome.NOT_A_FORM, "no-table")

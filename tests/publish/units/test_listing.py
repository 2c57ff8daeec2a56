"""The list of corrections: what it says, where it leads, what it offers, how it is printed; and the seal behind it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from support_marked import LINES, SECRET, SHEETS, marked
from support_workbooks import NAME, WORKBOOKS, by_xlsxwriter

from pipeline.kinds.telling import told
from pipeline.publish.marked import Line, sheets
from pipeline.publish.marked.marking import mark_package
from pipeline.publish.marked.shades import MAY, MUST
from pipeline.publish.units.answering import corrections
from pipeline.read.documents import read_document
from pipeline.text import seal
from schemas import DataError
from schemas.layouts.correction import correction_file


def listed(data: bytes, *lines: Line, notes: tuple[str, ...] = ()) -> Any:
    result = mark_package(data, [], corrections(lines, notes), LINES).workbook
    return openpyxl.load_workbook(BytesIO(result))[SHEETS[0]]


def line(**changes: Any) -> Line:
    return Line("钱一", NAME, "C5", "联系电话", "1991", "号码少一位。", "请写十一位号码")._replace(**changes)


def test_what_it_says() -> None:
    sheet = listed(
        by_xlsxwriter(), line(), line(name="", sheet="", cell="", must=False), notes=("请于5月20日前发回。",)
    )
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=7)]
    assert rows[0][0] == SHEETS[0]
    assert rows[3][0] == "请于5月20日前发回。"
    assert rows[4] == ["序号", "姓名", "单元格", "栏目", "原填", "问题", "请改为"]
    assert rows[5] == ["1", "钱一", "附件3!C5", "联系电话", "1991", "号码少一位。", "请写十一位号码"]
    assert rows[6] == ["2", None, None, "联系电话", "1991", "号码少一位。", "请写十一位号码"]
    assert len(rows) == 7
    assert {str(each) for each in sheet.merged_cells.ranges} == {f"A{row}:G{row}" for row in range(1, 5)}
    assert [sheet[cell].fill.fgColor.rgb for cell in ("C6", "C7")] == [MUST, MAY]


def test_where_it_leads() -> None:
    sheet = listed(by_xlsxwriter(), line(), line(cell=""), line(sheet="没有", cell="A1"))
    assert {cell.coordinate: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink} == {
        "C5": "'附件3'!C5"
    }


@pytest.mark.parametrize(
    ("sheet", "cell", "shown", "leads"),
    [
        (NAME, "B4", "附件3!B4（已隐藏）", True),
        (NAME, "C6", "附件3!C6（已隐藏）", True),
        (NAME, "B5", "附件3!B5", True),
        ("旧", "A1", "旧!A1（已隐藏）", False),
    ],
)
def test_what_is_hidden_is_said(sheet: str, cell: str, shown: str, leads: bool) -> None:
    found = listed(WORKBOOKS["hidden_rows_columns_and_sheets"](), line(sheet=sheet, cell=cell))["C5"]
    assert (found.value, found.hyperlink is not None) == (shown, leads)


def test_drop_downs_offer_any_number_of_words() -> None:
    """Words in the rule itself would have 255 characters in all, and no commas."""
    many, few = tuple(f"第{number}类，很长的名称" for number in range(60)), ("是", "否")
    sheet = listed(by_xlsxwriter(), line(choices=many), line(choices=few), line(choices=many), line())
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {"G5": "$I$1:$I$60", "G6": "$J$1:$J$2", "G7": "$I$1:$I$60"}
    assert [sheet.cell(row, 9).value for row in range(1, 61)] == list(many)
    assert [sheet.cell(row, 10).value for row in (1, 2)] == list(few)
    assert {sheet.column_dimensions[letter].hidden for letter in "IJK"} == {True}
    assert not any(sheet.column_dimensions[letter].hidden for letter in "ABCDEFG")


def test_it_is_printed_on_the_width_of_one_page_with_its_headings_on_each() -> None:
    sheet = listed(by_xlsxwriter(), *[line(choices=("甲",))] * 80)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet.print_area, sheet.print_title_rows) == (f"'{SHEETS[0]}'!$A$1:$G$84", "$4:$4")
    assert sheet.freeze_panes == "A5"


def test_a_column_that_no_line_fills_is_a_slip_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    file = correction_file()
    wrong = file.listing._replace(columns=(file.listing.columns[0]._replace(source="nmae"),))
    monkeypatch.setattr(sheets, "correction_file", lambda: file._replace(listing=wrong))
    sheets._columns.cache_clear()
    with pytest.raises(DataError, match="nmae"):
        listed(by_xlsxwriter(), line())
    sheets._columns.cache_clear()


def test_rows_are_as_high_as_their_texts() -> None:
    sheet = listed(by_xlsxwriter(), line(), line(problem="很长的问题" * 30))
    assert sheet.row_dimensions[5].height < 20
    assert sheet.row_dimensions[6].height > 90


@pytest.mark.parametrize("name", ["plain_of_openpyxl", "strict", "wide_characters", "prefixed_namespaces", "macros"])
def test_the_seal_verifies_when_the_workbook_comes_back(name: str) -> None:
    document = read_document("交回.xlsx", marked(WORKBOOKS[name]()).workbook, ())
    found = seal.verify(told(document).mark, SECRET)
    assert found == seal.Mark("correction", "20250506-01", 1, ("R1", "R2"))

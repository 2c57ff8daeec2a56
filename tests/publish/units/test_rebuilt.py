"""What has no package that could be edited comes back as an .xlsx of what was read."""

from __future__ import annotations

import email.message
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
import xlwt
from openpyxl.worksheet.worksheet import Worksheet
from support_marked import LINES, SECRET, SHEETS
from support_packages import problems
from support_workbooks import ROWS

from pipeline.kinds.telling import told
from pipeline.model.documents import Aside, AsidePlace, Document, Sheet
from pipeline.publish.marked import Line, Marking, NotMarkable, Reason
from pipeline.publish.marked.rebuilt import rebuilt
from pipeline.publish.marked.shades import MUST
from pipeline.publish.units.answering import corrections
from pipeline.read.documents import read_document
from pipeline.text import seal
from schemas.layouts.correction import correction_file

CREATED = datetime(2025, 5, 6)
TEXTS = [[str(value) for value in row] for row in ROWS]


def back(document: Document, *markings: Marking, lines: tuple[Line, ...] = ()) -> Any:
    data = rebuilt(document, markings, corrections(lines), LINES, CREATED).workbook
    assert problems(data) == []
    return openpyxl.load_workbook(BytesIO(data))


def made(*sheets: Sheet) -> Document:
    return Document("a.xls", "", 0, "xls", sheets=list(sheets))


def texts(sheet: Worksheet) -> list[list[str]]:
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def xls() -> tuple[str, bytes]:
    book = xlwt.Workbook()
    sheet = book.add_sheet("附件3")
    for row, values in enumerate(TEXTS):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    sheet.merge(0, 0, 0, 4)
    file = BytesIO()
    book.save(file)
    return "附件3.xls", file.getvalue()


def csv() -> tuple[str, bytes]:
    return "附件3.csv", "\r\n".join(",".join(row) for row in TEXTS).encode("gb18030")


def word() -> tuple[str, bytes]:
    document = docx.Document()
    document.add_paragraph("推荐单位：甲地测试工程有限公司")
    document.add_paragraph("已外派参与工程项目人员汇总")
    table = document.add_table(len(TEXTS) - 2, 5)
    for row, values in enumerate(TEXTS[2:]):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    file = BytesIO()
    document.save(file)
    return "附件3.docx", file.getvalue()


def mail() -> tuple[str, bytes]:
    rows = "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in TEXTS[2:])
    letter = email.message.EmailMessage()
    letter["Subject"], letter["From"] = "推荐表", "a@example.org"
    letter.set_content(f"<p>推荐单位：甲地测试工程有限公司</p><table>{rows}</table>", subtype="html")
    return "推荐.html", letter.get_body().get_content().encode()


@pytest.mark.parametrize("make", [xls, csv, word, mail])
def test_every_format_comes_back_with_its_cells_marked(make: Any) -> None:
    name, data = make()
    document = read_document(name, data, ())
    (source,) = document.sheets
    (row,) = [number for number, line in enumerate(source.rows, 1) if "孙二" in line]
    book = back(
        document,
        Marking(source.name, f"C{row}", True, "号码不对。"),
        lines=(Line("孙二", source.name, f"C{row}", "电话", "", "", ""),),
    )
    first, sheet, last = book.worksheets
    assert (first.title, last.title, last.sheet_state) == (*SHEETS, "veryHidden")
    there = row + len(source.above)
    marks = [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.fill.fgColor.rgb == MUST]
    assert marks == [f"C{there}"]
    assert sheet[f"C{there}"].value == "19911112002"
    assert "号码不对" in sheet[f"C{there}"].comment.text
    assert [cell.hyperlink.location for line in first.iter_rows() for cell in line if cell.hyperlink] == [
        f"'{sheet.title}'!C{there}"
    ]
    assert texts(sheet) == [[text] for text in source.above] + [[text for text in line if text] for line in source.rows]


def test_it_is_laid_out_like_the_sheet() -> None:
    rows = [["标题", "", ""], ["序号", "姓名", "经历"], ["1", "钱一", "很长的经历" * 40], ["2", "孙二", ""]]
    source = Sheet(
        "甲",
        rows,
        merges=[(0, 0, 0, 2), (2, 2, 3, 2)],
        hidden_rows=frozenset([3]),
        hidden_columns=frozenset([0]),
        struck=frozenset([(3, 1)]),
    )
    sheet = back(made(source, Sheet("乙", [["x"]], hidden=True)))["甲"]
    assert {str(each) for each in sheet.merged_cells.ranges} == {"A1:C1", "C3:C4"}
    assert (sheet.row_dimensions[4].hidden, sheet.column_dimensions["A"].hidden) == (True, True)
    assert (sheet["B4"].font.strike, sheet["B3"].font.strike) == (True, None)
    assert sheet["C3"].alignment.wrap_text
    assert 6 <= sheet.column_dimensions["B"].width < sheet.column_dimensions["C"].width <= 41
    assert (sheet["B3"].border.left.style, sheet["B3"].number_format) == ("thin", "@")
    assert sheet.parent["乙"].sheet_state == "hidden"


def test_a_title_runs_on_over_the_empty_cells_behind_it() -> None:
    rows = [["很长的标题" * 10, "", ""], ["推荐单位", "甲", ""], ["1", "钱一", "x"], ["两行\n的话"]]
    sheet = back(made(Sheet("甲", rows)))["甲"]
    assert [sheet[cell].alignment.wrap_text for cell in ("A1", "A2", "A4")] == [None, True, True]
    assert sheet["A1"].border.left.style is None
    assert sheet.column_dimensions["A"].width < 12
    assert sheet.row_dimensions[1].height < 20


def test_wide_sheets_fit_a_page() -> None:
    rows = [["很长的表头" * 6] * 20, ["值" * 15] * 20]
    sheet = back(made(Sheet("甲", rows)))["甲"]
    assert [(each.min, each.max) for each in sheet.column_dimensions.values()] == [(1, 20)]
    assert sheet.column_dimensions["A"].width < 10
    assert sheet.row_dimensions[1].height > 60


def test_what_stood_outside_the_cells_is_there() -> None:
    beside = [
        Aside(AsidePlace.HEADER, "", "推荐单位：甲 & 乙"),
        Aside(AsidePlace.COMMENT, "A1", "核过"),
        Aside(AsidePlace.PICTURE, "B2", ""),
    ]
    sheet = back(made(Sheet("甲", [["a"]], above=["以上"], beside=beside)))["甲"]
    assert sheet.oddHeader.center.text.strip() == "推荐单位：甲 && 乙"
    assert (sheet["A1"].value, sheet["A2"].value) == ("以上", "a")
    assert sheet["A2"].comment.text == "核过"


def test_text_is_never_more_than_text() -> None:
    values = ["=1+1", "http://example.org", "00123", "<r>x</r>", "{=A1}", "字" * 40_000, "\ud800"]
    sheet = back(made(Sheet("甲", [values])))["甲"]
    assert {cell.data_type for cell in sheet[1]} == {"s"}
    assert [cell.value for cell in sheet[1]][:5] == values[:5]
    assert len(sheet["F1"].value) == 32_767
    assert not [cell for cell in sheet[1] if cell.hyperlink]


def test_names_of_sheets_that_excel_would_refuse() -> None:
    names = ["a/b[1]:*?", "A_b_1_", "'引'", "", "很长的名字" * 10, "很长的名字" * 10 + "二", SHEETS[0], "History"]
    book = back(
        made(*(Sheet(name, [[str(number)]]) for number, name in enumerate(names))),
        Marking("很长的名字" * 10 + "二", "A1", True, "x"),
    )
    own = [name for name in book.sheetnames if book[name]["A1"].value in list("01234567")]
    assert len(own) == len({name.lower() for name in own}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in own)
    assert [book[name]["A1"].value for name in own] == list("01234567")
    assert [name for name in own if book[name]["A1"].comment] == [own[5]]


def test_overlapping_ranges_of_a_damaged_file() -> None:
    sheet = back(made(Sheet("甲", [["a", "b"], ["c", "d"]], merges=[(0, 0, 1, 0), (0, 0, 0, 1), (1, 1, 1, 1)])))["甲"]
    assert {str(each) for each in sheet.merged_cells.ranges} == {"A1:A2"}


def test_a_second_round_has_nothing_of_the_first() -> None:
    """Neither our sheets nor our comments; what the unit says itself stays."""
    words = correction_file()
    ours = f"{words.words.author}:\n{words.words.must}请写全名"
    beside = [
        Aside(AsidePlace.COMMENT, "A1", ours),
        Aside(AsidePlace.COMMENT, "B1", f"此人已出国\n{ours}"),
        Aside(AsidePlace.COMMENT, "C1", "已核对"),
    ]
    document = made(
        Sheet(SHEETS[0], [[SHEETS[0]], [column.heading for column in words.listing.columns]]),
        Sheet("甲", [["a", "b", "c"]], beside=beside),
        Sheet(seal.SHEET, [["gongjian"]]),
    )
    book = back(document, Marking("甲", "A1", True, "还是不对"))
    assert book.sheetnames == [SHEETS[0], "甲", SHEETS[1]]
    said = [book["甲"][cell].comment.text for cell in ("A1", "B1", "C1")]
    assert said == [f"{words.words.must}还是不对", "此人已出国", "已核对"]


def test_the_seal_verifies_and_the_bytes_are_the_same_each_time() -> None:
    name, data = word()
    document = read_document(name, data, ())
    one, other = (rebuilt(document, [], corrections(()), LINES, CREATED).workbook for _ in range(2))
    assert one == other
    assert seal.verify(told(read_document("a.xlsx", one, ())).mark, SECRET)


def test_a_marking_of_no_sheet_is_refused() -> None:
    with pytest.raises(NotMarkable) as refused:
        rebuilt(made(Sheet("甲", [["a"]])), [Marking("乙", "A1", True, "x")], corrections(()), LINES, CREATED)
    assert refused.value.reason == Reason.NO_PLACE

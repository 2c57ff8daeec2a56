"""Workbooks of every family: true positions, merged ranges, what is hidden, and values as they are shown."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlwt
from openpyxl import Workbook
from support_read import (
    TABLE,
    TEXTS,
    binary,
    docx,
    ods,
    read,
    repacked,
    sheet_xml,
    sheets,
    trimmed,
    xls,
    xls_of_1995,
    xlsb,
    xlsx,
)

from pipeline.model.documents import Sheet

FAMILIES: list[tuple[str, Callable[..., bytes]]] = [
    ("xlsx", xlsx),
    ("xls", xls),
    ("xls", xls_of_1995),
    ("xlsb", xlsb),
    ("ods", ods),
    ("docx", docx),
]


@pytest.mark.parametrize(("kind", "write"), FAMILIES)
@pytest.mark.parametrize("ending", ["", ".xls", ".csv"])
def test_every_family_gives_the_same_cells(kind: str, write: Callable[..., bytes], ending: str) -> None:
    document = read(write(TABLE), f"附件3{ending or '.' + kind}")
    assert (document.kind, document.outcome, document.problem) == (kind, None, None)
    assert [trimmed(sheet) for sheet in document.sheets] == [TEXTS]


@pytest.mark.parametrize(("kind", "write"), [(kind, write) for kind, write in FAMILIES if write is not xls_of_1995])
def test_a_table_anywhere_keeps_its_place(kind: str, write: Callable[..., bytes]) -> None:
    rows = [[None, None, None]] * 6 + [[None, "姓名", "电话"], [None, "工甲", None]]
    (sheet,) = sheets(write(rows), f"a.{kind}")
    assert sheet.rows[6][1] == "姓名"
    assert trimmed(sheet) == [[]] * 6 + [["", "姓名", "电话"], ["", "工甲"]]


MERGED = [["项目", "姓名", None], [None, "工甲", "1"], [None, "工乙", "2"]]
MERGES = [(0, 0, 2, 0), (0, 1, 0, 2)]


def merge_xlsx(book: Workbook) -> None:
    for top, left, bottom, right in MERGES:
        book.active.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)


def merge_xls(sheet: xlwt.Worksheet) -> None:
    for top, left, bottom, right in MERGES:
        sheet.merge(top, bottom, left, right)


def merge_records() -> bytes:
    return b"".join(binary(176, struct.pack("<IIII", top, bottom, left, right)) for top, left, bottom, right in MERGES)


@pytest.mark.parametrize(
    "data",
    [xlsx(MERGED, merge_xlsx), xls(MERGED, merge_xls), ods(MERGED, MERGES), xlsb(MERGED, merge_records())],
    ids=["xlsx", "xls", "ods", "xlsb"],
)
def test_merged_ranges(data: bytes) -> None:
    (sheet,) = sheets(data)
    assert sheet.merges == MERGES
    assert trimmed(sheet) == [["项目", "姓名"], ["", "工甲", "1"], ["", "工乙", "2"]]


def test_a_merged_heading_reaches_over_columns_that_nobody_filled() -> None:
    rows = [["拟互认人员信息"], ["工甲", "139"]]
    (sheet,) = sheets(xlsx(rows, lambda book: book.active.merge_cells("A1:F1")))
    assert sheet.merges == [(0, 0, 0, 5)]
    assert len(sheet.rows[0]) == 6


def test_merged_ranges_lie_within_the_used_rows() -> None:
    merges = b'<mergeCells count="2"><mergeCell ref="A2:A1048576"/><mergeCell ref="H900:J950"/></mergeCells>'
    rows = [["甲", "乙"], ["丙", "丁"], [None, "戊"]]
    (sheet,) = sheets(sheet_xml(xlsx(rows), lambda part: part.replace(b"</sheetData>", b"</sheetData>" + merges)))
    assert sheet.merges == [(1, 0, 2, 0)]


def hide_xlsx(book: Workbook) -> None:
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.active.column_dimensions["H"].hidden = True


def hide_xls(sheet: xlwt.Worksheet) -> None:
    sheet.row(1).hidden = True
    sheet.col(2).hidden = True


HIDDEN_COLUMN = binary(60, struct.pack("<IIII", 2, 2, 0, 0) + b"\x01\x00")


def hidden_xlsb() -> bytes:
    data = xlsb(TABLE, before=binary(134 + 256) + HIDDEN_COLUMN + binary(135 + 256))
    row = struct.pack("<IIH", 1, 0, 300)
    return repacked(data, lambda _, part: part.replace(row + b"\x00\x00", row + b"\x00\x10"))


@pytest.mark.parametrize(
    "data",
    [xlsx(TABLE, hide_xlsx), xls(TABLE, hide_xls), ods(TABLE, hidden_rows=[1], hidden_columns=[2]), hidden_xlsb()],
    ids=["xlsx", "xls", "ods", "xlsb"],
)
def test_hidden_rows_and_columns(data: bytes) -> None:
    (sheet,) = sheets(data)
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.knows_hidden) == ({1}, {2}, True)
    assert trimmed(sheet) == TEXTS


def hide_sheet_xlsx(book: Workbook) -> None:
    book.create_sheet("说明").append(["看这里"])
    book.active.sheet_state = "hidden"


@pytest.mark.parametrize(
    "data",
    [
        xlsx(TABLE, hide_sheet_xlsx),
        xls(TABLE, lambda sheet: setattr(sheet, "visibility", 1)),
        ods(TABLE, hidden=True),
    ],
    ids=["xlsx", "xls", "ods"],
)
def test_hidden_sheets(data: bytes) -> None:
    assert sheets(data)[0].hidden


def test_hidden_rows_belong_to_their_sheet() -> None:
    def change(book: Workbook) -> None:
        book.active.title = "一"
        other = book.create_sheet("二", 0)
        for row in TABLE:
            other.append(list(row))
        other.row_dimensions[3].hidden = True

    first, second = sheets(xlsx(TABLE, change))
    assert (first.name, first.hidden_rows) == ("二", {2})
    assert (second.name, second.hidden_rows) == ("一", frozenset())


def error_xlsx(book: Workbook) -> None:
    book.active["B2"] = "#REF!"
    book.active["B2"].data_type = "e"


def error_xls(sheet: xlwt.Worksheet) -> None:
    sheet.row(1).set_cell_error(1, "#REF!")


ERRONEOUS = [["姓名", "电话"], ["工甲", None], ["工乙", "139"]]


@pytest.mark.parametrize("data", [xlsx(ERRONEOUS, error_xlsx), xls(ERRONEOUS, error_xls)], ids=["xlsx", "xls"])
def test_errors_stay_as_text(data: bytes) -> None:
    assert trimmed(sheets(data)[0]) == [["姓名", "电话"], ["工甲", "#REF!"], ["工乙", "139"]]


VALUES: list[Any] = [13900001234.0, 1.5, True, date(2025, 4, 21), "  工甲\u200b ", "多\n行"]


def test_values_are_shown_as_excel_would() -> None:
    assert sheets(xlsx([VALUES]))[0].rows == [["13900001234", "1.5", "TRUE", "2025-04-21", "工甲", "多\n行"]]


def test_a_formula_gives_the_value_it_had() -> None:
    data = sheet_xml(
        xlsx([["甲", "=1+1"]]), lambda part: part.replace(b"<v></v>", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    )
    assert sheets(data)[0].rows == [["甲", "2"]]


def test_a_cell_far_away_that_is_only_coloured_does_no_harm() -> None:
    def change(part: bytes) -> bytes:
        coloured = b'<row r="1048576"><c r="XFC1048576" s="1"/><c r="XFD1048576" s="1"/></row>'
        return part.replace(b'<c r="A1"', b'<c r="XFD1" s="1"/><c r="A1"').replace(
            b"</sheetData>", coloured + b"</sheetData>"
        )

    assert trimmed(sheets(sheet_xml(xlsx(), change))[0]) == TEXTS


def test_a_claimed_dimension_is_not_believed() -> None:
    data = sheet_xml(xlsx(), lambda part: part.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"'))
    assert trimmed(sheets(data)[0]) == TEXTS


def test_a_package_that_calamine_cannot_read_is_read_by_the_second_reader() -> None:
    def in_utf16(part: bytes) -> bytes:
        text = part.decode().removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
        return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")

    (sheet,) = sheets(sheet_xml(xlsx(MERGED, lambda book: (merge_xlsx(book), hide_xlsx(book))), in_utf16))
    assert trimmed(sheet) == [["项目", "姓名"], ["", "工甲", "1"], ["", "工乙", "2"]]
    assert (sheet.merges, sheet.hidden_rows, sheet.hidden_columns) == (MERGES, {1}, {2})


@pytest.mark.parametrize("page", [936, 1252])
def test_the_code_page_of_an_xls_does_not_matter(page: int) -> None:
    data = xls().replace(struct.pack("<HHH", 0x42, 2, 1200), struct.pack("<HHH", 0x42, 2, page))
    (sheet,) = sheets(data)
    assert (sheet.name, trimmed(sheet)) == ("附件3", TEXTS)


def test_repeated_rows_of_an_ods_cost_nothing_until_they_hold_text() -> None:
    assert trimmed(sheets(ods([*TABLE, [None]], repeat=1_048_000))[0]) == TEXTS
    assert trimmed(sheets(ods(TABLE, repeat=3))[0]) == [*TEXTS, TEXTS[-1], TEXTS[-1]]


def test_sheets_come_in_their_order_and_empty_ones_with_them() -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("空")
        book.create_sheet("说明").append(["看这里"])

    found: list[Sheet] = sheets(xlsx(TABLE, change))
    assert [(sheet.name, len(sheet.rows)) for sheet in found] == [("Sheet", 3), ("空", 0), ("说明", 1)]

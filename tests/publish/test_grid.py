"""Rows written whole say what XlsxWriter writes cell by cell: the same package, but for the hint `spans` of a row."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter.workbook
from hypothesis import example, given
from hypothesis import strategies as st
from support_examples import examples
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.paper.grid import GridSheet, make_workbook, writable
from pipeline.publish.paper.packed import LEVEL
from pipeline.publish.paper.values import Value

COLUMNS = 3
texts = st.one_of(st.text(), st.sampled_from(["", "甲", "=1+1", "http://甲.cn", "007", "<b>&amp;", " 甲", "a\nb"]))
values = st.one_of(texts, st.integers(0, 10**9))
lines = st.lists(st.tuples(*[values] * COLUMNS), max_size=5)


def whole(sheet: GridSheet, rows: Sequence[Sequence[Value]], looks: list[Any]) -> None:
    style = sheet.style(looks)
    for number, row in enumerate(rows):
        sheet.add_row(number, row, style, 30 + 0.75 * number)


def cell_by_cell(sheet: Worksheet, rows: Sequence[Sequence[Value]], looks: list[Any]) -> None:
    for number, row in enumerate(rows):
        sheet.set_row(number, 30 + 0.75 * number)
        for column, (value, look) in enumerate(zip(row, looks, strict=True)):
            if value == "":
                sheet.write_blank(number, column, None, look)
            elif isinstance(value, int):
                sheet.write_number(number, column, value, look)
            else:
                sheet.write_string(number, column, writable(value), look)


def package(rows: Sequence[Sequence[Value]], at_once: bool) -> dict[str, bytes]:
    stream = io.BytesIO()
    book: Workbook = make_workbook(stream, datetime(2025, 4, 21), "甲")  # type: ignore[arg-type]
    if not at_once:
        book.worksheet_class = Worksheet
    sheet = book.add_worksheet("甲")
    looks = [book.add_format({"bold": column == 1, "border": column}) for column in range(COLUMNS)]
    for look in looks:
        look._get_xf_index()  # numbered alike, whoever uses one first
    (whole if at_once else cell_by_cell)(sheet, rows, looks)
    book.close()
    with zipfile.ZipFile(stream) as parts:
        return {name: re.sub(rb' spans="[^"]*"', b"", parts.read(name)) for name in parts.namelist()}


@examples(100)
@example([("甲", "甲", ""), (1, "=1+1", "甲")])
@example([])
@given(lines)
def test_the_same_package_as_cell_by_cell(rows: list[tuple[Value, ...]]) -> None:
    assert package(rows, at_once=True) == package(rows, at_once=False)


def test_parts_are_packed_at_our_level() -> None:
    stream = io.BytesIO()
    book: Workbook = make_workbook(stream, datetime(2025, 4, 21), "甲")  # type: ignore[arg-type]
    sheet = book.add_worksheet("甲")
    style = sheet.style([book.add_format()])
    for number in range(1000):
        sheet.add_row(number, [f"第{number * 7919 % 1000}人"], style)
    book.close()
    assert xlsxwriter.workbook.ZipFile is zipfile.ZipFile  # everybody else's are packed as before
    with zipfile.ZipFile(stream) as parts:
        sizes = {each.filename: each.compress_size for each in parts.infolist()}
        for name, size in sizes.items():
            packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
            assert size == len(packer.compress(parts.read(name)) + packer.flush()), name


@pytest.mark.parametrize(
    "formula",
    [
        "=OFFSET('选项'!$B$1,MATCH($A2,'选项'!$A:$A,0)-1,0,COUNTIF('选项'!$A:$A,$A2),1)",
        "='选项'!$A$1:$A$9",
        "{=SUM(A1:A9)}",
        "=SWITCH(A1,1,2)",
        "=XLOOKUP(MATCH(A1,B:B,0),C:C,D:D)",
    ],
)
def test_formulas_are_prepared_as_by_xlsxwriter(formula: str) -> None:
    assert GridSheet()._prepare_formula(formula, True) == Worksheet()._prepare_formula(formula, True)

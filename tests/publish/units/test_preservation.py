"""What is not marked stays as it was, whatever a unit's workbook holds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

import openpyxl
import pytest
import python_calamine as calamine
from openpyxl.cell.cell import MergedCell
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from support_marked import LINES, LISTING, SHEETS, marked, markings
from support_packages import (
    SHEET,
    STYLES,
    TYPES,
    WORKBOOK,
    out_of_order,
    parts,
    problems,
    raw_entries,
    relations_name,
    told_twice,
)
from support_workbooks import WORKBOOKS

from pipeline.publish.marked.shades import MAY, MAY_UNDER_LIGHT, MUST, MUST_UNDER_LIGHT, is_shade
from pipeline.publish.marked.styles import EDGES
from pipeline.read.documents import read_document

pytestmark = pytest.mark.filterwarnings("ignore:::openpyxl")  # it says what it would drop
NOT_READ_BY_OPENPYXL = ("names_of_parts_in_another_case", "strict")
NOT_READ_BY_CALAMINE = ("relative_targets", "wide_characters")
MADE = [pytest.param(make, id=name) for name, make in WORKBOOKS.items()]
READ_BY_CALAMINE = [pytest.param(make, id=name) for name, make in WORKBOOKS.items() if name not in NOT_READ_BY_CALAMINE]
READ_BY_OPENPYXL = [pytest.param(make, id=name) for name, make in WORKBOOKS.items() if name not in NOT_READ_BY_OPENPYXL]


@cache
def made(make: Any) -> bytes:
    """A unit's workbook."""
    data: bytes = make()
    return data


@cache
def opened(make: Any) -> list[Workbook]:
    """It and the same marked, as openpyxl reads them; nobody changes them."""
    data = made(make)
    return [openpyxl.load_workbook(BytesIO(each)) for each in (data, marked(data).workbook)]


def test_there_are_enough_of_them() -> None:
    assert len(WORKBOOKS) >= 40


def may_change(name: str, before: dict[str, bytes]) -> bool:
    """Parts that a mark touches: lists of sheets, of parts and of formats, the marked sheet, and its comments."""
    key = name.lower()
    lists = {TYPES, WORKBOOK, relations_name(WORKBOOK), STYLES, SHEET, relations_name(SHEET), "_rels/.rels"}
    is_grouped = "worksheets/" in key or "chartsheets/" in key
    selected = is_grouped and b"tabSelected" in before.get(name, b"")
    return (
        key in {each.lower() for each in lists}
        or selected
        or bool(re.fullmatch(r"xl/(comments/?comment\d+|comments\d+|drawings/\w+)\.(xml|vml)", key))
    )


@pytest.mark.parametrize("make", MADE)
def test_parts_are_identical_but_those_touched(make: Any) -> None:
    data = made(make)
    result = marked(data)
    before, after = parts(data), parts(result.workbook)
    gone = [name for name in before if name not in after]
    assert gone == [name for name in before if name.startswith("_xmlsignatures")]
    assert result.unsigned == bool(gone)
    assert [name for name in after if name in before] == [name for name in before if name in after]
    kept = [name for name in before if name in after and not may_change(name, before)]
    packed_before, packed_after = raw_entries(data), raw_entries(result.workbook)
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert {name: packed_after[name] for name in kept} == {name: packed_before[name] for name in kept}
    assert ZipFile(BytesIO(result.workbook)).testzip() is None
    assert told_twice(result.workbook) == []


@pytest.mark.parametrize("make", MADE)
def test_the_package_is_valid(make: Any) -> None:
    data = made(make)
    assert problems(data) == []
    result = marked(data).workbook
    assert problems(result) == []
    assert out_of_order(result) == out_of_order(data)


def read_by_calamine(data: bytes) -> dict[str, Any]:
    book = calamine.load_workbook(BytesIO(data))
    found = {}
    for about in book.sheets_metadata:
        if about.typ == calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            found[about.name] = (str(about.visible), sheet.start, sheet.to_python(), sheet.merged_cell_ranges)
    return found


@pytest.mark.parametrize("make", READ_BY_CALAMINE)
def test_calamine_reads_the_same_values_and_merges(make: Any) -> None:
    data = made(make)
    before, after = read_by_calamine(data), read_by_calamine(marked(data).workbook)
    assert list(after) == [SHEETS[0], *before, SHEETS[1]]
    assert {name: after[name] for name in before} == before
    assert "VeryHidden" in after[SHEETS[1]][0]


def values(book: Workbook) -> dict[str, Any]:
    return {
        sheet.title: (
            sheet.sheet_state,
            sorted(map(str, sheet.merged_cells.ranges)),
            {
                cell.coordinate: getattr(cell.value, "text", cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            },
        )
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("make", READ_BY_OPENPYXL)
def test_openpyxl_reads_the_same_values_names_and_printed_ranges(make: Any) -> None:
    before, after = opened(make)
    assert [name for name in after.sheetnames if name not in SHEETS] == before.sheetnames
    read = values(after)
    assert {name: each for name, each in read.items() if name not in SHEETS} == values(before)
    assert after.active.title == SHEETS[0]
    assert [sheet.title for sheet in after if sheet.sheet_view.tabSelected] == [SHEETS[0]]
    assert {name: each.attr_text for name, each in after.defined_names.items()} == {
        name: each.attr_text for name, each in before.defined_names.items()
    }
    for sheet in before.worksheets:
        same = after[sheet.title]
        assert (same.print_area, same.print_title_rows) == (sheet.print_area, sheet.print_title_rows)
        assert {n: d.attr_text for n, d in same.defined_names.items()} == {
            n: d.attr_text for n, d in sheet.defined_names.items()
        }
        assert same.protection.sheet == sheet.protection.sheet


def look(cell: Any) -> tuple[str, ...]:
    parts = (cell.fill, cell.border, cell.font, cell.number_format, cell.alignment, cell.protection)
    return tuple(map(repr, parts))


def colour(cell: Any) -> str:
    front = cell.fill.fgColor
    return (
        front.rgb
        if isinstance(front, Color) and cell.fill.patternType == "solid" and isinstance(front.rgb, str)
        else ""
    )


def changed_cells(before: Workbook, after: Workbook) -> Iterator[tuple[Any, Any]]:
    for sheet in before.worksheets:
        for row in after[sheet.title].iter_rows():
            for cell in row:
                old = sheet[cell.coordinate]
                if look(old) != look(cell):
                    yield old, cell


@pytest.mark.parametrize("make", READ_BY_OPENPYXL)
def test_every_marked_cell_is_marked_and_no_other(make: Any) -> None:
    data = made(make)
    before, after = opened(make)
    must, may = (area_of(before.worksheets[0], marking.cell) for marking in markings(data))
    seen = set()
    for old, cell in changed_cells(before, after):
        area = next(each for each in (must, may) if cell.coordinate in each.cells)
        if isinstance(cell, MergedCell):  # openpyxl makes up its look; see test_cells.py
            continue
        seen.add(cell.coordinate)
        assert look(old)[2:] == look(cell)[2:]
        light = old.font.color is not None and old.font.color.rgb == "FFFFFFFF"
        base = (MUST_UNDER_LIGHT if light else MUST) if area is must else MAY_UNDER_LIGHT if light else MAY
        assert is_shade(colour(cell))
        assert colour(cell)[:4] == base[:4]
        if len(area.cells) == 1:
            assert thick(cell) == (EDGES if area is must else set())
    assert seen == {must.cells[0], may.cells[0]}


class Area(NamedTuple):
    """A cell with all that it is merged with."""

    cells: list[str]


def area_of(sheet: Any, cell: str) -> Area:
    range_ = next((each for each in sheet.merged_cells.ranges if cell in each), CellRange(cell))
    return Area([f"{get_column_letter(column)}{row}" for row, column in range_.cells])


def thick(cell: Any) -> set[str]:
    border = cell.border
    sides = {"left": border.left, "right": border.right, "top": border.top, "bottom": border.bottom}
    mirrored = {"left": border.start, "right": border.end}
    return {
        name for each in (sides, mirrored) for name, side in each.items() if side is not None and side.style == "thick"
    }


@pytest.mark.parametrize("make", READ_BY_OPENPYXL)
def test_comments_stand_at_the_marked_cells_and_nothing_is_lost_of_others(make: Any) -> None:
    data = made(make)
    before, after = opened(make)
    old, new = comments(before), comments(after)
    threaded = {"B4"} if b"threadedComment" in data else set()
    said = {marking.cell: marking.text for marking in markings(data) if marking.cell not in threaded}
    assert new.keys() == old.keys() | said.keys()
    for cell, text in new.items():
        assert text.startswith(old.get(cell, "")), cell
        assert (said[cell] in text) if cell in said else text == old[cell]


def comments(book: Workbook) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


@pytest.mark.parametrize("make", MADE)
def test_every_comment_has_one_box(make: Any) -> None:
    contents = parts(marked(made(make)).workbook)
    for name, data in contents.items():
        if re.fullmatch(r"xl/comments\d+\.xml", name):
            places = sorted(re.findall(rb'<(?:\w+:)?comment [^>]*ref="([A-Z]+\d+)"', data))
            drawings = b"".join(each for part, each in contents.items() if part.endswith(".vml") and b'"Note"' in each)
            boxes = re.findall(rb"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", drawings)
            cells = sorted(b"%c%d" % (65 + int(column), int(row) + 1) for row, column in boxes)
            assert cells == places


@pytest.mark.parametrize("make", MADE)
def test_it_is_read_here_as_before(make: Any) -> None:
    """Comments stand beside the cells; ours are the only thing that is there more."""
    data = made(make)
    before, after = (read_document("附件3.xlsx", each, ()).sheets for each in (data, marked(data).workbook))
    theirs = [sheet for sheet in after if sheet.name not in SHEETS]
    assert [replace(sheet, beside=[]) for sheet in theirs] == [replace(sheet, beside=[]) for sheet in before]
    assert [sheet.name for sheet in after if sheet not in theirs] == list(SHEETS)


def reads(read: Any, data: bytes) -> bool:
    try:
        return bool(read(data))
    except Exception:  # whatever a reader says of what it cannot read
        return False


def test_what_a_reader_does_not_read_it_did_not_read_before() -> None:
    readers = [
        (read_by_calamine, NOT_READ_BY_CALAMINE),
        (lambda each: values(openpyxl.load_workbook(BytesIO(each))), NOT_READ_BY_OPENPYXL),
    ]
    for read, names in readers:
        assert [name for name, make in WORKBOOKS.items() if not reads(read, made(make))] == sorted(
            names, key=list(WORKBOOKS).index
        )
    assert not set(NOT_READ_BY_CALAMINE) & set(NOT_READ_BY_OPENPYXL)


def test_the_listing_and_the_seal_are_read() -> None:
    read = read_by_calamine(marked(WORKBOOKS["picture"]()).workbook)
    assert [row[0] for row in read[SHEETS[1]][2]] == LINES
    assert [row[1] for row in read[SHEETS[0]][2] if row[1] and row[0] not in ("", "序号")] == [
        line.name for line in LISTING.lines
    ]
    assert posixpath.basename(SHEET) == "sheet1.xml"

"""Lines that speak of people by the colour of their rows: 标红人员已放弃."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font, PatternFill
from support_recognise import ANNA, BLANK, BORIS, CHLOE, FIRST, FLAT, document

from pipeline.read.workbook import read_xlsx
from pipeline.recognise import recognise

Paint = Callable[[Cell], None]


def written(colour: str) -> Paint:
    def paint(cell: Cell) -> None:
        cell.font = Font(color=colour)

    return paint


def filled(colour: str) -> Paint:
    def paint(cell: Cell) -> None:
        cell.fill = PatternFill("solid", fgColor=colour)

    return paint


def said(note: str, paint: Paint, on_top: bool) -> list[str]:
    """Against each of three people, the second of whom is painted; behind them what is said of the document."""
    book = Workbook()
    sheet = book.worksheets[0]
    rows = [FLAT, f"{FIRST}|{ANNA}", f"{BLANK}|{BORIS}", f"{BLANK}|{CHLOE}"]
    for row in [note, *rows] if on_top else [*rows, note]:
        sheet.append(row.split("|"))
    for cell in sheet[4 if on_top else 3]:
        paint(cell)  # type: ignore[arg-type]
    file = BytesIO()
    book.save(file)
    found = recognise(document(*read_xlsx(file.getvalue())))
    people = [" ".join(each.slug for each in p.problems if each.slug != "section-assumed") for p in found.people]
    return people + [each.slug for each in found.problems]


@pytest.mark.parametrize("on_top", [True, False])
@pytest.mark.parametrize(
    ("note", "paint", "slug"),
    [
        ("标红人员已放弃", written("FFFF0000"), "not-recommended"),
        ("注：红色字体的暂不推荐", written("FFC00000"), "not-recommended"),
        ("标黄的不参加本次申报", filled("FFFFFF00"), "not-recommended"),
        ("1.表中标黄人员本次不推荐；2.其余照报", filled("FFFFC000"), "not-recommended"),
        ("备注：绿色部分人员作废", filled("FF92D050"), "struck-out"),
        ("标蓝的为备选人员", filled("FF00B0F0"), "eligibility-doubtful"),
        ("标红人员为资深工程会员", written("FFFF0000"), ""),
        ("没有标红的行不用改", written("FFFF0000"), ""),
    ],
)
def test_those_in_the_colour_are_held(note: str, paint: Paint, slug: str, on_top: bool) -> None:
    assert said(note, paint, on_top) == ["", slug, ""]


@pytest.mark.parametrize("on_top", [True, False])
@pytest.mark.parametrize("paint", [filled("FFFFFF00"), written("FF000000"), filled("FFD9D9D9")])
def test_where_nobody_has_it_the_line_is_told(paint: Paint, on_top: bool) -> None:
    assert said("标红人员不报", paint, on_top) == ["", "", "", "condition-unread"]


@pytest.mark.parametrize("note", ["除标红人员外均不推荐", "未标红人员暂不推荐"])
def test_those_of_another_colour_are_told_too(note: str) -> None:
    assert said(note, written("FFFF0000"), on_top=False) == ["", "", "", "condition-unread"]

"""A second round: the marks of the first one come off, wherever their cells are now; what is wrong is marked anew."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from support_marked import LINES, SECRET, SHEETS
from support_packages import parts, problems
from support_workbooks import NAME, WORKBOOKS, by_openpyxl, by_xlsxwriter

from pipeline.kinds.telling import told
from pipeline.publish.marked import Line, Marking
from pipeline.publish.marked.marking import mark_package
from pipeline.publish.marked.shades import Look, Shades, is_shade, remembered
from pipeline.publish.units.answering import corrections
from pipeline.read.documents import read_document
from pipeline.text import seal

FIRST = [
    Marking(NAME, "B4", True, "一"),
    Marking(NAME, "C5", False, "二"),
    Marking(NAME, "D6", True, "三"),
    Marking(NAME, "D3", True, "四"),
]
LISTED = corrections((Line("钱一", NAME, "B4", "姓名", "", "", "", ("甲", "乙")),))


def marked(data: bytes, markings: list[Marking]) -> bytes:
    return mark_package(data, markings, LISTED, LINES).workbook


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    edit(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def looks(data: bytes, down: int = 0) -> dict[tuple[int, int], tuple[str, ...]]:
    sheet = openpyxl.load_workbook(BytesIO(data))[NAME]
    return {
        (cell.row - down, cell.column): tuple(
            map(repr, (cell.fill, cell.border, cell.font, cell.number_format, cell.comment))
        )
        for row in sheet.iter_rows(min_row=1 + down, max_row=6 + down, max_col=5)
        for cell in row
    }


NAMES = (
    "plain_of_xlsxwriter",
    "plain_of_openpyxl",
    "merged_cells",
    "white_letters",
    "comment_at_the_marked_cell",
    "comments_elsewhere",
    "strict",
    "prefixed_namespaces",
)


@pytest.mark.parametrize("name", [each for each in NAMES if each != "strict"])
def test_what_is_right_now_looks_as_it_did_before(name: str) -> None:
    data = WORKBOOKS[name]()
    result = marked(marked(data, FIRST), [])
    assert looks(result) == looks(data)
    assert openpyxl.load_workbook(BytesIO(result)).sheetnames == [SHEETS[0], NAME, SHEETS[1]]


@pytest.mark.parametrize("name", NAMES)
def test_the_package_stays_valid_round_after_round(name: str) -> None:
    data = WORKBOOKS[name]()
    for markings in (FIRST, FIRST[:2], [], FIRST):
        data = marked(data, markings)
        assert problems(data) == []
        drawings = b"".join(each for part, each in parts(data).items() if part.endswith(".vml"))
        commented = sum(
            each.count(b"<comment ") + each.count(b":comment ")
            for part, each in parts(data).items()
            if "comments" in part and part.endswith(".xml")
        )
        assert drawings.count(b'"Note"') == commented
    assert seal.verify(told(read_document("a.xlsx", data, ())).mark, SECRET)


def test_marks_come_off_where_rows_have_moved() -> None:
    data = by_xlsxwriter()
    returned = edited(marked(data, FIRST), lambda book: book[NAME].insert_rows(1, 3))
    assert looks(marked(returned, []), down=3) == looks(edited(data, lambda book: book[NAME].insert_rows(1, 3)), down=3)


def test_what_is_still_wrong_is_marked_anew_and_said_once() -> None:
    returned = edited(marked(by_xlsxwriter(), FIRST), lambda book: book[NAME].insert_rows(1, 3))
    sheet = openpyxl.load_workbook(BytesIO(marked(returned, [Marking(NAME, "B7", True, "还是不对")])))[NAME]
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if is_shade(str(cell.fill.fgColor.rgb))} == {
        "B7"
    }
    assert [(cell.coordinate, cell.comment.text) for row in sheet.iter_rows() for cell in row if cell.comment] == [
        ("B7", "【必须更正】还是不对")
    ]


def test_three_rounds_remember_the_first_look() -> None:
    data = by_xlsxwriter()
    returned = marked(data, FIRST)
    for _ in range(2):
        returned = marked(edited(returned, lambda book: book[NAME].insert_rows(20)), FIRST)
    assert looks(marked(returned, [])) == looks(edited(data, lambda _: None))


def test_a_copied_look_comes_off_too() -> None:
    """A person drags a marked cell over others, and its look goes with it."""

    def drag(book: Any) -> None:
        for cell in ("C4", "C6"):
            book[NAME][cell]._style = book[NAME]["B4"]._style

    sheet = openpyxl.load_workbook(BytesIO(marked(edited(marked(by_xlsxwriter(), FIRST), drag), [])))[NAME]
    assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if is_shade(str(cell.fill.fgColor.rgb))]


def test_without_the_list_marks_come_off_to_a_plain_look() -> None:
    returned = edited(marked(by_xlsxwriter(), FIRST), lambda book: book.remove(book[SHEETS[0]]))
    cell = openpyxl.load_workbook(BytesIO(marked(returned, [])))[NAME]["B4"]
    assert (cell.fill.patternType, cell.border.left.style, cell.comment) == (None, "thin", None)


def test_what_the_unit_says_at_a_cell_is_never_taken_away() -> None:
    def answer(book: Any) -> None:
        book[NAME]["C5"].comment = Comment("已核对无误", "甲地")

    sheet = openpyxl.load_workbook(
        BytesIO(marked(edited(marked(WORKBOOKS["comment_at_the_marked_cell"](), FIRST), answer), []))
    )[NAME]
    assert (sheet["B4"].comment.text, sheet["C5"].comment.text) == ("此人已出国", "已核对无误")


def test_colours_of_a_workbook_that_was_never_ours_are_the_units() -> None:
    def red(_: Any, sheet: Any) -> None:
        sheet["E4"].fill = PatternFill("solid", fgColor="FFFFBFC6")

    sheet = openpyxl.load_workbook(BytesIO(marked(by_openpyxl(red), FIRST)))[NAME]
    assert sheet["E4"].fill.fgColor.rgb == "FFFFBFC6"


def test_shades_remember_as_many_looks_as_there_are() -> None:
    shades = Shades()
    looks_ = [Look(f"<fill>{number}</fill>", "<border/>") for number in range(70)]
    given = [shades.of("FFFFBFC6", look) for look in looks_]
    assert len(set(given)) == 64
    assert all(map(is_shade, given))
    back = remembered(shades.written())
    assert [back.get(shade) for shade in given[:63]] == looks_[:63]
    assert given[-1] not in back


@pytest.mark.parametrize(
    "colour",
    ["FFFFC7CE", "FFFFEB9C", "FFFFFF00", "FFFF0000", "FFC00000", "FF7F6000", "", "FFFFBF", "FFFFBFZZ", "FFFFB7C6"],
)
def test_colours_that_offices_offer_are_no_marks(colour: str) -> None:
    assert not is_shade(colour)

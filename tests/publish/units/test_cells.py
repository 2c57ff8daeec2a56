"""How one cell is marked: its look, its edges, its comment, and what a sheet needs for that."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.utils import column_index_from_string
from support_marked import LINES, SHEETS, listing, marked
from support_packages import MAIN, SHEET, STYLES, WORKBOOK, Added, before, edited, parts, removed, replaced
from support_workbooks import (
    NAME,
    QUOTED,
    WORKBOOKS,
    by_openpyxl,
    by_xlsxwriter,
    cells_and_rows_without_places,
    comment_at_the_marked_cell,
    merged_cells,
    outlines_panes_and_widths,
    quotes_in_the_name,
    threads,
    white_letters,
)

from pipeline.publish.marked import Line, Marking
from pipeline.publish.marked.marking import mark_package
from pipeline.publish.marked.shades import MAY, MUST, MUST_UNDER_LIGHT
from pipeline.publish.units.answering import corrections

NOTHING = corrections(())


def with_marks(data: bytes, *markings: tuple[str, bool, str]) -> bytes:
    return mark_package(data, [Marking(NAME, *each) for each in markings], NOTHING, LINES).workbook


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def front(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)


def test_what_must_be_corrected_is_red_with_a_thick_border_and_the_rest_of_its_look_stays() -> None:
    data = with_marks(white_letters(), ("B4", True, "姓名不全。"))
    cell = opened(data)[NAME]["B4"]
    assert front(cell) == MUST_UNDER_LIGHT
    assert {side.style for side in (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)} == {
        "thick"
    }
    assert (cell.border.diagonal.style, cell.border.diagonalUp) == ("thin", True)
    assert (cell.font.color.rgb, cell.font.b) == ("FFFFFFFF", True)


def test_what_is_to_be_looked_at_is_yellow_and_keeps_its_border() -> None:
    cell = opened(with_marks(by_xlsxwriter(), ("C5", False, "请核对。")))[NAME]["C5"]
    assert front(cell) == MAY
    assert (cell.border.left.style, cell.number_format) == ("thin", "@")


def test_cells_of_one_look_share_one_format() -> None:
    cells = [f"{column}{row}" for column in "BCD" for row in (4, 5, 6)]
    root = etree.fromstring(parts(with_marks(by_xlsxwriter(), *((cell, True, "x") for cell in cells)))[SHEET])
    assert len({each.get("s") for each in root.iter(f"{{{MAIN}}}c") if each.get("r") in cells}) == 1


def test_edges_go_around_all_that_is_merged() -> None:
    root = etree.fromstring(parts(with_marks(merged_cells(), ("C6", True, "号码不对。")))[SHEET])
    styles = etree.fromstring(parts(with_marks(merged_cells(), ("C6", True, "号码不对。")))[STYLES])
    thick = {}
    for cell in root.iter(f"{{{MAIN}}}c"):
        format_ = styles.find("{*}cellXfs")[int(cell.get("s", "0"))]
        border = styles.find("{*}borders")[int(format_.get("borderId"))]
        sides = "".join(etree.QName(side).localname[0] for side in border if side.get("style") == "thick")
        if sides:
            thick[cell.get("r")] = "".join(sorted(sides))
    assert thick == {"C5": "lt", "D5": "rt", "C6": "bl", "D6": "br"}


def test_what_is_said_of_one_cell_is_said_in_one_comment() -> None:
    data = with_marks(merged_cells(), ("C5", False, "请核对。"), ("D6", True, "号码不对。"), ("C6", True, "号码不对。"))
    cell = opened(data)[NAME]["C5"]
    assert cell.comment.text == "【请核对】请核对。\n【必须更正】号码不对。"
    assert front(cell) == MUST


def test_a_comment_that_is_there_stays_and_gets_a_run_more() -> None:
    data = with_marks(comment_at_the_marked_cell(), ("B4", True, "姓名不全。"))
    assert opened(data)[NAME]["B4"].comment.text == "此人已出国\n【必须更正】姓名不全。"
    (drawing,) = [each for name, each in parts(data).items() if name.endswith(".vml")]
    assert drawing == parts(comment_at_the_marked_cell())["xl/drawings/vmlDrawing1.vml"]


def test_plain_text_of_a_comment_becomes_a_run_in_front_of_its_readings() -> None:
    data = with_marks(WORKBOOKS["comments_that_nobody_drew"](), ("D6", True, "x"))
    (comment,) = etree.fromstring(parts(data)["xl/comments7.xml"]).iter("{*}comment")
    assert [etree.QName(each).localname for each in comment[0]] == ["r", "r", "rPh"]
    assert [run.findtext("{*}t") for run in comment[0][:2]] == ["批注", "\n【必须更正】x"]


def test_a_cell_with_a_thread_gets_no_comment_but_its_colour() -> None:
    data = with_marks(threads(), ("B4", True, "姓名不全。"), ("C5", True, "号码不对。"))
    sheet = opened(data)[NAME]
    assert "姓名不全" not in sheet["B4"].comment.text
    assert sheet["C5"].comment.text == "【必须更正】号码不对。"
    assert front(sheet["B4"]) == MUST


@pytest.mark.parametrize("cell", ["G5", "C20", "F1"])
@pytest.mark.parametrize("make", [by_xlsxwriter, by_openpyxl, cells_and_rows_without_places])
def test_a_cell_that_is_not_there_is_made_in_its_place(make: Any, cell: str) -> None:
    """Empty cells have often no element, and a missing value is what most often must be written."""
    data = make()
    result = with_marks(data, (cell, True, "没有填写。"))
    sheet, old = opened(result)[NAME], opened(data)[NAME]
    assert front(sheet[cell]) == MUST
    assert [[each.value for each in row] for row in sheet["A1:F6"]] == [
        [each.value for each in row] for row in old["A1:F6"]
    ]
    root = etree.fromstring(parts(result)[SHEET])
    rows = [int(each.get("r")) for each in root.find("{*}sheetData") if each.get("r")]
    columns = [[column_of(each) for each in row if each.get("r")] for row in root.find("{*}sheetData")]
    assert rows == sorted(set(rows))
    assert columns == [sorted(set(row)) for row in columns]
    assert [each.get("r") for each in root.iter("{*}c") if each.get("r") == cell] == [cell]


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet["A1:F6"]]


def column_of(cell: etree._Element) -> int:
    return int(column_index_from_string(cell.get("r").rstrip("0123456789")))


def test_what_is_said_of_the_reach_of_rows_and_sheet_stays_true() -> None:
    root = etree.fromstring(
        parts(with_marks(by_xlsxwriter(), ("G5", True, "x"), ("C9", True, "x"), ("B4", True, "x")))[SHEET]
    )
    assert root.find("{*}dimension").get("ref") == "A1:G9"
    spans = {row.get("r"): row.get("spans") for row in root.find("{*}sheetData")}
    assert (spans["4"], spans["5"]) == ("1:5", None)


def test_a_format_says_what_of_it_counts() -> None:
    styles = etree.fromstring(parts(with_marks(by_openpyxl(), ("B4", True, "x"), ("C5", False, "x")))[STYLES])
    must, may = styles.find("{*}cellXfs")[1:3]
    assert (must.get("applyFill"), must.get("applyBorder")) == ("1", "1")
    assert (may.get("applyFill"), may.get("applyBorder")) == ("1", None)


def test_a_new_cell_looks_like_its_row_or_its_column() -> None:
    sheet = opened(with_marks(outlines_panes_and_widths(), ("G5", True, "x"), ("D8", True, "x")))[NAME]
    assert sheet["D8"].number_format == "@"
    assert (sheet["G5"].font.i, front(sheet["G5"])[:4]) == (True, MUST[:4])


def test_the_printed_range_never_grows() -> None:
    sheet = opened(with_marks(WORKBOOKS["filter_and_printed_range"](), ("G9", True, "x")))[NAME]
    assert (sheet.print_area, sheet.print_title_rows) == ("'附件3'!$A$1:$E$6", "$1:$3")


def test_shared_strings_stay() -> None:
    data = by_xlsxwriter()
    assert parts(marked(data).workbook)["xl/sharedStrings.xml"] == parts(data)["xl/sharedStrings.xml"]


def test_what_is_said_may_hold_anything() -> None:
    text = '=HYPERLINK("http://x")\x07\x0b<b>&\ud800_x000D_\n第二行'
    line = Line("甲", NAME, "B4", "姓名", text, text, text)
    data = mark_package(
        by_xlsxwriter(), [Marking(NAME, "B4", True, text)], corrections((line,), (text,)), LINES
    ).workbook
    said = '=HYPERLINK("http://x")<b>&?_x005F_x000D_\n第二行'  # as XML has to have it; openpyxl leaves it so
    book = opened(data)
    assert book[NAME]["B4"].comment.text == f"【必须更正】{said}"
    row = next(row for row in book[SHEETS[0]].iter_rows(max_col=7) if row[1].value == "甲")
    assert [cell.value for cell in row[4:]] == [said] * 3
    assert [cell.data_type for cell in row[4:]] == ["s"] * 3


def test_a_very_long_text_is_cut_to_what_a_cell_holds() -> None:
    line = Line("甲", NAME, "B4", "姓名", "字" * 40_000, "", "")
    book = opened(mark_package(by_xlsxwriter(), [], corrections((line,)), LINES).workbook)
    assert max(len(str(cell.value)) for row in book[SHEETS[0]].iter_rows() for cell in row) == 32_767


def test_no_marking_marks_nothing() -> None:
    data = by_xlsxwriter()
    result = parts(mark_package(data, [], NOTHING, LINES).workbook)
    assert not [name for name in result if "comments" in name or name.endswith(".vml")]


def test_sheets_with_quotes_in_their_names_are_led_to() -> None:
    data = quotes_in_the_name()
    sheet = opened(marked(data).workbook)[SHEETS[0]]
    links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'甲方''s \"表\" & <1>'!B4", "'甲方''s \"表\" & <1>'!C5"]
    assert QUOTED in opened(marked(data).workbook).sheetnames


def test_names_that_belong_to_a_sheet_go_on_belonging_to_it() -> None:
    data = WORKBOOKS["names_of_sheets_and_of_the_workbook"]()
    book = etree.fromstring(parts(marked(data).workbook)[WORKBOOK])
    names = [(each.get("name"), each.get("localSheetId"), each.text) for each in book.iterfind("{*}definedNames/*")]
    assert ("_xlnm.Print_Area", "1", "附件3!$A$1:$E$6") in names
    assert ("_xlnm.Print_Area", "2", "另表!$A$1:$C$3") in names
    assert ("全局", None, "附件3!$B$4") in names
    assert ("_xlnm.Print_Titles", "0", f"'{SHEETS[0]}'!$5:$5") in names


def test_one_sheet_alone_is_shown_and_selected() -> None:
    for name in ("grouped_sheets", "two_windows", "chart_on_a_selected_sheet_of_its_own"):
        contents = parts(marked(WORKBOOKS[name]()).workbook)
        views = etree.fromstring(contents[WORKBOOK]).iterfind("{*}bookViews/*")
        assert {(view.get("activeTab"), view.get("firstSheet")) for view in views} == {("0", None)}
        assert sum(b'tabSelected="1"' in data for part, data in contents.items() if part.endswith(".xml")) == 1


def test_a_drawing_keeps_its_bytes_and_gets_shapes_with_ids_of_their_own() -> None:
    data = WORKBOOKS["vml_that_is_no_xml"]()
    old, new = (parts(each)["xl/drawings/vmlDrawing1.vml"] for each in (data, marked(data).workbook))
    assert b"<br>" in new
    assert new.startswith(old[: old.index(b'data="1"')])
    assert b'data="1,2"' in new
    assert b'id="_x0000_s2049"' in new
    assert b'id="_x0000_s2050"' in new
    assert new.replace(b'data="1,2"', b'data="1"').startswith(old[: old.rindex(b"</xml>")])


def test_a_thousand_comments_find_room() -> None:
    marks = [Marking(NAME, f"A{row}", True, "x") for row in range(1, 1_202)]
    result = mark_package(by_xlsxwriter(), marks, NOTHING, LINES).workbook
    sheet = opened(result)[NAME]
    assert sum(cell.comment is not None for (cell,) in sheet.iter_rows(max_col=1)) == 1_201
    (drawing,) = [each for name, each in parts(result).items() if name.endswith(".vml")]
    assert b'data="1,2"' in drawing


def test_a_drawing_in_wide_characters_is_spliced_too() -> None:
    contents = parts(WORKBOOKS["comments_elsewhere"]())
    text = contents["xl/drawings/vmlDrawing1.vml"].decode()
    data = edited(
        WORKBOOKS["comments_elsewhere"](),
        {},
        Added("xl/drawings/vmlDrawing1.vml", b"\xff\xfe" + text.encode("utf-16-le")),
    )
    drawing = parts(with_marks(data, ("B4", True, "x")))["xl/drawings/vmlDrawing1.vml"].decode("utf-16")
    assert drawing.count('ObjectType="Note"') == 2


def test_a_row_of_one_format_and_a_list_of_none() -> None:
    """Formats that the styles do not have are what readers take for plain."""
    data = edited(
        by_xlsxwriter(),
        {STYLES: removed("<fills.*</fills>|<borders.*</borders>"), SHEET: replaced(('r="B4" s="2"', 'r="B4" s="99"'))},
    )
    cell = opened(with_marks(data, ("B4", True, "x")))[NAME]["B4"]
    assert front(cell) == MUST


def test_a_sheet_of_the_unit_with_the_name_of_ours_stays() -> None:
    def more(book: Any, sheet: Any) -> None:
        book.add_worksheet(SHEETS[0]).write("A1", "单位自己的")

    data = by_xlsxwriter(more)
    book = opened(mark_package(data, [], listing(data), LINES).workbook)
    assert book.sheetnames == [f"{SHEETS[0]} (2)", NAME, SHEETS[0], SHEETS[1]]
    assert book[SHEETS[0]]["A1"].value == "单位自己的"


def test_comments_of_other_sheets_are_not_touched() -> None:
    def more(book: Any, sheet: Any) -> None:
        book.create_sheet("乙")["A1"].comment = Comment("乙的", "乙")

    data = by_openpyxl(more)
    result = parts(with_marks(data, ("B4", True, "x")))
    old = parts(data)
    assert {name: result[name] for name in old if "comment" in name} == {
        name: old[name] for name in old if "comment" in name
    }


def test_an_extension_and_a_choice_between_markups_are_kept() -> None:
    data = WORKBOOKS["unknown_extensions"]()
    old, new = (etree.fromstring(parts(each)[SHEET]) for each in (data, marked(data).workbook))
    assert etree.tostring(old.find("{*}extLst"), method="c14n") == etree.tostring(new.find("{*}extLst"), method="c14n")
    assert {key: old.get(key) for key in old.keys()} == {key: new.get(key) for key in new.keys()}  # noqa: SIM118
    assert old.nsmap == new.nsmap


def test_a_mark_stands_before_what_the_schema_puts_behind_it() -> None:
    data = edited(by_xlsxwriter(), {SHEET: before("</worksheet>", '<tableParts count="0"/>')})
    names = [
        etree.QName(each).localname for each in etree.fromstring(parts(with_marks(data, ("B4", True, "x")))[SHEET])
    ]
    assert names.index("legacyDrawing") == names.index("tableParts") - 1

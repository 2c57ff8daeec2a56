"""What stands on a sheet outside its cells, in each format."""

from __future__ import annotations

import struct
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from docx import Document as WordDocument
from odf.dc import Creator
from odf.draw import Frame, TextBox
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Header, MasterPage, PageLayout, Style
from odf.table import Shapes, Table, TableCell, TableRow
from odf.text import P, SheetName
from openpyxl.comments import Comment
from support_read import TABLE, TEXTS, repacked, sheets, trimmed, xls

from pipeline.model.documents import Aside, AsidePlace
from pipeline.read.biff_asides import read_asides
from pipeline.text.pages import page_text

HEADER = Aside(AsidePlace.HEADER, "", "推荐单位：甲&乙公司\n第  页")
FOOTER = Aside(AsidePlace.FOOTER, "", "填表人：余一")
BOX = Aside(AsidePlace.BOX, "E5", "补充人员：\n工丙 19911113333")
COMMENT = Aside(AsidePlace.COMMENT, "B2", "新号码 19911114444")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def everything() -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("附件3")
        for number, row in enumerate(TABLE):
            sheet.write_row(number, 0, row)
        sheet.set_header('&C&"宋体,常规"&12推荐单位：甲&&乙公司&R第 &P 页')
        sheet.set_footer("&L填表人：余一")
        sheet.insert_textbox("E5", BOX.text)
        sheet.write_comment("B2", COMMENT.text)
        sheet.insert_image("G1", "seal.png", {"image_data": BytesIO(PIXEL)})
        book.add_worksheet("空")
    return stream.getvalue()


def test_everything_beside_the_cells_of_an_xlsx() -> None:
    first, second = sheets(everything())
    assert trimmed(first) == TEXTS
    assert set(first.beside) == {HEADER, FOOTER, BOX, COMMENT, Aside(AsidePlace.PICTURE, "G1", "")}
    assert second.beside == []


def test_comments_as_openpyxl_names_their_part() -> None:
    book = openpyxl.Workbook()
    book.active.append(TABLE[0])
    book.active["B1"].comment = Comment(COMMENT.text, "余一")
    stream = BytesIO()
    book.save(stream)
    (sheet,) = sheets(stream.getvalue())
    assert sheet.beside == [Aside(AsidePlace.COMMENT, "B1", COMMENT.text)]


def test_a_damaged_drawing_costs_nobody_his_place() -> None:
    def damage(name: str, data: bytes) -> bytes:
        return b"<xdr:wsDr" if name == "xl/drawings/drawing1.xml" else data

    (first, _) = sheets(repacked(everything(), damage))
    assert (trimmed(first), first.beside) == (TEXTS, [])


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('&L&9左&C&"Arial,Bold"&K000000中&R&D &T', "左\n中"),
        ("&A第&P页，共&N页", "第页，共页"),
        ("研&&发", "研&发"),
        ("", ""),
    ],
)
def test_codes_of_headers_and_footers(code: str, text: str) -> None:
    assert page_text(code) == text


def test_the_page_header_of_an_xls() -> None:
    def change(sheet: object) -> None:
        sheet._Worksheet__header_str = "&C推荐单位：甲公司"  # type: ignore[attr-defined]  # its setter takes no text
        sheet._Worksheet__footer_str = "&CPage &P"  # type: ignore[attr-defined]

    (sheet,) = sheets(xls(TABLE, change), "a.xls")
    assert sheet.beside == [
        Aside(AsidePlace.HEADER, "", "推荐单位：甲公司"),
        Aside(AsidePlace.FOOTER, "", "Page"),
    ]


def test_boxes_and_comments_of_an_xls() -> None:
    def text(words: str) -> list[tuple[int, bytes]]:
        return [(0x1B6, bytes(18)), (0x3C, b"\x01" + words.encode("utf-16-le")), (0x3C, bytes(16))]

    def thing(kind: int, number: int) -> tuple[int, bytes]:
        return 0x5D, struct.pack("<HHHH", 0x15, 0x12, kind, number) + bytes(14)

    note = (0x1C, struct.pack("<HHHH", 1, 1, 0, 7))
    records = [
        thing(0x06, 3),
        *text(BOX.text),
        thing(0x19, 7),
        *text(COMMENT.text),
        thing(0x19, 8),
        *text("无主"),
        note,
    ]
    assert read_asides(records) == [BOX._replace(cell=""), COMMENT]
    assert read_asides([(0x14, b"\x06" + "甲公司".encode("gbk"))]) == [Aside(AsidePlace.HEADER, "", "甲公司")]
    assert read_asides([(0x14, b"\x06"), note]) == []


def test_everything_beside_the_cells_of_an_ods() -> None:
    book = OpenDocumentSpreadsheet()
    layout = PageLayout(name="pm")
    book.automaticstyles.addElement(layout)
    page = MasterPage(name="page", pagelayoutname=layout)
    header = Header()
    line = P(text="推荐单位：甲公司")
    line.addElement(SheetName(text="附件3"))
    header.addElement(line)
    page.addElement(header)
    book.masterstyles.addElement(page)
    style = Style(name="ta1", family="table", masterpagename="page")
    book.automaticstyles.addElement(style)
    table = Table(name="附件3", stylename=style)
    shapes, frame, box = Shapes(), Frame(width="1cm", height="1cm"), TextBox()
    box.addElement(P(text="工丙 19911113333"))
    frame.addElement(box)
    shapes.addElement(frame)
    table.addElement(shapes)
    row, cell, note = TableRow(), TableCell(valuetype="string"), Annotation()
    note.addElement(Creator(text="余一"))
    note.addElement(P(text=COMMENT.text))
    cell.addElement(note)
    cell.addElement(P(text="工甲"))
    row.addElement(TableCell(numbercolumnsrepeated=3))
    row.addElement(cell)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    stream = BytesIO()
    book.write(stream)
    (sheet,) = sheets(stream.getvalue(), "a.ods")
    assert sheet.rows == [["", "", "", "工甲"]]
    assert sheet.beside == [
        Aside(AsidePlace.HEADER, "", "推荐单位：甲公司"),
        Aside(AsidePlace.BOX, "", "工丙 19911113333"),
        COMMENT._replace(cell="D1"),
    ]


def test_header_and_footer_of_a_word_document() -> None:
    book = WordDocument()
    book.sections[0].header.paragraphs[0].text = "推荐单位：甲公司"
    book.sections[0].footer.paragraphs[0].text = "填表人：余一"
    book.add_table(1, 1).cell(0, 0).text = "姓名"
    stream = BytesIO()
    book.save(stream)
    (sheet,) = sheets(stream.getvalue(), "a.docx")
    assert set(sheet.beside) == {Aside(AsidePlace.HEADER, "", "推荐单位：甲公司"), FOOTER}

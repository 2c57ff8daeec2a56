"""What is struck through: whole cells are told, struck parts of a text are no content of it."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from pipeline.model.documents import Document, Sheet
from pipeline.read.documents import read_document
from pipeline.read.word import read_docx
from pipeline.recognise import recognise

HEADINGS = ["姓名", "联系方式", "所在领域", "当前所在地", "拟申请级别", "主要工程实践经历"]
PEOPLE = [
    ["安一凡", "13900001111", "土木工程类", "缅甸", "专业工程会员", "负责主桥施工"],
    ["白二川", "13900002222", "电气工程类", "泰国", "资深工程会员", "负责升压站设计"],
    ["陈三石", "13900003333", "机械工程类", "老挝", "专业工程会员", "负责起重设备安装"],
]
OLD = "13700009999"


def by_xlsxwriter() -> bytes:
    """The second person struck through, an old phone of the third struck beside the new one."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, out = book.add_worksheet("人员"), book.add_format({"font_strikeout": True})
    for row, line in enumerate([HEADINGS, *PEOPLE]):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text, out if row == 2 else None)
    sheet.write_rich_string(3, 1, out, OLD, " ", PEOPLE[2][1])
    book.close()
    return buffer.getvalue()


def by_openpyxl() -> bytes:
    """The same; its rich texts stand in the sheet."""
    book = Workbook()
    sheet = book.active
    for line in [HEADINGS, *PEOPLE]:
        sheet.append(line)
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    sheet["B4"] = CellRichText(TextBlock(InlineFont(strike=True), OLD), "\n" + PEOPLE[2][1])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(data: bytes, name: str = "附件3.xlsx") -> tuple[Document, Sheet]:
    document = read_document(name, data, ())
    assert document.problem is None
    return document, document.sheets[0]


def check(data: bytes, name: str = "附件3.xlsx", with_parts: bool = True) -> None:
    document, sheet = read(data, name)
    assert sheet.struck == {(2, column) for column in range(6)}
    assert sheet.rows[2][0] == "白二川"
    assert dict(sheet.taken_out) == ({(3, 1): OLD} if with_parts else {})
    people = recognise(document).people
    slugs = [[each.slug for each in person.problems if each.slug != "section-assumed"] for person in people]
    assert slugs == [[], ["struck-out"], []]
    assert people[1].problems[0].cell == "A3"
    assert people[2].fields["phone"].text == PEOPLE[2][1]
    assert people[2].extra == ({"划去的内容": f"B4：{OLD}"} if with_parts else {})


def test_xlsx() -> None:
    check(by_xlsxwriter())


def test_xlsx_with_texts_in_the_sheet() -> None:
    check(by_openpyxl())


def test_a_struck_phone_alone_is_no_phone() -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, out = book.add_worksheet("人员"), book.add_format({"font_strikeout": True})
    for row, line in enumerate([HEADINGS, *PEOPLE]):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text, out if (row, column) == (1, 1) else None)
    book.close()
    document, _ = read(buffer.getvalue())
    first = recognise(document).people[0]
    assert first.fields["phone"].text == ""
    assert first.extra == {"划去的内容": f"B2：{PEOPLE[0][1]}"}


def test_xls_tells_whole_cells() -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet, out = book.add_sheet("人员"), xlwt.easyxf("font: struck_out on")
    for row, line in enumerate([HEADINGS, *PEOPLE]):
        for column, text in enumerate(line):
            sheet.write(row, column, text, *[out] * (row == 2))
    buffer = BytesIO()
    book.save(buffer)
    check(buffer.getvalue(), "附件3.xls", with_parts=False)


def test_ods() -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TextProperties
    from odf.table import Table, TableCell, TableRow
    from odf.text import P, Span

    book = OpenDocumentSpreadsheet()
    for name, family in (("out", "table-cell"), ("gone", "text")):
        style = Style(name=name, family=family)
        style.addElement(TextProperties(textlinethroughstyle="solid"))
        book.automaticstyles.addElement(style)
    table = Table(name="人员")
    for number, line in enumerate([HEADINGS, *PEOPLE]):
        row = TableRow()
        for column, text in enumerate(line):
            cell, paragraph = TableCell(**({"stylename": "out"} if number == 2 else {})), P()
            if (number, column) == (3, 1):
                paragraph.addElement(Span(stylename="gone", text=OLD))
            paragraph.addText(text)
            cell.addElement(paragraph)
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    buffer = BytesIO()
    book.write(buffer)
    check(buffer.getvalue(), "附件3.ods")


def test_docx() -> None:
    from docx import Document as Word

    word = Word()
    table = word.add_table(len(PEOPLE) + 1, len(HEADINGS))
    for row, line in enumerate([HEADINGS, *PEOPLE]):
        for column, text in enumerate(line):
            paragraph = table.cell(row, column).paragraphs[0]
            if (row, column) == (3, 1):
                paragraph.add_run(OLD).font.strike = True
            paragraph.add_run(text).font.strike = True if row == 2 else None
    buffer = BytesIO()
    word.save(buffer)
    check(buffer.getvalue(), "附件3.docx")


def test_hidden_text_of_word() -> None:
    from docx import Document as Word

    word = Word()
    table = word.add_table(2, 2)
    for row, texts in enumerate((("甲", "乙"), ("丙", "丁"))):
        for column, text in enumerate(texts):
            table.cell(row, column).paragraphs[0].add_run(text).font.hidden = row == 1
    part = table.cell(0, 1).paragraphs[0].add_run("旧")
    part.font.hidden = True
    buffer = BytesIO()
    word.save(buffer)
    sheet = read_docx(buffer.getvalue())[0]
    assert sheet.rows == [["甲", "乙"], ["丙", "丁"]]
    assert (sheet.hidden_rows, sheet.struck, sheet.taken_out) == (frozenset({1}), frozenset(), {(0, 1): "旧"})


def test_html() -> None:
    for begin, end in (
        ("<s>", "</s>"),
        ("<del><span>", "</span></del>"),
        ('<span style="text-decoration: line-through">', "</span>"),
    ):
        lines = [[*HEADINGS], *(list(line) for line in PEOPLE)]
        lines[2] = [f"{begin}{text}{end}" for text in lines[2]]
        lines[3][1] = f"{begin}{OLD}{end}<br>{PEOPLE[2][1]}"
        rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line) + "</tr>" for line in lines)
        check(f'<html><meta charset="utf-8"><table>{rows}</table></html>'.encode(), "附件3.xls")

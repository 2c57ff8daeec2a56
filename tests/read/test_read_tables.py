"""Tables that are no workbooks: delimited text, Word, HTML and XML-2003."""

from __future__ import annotations

import base64
import zipfile
from io import BytesIO

import pytest
from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from support_read import TABLE, TEXTS, docx, ods, repacked, sheets, trimmed

from pipeline.read.containers import read_file

CSV = "序号,姓名,联系方式\r\n1,工甲,13900001234\r\n2,工乙,139 0000 5678\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_text(encoding: str, delimiter: str) -> None:
    (sheet,) = sheets(CSV.replace(",", delimiter).encode(encoding), "附件3.csv")
    assert (sheet.name, sheet.rows) == ("附件3", TEXTS)


DELIMITED = [
    ('姓名,经历\n工甲,"第一行\n第二行"\n', [["姓名", "经历"], ["工甲", "第一行\n第二行"]]),
    ('姓名,经历\n工甲,"说""好"""\n', [["姓名", "经历"], ["工甲", '说"好"']]),
    ('姓名,电话\n工甲,"=""13900001234"""\n', [["姓名", "电话"], ["工甲", "13900001234"]]),
    ("姓名,电话\n工甲,\t13900001234\n", [["姓名", "电话"], ["工甲", "13900001234"]]),
    ("sep=;\n姓名;电话\n工甲;139,138\n", [[], ["姓名", "电话"], ["工甲", "139,138"]]),
    ("推荐单位：甲公司\n\n姓名,电话\n工甲,139\n,,\n", [["推荐单位：甲公司"], [], ["姓名", "电话"], ["工甲", "139"]]),
    ("姓名,备注\n工甲,前\u2028后\n", [["姓名", "备注"], ["工甲", "前\n后"]]),
]


@pytest.mark.parametrize(("text", "rows"), DELIMITED)
def test_records_of_delimited_text(text: str, rows: list[list[str]]) -> None:
    assert sheets(text.encode(), "a.csv")[0].rows == rows


def test_a_quote_that_is_never_closed_swallows_nothing() -> None:
    text = '姓名,备注\n工甲,"高\n' + "工乙,无\n" * 40_000
    assert len(sheets(text.encode(), "a.csv")[0].rows) == 40_002


def test_tables_of_a_word_document_with_what_stands_above_them() -> None:
    first, second = sheets(docx("情况表", "推荐单位：甲公司", TABLE, "", "计划外派", TABLE), "a.docx")
    assert (first.name, first.above, trimmed(first)) == ("表1", ["情况表", "推荐单位：甲公司"], TEXTS)
    assert (second.name, second.above, trimmed(second)) == ("表2", ["计划外派"], TEXTS)


def word() -> WordDocument:
    book = WordDocument()
    table = book.add_table(3, 3)
    for number, values in enumerate(TABLE):
        for place, value in enumerate(values):
            table.cell(number, place).text = str(value)
    return book


def saved(book: WordDocument) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_merged_cells_of_a_word_table() -> None:
    book = WordDocument()
    table = book.add_table(3, 4)
    table.cell(2, 3).text = "备注"
    table.cell(0, 0).merge(table.cell(2, 0)).text = "项目"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "人员"
    table.cell(1, 1).merge(table.cell(2, 2)).text = "工甲"
    (sheet,) = sheets(saved(book), "a.docx")
    assert sheet.merges == [(0, 0, 2, 0), (0, 1, 0, 2), (1, 1, 2, 2)]
    assert trimmed(sheet) == [["项目", "人员"], ["", "工甲"], ["", "", "", "备注"]]


def test_a_word_table_inside_a_cell_is_a_sheet_of_its_own() -> None:
    book = WordDocument()
    outer = book.add_table(1, 2)
    outer.cell(0, 0).text = "见右"
    outer.cell(0, 1).text = "内表"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "姓名", "工甲"
    first, second = sheets(saved(book), "a.docx")
    assert (trimmed(first), trimmed(second)) == ([["见右", "内表"]], [["姓名", "工甲"]])


def with_word_xml(old: str, new: str) -> bytes:
    return repacked(
        saved(word()),
        lambda name, part: part.replace(old.encode(), new.encode()) if name == "word/document.xml" else part,
    )


MARKED_UP = [
    ("<w:t>工甲</w:t>", "<w:t>工</w:t></w:r><w:r><w:t>甲</w:t>", "工甲"),
    ("<w:t>工甲</w:t>", "<w:t>工</w:t><w:br/><w:t>甲</w:t>", "工\n甲"),
    ("<w:t>工甲</w:t>", '<w:sym w:font="Wingdings 2" w:char="F052"/><w:t>专业</w:t>', "☑专业"),
    ("<w:t>工甲</w:t>", '<w:sym w:font="Symbol" w:char="F0B7"/><w:t>专业</w:t>', "专业"),
    (
        "<w:t>工甲</w:t>",
        '<w:t>工甲</w:t></w:r><w:del w:id="1"><w:r><w:delText>乙</w:delText></w:r></w:del><w:r>',
        "工甲",
    ),
    ("<w:r><w:t>工甲</w:t></w:r>", '<w:ins w:id="1"><w:r><w:t>工甲</w:t></w:r></w:ins>', "工甲"),
    ("<w:r><w:t>工甲</w:t></w:r>", "<w:sdt><w:sdtContent><w:r><w:t>工甲</w:t></w:r></w:sdtContent></w:sdt>", "工甲"),
]


@pytest.mark.parametrize(("old", "new", "text"), MARKED_UP)
def test_text_of_a_word_cell(old: str, new: str, text: str) -> None:
    assert sheets(with_word_xml(old, new), "a.docx")[0].rows[1][1] == text


def test_a_word_table_inside_a_text_box_or_a_content_control() -> None:
    book = word()
    table = book.tables[0]._tbl
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    table.addprevious(control)
    control[0].append(table)
    assert trimmed(sheets(saved(book), "a.docx")[0]) == TEXTS


def test_hidden_rows_of_a_word_table() -> None:
    book = word()
    book.tables[0].rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {nsdecls('w')}/>"))
    assert sheets(saved(book), "a.docx")[0].hidden_rows == {1}


HTML = """<html><head><title>导出</title><meta charset="gbk"></head><body>
<h3>推荐单位：甲公司</h3>说明<table border=1>
<tr><th rowspan=2>项目</th><th colspan="2">人员&nbsp;</th></tr>
<tr style="display: none"><td>工甲</td><td x:num="13900001234">1.39E+10</td></tr>
<tr><td>其他<td>工<br>乙<td><p>139</p><p>138</p></tr></table>
<p>计划外派</p><table><tr><td>姓名<table><tr><td>内</td></tr></table></td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16"])
def test_html_by_the_name_of_a_workbook(encoding: str) -> None:
    first, second, inner = sheets(HTML.encode(encoding), "人员.xls")
    assert (first.name, first.above) == ("表1", ["推荐单位：甲公司", "说明"])
    assert trimmed(first) == [["项目", "人员"], ["", "工甲", "13900001234"], ["其他", "工\n乙", "139\n138"]]
    assert (first.merges, first.hidden_rows) == ([(0, 0, 1, 0), (0, 1, 0, 2)], {1})
    assert (second.above, trimmed(second), trimmed(inner)) == (["计划外派"], [["姓名"]], [["内"]])


def test_the_only_table_of_a_page_has_the_name_of_its_file() -> None:
    assert sheets("<table><tr><td>姓名</td></tr></table>".encode(), "人员.xls")[0].name == "人员"


XML_2003 = """<?xml version="1.0" encoding="{}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><Worksheet ss:Name="附件3"><Table>
<Column ss:Width="50"/><Column ss:Hidden="1" ss:Index="3"/>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">项目</Data></Cell>
<Cell ss:MergeAcross="1"><Data ss:Type="String">人员</Data></Cell><Cell><Data ss:Type="String">备注</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="String">工甲</Data></Cell>
<Cell><Data ss:Type="Number">1.39E10</Data></Cell></Row>
<Row ss:Index="5"><Cell><Data ss:Type="DateTime">2025-04-21T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Boolean">1</Data></Cell>
<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>工</B><Font>乙</Font></ss:Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="藏"><Table/><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
<Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_xml_2003_by_the_name_of_a_workbook(encoding: str) -> None:
    sheet, other = sheets(XML_2003.format(encoding).encode(encoding), "附件3.xls")
    assert trimmed(sheet) == [
        ["项目", "人员", "", "备注"],
        ["", "工甲", "13900000000"],
        [],
        [],
        ["2025-04-21", "TRUE", "工乙"],
    ]
    assert (sheet.merges, sheet.hidden_rows, sheet.hidden_columns) == ([(0, 0, 1, 0), (0, 1, 0, 2)], {1}, {2})
    assert (other.name, other.hidden, other.rows) == ("藏", True, [])


def web_archive(*pages: tuple[bytes, str]) -> bytes:
    """Pages with their charsets in the parts of a mail, as offices save a workbook."""
    head = b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=edge\r\n\r\n"
    parts = (
        b"--edge\r\nContent-Location: file:///C:/page.htm\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Type: text/html; charset=" + charset.encode() + b"\r\n\r\n" + base64.b64encode(page) + b"\r\n"
        for page, charset in pages
    )
    return head + b"".join(parts) + b"--edge--\r\n"


def test_a_workbook_saved_as_web_archive() -> None:
    frames = "<html><frameset><frame src='sheet001.htm'></frameset></html>".encode("gbk"), "gb2312"
    pages = [
        (f"<p>推荐单位：甲公司</p><table><tr><td>{name}</td><td>13900001234</td></tr></table>".encode(charset), charset)
        for name, charset in (("工甲", "gb2312"), ("工乙", "utf-8"))
    ]
    first, second = sheets(web_archive(frames, *pages), "人员.mht")
    assert (first.name, first.above, first.rows) == ("表1", ["推荐单位：甲公司"], [["工甲", "13900001234"]])
    assert (second.name, second.rows) == ("表2", [["工乙", "13900001234"]])


def test_a_web_archive_is_no_mail() -> None:
    page = "<table><tr><td>工甲</td><td>13900001234</td></tr></table>".encode()
    reading = read_file("人员.mht", web_archive((page, "utf-8")), ())
    assert reading.envelopes == []
    assert [(each.file, each.kind) for each in reading.documents] == [("人员.mht", "mhtml")]


def test_a_flat_ods() -> None:
    packed = zipfile.ZipFile(BytesIO(ods(TABLE)))
    kind = b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet" '
    flat = packed.read("content.xml").replace(b"document-content ", b"document " + kind, 1)
    flat = flat.replace(b"</office:document-content>", b"</office:document>")
    (sheet,) = sheets(flat, "附件3.xml")
    assert (sheet.name, trimmed(sheet)) == ("附件3", TEXTS)


def test_text_without_a_table_is_a_sheet_of_lines() -> None:
    (sheet,) = sheets(docx("推荐单位：甲公司", "", "姓名：工甲\t联系方式：13900001234", "姓名：工乙"), "a.docx")
    assert (sheet.name, sheet.above) == ("正文", [])
    assert sheet.rows == [["推荐单位：甲公司"], ["姓名：工甲", "联系方式：13900001234"], ["姓名：工乙"]]

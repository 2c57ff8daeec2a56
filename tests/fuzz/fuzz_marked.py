"""Small files that say in as many ways as their format has where a cell stands, how far it reaches and what it holds:
all of these are numbers that a bent file has wrong.
"""

from __future__ import annotations

from support_hostile import packed
from support_mail import archive

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_HEADINGS = ("姓名", "联系方式", "所在领域", "当前所在地", "拟申请级别", "主要工程实践经历")
_PERSON = ("钱一", "19911112001", "土木工程类", "缅甸", "工程会员", "主持水电站施工。")

XML2003 = f"""<?xml version="1.0" encoding="UTF-8"?><Workbook xmlns="{_SPACE}" xmlns:ss="{_SPACE}"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><Worksheet ss:Name="表"><Table>
<Column ss:Index="7" ss:Span="2" ss:Hidden="1"/><Row ss:Index="2"><Cell ss:MergeAcross="5" ss:MergeDown="0"><Data
 ss:Type="String">推荐参加工程能力评价人员情况表</Data></Cell></Row><Row>{
    "".join(
        f'<Cell ss:Index="{number}"><Data ss:Type="String">{each}</Data></Cell>'
        for number, each in enumerate(_HEADINGS, 1)
    )
}</Row><Row ss:Span="1" ss:Hidden="1"/><Row>{
    "".join(
        f'<Cell><Data ss:Type="{"Number" if each.isdigit() else "String"}">{each}</Data></Cell>' for each in _PERSON
    )
}</Row><Row><Cell><Data ss:Type="DateTime">2025-04-10T00:00:00.000</Data></Cell><Cell><Data
 ss:Type="Boolean">1</Data></Cell></Row></Table></Worksheet></Workbook>""".encode()

HTML = f"""<html><head><meta charset="utf-8"></head><body><table><col span="2" hidden><col span="4"><tr><td colspan="6"
 rowspan="1">推荐参加工程能力评价人员情况表</td></tr><tr>{"".join(f"<th>{each}</th>" for each in _HEADINGS)}</tr><tr>{
    "".join(f'<td rowspan="2" x:num="{each if each.isdigit() else ""}">{each}</td>' for each in _PERSON)
}</tr></table></body></html>""".encode()


def _docx() -> bytes:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{each}</w:t></w:r></w:p></w:tc>" for each in _HEADINGS)
    person = "".join(
        f'<w:tc><w:tcPr><w:gridSpan w:val="1"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>{each}</w:t>'
        '<w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p></w:tc>'
        for each in _PERSON
    )
    rows = f'<w:tr><w:trPr><w:gridBefore w:val="0"/></w:trPr>{cells}</w:tr><w:tr>{person}</w:tr>'
    document = f'<w:document xmlns:w="{_WORD}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def _ods() -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    names = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>' for each in _HEADINGS
    )
    kinds = (
        '<table:table-cell office:value-type="float" office:value="19911112001" table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="date" office:date-value="2025-04-10T00:00:00"/><table:table-cell'
        ' table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>钱<text:s text:c="3"/>一</text:p>'
        '</table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
    )
    rows = (
        f"<table:table-row>{names}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2" table:visibility="collapse">{kinds}</table:table-row>'
    )
    columns = '<table:table-column table:number-columns-repeated="6" table:visibility="collapse"/>'
    sheet = f'<table:table table:name="表">{columns}{rows}</table:table>'
    for name in ("spreadsheet", "body"):
        sheet = f"<office:{name}>{sheet}</office:{name}>"
    content = f"<office:document-content {spaces}>{sheet}</office:document-content>"
    return archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


ROWS = (
    b'<row r="40" hidden="1" spans="1:6"><c r="A40" s="1"><v>45757.5</v></c><c r="B40" t="e"><v>#N/A</v></c>'
    b'<c r="C40" t="b"><v>1</v></c><c r="D40" t="inlineStr"><is><r><t xml:space="preserve"> x </t></r></is></c>'
    b'<c r="E40" t="str"><f t="shared" ref="E40:E41" si="0">1+1</f><v>2</v></c><c t="d"><v>2025-04-10</v></c></row>'
)
"""A row with a cell of every type that a sheet of an .xlsx knows."""

MARKED = {"标.ods": _ods(), "标.docx": _docx(), "标2003.xls": XML2003, "标网页.xls": HTML}
"""Such files by a name that fits."""

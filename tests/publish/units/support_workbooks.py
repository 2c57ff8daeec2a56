"""Workbooks as units have them: made by real writers, and by hand where no writer makes such a part.

Each has a sheet with a list of people, in which B4 is marked as wrong and C5 as doubtful.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import openpyxl
import xlsxwriter
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from support_packages import (
    MAIN,
    OFFICE,
    SHEET,
    STYLES,
    TYPES,
    WORKBOOK,
    Added,
    before,
    edited,
    packed,
    parts,
    removed,
    replaced,
)

NAME = "附件3"
ROWS = [
    ["推荐参加工程能力评价人员情况表"],
    ["推荐单位", "甲地测试工程有限公司"],
    ["序号", "姓名", "联系电话", "工程技术领域", "级别"],
    [1, "钱一", "19911112001", "电气工程类", "专业工程会员"],
    [2, "孙二", "19911112002", "电气", "专业工程会员"],
    [3, "李三", 19911112003, "地质工程类", "=1+1"],
]
Maker = Callable[[], bytes]
WORKBOOKS: dict[str, Maker] = {}

_S = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MS = "application/vnd.ms-excel"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def workbook(make: Maker) -> Maker:
    """Each is made once, and so has the same bytes in every test."""
    WORKBOOKS[make.__name__] = cache(make)
    return WORKBOOKS[make.__name__]


def by_xlsxwriter(more: Callable[[Any, Any], None] = lambda *_: None, name: str = NAME) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF", "border": 1})
    cell = book.add_format({"border": 1, "num_format": "@"})
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row, head if number == 2 else cell if number > 2 else None)
    more(book, sheet)
    book.close()
    return file.getvalue()


def by_openpyxl(more: Callable[[Any, Any], None] = lambda *_: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = NAME
    for row in ROWS:
        sheet.append(row)
    more(book, sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def png(colour: tuple[int, int, int, int] = (200, 0, 0, 128), size: int = 24) -> BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(colour) * size for _ in range(size))
    head = struct.pack(">2I5B", size, size, 8, 6, 0, 0, 0)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


@workbook
def plain_of_xlsxwriter() -> bytes:
    return by_xlsxwriter()


@workbook
def plain_of_openpyxl() -> bytes:
    return by_openpyxl()


@workbook
def picture() -> bytes:
    return by_xlsxwriter(lambda _, sheet: sheet.insert_image("G2", "a.png", {"image_data": png()}))


@workbook
def seal_over_the_unit() -> bytes:
    options = {"image_data": png((220, 20, 20, 90), 60), "object_position": 3, "x_offset": 30, "description": "公章"}
    return by_xlsxwriter(lambda _, sheet: sheet.insert_image("B2", "seal.png", options))


@workbook
def picture_in_a_cell() -> bytes:
    return by_xlsxwriter(lambda _, sheet: sheet.embed_image("G4", "a.png", {"image_data": png()}))


@workbook
def text_box() -> bytes:
    return by_xlsxwriter(lambda _, sheet: sheet.insert_textbox("G3", "盖章处\n请勿手写"))


@workbook
def chart() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        drawn = book.add_chart({"type": "column"})
        drawn.add_series({"values": f"='{NAME}'!$A$4:$A$6"})
        sheet.insert_chart("H2", drawn)

    return by_xlsxwriter(more)


@workbook
def chart_on_a_selected_sheet_of_its_own() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        page, drawn = book.add_chartsheet("图"), book.add_chart({"type": "pie"})
        drawn.add_series({"values": f"='{NAME}'!$A$4:$A$6"})
        page.set_chart(drawn)
        page.activate()

    return by_xlsxwriter(more)


@workbook
def sparklines() -> bytes:
    return by_xlsxwriter(lambda _, sheet: sheet.add_sparkline("G4", {"range": f"'{NAME}'!A4:A6"}))


@workbook
def lists_of_another_sheet() -> bytes:
    """Drop-downs as Excel stores those that refer to another sheet: in an extension."""
    ext = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{_X14}"><x14:dataValidations '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list">'
        "<x14:formula1><xm:f>选项!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>D4:D6</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst>"
    )

    def more(book: Any, sheet: Any) -> None:
        book.add_worksheet("选项").write_column(0, 0, ["电气工程类", "地质工程类"])

    return edited(by_xlsxwriter(more), {SHEET: before("</worksheet>", ext)})


@workbook
def conditional_formats() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        red = book.add_format({"bg_color": "#FF0000"})
        sheet.conditional_format("B4:D6", {"type": "no_blanks", "format": red})
        sheet.conditional_format("A4:A6", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format("A4:A6", {"type": "icon_set", "icon_style": "3_traffic_lights"})

    return by_xlsxwriter(more)


@workbook
def table() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        columns = [{"header": text} for text in ROWS[2]]
        sheet.add_table("A3:E6", {"data": ROWS[3:], "columns": columns, "name": "人员"})

    return by_xlsxwriter(more)


@workbook
def filter_and_printed_range() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet.autofilter("A3:E6")
        sheet.print_area("A1:E6")
        sheet.repeat_rows(0, 2)
        sheet.set_h_pagebreaks([4])

    return by_xlsxwriter(more)


@workbook
def names_of_sheets_and_of_the_workbook() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        other = book.add_worksheet("另表")
        other.write("A1", "x")
        other.print_area("A1:C3")
        sheet.print_area("A1:E6")
        book.define_name("另表!本地", "=另表!$A$1")
        book.define_name(f"{NAME}!本地", f"={NAME}!$A$1")
        book.define_name("全局", f"={NAME}!$B$4")

    return by_xlsxwriter(more)


@workbook
def comments_elsewhere() -> bytes:
    return by_xlsxwriter(lambda _, sheet: sheet.write_comment("D6", "单位自己的批注", {"author": "甲地"}))


@workbook
def comment_at_the_marked_cell() -> bytes:
    return by_xlsxwriter(lambda _, sheet: sheet.write_comment("B4", "此人已出国", {"author": "甲地"}))


@workbook
def comments_of_openpyxl() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet["B4"].comment = Comment("核过", "甲地")
        sheet["D4"].comment = Comment("x", "甲地")

    return by_openpyxl(more)


@workbook
def comments_that_nobody_drew() -> bytes:
    return edited(
        by_openpyxl(),
        {},
        Added(
            "xl/comments7.xml",
            f'<comments xmlns="{MAIN}"><authors><author/></authors><commentList><comment ref="D6" authorId="0"><text>'
            '<t>批注</t><rPh sb="0" eb="1"><t>zhu</t></rPh></text></comment></commentList></comments>',
            f"{_S}.comments+xml",
            SHEET,
            f"{OFFICE}/comments",
            "rId77",
        ),
    )


@workbook
def threads() -> bytes:
    """A thread at B4, with the comment that stands for it in older versions."""
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    relation = "http://schemas.microsoft.com/office/2017/10/relationships"
    person, thread = "{11111111-1111-1111-1111-111111111111}", "{22222222-2222-2222-2222-222222222222}"

    def more(book: Any, sheet: Any) -> None:
        sheet.write_comment("B4", "[线程批注]\n请核对", {"author": f"tc={thread}"})

    return edited(
        by_xlsxwriter(more),
        {},
        Added(
            "xl/threadedComments/threadedComment1.xml",
            f'<ThreadedComments xmlns="{space}"><threadedComment ref="B4" dT="2024-05-06T01:02:03.00" '
            f'personId="{person}" id="{thread}"><text>请核对</text></threadedComment></ThreadedComments>',
            f"{_MS}.threadedcomments+xml",
            SHEET,
            f"{relation}/threadedComment",
            "rId91",
        ),
        Added(
            "xl/persons/person.xml",
            f'<personList xmlns="{space}"><person displayName="甲地" id="{person}" userId="x" providerId="None"/>'
            "</personList>",
            f"{_MS}.person+xml",
            WORKBOOK,
            f"{relation}/person",
            "rId92",
        ),
    )


@workbook
def slicers() -> bytes:
    relation = "http://schemas.microsoft.com/office/2007/relationships"
    ext = (
        f'<extLst><ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" xmlns:x14="{_X14}"><x14:slicerList>'
        f'<x14:slicer xmlns:r="{OFFICE}" r:id="rId81"/></x14:slicerList></ext></extLst>'
    )
    book_ext = (
        f'<extLst><ext uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}" xmlns:x15="{_X14}"><x15:slicerCaches '
        f'xmlns:x14="{_X14}"><x14:slicerCache xmlns:r="{OFFICE}" r:id="rId82"/></x15:slicerCaches></ext></extLst>'
    )
    return edited(
        table(),
        {SHEET: before("</worksheet>", ext), WORKBOOK: before("</workbook>", book_ext)},
        Added(
            "xl/slicers/slicer1.xml",
            f'<slicers xmlns="{_X14}"><slicer name="级别" cache="切片器_级别" rowHeight="241300"/></slicers>',
            f"{_MS}.slicer+xml",
            SHEET,
            f"{relation}/slicer",
            "rId81",
        ),
        Added(
            "xl/slicerCaches/slicerCache1.xml",
            f'<slicerCacheDefinition xmlns="{_X14}" name="切片器_级别" sourceName="级别"/>',
            f"{_MS}.slicerCache+xml",
            WORKBOOK,
            f"{relation}/slicerCache",
            "rId82",
        ),
    )


@workbook
def button() -> bytes:
    return by_xlsxwriter(lambda _, sheet: sheet.insert_button("G4", {"caption": "提交"}))


@workbook
def form_controls() -> bytes:
    """A drop-down control as Excel writes it, with its VML before it and a choice between two markups behind it."""
    controls = (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:x14="{_X14}" Requires="x14"><controls>'
        f'<mc:AlternateContent><mc:Choice Requires="x14"><control xmlns:r="{OFFICE}" shapeId="1025" '
        'r:id="rId61" name="框"><controlPr/></control></mc:Choice></mc:AlternateContent></controls>'
        "</mc:Choice></mc:AlternateContent>"
    )
    return edited(
        button(),
        {SHEET: before("</worksheet>", controls)},
        Added(
            "xl/ctrlProps/ctrlProp1.xml",
            f'<formControlPr xmlns="{_X14}" objectType="Drop"/>',
            f"{_MS}.controlproperties+xml",
            SHEET,
            f"{OFFICE}/ctrlProp",
            "rId61",
        ),
    )


@workbook
def vml_that_is_no_xml() -> bytes:
    """Old versions leave tags open and attributes unquoted."""
    shape = (
        '<v:shape id="_x0000_s1030" type="#_x0000_t201" stroked=f><v:textbox><div><br>确定<br></div></v:textbox>'
        '<x:ClientData ObjectType="Button"></x:ClientData></v:shape>'
    )
    return edited(comments_elsewhere(), {"xl/drawings/vmlDrawing1.vml": before("</xml>", shape)})


@workbook
def macros() -> bytes:
    project = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8

    def more(book: Any, sheet: Any) -> None:
        book.add_vba_project(BytesIO(project), True)
        book.set_vba_name("ThisWorkbook")
        sheet.set_vba_name("Sheet1")

    return by_xlsxwriter(more)


@workbook
def pivot_table() -> bytes:
    return edited(
        by_xlsxwriter(),
        {
            WORKBOOK: before(
                "</workbook>", f'<pivotCaches><pivotCache cacheId="4" xmlns:r="{OFFICE}" r:id="rId71"/></pivotCaches>'
            )
        },
        Added(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            f'<pivotCacheDefinition xmlns="{MAIN}" refreshOnLoad="1" recordCount="0"><cacheSource type="worksheet">'
            f'<worksheetSource ref="A3:E6" sheet="{NAME}"/></cacheSource><cacheFields count="1"><cacheField '
            'name="序号" numFmtId="0"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>',
            f"{_S}.pivotCacheDefinition+xml",
            WORKBOOK,
            f"{OFFICE}/pivotCacheDefinition",
            "rId71",
        ),
    )


@workbook
def cell_images_of_wps() -> bytes:
    space = "http://www.wps.cn/officeDocument/2017/etCustomData"

    def more(book: Any, sheet: Any) -> None:
        sheet.write_formula("F4", '=_xlfn.DISPIMG("ID_0123456789ABCDEF",1)', None, '=DISPIMG("ID_0123456789ABCDEF",1)')

    return edited(
        by_xlsxwriter(more),
        {TYPES: before("<Override", '<Default Extension="png" ContentType="image/png"/>')},
        Added(
            "xl/cellimages.xml",
            f'<etc:cellImages xmlns:etc="{space}"/>',
            "application/vnd.wps-officedocument.cellimage+xml",
            WORKBOOK,
            "http://www.wps.cn/officeDocument/2020/cellImage",
            "rId51",
        ),
        Added("xl/media/image9.png", png().getvalue(), "", "xl/cellimages.xml", f"{OFFICE}/image", "rId1"),
    )


@workbook
def prefixed_namespaces() -> bytes:
    contents = parts(by_openpyxl())
    for name in (WORKBOOK, SHEET, STYLES):
        contents[name] = etree.tostring(
            _prefixed(etree.fromstring(contents[name])), xml_declaration=True, encoding="UTF-8"
        )
    return packed(contents)


def _prefixed(element: etree._Element) -> etree._Element:
    made = etree.Element(element.tag, dict(element.attrib), nsmap={"x": MAIN, "rel": OFFICE})
    made.text, made.tail = element.text, element.tail
    made.extend(_prefixed(each) for each in element)
    return made


@workbook
def strict() -> bytes:
    contents = parts(by_xlsxwriter(lambda _, sheet: sheet.write_comment("D6", "批注")))
    for name, data in contents.items():
        if name.endswith((".xml", ".rels")):
            contents[name] = data.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
                OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            )
    return packed(contents)


@workbook
def cells_and_rows_without_places() -> bytes:
    return edited(by_openpyxl(), {SHEET: removed(r'(?<=<c) r="[A-Z]+\d+"|(?<=<row) r="\d+"')})


@workbook
def no_styles() -> bytes:
    contents = parts(by_openpyxl())
    del contents[STYLES]
    contents[TYPES] = (
        contents[TYPES]
        .replace(f'<Override PartName="/{STYLES}" ContentType="{_S}.styles+xml" />'.encode(), b"")
        .replace(f'<Override PartName="/{STYLES}" ContentType="{_S}.styles+xml"/>'.encode(), b"")
    )
    rels = "xl/_rels/workbook.xml.rels"
    tree = etree.fromstring(contents[rels])
    for each in tree:
        if each.get("Type").endswith("/styles"):
            tree.remove(each)
    contents[rels] = etree.tostring(tree)
    contents[SHEET] = contents[SHEET].replace(b' s="0"', b"")
    return packed(contents)


@workbook
def relative_targets() -> bytes:
    return edited(by_openpyxl(), {"xl/_rels/workbook.xml.rels": replaced(("/xl/", "./"))})


@workbook
def absolute_targets() -> bytes:
    return edited(by_xlsxwriter(), {"xl/_rels/workbook.xml.rels": replaced(('Target="', 'Target="/xl/'))})


@workbook
def grouped_sheets() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        for name in ("甲", "乙", "丙"):
            other = book.add_worksheet(name)
            other.write("A1", name)
            other.select()
        sheet.select()

    return by_xlsxwriter(more)


@workbook
def two_windows() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        book.add_worksheet("乙").activate()

    view = '<workbookView xWindow="0" yWindow="0" windowWidth="9000" windowHeight="9000" firstSheet="1" activeTab="1"/>'
    return edited(by_xlsxwriter(more), {WORKBOOK: before("</bookViews>", view)})


@workbook
def wide_characters() -> bytes:
    """UTF-16, as some exporters write it."""
    contents = parts(by_openpyxl())
    for name in (WORKBOOK, SHEET):
        tree = etree.fromstring(contents[name])
        contents[name] = etree.tostring(tree, encoding="UTF-16", xml_declaration=True)
    return packed(contents)


@workbook
def hidden_rows_columns_and_sheets() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        book.add_worksheet("旧").hide()
        book.add_worksheet("密").very_hidden()

    return by_xlsxwriter(more)


@workbook
def merged_cells() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:E1", ROWS[0][0], book.add_format({"bold": True, "align": "center"}))
        sheet.merge_range("B4:B6", "钱一", book.add_format({"border": 1}))
        sheet.merge_range("C5:D6", "1991", book.add_format({"border": 2}))

    return by_xlsxwriter(more)


@workbook
def pictures_in_header_and_background() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet.set_header("&L&G&C推荐表", {"image_left": "logo.png", "image_data_left": png()})
        sheet.set_background(png())

    return by_xlsxwriter(more)


@workbook
def rich_text_and_readings() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        bold = book.add_format({"bold": True, "font_color": "red"})
        sheet.write_rich_string("B4", "钱", bold, "一")

    return by_xlsxwriter(more)


@workbook
def links() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet.write_url("F4", "https://example.org/a?b=1&c=2", string="网址")
        sheet.write_url("F5", f"internal:'{NAME}'!A1", string="回到开头")

    return by_xlsxwriter(more)


@workbook
def protected() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet.protect("x", {"format_cells": True})
        sheet.unprotect_range("B4:E6")

    return by_xlsxwriter(more)


@workbook
def outlines_panes_and_widths() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet.freeze_panes(3, 2)
        sheet.set_row(4, 44.5, book.add_format({"bg_color": "#DDEBF7", "italic": True}), {"level": 1})
        sheet.set_column("B:D", 18.3, book.add_format({"num_format": "@"}), {"level": 1})
        sheet.set_tab_color("#00B050")
        sheet.set_zoom(85)

    return by_xlsxwriter(more)


@workbook
def signed() -> bytes:
    kind = "application/vnd.openxmlformats-package.digital-signature"
    relation = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
    return edited(
        by_xlsxwriter(),
        {TYPES: before("<Override", f'<Default Extension="sigs" ContentType="{kind}-origin"/>')},
        Added("_xmlsignatures/origin.sigs", b"", "", "", f"{relation}/origin", "rId41"),
        Added(
            "_xmlsignatures/sig1.xml",
            '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>',
            f"{kind}-xmlsignature+xml",
            "_xmlsignatures/origin.sigs",
            f"{relation}/signature",
            "rId1",
        ),
    )


@workbook
def stored_without_packing() -> bytes:
    return packed(parts(by_xlsxwriter()), ZIP_STORED)


@workbook
def written_as_a_stream() -> bytes:
    """Sizes stand behind each member, as where a server writes the archive while it sends it."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: Any) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as file:
        for name, data in parts(by_openpyxl()).items():
            file.writestr(name, data)
    return pipe.getvalue()


@workbook
def embedded_document() -> bytes:
    ole = (
        f'<oleObjects><oleObject progId="Word.Document.8" shapeId="1027" xmlns:r="{OFFICE}" r:id="rId31"/></oleObjects>'
    )
    return edited(
        comments_elsewhere(),
        {
            SHEET: before("</worksheet>", ole),
            TYPES: before(
                "<Override",
                '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>',
            ),
        },
        Added(
            "xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" + bytes(900), "", SHEET, f"{OFFICE}/oleObject", "rId31"
        ),
    )


@workbook
def custom_parts_and_properties() -> bytes:
    data = by_xlsxwriter(lambda book, _: book.set_custom_property("KSOProductBuildVer", "2052-12.1.0"))
    item = '<items xmlns="urn:x"><?keep this?><!-- 注释 --><a> </a></items>'
    return edited(data, {}, Added("customXml/item1.xml", item, "", WORKBOOK, f"{OFFICE}/customXml", "rId21"))


@workbook
def link_to_another_workbook() -> bytes:
    references = f'<externalReferences><externalReference xmlns:r="{OFFICE}" r:id="rId22"/></externalReferences>'
    return edited(
        by_xlsxwriter(),
        {WORKBOOK: before("<calcPr", references)},
        Added(
            "xl/externalLinks/externalLink1.xml",
            f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="rId1">'
            '<sheetNames><sheetName val="表"/></sheetNames></externalBook></externalLink>',
            f"{_S}.externalLink+xml",
            WORKBOOK,
            f"{OFFICE}/externalLink",
            "rId22",
        ),
        Added(
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" Target="file:///D:/a.xlsx" '
            'TargetMode="External"/></Relationships>',
        ),
    )


@workbook
def order_of_calculation() -> bytes:
    chain = f'<calcChain xmlns="{MAIN}"><c r="E6" i="1"/></calcChain>'
    return edited(
        by_xlsxwriter(),
        {},
        Added("xl/calcChain.xml", chain, f"{_S}.calcChain+xml", WORKBOOK, f"{OFFICE}/calcChain", "rId23"),
    )


@workbook
def settings_of_a_printer() -> bytes:
    page = f'<pageSetup paperSize="9" orientation="landscape" xmlns:r="{OFFICE}" r:id="rId24"/>'
    settings = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    return edited(
        by_xlsxwriter(),
        {
            SHEET: before("</worksheet>", page),
            TYPES: before("<Override", f'<Default Extension="bin" ContentType="{settings}"/>'),
        },
        Added("xl/printerSettings/printerSettings1.bin", bytes(200), "", SHEET, f"{OFFICE}/printerSettings", "rId24"),
    )


@workbook
def names_of_parts_in_another_case() -> bytes:
    contents = parts(by_openpyxl())
    return packed(
        {name.replace("sheet1.xml", "Sheet1.XML").replace("styles", "Styles"): data for name, data in contents.items()}
    )


@workbook
def dynamic_arrays_and_boxes() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet.write_dynamic_array_formula("G4:G6", "=SORT(B4:B6)")
        sheet.insert_checkbox("H4", True)

    return by_xlsxwriter(more)


@workbook
def unknown_extensions() -> bytes:
    """Attributes and elements of versions to come, and markup that only some may read."""
    root = (
        f'<worksheet xmlns:mc="{_MC}" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
        'xmlns:zz="urn:zz" mc:Ignorable="xr zz" xr:uid="{00000000-0001-0000-0000-000000000000}" zz:new="1" '
    )
    ext = '<extLst><ext uri="{ZZ}"><zz:thing a="&lt;&#10;"><![CDATA[x<y]]></zz:thing></ext></extLst>'
    return edited(
        by_xlsxwriter(), {SHEET: lambda text: before("</worksheet>", ext)(text).replace("<worksheet ", root, 1)}
    )


@workbook
def no_views_and_no_dimension() -> bytes:
    return edited(
        by_xlsxwriter(),
        {
            WORKBOOK: removed("<bookViews>.*</bookViews>"),
            SHEET: removed("<sheetViews>.*</sheetViews>|<dimension[^>]*>"),
        },
    )


@workbook
def borders_that_begin_and_end() -> bytes:
    """Sides by the direction of writing."""
    return edited(
        by_xlsxwriter(),
        {STYLES: replaced(("<left", "<start"), ("</left", "</start"), ("<right", "<end"), ("</right", "</end"))},
    )


@workbook
def white_letters() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet["B4"].font = Font(color="FFFFFFFF", bold=True)
        sheet["B4"].fill = PatternFill("solid", fgColor="FF1F4E78")
        sheet["B4"].border = Border(left=Side("dashed", color="FF00FF00"), diagonal=Side("thin"), diagonalUp=True)
        sheet["C5"].font = Font(color="FFFFFFFF")
        rule = DataValidation(type="list", formula1='"甲,乙"')
        sheet.add_data_validation(rule)
        rule.add("D4")

    return by_openpyxl(more)


@workbook
def views_of_several_people() -> bytes:
    view = '<customSheetViews><customSheetView guid="{12345678-1234-1234-1234-123456789012}"/></customSheetViews>'
    return edited(
        by_xlsxwriter(lambda _, sheet: sheet.ignore_errors({"number_stored_as_text": "A1:E9"})),
        {SHEET: before("<pageMargins", view)},
    )


@workbook
def a_part_that_is_no_xml() -> bytes:
    return edited(
        by_xlsxwriter(),
        {TYPES: before("<Override", '<Default Extension="dat" ContentType="application/x"/>')},
        Added("xl/其他.dat", b"<\0>"),
    )


QUOTED = '甲方\'s "表" & <1>'


@workbook
def quotes_in_the_name() -> bytes:
    def more(book: Any, sheet: Any) -> None:
        sheet.print_area("A1:E6")

    return by_xlsxwriter(more, QUOTED)

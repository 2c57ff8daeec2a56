"""Tiny files, built by code: a sheet is given as rows of values, None for an empty cell."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import xlwt
from docx import Document as WordDocument
from msoffcrypto.format.ooxml import OOXMLFile
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl import Workbook
from xlwt.CompoundDoc import XlsDoc

from pipeline.model.documents import Document, Sheet
from pipeline.read.documents import read_document

Rows = Sequence[Sequence[Any]]

TABLE: Rows = [["序号", "姓名", "联系方式"], [1, "工甲", 13900001234], [2, "工乙", "139 0000 5678"]]
TEXTS = [["序号", "姓名", "联系方式"], ["1", "工甲", "13900001234"], ["2", "工乙", "139 0000 5678"]]


def read(data: bytes, name: str = "单位.xlsx", passwords: Sequence[str] = ()) -> Document:
    return read_document(name, data, passwords)


def sheets(data: bytes, name: str = "单位.xlsx") -> list[Sheet]:
    document = read(data, name)
    assert document.problem is None, document.problem
    return document.sheets


def trimmed(sheet: Sheet) -> list[list[str]]:
    """The rows without the empty cells at their ends, which differ from format to format."""
    return [row[: max((place for place, text in enumerate(row, 1) if text), default=0)] for row in sheet.rows]


def xlsx(
    rows: Rows = TABLE, change: Callable[[Workbook], None] = lambda _: None, at: tuple[int, int] = (1, 1)
) -> bytes:
    """An .xlsx whose table begins at row and column `at`, after `change` has had its way with it."""
    book = Workbook()
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            book.active.cell(at[0] + number, at[1] + place, value)
    change(book)
    return _bytes(book.save)


def xls(rows: Rows = TABLE, change: Callable[[xlwt.Worksheet], None] = lambda _: None) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("附件3")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if value is not None:
                sheet.write(number, place, value)
    change(sheet)
    return _bytes(book.save)


def xls_of_1995(rows: Rows = TABLE) -> bytes:
    """BIFF5: eight-bit strings in the code page of the computer, in a stream named Book."""
    cells = [
        _record(0x204, struct.pack("<HHHH", row, column, 0, len(text)) + text)
        for row, values in enumerate(rows)
        for column, text in enumerate(str(value).encode("gbk") for value in values)
    ]
    sheet = _record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0)) + b"".join(cells) + _record(0x0A)
    name = "附件3".encode("gbk")
    start = _record(0x809, struct.pack("<HHHH", 0x500, 0x05, 0, 0)) + _record(0x42, struct.pack("<H", 936))
    offset = len(start) + 4 + 7 + len(name) + 4
    book = start + _record(0x85, struct.pack("<IHB", offset, 0, len(name)) + name) + _record(0x0A)
    return (
        ole(book + sheet)
        .replace("Workbook".encode("utf-16-le"), "Book\0\0\0\0".encode("utf-16-le"))
        .replace(b"\x12\x00\x02", b"\x0a\x00\x02", 1)
    )


def _record(kind: int, payload: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(payload)) + payload


def ole(stream: bytes) -> bytes:
    """A compound file with one stream, Workbook."""
    return _bytes(lambda file: XlsDoc().save(file, stream))


def ods(rows: Rows = TABLE, merges: Sequence[tuple[int, int, int, int]] = (), **hide: Any) -> bytes:
    """hide: hidden_rows, hidden_columns (numbers), hidden (the sheet), repeat (how often the last row stands there)."""
    book = OpenDocumentSpreadsheet()
    style = Style(name="hidden", family="table")
    style.addElement(TableProperties(display="false" if hide.get("hidden") else "true"))
    book.automaticstyles.addElement(style)
    table = Table(name="附件3", stylename=style)
    for column in range(max(map(len, rows))):
        table.addElement(TableColumn(visibility="collapse" if column in hide.get("hidden_columns", ()) else "visible"))
    for number, values in enumerate(rows):
        row = TableRow(visibility="collapse" if number in hide.get("hidden_rows", ()) else "visible")
        if number == len(rows) - 1 and "repeat" in hide:
            row.setAttribute("numberrowsrepeated", hide["repeat"])
        for column, value in enumerate(values):
            row.addElement(_ods_cell(number, column, value, merges))
        table.addElement(row)
    book.spreadsheet.addElement(table)
    return _bytes(book.write)


def _ods_cell(row: int, column: int, value: Any, merges: Sequence[tuple[int, int, int, int]]) -> TableCell:
    inside = next((each for each in merges if each[0] <= row <= each[2] and each[1] <= column <= each[3]), None)
    if inside and (row, column) != inside[:2]:
        return CoveredTableCell()
    span = {"numberrowsspanned": inside[2] - row + 1, "numbercolumnsspanned": inside[3] - column + 1} if inside else {}
    number = {"valuetype": "float", "value": value} if isinstance(value, (int, float)) else {"valuetype": "string"}
    cell = TableCell(**span, **(number if value is not None else {}))
    for line in str(value).split("\n") if value is not None else ():
        cell.addElement(P(text=line))
    return cell


def docx(*blocks: str | Rows) -> bytes:
    """Paragraphs and tables, in order."""
    book = WordDocument()
    for block in blocks:
        if isinstance(block, str):
            book.add_paragraph(block)
            continue
        table = book.add_table(len(block), max(map(len, block)))
        for number, row in enumerate(block):
            for place, value in enumerate(row):
                table.cell(number, place).text = "" if value is None else str(value)
    return _bytes(book.save)


def xlsb(rows: Rows = TABLE, *more: bytes, before: bytes = b"", row_flags: int = 0) -> bytes:
    """Just enough of [MS-XLSB]: strings and numbers in one sheet; `more` are records after the cells."""
    data = b""
    for number, row in enumerate(rows):
        data += binary(0, struct.pack("<IIH", number, 0, 300) + bytes([0, row_flags, 0]) + struct.pack("<I", 0))
        for column, value in enumerate(row):
            head = struct.pack("<II", column, 0)
            if isinstance(value, str):
                data += binary(6, head + struct.pack("<I", len(value)) + value.encode("utf-16-le"))
            elif value is not None:
                data += binary(5, head + struct.pack("<d", value))
    sheet = (
        binary(129)
        + binary(148, struct.pack("<IIII", 0, 99, 0, 99))
        + before
        + binary(145)
        + data
        + binary(146)
        + b"".join(more)
        + binary(130)
    )
    bundle = struct.pack("<II", 0, 1) + b"".join(
        struct.pack("<I", len(t)) + t.encode("utf-16-le") for t in ("rId1", "附件3")
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": binary(131) + binary(143) + binary(156, bundle) + binary(144) + binary(132),
            "xl/_rels/workbook.bin.rels": relations,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def binary(kind: int, payload: bytes = b"") -> bytes:
    """One record of an .xlsb."""
    code = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, rest = b"", len(payload)
    while rest > 0x7F:
        length, rest = length + bytes([rest & 0x7F | 0x80]), rest >> 7
    return code + length + bytes([rest]) + payload


def package(members: dict[str, bytes | str]) -> bytes:
    def write(file: BytesIO) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)

    return _bytes(write)


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A package whose members have been changed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return package({name: change(name, archive.read(name)) for name in archive.namelist()})


def locked_xlsx(password: str) -> bytes:
    return _bytes(lambda file: OOXMLFile(BytesIO(xlsx())).encrypt(password, file))


def locked_xls() -> bytes:
    """An .xls whose records say that they are locked (FILEPASS); nothing in it can be unlocked."""
    globals_of_workbook = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    return ole(globals_of_workbook + _record(0x2F, struct.pack("<HHH", 0, 1, 2)) + _record(0x0A) + bytes(5000))


def sheet_xml(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """An .xlsx whose first sheet's XML has been changed."""
    return repacked(data, lambda name, part: change(part) if name == "xl/worksheets/sheet1.xml" else part)


def _bytes(save: Callable[[BytesIO], Any]) -> bytes:
    file = BytesIO()
    save(file)
    return file.getvalue()

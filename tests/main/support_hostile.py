"""Documents that mean harm or were harmed, each made of a good one when it is needed."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from functools import partial

import olefile
from openpyxl.utils import get_column_letter
from support_main import person, workbook
from xlwt.CompoundDoc import XlsDoc

SHEET, STRINGS, RELATIONS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
Change = Callable[[bytes], bytes]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes], level: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def changed(data: bytes, name: str, change: Change) -> bytes:
    parts = members(data)
    return packed(parts | {name: change(parts.get(name, b""))})


def with_rows(data: bytes, rows: bytes) -> bytes:
    """More rows below the last one of the only sheet."""
    return changed(data, SHEET, lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>"))


def far_cell(data: bytes) -> bytes:
    row = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>.</t></is></c></row>'
    return with_rows(data, row)


def styled_rows(data: bytes) -> bytes:
    rows = (b'<row r="%d" s="1"><c r="B%d" s="1"/></row>' % (row, row) for row in range(200, 1_000_200))
    return with_rows(data, b"".join(rows))


def dragged_formulas(data: bytes) -> bytes:
    """A formula that shows nothing, dragged down to the last row, as units do."""
    rows = (
        b'<row r="%d"><c r="O%d" t="str"><f>IF(A%d="","",1)</f><v></v></c></row>' % (row, row, row)
        for row in range(1_048_576 - 100_000, 1_048_577)
    )
    return with_rows(data, b"".join(rows))


def crashing(data: bytes) -> bytes:
    """Cells that do not say where they stand, in the last row: laying them out takes more memory than there is."""
    cells = b'<c t="inlineStr"><is><t>x</t></is></c>'
    return with_rows(data, b'<row r="1048576">%s</row>' % (cells * 16_384))


def merged(data: bytes) -> bytes:
    ranges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(1_000, 101_000))

    def change(part: bytes) -> bytes:
        return part.replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>", 1)

    return changed(data, SHEET, change)


def long_cells(data: bytes) -> bytes:
    text = "桥" * 32_767
    rows = (f'<row r="{row}"><c r="R{row}" t="inlineStr"><is><t>{text}</t></is></c></row>' for row in range(40, 140))
    return with_rows(data, "".join(rows).encode())


def sheets(data: bytes) -> bytes:
    """Three thousand sheets."""
    parts = members(data)
    numbers = range(10, 3_010)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relations = "".join(
        f'<Relationship Id="more{number}" Type="{kind}" Target="worksheets/sheet{number}.xml"/>' for number in numbers
    )
    names = "".join(f'<sheet name="表{number}" sheetId="{number}" r:id="more{number}"/>' for number in numbers)
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</sheets>", names.encode() + b"</sheets>")
    return packed(parts | {f"xl/worksheets/sheet{number}.xml": parts[SHEET] for number in numbers})


def zeros(data: bytes) -> bytes:
    """One member that unpacks to a thousand times its size."""
    return packed(members(data) | {"xl/media/image1.bin": bytes(30_000_000)}, level=9)


def overlapping(data: bytes) -> bytes:
    """Two hundred names for one and the same member, unpacked 400 MB."""
    made = packed(members(data) | {"xl/a": bytes(2_000_000)})
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        directory = package.start_dir
    end = made.rindex(b"PK\x05\x06")
    last = made[made.rindex(b"PK\x01\x02", 0, end) : end]
    more = b"".join(last.replace(b"xl/a", b"%04d" % number) for number in range(200))
    entries = struct.unpack_from("<H", made, end + 10)[0] + 200
    tail = struct.pack("<HHIIH", entries, entries, end - directory + len(more), directory, 0)
    return made[:end] + more + made[end : end + 8] + tail


def archive_of_zeros(data: bytes) -> bytes:
    return packed({"推荐表.xlsx": bytes(200_000_000)})


def nested_archive(data: bytes) -> bytes:
    for depth in range(30):
        data = packed({f"{depth}.zip": data})
    return data


def many_members(data: bytes) -> bytes:
    return packed({f"{number}.txt": b"x" for number in range(20_000)})


ENTITIES = b'<!DOCTYPE x [<!ENTITY e0 "0123456789">%s]>' % b"".join(
    b'<!ENTITY e%d "%s">' % (number, b"&e%d;" % (number - 1) * 10) for number in range(1, 10)
)


def entities(part: bytes) -> bytes:
    """A thousand million characters where the first text was."""
    end = part.find(b"?>")
    declaration, rest = (part[: end + 2], part[end + 2 :]) if end >= 0 else (b"", part)
    return declaration + ENTITIES + rest.replace(b"</t>", b"&e9;</t>", 1).replace(b"<v>", b"<v>&e9;", 1)


def nested(part: bytes) -> bytes:
    return part.replace(b"<sheetData>", b"<sheetData>" + b"<row>" * 200_000, 1)


def nested_text(part: bytes) -> bytes:
    return part + b"<si>" * 300_000


def nested_html(data: bytes) -> bytes:
    return b"<html><table>" + b"<tr><td><table>" * 20_000 + "姓名".encode()


def nested_docx(data: bytes) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cells = b"<w:tbl><w:tr><w:tc>" * 20_000
    body = f'<?xml version="1.0"?><w:document xmlns:w="{word}"><w:body>'.encode() + cells
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": body})


def strings_in_a_circle(data: bytes) -> bytes:
    """The shared strings are the sheet, which asks the shared strings for its texts."""
    parts = members(data)
    relations = parts[RELATIONS].replace(b"sharedStrings.xml", b"worksheets/sheet1.xml")
    return packed(parts | {RELATIONS: relations, STRINGS: parts[SHEET]})


def sheet_in_a_circle(data: bytes) -> bytes:
    """The sheet is the workbook itself."""
    return changed(data, RELATIONS, lambda part: part.replace(b"worksheets/sheet1.xml", b"workbook.xml"))


def without(name: str, data: bytes) -> bytes:
    return packed({path: part for path, part in members(data).items() if path != name})


def unfinished(part: bytes) -> bytes:
    return part[: len(part) // 2]


def compound(stream: bytes = b"\x09\x08\x10\x00" + bytes(60_000)) -> bytes:
    """A compound file with one stream, Workbook."""
    out = io.BytesIO()
    XlsDoc().save(out, stream)
    return out.getvalue()


def looped_sectors(data: bytes) -> bytes:
    """A stream whose first sector follows itself."""
    file = bytearray(compound())
    with olefile.OleFileIO(io.BytesIO(bytes(file))) as ole:
        start = next(entry.isectStart for entry in ole.direntries if entry and entry.name == "Workbook")
    (table,) = struct.unpack_from("<I", file, 76)
    struct.pack_into("<I", file, 512 * (table + 1) + 4 * start, start)
    return bytes(file)


def looped_directory(data: bytes) -> bytes:
    """A storage that is its own child and its own sibling."""
    file = bytearray(compound())
    (directory,) = struct.unpack_from("<I", file, 48)
    for entry in range(2):
        struct.pack_into("<III", file, 512 * (directory + 1) + 128 * entry + 68, entry, entry, entry)
    return bytes(file)


def looped_tables(data: bytes) -> bytes:
    """Tables of sectors that go on in themselves for ever."""
    file = bytearray(compound())
    struct.pack_into("<II", file, 68, 0, 0xFFFFFFF0)
    struct.pack_into("<I", file, 512 + 508, 0)
    return bytes(file)


def mail(attachment: bytes, name: str = "推荐表.xlsx") -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["Subject"], letter["Date"] = "a@example.com", "推荐", "Thu, 10 Apr 2025 10:00:00 +0800"
    letter.set_content("请查收。")
    letter.add_attachment(attachment, maintype="application", subtype="octet-stream", filename=name)
    return letter


def nested_mail(data: bytes) -> bytes:
    inside = mail(data).as_bytes()
    for _ in range(40):
        head = b"From: a@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
        inside = head + inside
    return inside


def nested_parts(data: bytes) -> bytes:
    lines = ["From: a@example.com", "Subject: x", "MIME-Version: 1.0"]
    for depth in range(3_000):
        lines += [f'Content-Type: multipart/mixed; boundary="b{depth}"', "", f"--b{depth}"]
    return "\r\n".join(lines).encode()


def good(number: int) -> tuple[str, bytes]:
    """The name of one person, and the workbook that recommends nobody else."""
    name = "好" + chr(0x4E00 + 100 + number)
    return name, workbook(f"好{get_column_letter(number + 1)}工程有限公司", person(name, f"199111{number:05d}"))


def in_sheet(change: Change) -> Change:
    return lambda data: changed(data, SHEET, change)


def in_strings(change: Change) -> Change:
    return lambda data: changed(data, STRINGS, change)


MAKERS: dict[str, tuple[str, Change, str]] = {
    # what it is: (its name, how it is made of a good one, the finding that it gets, or "" where its people are read)
    "末行末列有一点": ("推荐表.xlsx", far_cell, ""),
    "百万行只有格式": ("推荐表.xlsx", styled_rows, ""),
    "公式拖到末行": ("推荐表.xlsx", dragged_formulas, ""),
    "每格三万字": ("推荐表.xlsx", long_cells, ""),
    "压缩炸弹": ("推荐表.xlsx", zeros, "too-large"),
    "重叠的炸弹": ("推荐表.xlsx", overlapping, "too-large"),
    "压缩包炸弹": ("材料.zip", archive_of_zeros, "too-large"),
    "压缩包套三十层": ("材料.zip", nested_archive, "unreadable"),
    "压缩包两万个文件": ("材料.zip", many_members, "too-large"),
    "末行没有地址": ("推荐表.xlsx", crashing, "unreadable"),
    "十万合并单元格": ("推荐表.xlsx", merged, "too-large"),
    "三千张表": ("推荐表.xlsx", sheets, "too-large"),
    "实体炸弹": ("推荐表.xlsx", in_sheet(entities), ""),
    "实体炸弹在字符串": ("推荐表.xlsx", in_strings(entities), "unreadable"),
    "嵌套二十万层": ("推荐表.xlsx", in_sheet(nested), ""),
    "嵌套在字符串": ("推荐表.xlsx", in_strings(nested_text), ""),
    "网页表套表": ("推荐表.xls", nested_html, "no-table"),
    "文字表套表": ("推荐表.docx", nested_docx, "unreadable"),
    "字符串循环": ("推荐表.xlsx", strings_in_a_circle, "unreadable"),
    "工作表循环": ("推荐表.xlsx", sheet_in_a_circle, "no-table"),
    "没有工作簿": ("推荐表.xlsx", partial(without, "xl/workbook.xml"), "unreadable"),
    "没有关系": ("推荐表.xlsx", partial(without, RELATIONS), "unreadable"),
    "没有工作表": ("推荐表.xlsx", partial(without, SHEET), "unreadable"),
    "半张工作表": ("推荐表.xlsx", in_sheet(unfinished), "unreadable"),
    "扇区循环": ("推荐表.xls", looped_sectors, "unreadable"),
    "目录循环": ("推荐表.xls", looped_directory, "unreadable"),
    "扇区表循环": ("推荐表.xls", looped_tables, "unreadable"),
    "邮件套四十层": ("推荐.eml", nested_mail, "unreadable"),
    "邮件部分套三千层": ("推荐.eml", nested_parts, "too-large"),
}
"""Hostile documents; MAKERS[name] as said above."""

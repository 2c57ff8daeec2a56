"""Whatever a file is, it ends with one outcome and a reason, at little cost."""

from __future__ import annotations

import errno
import os
import struct
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO

import msoffcrypto
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from support_read import (
    TABLE,
    TEXTS,
    binary,
    docx,
    locked_xls,
    locked_xlsx,
    ods,
    package,
    read,
    repacked,
    sheet_xml,
    sheets,
    trimmed,
    xls,
    xlsb,
    xlsx,
)
from xlwt import Formula

from pipeline.errors import UserError
from pipeline.model.documents import Outcome, Sheet
from pipeline.read import opendocument, word, workbook, xml2003
from pipeline.read.grid import make_sheet
from pipeline.read.limits import Refused, limits, refusal
from pipeline.read.package import Package
from schemas.unreadable import unreadable_file

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
XML_2003 = (
    f'<Workbook xmlns="{SPACE}"><Worksheet><Table><Row>'
    "<Cell><Data>工甲</Data></Cell><Cell><Data>工乙</Data></Cell></Row></Table></Worksheet></Workbook>"
)


def damaged(member: str) -> bytes:
    """A package in which one bit of a member that is stored, not packed, has been turned over."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        at = new.getinfo(member).header_offset + 30 + len(member)
        size = new.getinfo(member).file_size
    data = bytearray(file.getvalue())
    data[data.index("工甲".encode() if "工甲".encode() in data[at : at + size] else b"139", at)] ^= 1
    return bytes(data)


def in_utf16(part: bytes) -> bytes:
    return part.decode().replace("UTF-8", "UTF-16").encode("utf-16")


def far(reference: str, count: int = 1) -> bytes:
    """A workbook with cells up from this one, which stands far out; two of them show nothing."""
    column, last = reference.rstrip("0123456789"), int(reference.lstrip("ABCDFX"))
    texts = "".join(
        f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>x</t></is></c></row>'
        for row in range(last - count + 1, last + 1)
    )
    empty = '<row r="700000"><c r="C700000" t="str"><f>IF(1,"")</f><v></v></c><c r="D700000" s="0"/></row>'
    return sheet_xml(xlsx(), lambda part: part.replace(b"</sheetData>", f"{empty}{texts}</sheetData>".encode()))


def far_xlsb() -> bytes:
    row = binary(0, struct.pack("<IIHBBBI", 1_048_575, 0, 0, 0, 0, 0, 0))
    return xlsb(TABLE, row + binary(5, struct.pack("<IId", 16_383, 0, 7.0)))


def far_ods() -> bytes:
    """LibreOffice writes a far cell as one row behind so many empty ones."""
    far_row = (
        b'<table:table-row table:number-rows-repeated="1048572"><table:table-cell/></table:table-row><table:table-row>'
        b'<table:table-cell table:number-columns-repeated="16383"/>'
        b'<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    with zipfile.ZipFile(BytesIO(ods())) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["content.xml"] = members["content.xml"].replace(b"</table:table>", far_row + b"</table:table>")
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as new:  # the type of an .ods lies unpacked at its beginning
        for name, content in members.items():
            new.writestr(name, content)
    return file.getvalue()


STRAYS = [
    ("xlsx", far("XFD1048576"), (1_048_575, 16_383)),
    ("xlsx, last row", far("C1048576"), (1_048_575, 2)),
    ("xlsx, last column", far("XFD2"), (1, 16_383)),
    ("xlsx, second reader", sheet_xml(far("XFD1048576"), in_utf16), (1_048_575, 16_383)),
    ("xls", xls(change=lambda sheet: sheet.write(65_535, 255, "x")), (65_535, 255)),
    ("xls, a formula that shows nothing", xls(change=lambda sheet: sheet.write(65_535, 255, Formula("1+1"))), None),
    ("xlsb", far_xlsb(), (1_048_575, 16_383)),
    ("ods", far_ods(), (1_048_575, 16_383)),
]


@pytest.mark.parametrize(("data", "stray"), [pytest.param(*rest, id=label) for label, *rest in STRAYS])
def test_a_stray_cell_far_out_costs_nobody_his_place(data: bytes, stray: tuple[int, int] | None) -> None:
    document = read(data, "a.xls")
    assert document.problem is None
    [sheet] = document.sheets
    assert (trimmed(sheet), sheet.strays) == (TEXTS, [stray] if stray else [])


@pytest.mark.slow
def test_commas_down_to_the_last_row_are_no_cells() -> None:
    lines = "\n".join(",".join(line) for line in TEXTS) + f"\n{',' * 20}" * 200_000
    assert [trimmed(sheet) for sheet in read(lines.encode(), "a.csv").sheets] == [TEXTS]


def lying(size: int) -> bytes:
    """A workbook whose sheet is said to be small, but is not."""
    data = bytearray(sheet_xml(xlsx(), lambda part: part + b" " * 50_000_000))
    entry = data.rindex(b"xl/worksheets/sheet1.xml")
    struct.pack_into("<I", data, entry - 46 + 24, size)
    return bytes(data)


def with_entities(part: bytes) -> bytes:
    """Ten entities, each ten times the one before: a thousand million characters where 工甲 stood."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    declaration, body = part[: part.index(b"?>") + 2] if part.startswith(b"<?xml") else b"", part
    body = body.removeprefix(declaration).replace("工甲".encode(), b"&e9;").replace(b"&#24037;&#30002;", b"&e9;")
    return declaration + f'<!DOCTYPE x [<!ENTITY e0 "0123456789">{lines}]>'.encode() + body


ENTITIES = [
    repacked(data, lambda name, part: with_entities(part) if name in ("content.xml", "word/document.xml") else part)
    for data in (ods(TABLE), docx(TABLE))
] + [sheet_xml(xlsx(), with_entities), with_entities(XML_2003.encode())]


@pytest.mark.parametrize("data", ENTITIES, ids=["ods", "docx", "xlsx", "xml2003"])
def test_entities_are_not_followed(data: bytes) -> None:
    document = read(data, "a.xls")
    texts = [text for sheet in document.sheets for row in sheet.rows for text in row]
    assert sum(map(len, texts)) < 100
    assert document.outcome == Outcome.UNREADABLE or "工乙" in texts


def many_merges() -> bytes:
    cells = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, limits().merges + 10))
    return sheet_xml(
        xlsx(), lambda part: part.replace(b"</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>".encode())
    )


def nested_merges() -> bytes:
    def merge(part: bytes) -> bytes:
        cells = "".join(f'<mergeCell ref="A1:XFD{row}"/>' for row in range(3, 20_000))
        return part.replace(b"</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>".encode())

    return sheet_xml(xlsx([["甲", "乙"]] * 600), merge)


UNREADABLE: list[tuple[str, bytes | Callable[[], bytes], str, str, str]] = [  # what takes long is made in its own test
    ("empty", b"", "a.xlsx", "unreadable", "empty"),
    ("text as xlsx", "这不是工作簿".encode(), "a.xlsx", "unreadable", "text"),
    ("half an xlsx", xlsx()[: len(xlsx()) // 2], "a.xlsx", "unreadable", "damaged"),
    ("half an xls", xls()[:2000], "a.xls", "unreadable", "damaged"),
    ("half an ods", ods()[:1500], "a.ods", "unreadable", "damaged"),
    ("no sheet in it", package({"[Content_Types].xml": "<Types/>", "xl/a": "b"}), "a.xlsx", "unreadable", "damaged"),
    (
        "no document in it",
        package({"[Content_Types].xml": "<Types/>", "word/a": "b"}),
        "a.docx",
        "unreadable",
        "damaged",
    ),
    ("one bit turned over", damaged("xl/worksheets/sheet1.xml"), "a.xlsx", "unreadable", "checksum"),
    ("noise", bytes(range(256)) * 20, "a.xlsx", "unreadable", "unknown"),
    ("no text in any encoding", bytes(range(128, 256)) * 20 + b"\n", "a.csv", "unreadable", "encoding"),
    ("rich text", b"{\\rtf1 x}", "a.doc", "unreadable", "word"),
    ("locked xlsx", lambda: locked_xlsx("123456"), "a.xlsx", "encrypted", "password"),
    ("locked xls", locked_xls(), "a.xls", "encrypted", "password"),
    ("more than strays far out", lambda: far("XFD1048576", limits().strays + 1), "a.xlsx", "too-large", "cells"),
    ("an ods full of text", lambda: ods(repeat=1_048_000), "a.ods", "too-large", "cells"),
    (
        "a member that unpacks",
        lambda: package({"[Content_Types].xml": b"", "xl/a": bytes(30_000_000)}),
        "a.xlsx",
        "too-large",
        "unpacked",
    ),
    ("a size that lies", lambda: lying(1000), "a.xlsx", "unreadable", "checksum"),
    ("many merged ranges", many_merges, "a.xlsx", "too-large", "merges"),
    ("nested merged ranges", nested_merges, "a.xlsx", "too-large", "cells"),
]


@pytest.mark.parametrize(
    ("data", "name", "slug", "reason"), [pytest.param(*rest, id=label) for label, *rest in UNREADABLE]
)
def test_unreadable_with_its_reason(data: bytes | Callable[[], bytes], name: str, slug: str, reason: str) -> None:
    document = read(data() if callable(data) else data, name)
    assert (document.outcome, document.sheets) == (Outcome.UNREADABLE, [])
    assert document.problem is not None
    assert (document.problem.slug, document.problem.about) == (slug, unreadable_file().reasons[reason])


def test_too_many_sheets() -> None:
    def change(book: Workbook) -> None:
        for number in range(limits().sheets + 1):
            book.create_sheet(f"表{number}")

    document = read(xlsx(change=change))
    assert document.problem is not None
    assert document.problem.slug == "too-large"


def test_a_bit_turned_over_in_the_strings_is_noticed() -> None:
    strings = "xl/sharedStrings.xml"
    file = BytesIO(xlsx())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as archive:
        if strings in archive.namelist():
            return
        archive.writestr(strings, "<sst/>")
    document = read(file.getvalue().replace(b"<sst/>", b"<sst /"))
    assert document.problem is not None
    assert document.problem.about == unreadable_file().reasons["checksum"]


@pytest.mark.parametrize("passwords", [pytest.param(["123456"], marks=pytest.mark.slow), ["x", "123456"]])
def test_a_password_that_is_known_opens(passwords: list[str]) -> None:
    document = read(locked_xlsx("123456"), passwords=passwords)
    assert (document.kind, document.problem, trimmed(document.sheets[0])) == ("xlsx", None, TEXTS)


def test_a_workbook_that_only_forbids_changes_opens_by_itself() -> None:
    document = read(locked_xlsx("VelvetSweatshop"))
    assert (document.problem, trimmed(document.sheets[0])) == (None, TEXTS)


@pytest.mark.parametrize(("data", "name"), [(b"%PDF-1.4", "盖章.pdf"), (b"\xff\xd8\xff\xe0", "盖章.jpg")])
def test_pictures_are_scans(data: bytes, name: str) -> None:
    document = read(data, name)
    assert (document.outcome, document.problem) == (Outcome.SCAN, None)


@pytest.mark.parametrize("data", [xlsx([]), xls([]), docx(""), xlsb([]), ods([[None]])])
def test_a_document_without_any_text_in_a_table_is_no_form(data: bytes) -> None:
    document = read(data)
    assert document.outcome == Outcome.NOT_A_FORM
    assert document.problem is not None
    assert document.problem.slug == "no-table"


def test_a_letter_is_no_form_and_no_trouble() -> None:
    document = read("请查收。".encode(), "说明.txt")
    assert (document.outcome, document.problem) == (Outcome.NOT_A_FORM, None)


def bent(data: bytes, old: bytes, new: bytes) -> bytes:
    """A package in whose members something is said otherwise."""
    assert repacked(data, lambda _, part: part.replace(old, new)) != repacked(data, lambda _, part: part)
    return repacked(data, lambda _, part: part.replace(old, new))


NO_NUMBERS: list[tuple[str, Callable[[bytes], list[Sheet]], bytes]] = [
    ("xlsx", workbook.read_xlsx, sheet_xml(xlsx(), lambda part: part.replace(b'<row r="1"', b'<row hidden="1" r="x"'))),
    ("ods", opendocument.read_ods, bent(ods(), b'office:value="1"', b'office:value="x"')),
    ("docx", word.read_docx, bent(docx(TEXTS), b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="x"/>')),
    ("xml2003", xml2003.read_xml2003, XML_2003.replace("<Row>", f'<Row xmlns:s="{SPACE}" s:Index="x">').encode()),
]


@pytest.mark.parametrize(("reader", "data"), [pytest.param(*rest, id=label) for label, *rest in NO_NUMBERS])
def test_a_number_that_is_none_is_damage(reader: Callable[[bytes], list[Sheet]], data: bytes) -> None:
    """And no fault of the program."""
    with pytest.raises(Refused) as refused:
        reader(data)
    assert refused.value.problem == refusal("damaged")


def test_a_member_before_the_beginning_is_damage() -> None:
    data = bytearray(xlsx())
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 16, struct.unpack_from("<I", data, end + 16)[0] + 100_000)
    with pytest.raises(Refused) as refused:
        Package(bytes(data)).read("xl/workbook.xml")
    assert refused.value.problem == refusal("damaged")


@pytest.mark.parametrize("end", ["?>", ">", ""])
def test_a_page_may_say_its_encoding_as_xml(end: str) -> None:
    page = f'<?xml version="1.0" encoding="gbk"{end}<html><table><tr><td>甲</td></tr></table></html>'
    assert [sheet.rows for sheet in sheets(page.encode(), "a.xls")] == [[["甲"]]]


def test_a_span_of_thousands_of_digits_is_none() -> None:
    [sheet] = sheets(f'<table><tr><td colspan="{"9" * 5_000}">甲</td><td>乙</td></tr></table>'.encode(), "a.xls")
    assert sheet.rows == [["甲", "乙"]]


@pytest.mark.parametrize("merge", [(1, 3, 0, 4), (0, 2, 1, 1), (-1, 0, -1, 5), (0, -2, 1, 1)])
def test_a_merged_range_that_is_turned_about_is_none(merge: tuple[int, int, int, int]) -> None:
    assert make_sheet("表", [["甲", "乙", "丙"]] * 3, [merge]).merges == []


SAMPLES = [xlsx(), xls(), xlsb(), ods(), docx("段", TEXTS), "<table><tr><td>甲</td></tr></table>".encode()]


@given(st.sampled_from(SAMPLES), st.data())
def test_no_damage_makes_it_raise(sample: bytes, data: st.DataObject) -> None:
    spoilt = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 8))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    document = read(bytes(spoilt[: data.draw(st.integers(0, len(spoilt)))]))
    assert document.outcome is not None or document.sheets


def test_a_full_temporary_folder_is_no_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that could not be unlocked for want of room must not be recorded as one that cannot be unlocked."""

    def full(_: object) -> object:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(msoffcrypto, "OfficeFile", full)
    with pytest.raises(UserError, match=f"临时文件夹“{tempfile.gettempdir()}”写满了"):
        read(locked_xls(), "a.xls", ["1234"])

"""Content decides what a file is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_read import TABLE, docx, locked_xls, locked_xlsx, ods, ole, package, xls, xls_of_1995, xlsb, xlsx

from pipeline.read.sniff import kind_of

HTML = "<html><body><table><tr><td>姓名</td></tr></table></body></html>"
XML_2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
MAIL = "Received: from a by b\r\nFrom: a@example.com\r\nSubject: =?gbk?B?xsC82w==?=\r\n\r\n正文"
CSV = "序号,姓名,电话\n1,工甲,139\n2,工乙,138\n"

WEB_ARCHIVE = b"From: <Saved by>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--"
FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>'
)

KINDS = [
    (xlsx(), "附件3.xlsx", "xlsx"),
    (xlsx(), "附件3.xls", "xlsx"),
    (xlsx(), "附件3.csv", "xlsx"),
    (xlsx(), "附件3.et", "xlsx"),
    (xlsx()[:900], "附件3.xlsx", "xlsx"),
    (xls(), "附件3.xlsx", "xls"),
    (xls(), "附件3.et", "xls"),
    (xls_of_1995(), "附件3.xls", "xls"),
    (xlsb(), "附件3.xlsx", "xlsb"),
    (ods(), "附件3.xlsx", "ods"),
    (docx("段落", TABLE), "附件3.doc", "docx"),
    (package({"附件3.xlsx": b"x"}), "附件3.xlsx", "zip"),
    (package({"附件3.xlsx": b"x"})[:40], "附件3.zip", "zip"),
    (package({"OFD.xml": b"x", "Doc_0/Document.xml": b"x"}), "盖章.ofd", "pdf"),
    (CSV.encode(), "附件3.csv", "csv"),
    (CSV.encode("gbk"), "附件3.xls", "csv"),
    (CSV.replace(",", "\t").encode("utf-16"), "附件3.txt", "csv"),
    (HTML.encode(), "附件3.xls", "html"),
    (("\ufeff\n" + HTML).encode("utf-16-le"), "附件3.xls", "html"),
    (XML_2003.encode(), "附件3.xls", "xml2003"),
    (MAIL.encode("gbk"), "来信", "eml"),
    (b"Subject: x\r\n\r\n", "a.eml", "eml"),
    (WEB_ARCHIVE, "附件3.xls", "mhtml"),
    (WEB_ARCHIVE.replace(b"MIME", b"To: hr@example.com\r\nMIME"), "附件3", "eml"),
    (WEB_ARCHIVE, "附件3.eml", "eml"),
    (MAIL.encode("gbk"), "附件3.mht", "mhtml"),
    (FLAT.encode(), "附件3.xml", "fods"),
    (FLAT.replace("spreadsheet", "text").encode(), "附件3.xml", "text"),
    (b"%PDF-1.7\n", "扫描件.xlsx", "pdf"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "盖章.jpg", "image"),
    (b"\x89PNG\r\n\x1a\n", "a", "image"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a", "image"),
    (b"\x00\x00\x00\x18ftypheic", "a", "image"),
    (b"Rar!\x1a\x07\x01\x00", "a.zip", "rar"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "a.zip", "7z"),
    (b"\x78\x9f\x3e\x22\x01\x00", "winmail.dat", "tnef"),
    (b"{\\rtf1\\ansi", "a.doc", "doc"),
    (b"", "a.xlsx", "empty"),
    (b"\x00" * 4096, "a.xlsx", "empty"),
    (b" \r\n", "a.csv", "empty"),
    ("请查收附件，谢谢。".encode(), "说明.txt", "text"),
    ("请查收附件，谢谢。".encode("gbk"), "附件3.xlsx", "text"),
    (b"\x01\x02\x00\x03" * 50, "a.xlsx", "other"),
]


@pytest.mark.parametrize(
    ("data", "name", "kind"), KINDS, ids=[f"{number}-{kind}" for number, (*_, kind) in enumerate(KINDS)]
)
def test_content_decides(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


STREAMS = [
    ("WordDocument", "doc"),
    ("__properties_version1.0", "msg"),
    ("EncryptedPackage", "encrypted"),
    ("Contents", "other"),
]


@pytest.mark.parametrize(("stream", "kind"), STREAMS)
def test_compound_files_go_by_their_streams(stream: str, kind: str) -> None:
    name, length = stream.encode("utf-16-le"), (2 * len(stream) + 2).to_bytes(2, "little")
    data = ole(b"x" * 5000)
    at = data.index("Workbook".encode("utf-16-le"))
    entry = name + bytes(64 - len(name)) + length
    assert kind_of(data[:at] + entry + data[at + 66 :], "a.xls") == kind


def test_a_locked_workbook_is_told_by_its_content() -> None:
    assert kind_of(locked_xlsx("123456"), "附件3.xlsx") == "encrypted"
    assert kind_of(locked_xls(), "附件3.xls") == "encrypted"


@given(
    st.binary(),
    st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<", b"From: "]),
)
def test_nothing_makes_it_raise(data: bytes, start: bytes) -> None:
    assert kind_of(start + data, "a.xlsx")

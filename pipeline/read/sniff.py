"""Detect the kind of a file by its content; the name decides only where the content is ambiguous."""

from __future__ import annotations

import re
from io import BytesIO

from pipeline.read.decode import decode
from pipeline.read.limits import Refused
from pipeline.read.package import Package
from pipeline.text.patterns import pattern
from pipeline.wall import of_library

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "doc"),
)
_MODERN_PICTURES = (b"ftyphei", b"ftypmif", b"ftypavi")  # HEIC and AVIF; preceded by a four-byte length
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("encryptedpackage", "encrypted"),
    ("__properties_version1.0", "msg"),
    ("workbook", "xls"),
    ("book", "xls"),
    ("worddocument", "doc"),
)
_HEADER = pattern(
    r"^(received|return-path|delivered-to|from|to|cc|subject|date|mime-version|message-id|content-type|reply-to|x-[\w-]+|dkim-signature)"
    r"[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_HTML = pattern(r"<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_PAGES = pattern(r"(?im)^content-type[ \t]*:\s*(?:multipart/related|text/html)")
_SENT = pattern(r"(?im)^(?:received|return-path|delivered-to|to|cc|message-id|reply-to)[ \t]*:")
_FLAT_SHEETS = ("urn:oasis:names:tc:opendocument:xmlns:office", "application/vnd.oasis.opendocument.spreadsheet")
_HEAD_OF_XML = 16_384  # characters; many namespaces stand before the type
_CONTROL = pattern("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_DELIMITED_NAMES = (".csv", ".tsv", ".tab")
_HEAD = 65_536


def kind_of(data: bytes, name: str) -> str:
    """The kind of a file: xlsx, xlsb, xls, ods, fods, docx, csv, html, mhtml, xml2003, pdf, image, zip, rar, 7z, eml,
    mbox, msg, tnef, doc, encrypted, empty, text or other. `doc` is any old word-processor file (.doc, .wps, RTF); .xlsm
    and .et are classed by their content; OFD counts as pdf. Never raises."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    if data[:2] == b"PK" and data[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return _package(data, name)
    if data.startswith(_OLE):
        return _ole(data, name)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[8:12] == b"WEBP" or data[4:11] in _MODERN_PICTURES:
        return "image"
    from pipeline.read.mail.mbox import is_mbox  # no workbook gets here

    return "mbox" if is_mbox(data, name) else _text(data, name.lower())


def _package(data: bytes, name: str) -> str:
    """The kind by the names in the central directory. Without one the package is cut off, and its file name decides."""
    end = data.rfind(b"PK\x05\x06")
    directory = (
        data[int.from_bytes(data[end + 16 : end + 20], "little") : end].lower().replace(b"\\", b"/")
        if end >= 0
        else b""
    )
    if not directory:
        return {"xlsx": "xlsx", "xlsm": "xlsx", "et": "xlsx", "xlsb": "xlsb", "ods": "ods", "docx": "docx"}.get(
            _suffix(name), "zip"
        )
    if b"[content_types].xml" in directory:
        if b"workbook.bin" in directory:
            return "xlsb"
        return "xlsx" if b"xl/" in directory else "docx" if b"word/" in directory else _office(data)
    if b"ofd.xml" in directory:
        return "pdf"
    if b"mimetype" in directory and b"content.xml" in directory:
        return "ods" if b"opendocument.spreadsheet" in data[:200] else "other"
    return "zip"


def _suffix(name: str) -> str:
    return name.lower().rpartition(".")[2]


def _office(data: bytes) -> str:
    """The kind of a package with its parts in unusual folders, by the main part's content type."""
    types = (
        (b"spreadsheetml.sheet.main", "xlsx"),
        (b"sheet.macroEnabled.main", "xlsx"),
        (b"spreadsheetml.template.main", "xlsx"),
        (b"wordprocessingml.document.main", "docx"),
    )
    try:
        content = Package(data).read("[Content_Types].xml")
    except Refused:
        return "other"
    return next((kind for part, kind in types if part in content), "other")


def _ole(data: bytes, name: str) -> str:
    """The kind by the streams at the root of the compound file. On a damaged directory olefile raises anything, even
    RecursionError; then the file name decides."""
    named = {"xls": "xls", "et": "xls", "xlsx": "xls", "msg": "msg", "doc": "doc", "wps": "doc"}
    return of_library(lambda: _ole_kind(data), named.get(_suffix(name), "other"))


def _ole_kind(data: bytes) -> str:
    """The kind by the root streams only, since a workbook may have a Word object embedded further down."""
    import olefile  # slow to import, and few files are OLE

    from pipeline.read.biff import is_locked

    with olefile.OleFileIO(BytesIO(data)) as ole:
        roots = {entry.name.lower() for entry in ole.root.kids if entry.entry_type == olefile.STGTY_STREAM}
        kind = next((kind for stream, kind in _OLE_STREAMS if stream in roots), "other")
        return "encrypted" if kind == "xls" and is_locked(ole) else kind


def _text(data: bytes, name: str) -> str:
    from pipeline.read.delimited import delimiter_of

    head = decode(data[:_HEAD], whole=len(data) <= _HEAD)
    if head is None and name.endswith(_DELIMITED_NAMES):
        return "csv"
    if head is None or _CONTROL.search(head):
        return "text" if head is None and b"\x00" not in data[:_HEAD] else "other"
    head = head.lstrip("\ufeff \t\r\n")
    if head.startswith("<") and (kind := _markup(head)):
        return kind
    if _is_mail(head, name):
        return "mhtml" if _is_web_archive(head, name) else "eml"
    return "csv" if name.endswith(_DELIMITED_NAMES) or delimiter_of(head, certain=True) else "text"


def _markup(head: str) -> str:
    if "urn:schemas-microsoft-com:office:spreadsheet" in head[:4096]:
        return "xml2003"
    if all(word in head[:_HEAD_OF_XML] for word in _FLAT_SHEETS):
        return "fods"
    return "html" if _HTML.search(head[:8192]) else ""


def _is_web_archive(head: str, name: str) -> bool:
    """Whether what looks like a mail is a saved page: by its name, or since it went from nobody to nobody."""
    if name.endswith((".mht", ".mhtml")):
        return True
    block = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    return bool(_PAGES.search(block)) and not _SENT.search(block) and not name.endswith(".eml")


def _is_mail(head: str, name: str) -> bool:
    """Whether the text begins with a block of mail headers; in a file named .eml one known header is enough."""
    block = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    if not re.match(r"(from [^\n]*\n)?[\w-]+[ \t]*:", block, re.IGNORECASE):
        return False
    known = {match[1].lower() for match in _HEADER.finditer(block)}
    return len(known) >= (1 if name.endswith(".eml") else 2)

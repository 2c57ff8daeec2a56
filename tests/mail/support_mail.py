"""Mails, archives and Outlook files written byte by byte, as the programs of units write them."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from functools import cache

from openpyxl import Workbook

from pipeline.model.documents import Document, Envelope, Reading
from pipeline.read.containers import read_file

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
UNIT = "渝东试算工程有限公司"


@cache
def workbook() -> bytes:
    book = Workbook()
    book.active.append(["推荐单位（盖章）：" + UNIT])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def part(content: bytes, *headers: bytes) -> bytes:
    """A part of a multipart, its content in base64."""
    lines = [*headers, b"Content-Transfer-Encoding: base64", b"", base64.encodebytes(content).replace(b"\n", b"\r\n")]
    return b"\r\n".join(lines)


def attachment(name: bytes = b"list.xlsx", content: bytes | None = None) -> bytes:
    disposition = b'Content-Disposition: attachment; filename="' + name + b'"'
    return part(workbook() if content is None else content, b"Content-Type: application/octet-stream", disposition)


def text(words: bytes, kind: bytes = b"text/plain; charset=utf-8") -> bytes:
    return part(words, b"Content-Type: " + kind)


def multipart(*parts: bytes, kind: bytes = b"mixed", boundary: bytes = b"edge") -> bytes:
    body = b"".join(b"--" + boundary + b"\r\n" + piece + b"\r\n" for piece in parts)
    return (
        b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"\r\n\r\n' + body + b"--" + boundary + b"--"
    )


def mail(
    *parts: bytes, subject: bytes = b"test", more: bytes = b"", kind: bytes = b"mixed", boundary: bytes = b"edge"
) -> bytes:
    headers = b"From: hr@example.com\r\nSubject: " + subject + b"\r\nDate: Mon, 21 Apr 2025 09:30:00 +0800\r\n" + more
    return headers + multipart(*parts, kind=kind, boundary=boundary)


def read(data: bytes, name: str = "a.eml", passwords: tuple[str, ...] = ()) -> Reading:
    return read_file(name, data, passwords)


def envelope(reading: Reading) -> Envelope:
    """What the one mail tells."""
    (only,) = reading.envelopes
    return only


def outcomes(reading: Reading) -> list[tuple[str, str]]:
    """What every document ended as; "sheets" for one that goes on to the recogniser."""
    return [(document.file, verdict(document)) for document in reading.documents]


def verdict(document: Document) -> str:
    said = "sheets" if document.sheets else str(document.outcome)
    return f"{said} {document.problem.slug}" if document.problem else said


def names(reading: Reading) -> list[str]:
    """The names of what stood directly in the file."""
    return [document.file.partition("!")[2] for document in reading.documents[1:]]


def word(raw: bytes, charset: bytes = b"gb2312") -> bytes:
    return b"=?" + charset + b"?B?" + base64.b64encode(raw) + b"?="


def archive(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def raw_archive(
    members: list[tuple[bytes, bytes]], flags: int = 0, extra: bytes = b"", password: bytes | None = None
) -> bytes:
    """A zip with names as raw bytes, stored without compression; with a password in the old encryption."""
    local, central = b"", b""
    for name, content in members:
        packed = _locked(content, password) if password else content
        sums = struct.pack("<LLL", zlib.crc32(content), len(packed), len(content))
        common = (
            struct.pack("<HHHHH", 20, flags | bool(password), 0, 0, 33)
            + sums
            + struct.pack("<HH", len(name), len(extra))
        )
        offset = struct.pack("<HHHLL", 0, 0, 0, 0, len(local))
        central += b"PK\x01\x02" + struct.pack("<H", 20) + common + offset + name + extra
        local += b"PK\x03\x04" + common + name + extra + packed
    return (
        local
        + central
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(members), len(members), len(central), len(local), 0)
    )


def _locked(content: bytes, password: bytes) -> bytes:
    """ZipCrypto (APPNOTE 6.1)."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def turn(byte: int) -> None:
        keys[0] = _crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc(keys[2], keys[1] >> 24)

    for byte in password:
        turn(byte)
    packed = bytearray()
    for byte in bytes(11) + bytes([zlib.crc32(content) >> 24]) + content:
        key = (keys[2] | 2) & 0xFFFF
        packed.append(byte ^ (((key * (key ^ 1)) >> 8) & 0xFF))
        turn(byte)
    return bytes(packed)


def _crc(register: int, byte: int) -> int:
    return zlib.crc32(bytes([byte]), register ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


def winmail(name: bytes, content: bytes, long_name: str = "") -> bytes:
    """A TNEF stream with one attachment."""

    def attribute(level: int, kind: int, data: bytes) -> bytes:
        return struct.pack("<BLL", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    stream = struct.pack("<LH", 0x223E9F78, 1) + attribute(1, 0x00089006, b"\0\0\1\0")
    stream += (
        attribute(2, 0x00069002, bytes(14)) + attribute(2, 0x00018010, name + b"\0") + attribute(2, 0x0006800F, content)
    )
    if long_name:
        wide = (long_name + "\0").encode("utf-16-le")
        wide += bytes(-len(wide) % 4)
        stream += attribute(2, 0x00069005, struct.pack("<LHHLL", 1, 0x001F, 0x3707, 1, len(long_name) * 2 + 2) + wide)
    return stream


Tree = dict[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """A compound file (MS-CFB, version 3) with storages and streams as the tree says."""
    return _Compound(tree).data


class _Compound:
    def __init__(self, tree: Tree) -> None:
        self._entries: list[bytearray] = []
        self._sectors: list[bytes] = []
        self._chain: list[int] = []
        self._mini = b""
        self._mini_chain: list[int] = []
        root = self._entry("Root Entry", 5)
        self._children(root, tree)
        self._place(self._entries[root], self._append(self._mini), len(self._mini))
        mini_fat = (
            self._append(struct.pack(f"<{len(self._mini_chain)}L", *self._mini_chain))
            if self._mini_chain
            else 0xFFFFFFFE
        )
        directory = self._append(b"".join(self._entries) + bytes(-len(self._entries) % 4 * 128))
        fat_at = len(self._sectors)
        fat = struct.pack(f"<{len(self._chain) + 1}L", *self._chain, 0xFFFFFFFD).ljust(512, b"\xff")
        assert len(fat) == 512, "one sector of allocation table is enough for a test"
        header = struct.pack("<8s16x5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
        header += struct.pack(
            "<10L", 0, 1, directory, 0, 0x1000, mini_fat, len(self._mini_chain) and 1, 0xFFFFFFFE, 0, fat_at
        )
        self.data = header.ljust(512, b"\xff") + b"".join(self._sectors) + fat

    def _entry(self, name: str, kind: int) -> int:
        wide = name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<3L", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
        self._entries.append(bytearray(struct.pack("<64sHBB", wide, len(wide), kind, 1) + links + bytes(48)))
        return len(self._entries) - 1

    def _children(self, parent: int, tree: Tree) -> None:
        """Siblings hang to the right of one another."""
        link, last = 76, parent
        for name, content in tree.items():
            entry = self._entry(name, 1 if isinstance(content, dict) else 2)
            struct.pack_into("<L", self._entries[last], link, entry)
            link, last = 72, entry
            if isinstance(content, dict):
                self._children(entry, content)
            elif len(content) >= 0x1000:
                self._place(self._entries[entry], self._append(content), len(content))
            else:
                self._place(self._entries[entry], self._append_mini(content), len(content))

    @staticmethod
    def _place(entry: bytearray, start: int, size: int) -> None:
        struct.pack_into("<LL", entry, 116, start, size)

    def _append(self, content: bytes) -> int:
        first, count = len(self._sectors), max(1, -(-len(content) // 512))
        self._sectors += [content[at * 512 : at * 512 + 512].ljust(512, b"\0") for at in range(count)]
        self._chain += [*range(first + 1, first + count), 0xFFFFFFFE]
        return first

    def _append_mini(self, content: bytes) -> int:
        first, count = len(self._mini_chain), max(1, -(-len(content) // 64))
        self._mini += content.ljust(count * 64, b"\0")
        self._mini_chain += [*range(first + 1, first + count), 0xFFFFFFFE]
        return first

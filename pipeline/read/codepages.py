"""Set the code page of an .xls so that calamine reads its strings.

calamine decodes BIFF8 strings by the CODEPAGE record, although they are always UTF-16 (some programs write 936), and it
garbles BIFF5 strings in which a character takes two bytes. So the record is overwritten in memory: with UTF-16 for
BIFF8; with a western code page for Chinese, Japanese and Korean BIFF5, whose strings are decoded again here.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack

from pipeline.read.biff import code_page

_UTF16, _WESTERN = 1200, 1252
_WIDE = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950", 10002: "big5", 10008: "gb18030"}
_BYTE_OF = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(256)}


def settle(data: bytes, stream: bytes) -> tuple[bytes, str]:
    """The workbook to give to calamine, and the encoding for `reread` afterwards; "" where the strings are right."""
    version, page = code_page(stream)
    if version >= 0x0600:
        return (_with_page(data, page, _UTF16) if page not in (0, _UTF16) else data), ""
    return (_with_page(data, page, _WESTERN), _WIDE[page]) if page in _WIDE else (data, "")


def _with_page(data: bytes, old: int, new: int) -> bytes:
    return data.replace(pack("<HHH", 0x42, 2, old), pack("<HHH", 0x42, 2, new), 1)


def reread(rows: Sequence[Sequence[object]], encoding: str) -> list[list[object]]:
    """The cells with their strings decoded again, in `encoding`."""
    return [[_decoded(value, encoding) if isinstance(value, str) else value for value in row] for row in rows]


def _decoded(text: str, encoding: str) -> str:
    """One string decoded again, in `encoding`."""
    return bytes(_BYTE_OF.get(character, 0x3F) for character in text).decode(encoding, "replace")

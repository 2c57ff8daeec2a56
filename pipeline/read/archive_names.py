"""Read member names in zip archives the way Chinese programs write them.

Without flag bit 11 a name is in the code page of the computer that packed it (usually GBK, UTF-8 on macOS), while the
standard library decodes it as cp437. With the bit set it should be UTF-8, but some programs set it and write GBK, or
write a name that was already garbled.
"""

from __future__ import annotations

import struct
import zipfile
import zlib

from pipeline.text.charset import decode, mend
from pipeline.text.patterns import pattern

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075  # Info-ZIP's extra field: version 1, checksum of the raw name, name in UTF-8
_HEADER = pattern(rb"PK(?:\x01\x02|\x03\x04)")
_LAYOUTS = {
    b"PK\x01\x02": (8, 28, 46),
    b"PK\x03\x04": (6, 26, 30),
}  # signature -> offsets of the flags, of the name's length and of the name


def member_name(member: zipfile.ZipInfo) -> str:
    """The readable name of a member, with "/" between folders."""
    if member.flag_bits & _UTF8_FLAG:
        return mend(member.orig_filename)
    raw = member.orig_filename.encode("cp437")
    return _unicode_path(member.extra, raw) or decode(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str:
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<2H", extra)
        content, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and content[:5] == b"\x01" + struct.pack("<L", zlib.crc32(raw)):
            return content[5:].decode("utf-8", "replace")
    return ""


def with_readable_names(data: bytes) -> bytes:
    """The archive with bit 11 cleared where a name is not UTF-8: the standard library would refuse such an archive."""
    wrong = [at for found in _HEADER.finditer(data) if (at := _wrong_flag(data, found.start(), found[0])) is not None]
    if not wrong:
        return data
    mended = bytearray(data)
    for at in wrong:
        mended[at] &= ~(_UTF8_FLAG >> 8) & 0xFF
    return bytes(mended)


def _wrong_flag(data: bytes, start: int, signature: bytes) -> int | None:
    """Offset of the byte that holds bit 11, if the header at `start` sets it for a name that is not UTF-8."""
    flags, length, name = (start + offset for offset in _LAYOUTS[signature])
    if len(data) < name or not data[flags + 1] & (_UTF8_FLAG >> 8):
        return None
    return None if _is_utf8(data[name : name + int.from_bytes(data[length : length + 2], "little")]) else flags + 1


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

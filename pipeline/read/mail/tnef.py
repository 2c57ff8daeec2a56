"""Open winmail.dat (TNEF), in which Exchange and Outlook wrap a mail's attachments.

tnefparse parses only the properties of an attachment; the stream is walked here, since tnefparse gives up on the whole
file over one text in a code page other than the stated one.
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterator

from pipeline.read.parts import Opened, Part, problem
from pipeline.text.charset import decode

_DAMAGED = (ValueError, LookupError, TypeError, struct.error)  # raised on damaged streams
_LONG_NAME, _DATA = 0x3707, 0x3701
_TNEF_HEADER, _ATTRIBUTE = 6, struct.Struct("<BHHL")
_ATT_SUBJECT, _ATT_BEGIN, _ATT_TITLE, _ATT_DATA, _ATT_PROPERTIES = 0x8004, 0x9002, 0x8010, 0x800F, 0x9005
_MESSAGE_OBJECT = bytes.fromhex("0703020000000000c000000000000046")


def open_winmail(data: bytes) -> Opened:
    """The attachments and the subject of a winmail.dat. Never raises for bad input."""
    try:
        return _winmail(data)
    except _DAMAGED:
        return Opened(problem=problem("unreadable", "tnef_damaged"))


def _winmail(data: bytes) -> Opened:
    opened = Opened()
    for kind, content in _attributes(data):
        if kind == _ATT_SUBJECT:
            opened.subjects.append(decode(content.rstrip(b"\x00")))
        elif kind == _ATT_BEGIN:
            opened.parts.append(Part("", b""))
        elif opened.parts:
            _add(opened.parts[-1], kind, content)
    return opened


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The attributes of a TNEF stream (MS-OXTNEF 2.1.3): level, name, type, length, content, checksum."""
    at = _TNEF_HEADER
    while at + _ATTRIBUTE.size <= len(data):
        _, kind, _, length = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        yield kind, data[at : at + length]
        at += length + 2


def _add(part: Part, kind: int, content: bytes) -> None:
    """Add an attribute to an attachment. Its long name is preferred to the title, which is often cut to 8.3."""
    if kind == _ATT_TITLE:
        part.name = part.name or decode(content.rstrip(b"\x00"))
    elif kind == _ATT_DATA:
        part.data = content
    elif kind == _ATT_PROPERTIES:
        for name, raw in _properties(content):
            if name == _LONG_NAME:
                part.name = raw.decode("utf-8", "replace").rstrip("\x00")
            elif name == _DATA and not part.data:
                part.data = raw.removeprefix(_MESSAGE_OBJECT)


def _properties(content: bytes) -> list[tuple[int, bytes]]:
    """MAPI properties of an attachment as bytes; texts as UTF-8."""
    from tnefparse.mapi import decode_mapi

    if int.from_bytes(content[:4], "little") * 4 > len(content):  # a false count would keep tnefparse busy
        return []
    logging.getLogger("tnefparse").setLevel(logging.CRITICAL)
    properties = decode_mapi(content, "latin-1")
    return [(item.name, _property_bytes(item.raw_data)) for item in properties if isinstance(item.raw_data, list)]


def _property_bytes(values: list[str] | list[bytes]) -> bytes:
    """A value as bytes: tnefparse gives wide texts decoded, 8-bit texts as latin-1, and binary values unchanged."""
    return b"".join(value if isinstance(value, bytes) else _mended(value).encode() for value in values)


def _mended(text: str) -> str:
    try:
        return decode(text.encode("latin-1").rstrip(b"\x00"))
    except UnicodeEncodeError:
        return text.rstrip("\x00")

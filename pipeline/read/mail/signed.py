"""Unwrap the mail inside an opaque-signed one (S/MIME, smime.p7m). The signature is not verified.

CMS (RFC 5652): ContentInfo = SEQUENCE { OID signedData, [0] SignedData }; SignedData = SEQUENCE { version, digests,
SEQUENCE { OID data, [0] OCTET STRING }, … }. BER allows indefinite lengths and octet strings in pieces; mail clients
use both.
"""

from __future__ import annotations

from schemas.named import NamedTuple

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_OID, _OCTETS, _PIECES, _SEQUENCE, _TAGGED = 0x06, 0x04, 0x24, 0x30, 0xA0
_CONSTRUCTED = 0x20
_DEPTH = 16


class _Element(NamedTuple):
    """One BER element: its tag, where its content begins and ends, and where the next element begins."""

    tag: int
    begin: int
    end: int
    next: int


def signed_content(data: bytes) -> bytes | None:
    """The signed content; None if the data is not a signed message (encrypted, damaged)."""
    try:
        kind, wrapped = _children(data, _element(data, 0, 0), 0)[:2]
        if data[kind.begin : kind.end] != _SIGNED_DATA or wrapped.tag != _TAGGED:
            return None
        signed = _children(data, wrapped, 1)[0]
        content = next(child for child in _children(data, signed, 2) if child.tag == _SEQUENCE)
        return _octets(data, _children(data, _children(data, content, 3)[1], 4)[0], 5)
    except (IndexError, ValueError, StopIteration):
        return None


def _element(data: bytes, at: int, depth: int) -> _Element:
    tag, length = data[at], data[at + 1]
    begin = at + 2
    if length == 0x80:
        children = _until_end(data, begin, depth)
        end = children[-1].next if children else begin
        return _Element(tag, begin, end, end + 2)
    if length > 0x80:
        begin += length - 0x80
        length = int.from_bytes(data[at + 2 : begin], "big")
    return _Element(tag, begin, begin + length, begin + length)


def _until_end(data: bytes, at: int, depth: int) -> list[_Element]:
    """The elements inside one of indefinite length, which two zero bytes end."""
    if depth > _DEPTH:
        raise ValueError("nested too deeply")
    children = []
    while data[at : at + 2] != b"\x00\x00":
        children.append(_element(data, at, depth + 1))
        at = children[-1].next
    return children


def _children(data: bytes, parent: _Element, depth: int) -> list[_Element]:
    children = []
    at = parent.begin
    while at < parent.end:
        children.append(_element(data, at, depth))
        at = children[-1].next
    return children


def _octets(data: bytes, element: _Element, depth: int) -> bytes:
    if element.tag == _OCTETS:
        return data[element.begin : element.end]
    if element.tag != _PIECES or depth > _DEPTH:
        raise ValueError("no octet string")
    return b"".join(_octets(data, child, depth + 1) for child in _children(data, element, depth))

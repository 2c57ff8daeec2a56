"""The zip archive of a package: opened within the limits, written anew with what is untouched copied as it lies there.

Python's zipfile reads archives but copies no entry without packing it anew, so the few records that an archive consists
of are written here.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from pipeline.publish.marked.model import NotMarkable, Reason
from schemas.limits import limits_file
from schemas.named import NamedTuple

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_VERSION = 20
_OLE = b"\xd0\xcf\x11\xe0"  # an encrypted workbook is no zip archive at all


class _Member(NamedTuple):
    info: ZipInfo
    packed: bytes


class Archive:
    """Raises NotMarkable for what is damaged, encrypted or beyond the limits of schemas/limits.toml."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise NotMarkable(Reason.ENCRYPTED)
        self._data = data
        try:
            self._zip = ZipFile(BytesIO(data))
            _check(self._zip.infolist())
            damaged = self._zip.testzip()
        except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, zlib.error) as error:
            raise NotMarkable(Reason.DAMAGED) from error
        if damaged:
            raise NotMarkable(Reason.DAMAGED, damaged)
        self.names = self._zip.namelist()

    def read(self, name: str) -> bytes:
        """One member, unpacked."""
        return self._zip.read(name)

    def rewritten(self, changed: Mapping[str, bytes], removed: Collection[str]) -> bytes:
        """The archive in its old order with these members replaced, new ones at the end, and the removed left out."""
        kept = [info for info in self._zip.infolist() if info.filename not in removed]
        members = [
            _packed(info, changed[info.filename]) if info.filename in changed else self._as_is(info) for info in kept
        ]
        date = kept[0].date_time
        members += [_packed(ZipInfo(name, date), changed[name]) for name in changed if name not in self.names]
        return _written(members)

    def _as_is(self, info: ZipInfo) -> _Member:
        """The member as it is packed; where its sizes followed it, they stand before it now."""
        *_, name, extra = _LOCAL.unpack_from(self._data, info.header_offset)
        start = info.header_offset + _LOCAL.size + name + extra
        info.flag_bits &= ~_SIZES_FOLLOW
        return _Member(info, self._data[start : start + info.compress_size])


def _check(members: list[ZipInfo]) -> None:
    limit = limits_file().package
    if len(members) > limit.members or sum(member.file_size for member in members) > limit.bytes:
        raise NotMarkable(Reason.TOO_LARGE)
    if any(m.file_size > limit.ratio_from and m.file_size > limit.ratio * m.compress_size for m in members):
        raise NotMarkable(Reason.TOO_LARGE)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise NotMarkable(Reason.ENCRYPTED)
    if len({member.filename for member in members}) < len(members):
        raise NotMarkable(Reason.DAMAGED)


def _packed(info: ZipInfo, data: bytes) -> _Member:
    pack = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = pack.compress(data) + pack.flush()
    info.compress_type, info.CRC, info.file_size, info.compress_size = (
        ZIP_DEFLATED,
        zlib.crc32(data),
        len(data),
        len(packed),
    )
    info.flag_bits &= _UTF8
    return _Member(info, packed)


def _written(members: list[_Member]) -> bytes:
    file, directory = BytesIO(), BytesIO()
    for info, packed in members:
        name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")
        told = (info.flag_bits, info.compress_type, *_moment(info), info.CRC, len(packed), info.file_size, len(name))
        system = info.create_system << 8 | _VERSION
        attributes = (0, 0, 0, info.internal_attr, info.external_attr, file.tell())
        directory.write(_CENTRAL.pack(b"PK\1\2", system, _VERSION, *told, *attributes) + name)
        file.write(_LOCAL.pack(b"PK\3\4", _VERSION, *told, 0) + name + packed)
    start, listed = file.tell(), directory.getvalue()
    file.write(listed + _END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(listed), start, 0))
    return file.getvalue()


def _moment(info: ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second >> 1, (year - 1980) << 9 | month << 5 | day

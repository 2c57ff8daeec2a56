"""Unpack a zip archive in memory, within limits and trying passwords. Member names are for display only.

The standard library unpacks; pyzipper is imported only for members with AES encryption (written by WinZip,
7-Zip, WinRAR, Bandizip).
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pipeline.model.documents import Outcome
from pipeline.read.archive_names import member_name, with_readable_names
from pipeline.read.parts import Opened, Part, problem
from schemas.mail import mail_file

_ENCRYPTED = 0x1
_AES = 99
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    struct.error,
    OverflowError,
)


class _WrongPasswordError(Exception):
    """None of the passwords opens a member."""


def open_archive(data: bytes, passwords: Sequence[str], allowed_bytes: int) -> Opened:
    """The members of a zip archive, in archive order, unpacked to at most `allowed_bytes` in total.

    Never raises for bad input: an archive that is damaged, too large, or entirely locked gives a problem and no parts.
    """
    data = with_readable_names(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.orig_filename.endswith(("/", "\\"))]
            if len(members) > mail_file().archive.members:
                return Opened(problem=problem("too-large", "archive_large"))
            return _opened(_Archive(archive, data, passwords, allowed_bytes), members)
    except NotImplementedError:
        return Opened(problem=problem("unreadable", "archive_method"))
    except _DAMAGED:
        return Opened(problem=problem("unreadable", "archive_damaged"))


def _opened(archive: _Archive, members: list[zipfile.ZipInfo]) -> Opened:
    parts = [archive.part(member) for member in members]
    if parts and all(part.problem and part.problem.slug == "encrypted" for part in parts):
        return Opened(problem=parts[0].problem)
    return Opened(parts)


class _Archive:
    """One archive being unpacked, and how many more bytes it may unpack to."""

    def __init__(self, archive: zipfile.ZipFile, data: bytes, passwords: Sequence[str], allowed_bytes: int) -> None:
        self._archive = archive
        self._data = data
        self._passwords = passwords
        self._left = allowed_bytes

    def part(self, member: zipfile.ZipInfo) -> Part:
        """A member as a part; one that cannot be unpacked has a problem and no bytes."""
        name = member_name(member)
        try:
            content = self._content(member)
        except _WrongPasswordError:
            return Part(name, b"", outcome=Outcome.UNREADABLE, problem=problem("encrypted", "archive_password"))
        except (NotImplementedError, RuntimeError):
            return Part(name, b"", outcome=Outcome.UNREADABLE, problem=problem("unreadable", "archive_method"))
        except _DAMAGED:
            return Part(name, b"", outcome=Outcome.UNREADABLE, problem=problem("unreadable", "member_damaged"))
        if len(content) > min(self._left, mail_file().archive.member_bytes):
            return Part(name, b"", outcome=Outcome.UNREADABLE, problem=problem("too-large", "archive_large"))
        self._left -= len(content)
        return Part(name, content)

    def _content(self, member: zipfile.ZipInfo) -> bytes:
        """The bytes of a member, at most one more than allowed (so that the caller sees the excess)."""
        if not member.flag_bits & _ENCRYPTED:
            return self._read(self._archive, member, None)
        return self._aes_content(member) if member.compress_type == _AES else self._unlocked(self._archive, member)

    def _aes_content(self, member: zipfile.ZipInfo) -> bytes:
        from pyzipper import AESZipFile, BadZipFile

        try:
            with AESZipFile(BytesIO(self._data)) as archive:
                return self._unlocked(archive, archive.infolist()[self._archive.infolist().index(member)])
        except (BadZipFile, LookupError) as error:  # raised on damage; pyzipper has a BadZipFile of its own
            raise zipfile.BadZipFile(member.filename) from error

    def _unlocked(self, archive: Any, member: Any) -> bytes:
        """Read with the first password that fits. A wrong one fails at once, or in one case of 256 at the CRC."""
        for password in self._passwords:
            for spelled in dict.fromkeys((password.encode("utf-8"), password.encode("gb18030", "replace"))):
                try:
                    return self._read(archive, member, spelled)
                except (RuntimeError, zipfile.BadZipFile, zlib.error):
                    continue
        raise _WrongPasswordError

    def _read(self, archive: Any, member: Any, password: bytes | None) -> bytes:
        with archive.open(member, pwd=password) as stream:
            content: bytes = stream.read(min(self._left, mail_file().archive.member_bytes) + 1)
            return content

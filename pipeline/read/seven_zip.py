"""Unpack a 7z archive in memory, within limits and trying passwords. Member names are for display only.

Solid archives are one stream: what is damaged or too large spoils all members behind it, so that such an archive is
refused as a whole and never read in part.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO

from pipeline.read.parts import Opened, Part, problem
from pipeline.wall import Fallen, caught
from schemas.mail import mail_file


def open_seven_zip(data: bytes, passwords: Sequence[str], allowed_bytes: int) -> Opened:
    """The members of a 7z archive, in archive order, unpacked to at most `allowed_bytes` in total.

    Never raises for bad input: an archive that is damaged, too large or locked gives a problem and no parts. A wrong
    password cannot be told from damage, so that a locked archive that no password opens counts as locked.
    """
    from py7zr.exceptions import DecompressionBombError, PasswordRequired, UnsupportedCompressionMethodError

    locked = False
    for password in (None, *passwords):
        opened = caught(partial(_opened, data, password, allowed_bytes))
        if not isinstance(opened, Fallen):
            return opened
        if isinstance(opened.error, DecompressionBombError):
            return _refused("archive_large", "too-large")
        if isinstance(opened.error, UnsupportedCompressionMethodError):
            return _refused("archive_method")
        locked = locked or isinstance(opened.error, PasswordRequired)
        if not opened.foreign:
            raise opened.error
        if not locked:
            return _refused("archive_damaged")
    return _refused("archive_password", "encrypted")


def _refused(reason: str, slug: str = "unreadable") -> Opened:
    return Opened(problem=problem(slug, reason))


def _opened(data: bytes, password: str | None, allowed_bytes: int) -> Opened:
    from py7zr import SevenZipFile
    from py7zr.io import BytesIOFactory

    limits = mail_file().archive
    with SevenZipFile(BytesIO(data), password=password, max_extract_size=allowed_bytes) as archive:
        sizes = [member.uncompressed for member in archive.files if not member.is_directory]
        if len(sizes) > limits.members or max(sizes, default=0) > limits.member_bytes:
            return _refused("archive_large", "too-large")
        members = BytesIOFactory(limits.member_bytes)
        archive.extract(factory=members)
    return Opened([Part(name, content.read()) for name, content in members.products.items()])

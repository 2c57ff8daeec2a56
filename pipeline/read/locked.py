"""Encrypted workbooks: decrypted if a known password fits, otherwise refused as `encrypted`."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import msoffcrypto

from pipeline.read.limits import Refused
from pipeline.room import only_temporary
from pipeline.wall import of_library

_SILENT = "VelvetSweatshop"  # Excel's built-in password for write-protected workbooks, which it opens without asking


def unlock(data: bytes, passwords: Sequence[str]) -> bytes:
    """The decrypted workbook, by the first password that fits. Raises Refused when none does."""
    for password in (_SILENT, *passwords):
        opened = _try(data, password)
        if opened:
            return opened
    raise Refused("password", "encrypted")


def _try(data: bytes, password: str) -> bytes:
    """The decrypted bytes, or b"". msoffcrypto raises anything from AssertionError to its own errors, both for a wrong
    password and for an unknown scheme. A full disk (it works in a temporary file) must not look like a wrong password.
    """

    def decrypted() -> bytes:
        opened = BytesIO()
        with only_temporary():
            file = msoffcrypto.OfficeFile(BytesIO(data))
            file.load_key(password=password)
            file.decrypt(opened)
        return opened.getvalue()

    return of_library(decrypted, b"")

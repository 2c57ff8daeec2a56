"""Encrypted workbooks: opened where a password is known, else refused as `encrypted`."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import msoffcrypto

from pipeline.read.limits import Refused
from pipeline.room import only_temporary
from pipeline.wall import of_library

_SILENT = "VelvetSweatshop"  # what Excel tries first: workbooks that are only write-protected open silently


def unlock(data: bytes, passwords: Sequence[str]) -> bytes:
    """The workbook inside, by the first password that fits. Raises Refused when none does."""
    for password in (_SILENT, *passwords):
        opened = _try(data, password)
        if opened:
            return opened
    raise Refused("password", "encrypted")


def _try(data: bytes, password: str) -> bytes:
    """msoffcrypto raises from AssertionError to its own, for a wrong password as for a scheme that it does not know. It
    works in a temporary file; where that has no room, no password is to blame.
    """

    def decrypted() -> bytes:
        opened = BytesIO()
        with only_temporary():
            file = msoffcrypto.OfficeFile(BytesIO(data))
            file.load_key(password=password)
            file.decrypt(opened)
        return opened.getvalue()

    return of_library(decrypted, b"")

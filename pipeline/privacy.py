"""Masking of phones and mail addresses in what a terminal or a log shows; workbooks and pages keep them whole."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<!\d)(\+?\d{3})\d{4,}(\d{4})(?!\d)")
_MAIL = re.compile(r"([\w.+-])[\w.+-]*@([\w-]+(?:\.[\w-]+)+)")


def masked(text: str) -> str:
    """`text` with the middle of long numbers and the name of mail addresses hidden, e.g. 138****5678."""
    return _MAIL.sub(r"\1***@\2", _NUMBER.sub(r"\1****\2", text))

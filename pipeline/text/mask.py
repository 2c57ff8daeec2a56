"""Mask phones, identity numbers and mail addresses in terminal and log output (workbooks and pages show phones and
addresses in full), and identity numbers in file and sheet names, as soon as these are read.
"""

from __future__ import annotations

import re
from typing import Any, TextIO

from pipeline.text.identity_numbers import replaced
from pipeline.text.patterns import pattern
from pipeline.text.visible import visible

MASK = "＊"
"""Replaces what must not be kept of a file or sheet name."""

_LONG = pattern(r"(?<![\dA-Za-z_])(\+?\d{3})\d{2,}(\d{3}[\dXx])(?![\dA-Za-z_])")
_PARTED = pattern(
    r"(?<!\d)(?:(1[3-9]\d)[ -]\d{4}[ -](\d{4})"  # 138 0000 0000
    r"|(0\d{2,3})[ -]\d{3,4}[ -]?(\d{4})"  # 023-6000 0000
    r"|(\+\d{1,3})(?:[ -]?\d){4,}[ -]?(\d{4}))(?!\d)"  # +95 9 123 4567
)
_MAIL = pattern(r"(?<![\w.+-])([\w.+-])[\w.+-]*@([\w-]+(?:\.[\w-]+)+)")


def unnumbered(text: str) -> str:
    """The name with each identity-card number cut to MASK and its last four characters, so that two files stay
    distinct; unchanged without any."""
    shorter, count = replaced(text, lambda number: MASK + number[-4:])
    return unnumbered(shorter) if count else text


def masked(text: str) -> str:
    """`text` with the middle of long numbers and the local part of mail addresses hidden, e.g. 138****5678."""
    text = _LONG.sub(r"\1****\2", _PARTED.sub(_ends, text))
    return _MAIL.sub(r"\1***@\2", text)


def _ends(number: re.Match[str]) -> str:
    first, last = filter(None, number.groups())
    return f"{first}****{last}"


class Masking:
    """A text stream that masks everything written to it, tracebacks included, and makes control characters visible.
    Bytes, which are data for other programs, bypass it through `buffer`.
    """

    def __init__(self, stream: TextIO) -> None:
        self.below = stream

    def write(self, text: str) -> int:
        self.below.write(visible(masked(text), but="\n\t"))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.below, name)

"""Masking: of phones, identity numbers and mail addresses in what a terminal or a log shows (workbooks and pages keep
phones and addresses whole); of identity numbers in the names of files and sheets, before anything is made of them.
"""

from __future__ import annotations

import re
from typing import Any, TextIO

from pipeline.text.identity_numbers import replaced
from pipeline.text.visible import visible

MASK = "＊"
"""Stands for what may not be kept in the name of a file or a sheet."""

_LONG = re.compile(r"(?<![\dA-Za-z_])(\+?\d{3})\d{2,}(\d{3}[\dXx])(?![\dA-Za-z_])")
_PARTED = re.compile(
    r"(?<!\d)(?:(1[3-9]\d)[ -]\d{4}[ -](\d{4})"  # 138 0000 0000
    r"|(0\d{2,3})[ -]\d{3,4}[ -]?(\d{4})"  # 023-6000 0000
    r"|(\+\d{1,3})(?:[ -]?\d){4,}[ -]?(\d{4}))(?!\d)"  # +95 9 123 4567
)
_MAIL = re.compile(r"([\w.+-])[\w.+-]*@([\w-]+(?:\.[\w-]+)+)")


def unnumbered(text: str) -> str:
    """A name without identity-card numbers: MASK and the last four characters of each, which tell two files apart. Of a
    name without them it is that name."""
    shorter, count = replaced(text, lambda number: MASK + number[-4:])
    return unnumbered(shorter) if count else text


def masked(text: str) -> str:
    """`text` with the middle of long numbers and the name of mail addresses hidden, e.g. 138****5678."""
    text = _LONG.sub(r"\1****\2", _PARTED.sub(_ends, text))
    return _MAIL.sub(r"\1***@\2", text)


def _ends(number: re.Match[str]) -> str:
    first, last = filter(None, number.groups())
    return f"{first}****{last}"


class Masking:
    """A text stream on which nobody's phone or address appears, and nothing that steers the terminal, whoever writes to
    it, tracebacks included. Bytes, which are data for other programs, go past it by `buffer`.
    """

    def __init__(self, stream: TextIO) -> None:
        self.below = stream

    def write(self, text: str) -> int:
        self.below.write(visible(masked(text), but="\n\t"))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.below, name)

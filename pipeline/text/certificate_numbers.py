"""Numbers of certificates: opaque, but never without a digit, and never one whose digits a spreadsheet rounded."""

from __future__ import annotations

from pipeline.text.fold import fold
from pipeline.text.patterns import pattern

_ROUNDED = pattern(r"[0-9.]+e\+[0-9]+")
"""What a cell of numbers makes of one with more digits than it keeps."""
_DIGIT = pattern(r"[0-9]")


def is_certificate_number(text: str) -> bool:
    """Whether it can be the number of a certificate; a blank one is none."""
    folded = fold(text)
    return bool(_DIGIT.search(folded)) and not _ROUNDED.fullmatch(folded)

"""Headers and footers of printed pages as spreadsheets store them: text with codes for fonts, numbers and dates."""

from __future__ import annotations

from pipeline.text.clean import clean
from pipeline.text.patterns import pattern

_CODES = pattern(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[A-Z])')
_PARTS = pattern(r"&[LCR]")


def page_text(code: str) -> str:
    """The text of a header or footer, a line for each of its three parts, without codes for fonts, pages and dates
    (ECMA-376 part 1, 18.3.1.46)."""
    parts = (_CODES.sub("", part.replace("&&", "\0")).replace("\0", "&") for part in _PARTS.split(code))
    return clean("\n".join(filter(None, map(str.strip, parts))))

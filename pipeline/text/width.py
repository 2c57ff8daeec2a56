"""Texts in one width."""

from __future__ import annotations

import re
from unicodedata import is_normalized, normalize

_NARROW = {character: normalize("NFKC", character) for character in map(chr, (0x2026, 0x3000, *range(0xFF01, 0xFF5F)))}
_WIDE = re.compile("[\u2026\u3000\uff01-\uff5e]")


def narrow(text: str) -> str:
    """The text in NFKC: what `unicodedata.normalize` makes of it, which takes ten times as long on a long text with
    nothing but full-width commas in it."""
    if is_normalized("NFKC", text):
        return text
    for character in set(_WIDE.findall(text)):
        text = text.replace(character, _NARROW[character])
    return text if is_normalized("NFKC", text) else normalize("NFKC", text)

"""Texts in one width."""

from __future__ import annotations

from unicodedata import is_normalized, normalize

_NARROW = {character: normalize("NFKC", character) for character in "，；：（）！？…"}
"""The characters that make nearly all long texts differ from their NFKC."""


def narrow(text: str) -> str:
    """The text in NFKC: what `unicodedata.normalize` makes of it, which takes ten times as long on a long text with
    nothing but full-width commas in it."""
    if is_normalized("NFKC", text):
        return text
    for wide, plain in _NARROW.items():
        text = text.replace(wide, plain)
    return text if is_normalized("NFKC", text) else normalize("NFKC", text)

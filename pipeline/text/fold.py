"""The match key of a text: spellings of one word share a key. Keys are only compared, never stored or shown.

Stored text is cleaned elsewhere (clean.py) and keeps width and traditional characters.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from pipeline.text.patterns import pattern

_UNSEEN = pattern(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]+"
)
_SAME = pattern(r"[0-9a-z\u4e00-\u9fff]*")
"""Texts that folding leaves as they are, but for traditional characters."""

_CHINESE = "\u2e80"
"""Chinese characters begin there."""
_UNIFIED = str.maketrans(
    {
        **dict.fromkeys("[{〔【〖「『⟨〈", "("),
        **dict.fromkeys("]}〕】〗」』⟩〉", ")"),
        **dict.fromkeys("‐‑‒–—―−﹘－", "-"),
        **dict.fromkeys("•‧∙⋅・･", "·"),
        "、": ",",
        "。": ".",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
    }
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The match key of `text`; folding a key gives the same key.

    Compatibility forms and width are unified, traditional characters simplified, blanks and invisible characters
    removed, case folded, and brackets, dashes, middle dots and commas each reduced to one form.
    """
    if text.isascii():
        return "".join(text.split()).translate(_UNIFIED).lower()
    if _SAME.fullmatch(text) and _is_simplified(text):
        return text
    key = _fold_once(text)
    while (again := _fold_once(key)) != key:
        key = again
    return key


def _fold_once(text: str) -> str:
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    plain = _UNSEEN.sub("", plain).translate(_UNIFIED).casefold()
    return plain if _is_simplified(plain) else _simplifier().convert(plain)


def _is_simplified(text: str) -> bool:
    """Whether all characters are in GB 2312, which has no traditional ones, or none is Chinese (Việt Nam); so most
    texts need no conversion."""
    if text.isascii():
        return True
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return max(text) < _CHINESE
    return True


@cache
def _simplifier():  # type: ignore[no-untyped-def]
    """OpenCC's converter, loaded only when a run meets the first character outside GB 2312."""
    from opencc import OpenCC

    return OpenCC("t2s")

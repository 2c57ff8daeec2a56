"""The match key of a text: two spellings of one word have one key. Keys are compared, never stored or shown.

Stored text is cleaned elsewhere (clean.py) and keeps width and traditional characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_UNSEEN = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]+"
)
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

    Compatibility forms and width are unified, traditional characters simplified, blanks and unseen characters removed,
    letters put in one case, brackets, dashes, middle dots and commas in one form.
    """
    key = _fold_once(text)
    while (again := _fold_once(key)) != key:
        key = again
    return key


def _fold_once(text: str) -> str:
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    plain = _UNSEEN.sub("", plain).translate(_UNIFIED).casefold()
    return plain if _is_simplified(plain) else _simplifier().convert(plain)


def _is_simplified(text: str) -> bool:
    """Whether every character stands in GB 2312, which holds no traditional ones; spares most texts the converter."""
    if text.isascii():
        return True
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _simplifier():  # type: ignore[no-untyped-def]
    """OpenCC's converter, loaded with the first character of a run that GB 2312 lacks."""
    from opencc import OpenCC

    return OpenCC("t2s")

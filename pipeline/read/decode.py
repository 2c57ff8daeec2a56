"""Decode bytes whose encoding is not declared.

That bytes decode as GB18030 proves little, since western, Japanese and Traditional Chinese files do too; the text must
also look Chinese, that is, consist mostly of the 3,755 common characters of GB 2312's first level and of Chinese
punctuation.
"""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WEIGHED = (("gb18030", "gb2312", range(0xB0, 0xD8)), ("big5", "big5", range(0xA4, 0xC7)))
_SAMPLE = 65_536
_ENOUGH = 0.7


def decode(data: bytes, whole: bool = True) -> str | None:
    """The text, or None where no encoding gives a plausible one. If not `whole`, `data` may end inside a character."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, whole)
    guess = _wide(data)
    if guess:
        return _strict(data, guess, whole)
    text = _strict(data, "utf-8", whole)
    return text if text is not None else _legacy(data, whole)


def _strict(data: bytes, encoding: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data, whole)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str:
    """The UTF-16 variant of bytes without a byte order mark, told by the NULs beside ASCII characters; else ""."""
    head = data[:_SAMPLE]
    if head.count(0) * 20 < len(head):
        return ""
    even = head[::2].count(0)
    return "utf-16-be" if even > head.count(0) - even else "utf-16-le"


def _legacy(data: bytes, whole: bool) -> str | None:
    for encoding, common, leads in _WEIGHED:
        text = _strict(data, encoding, whole)
        if text is not None and _weight(text[:_SAMPLE], common, leads) >= _ENOUGH:
            return text
    return _guessed(data)


def _weight(text: str, common: str, leads: range) -> float:
    """The share of common characters and Chinese punctuation among the non-ASCII characters."""
    foreign = [character for character in text if ord(character) > 127]
    return sum(_everyday(character, common, leads) for character in foreign) / max(len(foreign), 1)


def _everyday(character: str, common: str, leads: range) -> bool:
    if "\u3000" <= character <= "\u301f" or "\uff01" <= character <= "\uff5e" or character in "·—…“”‘’":
        return True
    lead = character.encode(common, "ignore")[:1]
    return bool(lead) and lead[0] in leads


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, and only a last resort

    best = from_bytes(data[:_SAMPLE]).best()
    return _strict(data, best.encoding, whole=False) if best else None

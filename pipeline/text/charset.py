"""Decode text in mails and archives; the declared charset is only a hint.

Chinese clients write GBK under the name gb2312, x-gbk, x-unknown, utf-8 or under none at all. "Decodes as gb18030"
does not mean Chinese either, since nearly any bytes do, so the readings are weighed against each other.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from pipeline.text.patterns import pattern
from schemas.mail import mail_file

_FIRST_EAST_ASIAN = "\u2e80"
_FIRST_OF_THREE_BYTES = "\u0800"
_ANY_BYTES = ("cp1252", "iso-8859-15", "cp1251", "koi8-r")  # decode nearly any bytes, so success proves nothing
_STATEFUL = ("hz", "iso-2022-jp", "utf-16")  # encoded text looks like ASCII or contains NULs
_LEVEL_ONE, _LEVEL_TWO = range(0xB0, 0xD8), range(0xD8, 0xF8)  # GB 2312 lead bytes: common characters, rarer ones
_SYMBOLS = range(0xA1, 0xA4)  # punctuation, numbers and full-width forms
_MOSTLY_COMMON = 2
"""Text with a higher weight is Chinese, mostly of level-one characters."""
_LONGER_WORD = pattern(r"[^\W\d_]{3,}")
_WEIGHED = 2_000
"""Number of characters of a text that are weighed; the start is enough to tell the charset."""


def decode(data: bytes, declared: str = "") -> str:
    """Decode bytes whose declared charset may be wrong or missing. Never raises; U+FFFD only if no charset fits."""
    codec = codec_of(declared)
    if codec in _STATEFUL:
        return data.decode(codec, "replace")
    if data.isascii():
        return data.decode("ascii")
    named = _strict(data, codec) if codec and codec not in _ANY_BYTES else None
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and max(utf8) >= _FIRST_OF_THREE_BYTES:  # other charsets hardly ever yield such sequences
        return max((named or utf8), utf8, key=weight)
    if named is None and utf8 is not None and _rather_utf8(utf8, data):
        return utf8
    return named if named is not None else _weighed(data, codec)


def _rather_utf8(text: str, data: bytes) -> bool:
    """Whether `text`, valid UTF-8 without Chinese, is right: yes, unless `data` is also common Chinese in GBK and
    `text` has no word in an alphabet."""
    chinese = _strict(data, "gb18030")
    return chinese is None or weight(chinese) <= _MOSTLY_COMMON or _has_foreign_word(text)


def _has_foreign_word(text: str) -> bool:
    """Whether a longer non-ASCII word is in one alphabet: Übersicht, Список. A Latin word must be partly ASCII."""
    words = _LONGER_WORD.findall(unicodedata.normalize("NFC", text[:_WEIGHED]))
    return any(_is_one_alphabet(word) for word in words if not word.isascii())


def _is_one_alphabet(word: str) -> bool:
    alphabets = {_alphabet(letter) for letter in word}
    plain = sum(letter.isascii() for letter in word)
    return len(alphabets) == 1 and (plain * 3 >= len(word) or "LATIN" not in alphabets)


@cache
def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, letter).partition(" ")[0]


def _weighed(data: bytes, codec: str) -> str:
    """The most Chinese-looking decoding, if the declared charset is unknown, does not fit, or fits anything."""
    names = [name for name in (codec, "utf-8", "gb18030") if name]
    readings = [text for name in names if (text := _strict(data, name)) is not None]
    return max(readings or [data.decode(name, "replace") for name in [*names, "cp1252"]], key=weight)


def mend(text: str) -> str:
    """Repair text that was decoded with the wrong charset (`╕╜╝■` for 附件), if that gives Chinese. Text that is
    already words of another language (Größe) is changed only for common Chinese."""
    enough = _MOSTLY_COMMON if _has_foreign_word(text) else float("-inf")
    readings = [text]
    for codec in ("cp437", "cp1252", "latin-1"):
        try:
            reading = decode(text.encode(codec))
        except UnicodeEncodeError:
            continue
        if max(reading, default="") >= _FIRST_EAST_ASIAN and weight(reading) > enough:
            readings.append(reading)
    return max(readings, key=weight)


def weight(text: str) -> float:
    """How much a text looks like everyday Chinese: the mean weight of its non-ASCII characters."""
    foreign = [character for character in text[:_WEIGHED] if not character.isascii()]
    return sum(map(_character_weight, foreign)) / len(foreign) if foreign else 0.0


@cache
def _character_weight(character: str) -> int:
    gb2312 = character.encode("gb2312", "ignore")
    first = gb2312[0] if gb2312 else 0
    if first in _LEVEL_ONE or first in _SYMBOLS:
        return 3
    if first in _LEVEL_TWO:
        return 1
    if character.isalpha() and character < _FIRST_EAST_ASIAN:
        return 0
    return -1 if character.isalpha() else -3


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


@cache
def codec_of(declared: str) -> str:
    """The codec for a charset name as mails write it; "" if unknown."""
    name = declared.strip().strip("\"'").casefold().replace("_", "-")
    return next((codec for codec, names in mail_file().charsets.items() if name in names), "")

"""Names of people as they are stored: without blanks inside a Chinese name and without titles."""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalise.marks import BRACKETS
from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas.contacts import contacts_file
from schemas.forms import common_file

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_DOTS = frozenset("•‧∙⋅・･·.．")
_DOT = pattern(rf"\s*[•‧∙⋅・･·]\s*|(?<=[{HAN}])\s*[.．]\s*(?=[{HAN}])")
_INNER_BLANK = pattern(rf"(?<=[{HAN}·])\s+(?=[{HAN}·])")
_LATIN = r"[A-Za-zÀ-ɏḀ-ỿЀ-ӿ][A-Za-zÀ-ɏḀ-ỿЀ-ӿ .'’·-]+"
_TWICE = pattern(rf"([{HAN}][{HAN}· ]+)[\s(（/／,，]*{_LATIN}[)）]?|{_LATIN}[\s(（/／,，]*([{HAN}][{HAN}· ]+)[)）]?")
_LATIN_LETTER = pattern(r"[A-Za-zÀ-ɏḀ-ỿЀ-ӿ]")
_BETWEEN = pattern(r"[,，、;；/\s]+")
_AGE = pattern(r"\d{2}周?岁")
_NUMBERING = pattern(r"^\s*(?:[（(]?\d{1,3}\s*[.、．)）]|[①-⑳])\s*(?=\D)")
_ENDS = " \t\n\u3000,，.。;；:：、*＊★☆●※/-—–~#"
_LONGEST = 4  # characters, for a name with a compound surname


def stored_name(text: str) -> str:
    """A name without number, title, and superfluous blanks. Latin names keep single blanks."""
    plain = _in_one_script(BRACKETS.sub(_without_title, _NUMBERING.sub("", text)))
    plain = _without_spaced_title(plain)
    plain = plain if _DOTS.isdisjoint(plain) else _DOT.sub("·", plain)
    return without_inner_blanks(plain).strip(_ENDS)


def _in_one_script(text: str) -> str:
    """李明 for 李明（Li Ming） and for LI MING 李明, where the Latin letters only give the pronunciation; but not for
    Maung Maung（缅籍）, which is not such a pair."""
    both = _LATIN_LETTER.search(text) and _TWICE.fullmatch(text.strip())
    name = "".join((both[1] or both[2]).split()) if both else ""
    return name if begins_with_surname(name) and not is_title(fold(name), 1) else text


def begins_with_surname(text: str) -> bool:
    """Whether a name of the usual length begins with a known surname, or consists of several parts (艾力·吾斯曼)."""
    if "·" in text:
        return True
    if len(text) == _LONGEST:
        return text[:2] in common_file().contents.compound_surnames
    words = contacts_file().name
    return 1 < len(text) < _LONGEST and text[0] in words.surnames + words.further_surnames


def without_inner_blanks(text: str) -> str:
    """Text on one line, without the blanks that typing left between Chinese characters."""
    if len(text.split()) > 1:
        text = _INNER_BLANK.sub("", text)
    return " ".join(text.split())


def _without_title(match: re.Match[str]) -> str:
    parts = [fold(part) for part in _BETWEEN.split(match[1]) if part.strip()]
    return "" if parts and all(is_title(part, 1) or _AGE.fullmatch(part) for part in parts) else match[0]


def _without_spaced_title(text: str) -> str:
    _, slash, last = text.rpartition("/")
    words = text.replace("/", " ").split() if slash and is_title(fold(last), 1) else text.split()
    while len(words) > 1 and is_title(fold(words[-1]), 2) and _is_a_name(words[:-1]):
        words.pop()
    while len(words) > 1 and fold(words[0]) in _titles() and words[0].isascii():
        words.pop(0)
    return " ".join(words)


def _is_a_name(words: list[str]) -> bool:
    """Whether words are a full name. One character is only a surname (刘 工), and what follows may be the name."""
    return len("".join(words)) > 1


def is_title(key: str, least: int) -> bool:
    """Whether it is a title, or a long title after at least `least` characters (安全总监, 教授级高工): 李经理 may be a
    different person."""
    return key in _titles() or any(key.endswith(title, least) for title in _long_titles())


@cache
def _long_titles() -> tuple[str, ...]:
    return tuple(title for title in _titles() if len(title) > 1 and not title.isascii())


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(title) for title in contacts_file().name.titles)

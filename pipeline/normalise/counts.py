"""Numbers of people (中方在外工程师人数…) and years of work in any notation: 20人, 约20, 二十, 20.0."""

from __future__ import annotations

import re
from unicodedata import normalize

from pipeline.normalise.marks import is_blank
from pipeline.normalise.vocabulary import NOTHING, Match
from pipeline.text.patterns import pattern
from schemas.contacts import contacts_file

_BRACKETS = pattern(r"\([^()]*\)")
_TWO = pattern(r"\d\s+\d")  # 12 8 is not 128
_INTEGER = pattern(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.0+)?")


def count(text: str) -> Match:
    """A number of people as digits; an estimate (约20, 20余人) counts as "understood", not "ok"."""
    if is_blank(text):
        return NOTHING
    words = contacts_file().numerals
    whole = re.sub(r"\s+", "", normalize("NFKC", text))
    plain = _BRACKETS.sub("", whole)
    bare = _bare(plain, words.before, words.after)
    value = None if _TWO.search(text) else _integer(bare)
    if value is None or value > words.most:
        return Match(how="invalid")
    if any(word in plain for word in words.about) or _says_more(_BRACKETS.findall(whole)):
        return Match(str(value), "understood", str(value))
    return Match(str(value), "ok")


def _says_more(remarks: list[str]) -> bool:
    """Whether a remark in brackets leaves the number open, holds another that is no part of it: 20（+5）, or one of
    people who are gone."""
    words = contacts_file().numerals
    inside = [remark.strip("()") for remark in remarks]
    numbered = [one for one in inside if _DIGIT.search(one)]
    is_open = any(one and is_blank(one) for one in inside)
    return is_open or any(not one.startswith(words.part) or any(gone in one for gone in words.gone) for one in numbered)


_DIGIT = pattern(r"\d")


def years(text: str) -> int | None:
    """Years of work (8年, 工作8年以上, 十二年); None unless there is exactly one number."""
    if is_blank(text):
        return None
    around = contacts_file().work_years.around
    plain = re.sub(r"\s+", "", normalize("NFKC", text))
    bare = _bare(_BRACKETS.sub("", plain), around, around)
    decimal = re.fullmatch(r"(\d{1,2})\.\d+", bare)
    value = int(decimal[1]) if decimal else _integer(bare)
    return value if value is not None and value < _LONGEST_LIFE else None


_LONGEST_LIFE = 100


def years_behind(text: str) -> int | None:
    """Years of work behind what somebody works in (工程设计 34年, 工程设计（14年）); None where another number stands,
    or they are not reached."""
    whole = re.sub(r"\s+", "", normalize("NFKC", text))
    found = _YEARS_BEHIND.fullmatch(whole)
    if found is None or any(word in whole for word in contacts_file().work_years.short_of):
        return None
    return int(found[1])


_YEARS_BEHIND = pattern(r"[^\d年]+?(\d{1,2})(?:\.\d+)?\+?(?:\(年\))?年(?:以上|整)?\)?[。.]?")


def _bare(text: str, before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """`text` without given words before and after the number."""
    shorter = text.strip(":：,;。.")
    for word in sorted(before, key=len, reverse=True):
        shorter = shorter.removeprefix(word)
    for word in sorted(after, key=len, reverse=True):
        shorter = shorter.removesuffix(word)
    return shorter if shorter == text else _bare(shorter, before, after)


def _integer(text: str) -> int | None:
    if _INTEGER.fullmatch(text):
        return int(text.replace(",", "").partition(".")[0])
    return _chinese(text) if text else None


def _chinese(text: str) -> int | None:
    """The value of a Chinese numeral (二十, 一百零五); None for anything else."""
    digits, units = contacts_file().numerals.digits, contacts_file().numerals.units
    if not set(text) <= digits.keys() | units.keys():
        return None
    if len(text) > 1 and units.keys().isdisjoint(text):  # 二〇, as in a year
        return int("".join(str(digits[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in digits:
            digit = digits[character]
        else:
            total += (digit or 1) * units[character]
            digit = 0
    return total + digit

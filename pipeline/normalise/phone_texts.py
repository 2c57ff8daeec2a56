"""What stands around the numbers of a cell: labels, extensions, names in messengers, numbers given up, slips of the
keyboard and of the table; and the written numbers that are left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from unicodedata import normalize

from pipeline.normalise.phone_numbers import MAINLAND_CODE, MOBILE
from pipeline.text.patterns import pattern
from schemas.contacts import contacts_file
from schemas.named import NamedTuple


class PhoneText(NamedTuple):
    """A cell taken apart. `written`: what looks like numbers, in order; `mended`: those of them that were typed
    otherwise, in E.164; `messenger`: a name or number in QQ or WeChat; `given_up`: whether a number is said to be no
    longer used, or somebody else's; `rest`: the text without mail addresses; `problem`: why none can be read."""

    written: tuple[str, ...]
    mended: frozenset[str]
    messenger: str
    given_up: bool
    rest: str
    problem: str = ""


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘", "-"))
_FLOAT = pattern(r"(?<=\d)\.0+(?!\d)")
_WHOLE_EXPONENT = pattern(r"(?<!\d)(1)\.([3-9]\d{9})[eE]\+?10(?!\d)")
_EXPONENT = pattern(r"\d(?:\.\d+)?[eE]\+?\d+")
_LOOKS_ALIKE = pattern(r"(?<![A-Za-z0-9])(?=\d*[OolI])[\dOolI]{11}(?![A-Za-z0-9])")
_DIGITS = str.maketrans("OolI", "0011")
_TWO_GLUED = pattern(r"(?<!\d)(1[3-9]\d{9})(1[3-9]\d{9})(?!\d)")
_CANDIDATE = pattern(r"(?:\(?\+\s*|00)?[(\d][\d\s().*×xX-]*\d[\d*]*")
_BETWEEN = pattern(r"[、,;/\\|\n]")  # not "+", which begins a country code
_FEWEST = 5  # digits; fewer may be a room number or a year
_EXTENSION = pattern(
    r"((?:\+?86[ -]?)?\(?0\d{2,3}\)?[ -]?\d{3,4}[ -]?\d{4})\s*(?:-\s*\d{1,6}|[xX]\s*\d{1,6}|\(\s*\d{1,5}\s*\))(?![\d-])"
)
_BEFORE_MOBILE = pattern(r"(\d[\d() -]{5,}\d)\s+(?=1[3-9]\d(?:[ .-]*\d){8}(?![ .-]*\d))")
_SEPARATED_MOBILES = pattern(
    r"(?<!\d)((?:\+?86|0086)?[\s-]*1[3-9]\d(?:[ .-]*\d){8})(?:[\s-]+(?=(?:\+|00)?\d{3})|(?=\())"
)
_WRAPPED = pattern(r"(?<!\d)(1[3-9][\d-]{1,9})[ \t]*\n[ \t]*([\d-]{1,9})(?!\d)")
_BROKEN = pattern(r"[\d\s().-]+")
_NOT_DIGITS = pattern(r"\D")
_PLACE_WITH_AT = pattern(r"\S*@\S*")  # what is left of an address that is none


def phone_text(text: str) -> PhoneText:
    """A cell without its mail addresses, taken apart."""
    plain, mended = _mended(_FLOAT.sub("", normalize("NFKC", text).translate(_DASHES)))
    if _EXPONENT.search(plain):
        return PhoneText((), mended, "", False, text, "exponent")
    plain = _PLACE_WITH_AT.sub(" ", _same_as_phone().sub("\n", plain))
    messenger = _messenger().search(plain)
    plain = without_extensions(_messenger().sub("\n", plain))
    kept = _given_up().sub("\n", plain)
    name = messenger["name"] if messenger else ""
    return PhoneText(_written(kept), mended, _NOT_DIGITS.sub("", name) or name, kept != plain, text)


def _mended(text: str) -> tuple[str, frozenset[str]]:
    """The text with mobiles put right that were typed with letters, glued together or turned into 1.3912345678E+10."""
    found: set[str] = set()

    def digits(match: re.Match[str]) -> str:
        read = match[0].translate(_DIGITS)
        if not MOBILE.fullmatch(read):
            return match[0]
        found.add(MAINLAND_CODE + read)
        return read

    def parted(match: re.Match[str]) -> str:
        found.update(MAINLAND_CODE + one for one in match.groups())
        return "\n".join(match.groups())

    def whole(match: re.Match[str]) -> str:
        found.add(MAINLAND_CODE + match[1] + match[2])
        return match[1] + match[2]

    text = _LOOKS_ALIKE.sub(digits, text)
    text = _WHOLE_EXPONENT.sub(whole, _TWO_GLUED.sub(parted, text))
    return text, frozenset(found)


def _written(plain: str) -> tuple[str, ...]:
    """Everything that looks like a number, labels and joining words taken away."""
    plain = _labels().sub("\n", plain).strip()
    if _BROKEN.fullmatch(plain) and MOBILE.fullmatch(digits := _NOT_DIGITS.sub("", plain).removeprefix("86")):
        return (digits,)
    plain = _WRAPPED.sub(_unwrapped, plain)
    plain = _BEFORE_MOBILE.sub(r"\1" + "\n", _SEPARATED_MOBILES.sub(r"\1" + "\n", plain))
    parts = _BETWEEN.split(_joiner().sub("\n", plain))
    candidates = [candidate for part in parts for candidate in _CANDIDATE.findall(part)]
    return tuple(candidate for candidate in candidates if sum(map(str.isdigit, candidate)) >= _FEWEST)


def _unwrapped(match: re.Match[str]) -> str:
    """A mobile number rejoined that a narrow column broke over two lines."""
    joined = _NOT_DIGITS.sub("", match[1] + match[2])
    return joined if MOBILE.fullmatch(joined) else match[0]


def without_extensions(text: str) -> str:
    """`text` without the extensions of fixed lines (转801, -801), which E.164 has no room for."""
    return _EXTENSION.sub(r"\1", _extension().sub(" ", text))


def without_labels(text: str) -> str:
    """`text` without the words that may stand around a number."""
    return _labels().sub(" ", text)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of(contacts_file().phone.labels)})\s*[:：]?", re.IGNORECASE)


@cache
def _extension() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of(contacts_file().phone.extensions)})\s*[:：]?\s*\d{{1,6}}(?!\d)", re.IGNORECASE)


@cache
def _joiner() -> re.Pattern[str]:
    return re.compile(_any_of(contacts_file().phone.joiners))


@cache
def _same_as_phone() -> re.Pattern[str]:
    """Words that say the number is that of the messenger too: 微信同号."""
    return re.compile(rf"(?:{_any_of(contacts_file().phone.same_as_phone)})\s*[:：]?", re.IGNORECASE)


@cache
def _messenger() -> re.Pattern[str]:
    """A messenger's name with the name or number that somebody has there."""
    number = r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|\d{5,12}(?!\d)|[A-Za-z_][\w.-]{3,}"
    words = _any_of(contacts_file().phone.messengers)
    return re.compile(
        rf"(?<![A-Za-z])(?:{words})\s*(?:号码?|id)?\s*[:：]?\s*(?P<name>{number})", re.IGNORECASE | re.ASCII
    )


@cache
def _given_up() -> re.Pattern[str]:
    """A number that its own remark gives up: 原号13912345678, 13912345678（已停用）, 13912345678（家属）; but of
    13912345678（家属19911112222） the second one. And the one before a correction: 13912345678（更正：19911112222）."""
    number = r"(?:\+|00)?\d[\d -]{5,}\d"
    words = contacts_file().phone
    before, behind = _any_of(words.given_up_before), _any_of(words.given_up_behind)
    directly = rf"(?:{_any_of(words.given_up_directly)})[ :]?{number}"
    of_the_next = rf"(?:{before})[^\d\n,;)\s]{{0,6}}{number}"
    remark = r"(?:[^\d\n,;/、]{0,4}|\s*\([^\d()\n]{0,12})"  # in brackets it may be longer
    behind_words = rf"(?:{_any_of(words.labels)}|[^\d\n,;/、)+\u3400-\u9fff]){{0,6}}"  # 新加坡+65… is another country
    replaced = rf"[^\d\n;/、]{{0,6}}(?:{_any_of(words.replaced_by)}){behind_words}(?={number})"
    in_use = rf"(?=[\s,;/、]+{number}\s*\(?(?:{_any_of(words.in_use)})(?![\u3400-\u9fff]))"
    return re.compile(
        rf"(?:{before})[^\d\n,;]{{0,6}}{number}|{directly}|{number}(?:{remark}(?!{of_the_next})(?:{behind})|{replaced}|{in_use})"
    )

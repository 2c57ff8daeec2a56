"""Phone numbers (联系方式) as E.164.

Mainland mobiles have eleven digits, ^1[3-9]\\d{9}$, whatever ranges a library knows. A number with a country code need
only be possible; one without gets its country only from where the person is, must then be a number in use there, and is
said to be understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from pipeline.normalise.countries import HOME
from pipeline.normalise.emails import take_emails
from pipeline.normalise.marks import is_blank
from pipeline.text.fold import fold
from schemas.contacts import contacts_file


class Phone(NamedTuple):
    """A person's numbers: the first mobile (else the first number), the others joined by ";"; and a mail address."""

    value: str = ""
    how: str = ""
    hint: str = ""
    other: str = ""
    email: str = ""


class Number(NamedTuple):
    """One number; `problem` is the key of the reason (contacts.toml) why it is not valid."""

    value: str = ""
    mobile: bool = False
    understood: bool = False
    problem: str = ""


_MOBILE = re.compile(r"1[3-9]\d{9}")
_USUAL = re.compile(r"(?:(?:\+|00)?86[ -]?)?(1[3-9][0-9])[ -]?([0-9]{4})[ -]?([0-9]{4})")
_MAINLAND_CODE = "+86"


def phone(text: str, location: str = "", address: str = "") -> Phone:
    """The numbers in `text`. `location`: where the person is (ISO codes); `address`: usable, from another column."""
    if (usual := _USUAL.fullmatch(text)) and (mobile := "".join(usual.groups())) not in _placeholders():
        return Phone(_MAINLAND_CODE + mobile, "ok")
    if is_blank(text):
        return Phone(how="email-only" if address else "")
    found, rest = take_emails(text)
    numbers = list(dict.fromkeys(_numbers(rest, location)))
    valid = _distinct(number for number in numbers if number.value)
    mail = found[0] if found else ""
    if not valid:
        return _refused(text, rest, numbers, mail, address)
    best = next((number for number in valid if number.mobile), valid[0])
    others = ";".join(number.value for number in valid if number != best)
    how = ["understood"] if best.understood else ["ok"]
    how += ["several"] if len(numbers) > 1 and (others or any(number.problem for number in numbers)) else []
    return Phone(best.value, ";".join(how), best.value if best.understood else "", others, mail)


def _refused(text: str, rest: str, numbers: list[Number], mail: str, address: str) -> Phone:
    """The result without a usable number: a mail address alone is enough to reach the person; else it is invalid."""
    if not numbers and (mail or address) and is_blank(_without_labels(rest).strip()):
        return Phone(email=mail, how="email-only")
    problem = numbers[0].problem if numbers else _problem_of(text)
    reason: str = getattr(contacts_file().phone.reasons, problem)
    return Phone(email=mail, how="invalid", hint=reason)


def _problem_of(text: str) -> str:
    key = fold(text)
    words = contacts_file().phone.wechat
    is_wechat = any(key.startswith(fold(word)) for word in words) and not _CHINESE_REST.fullmatch(key)
    return "wechat" if is_wechat else "no_number"


def _distinct(numbers: Iterable[Number]) -> list[Number]:
    first: dict[str, Number] = {}
    for number in numbers:
        first.setdefault(number.value, number)
    return list(first.values())


_CHINESE_REST = re.compile(r"[\u4e00-\u9fff]*")
_CANDIDATE = re.compile(r"(?:\(?\+\s*|00)?[(\d][\d\s().*×xX-]*\d[\d*]*|\d+(?:\.\d+)?[eE]\+?\d+")
_EXPONENT = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_FLOAT = re.compile(r"(?<=\d)\.0+(?!\d)")
_EXTENSION_DASH = re.compile(r"(0\d{2,3}-\d{7,8})-\d{1,6}(?!\d)")
_BEFORE_MOBILE = re.compile(r"(\d[\d() -]{5,}\d)\s+(?=1[3-9]\d(?:[ .-]*\d){8}(?![ .-]*\d))")
_SEPARATED_MOBILES = re.compile(
    r"(?<!\d)((?:\+?86|0086)?[\s-]*1[3-9]\d(?:[ .-]*\d){8})(?:[\s-]+(?=(?:\+|00)?\d{3})|(?=\())"
)


def _numbers(text: str, location: str) -> list[Number]:
    """Every number in `text`, valid or not, in written order."""
    plain = _WRAPPED.sub(_unwrapped, _FLOAT.sub("", normalize("NFKC", text).translate(_DASHES)))
    if _EXPONENT.search(plain):
        return [Number(problem="exponent")]
    plain = _labels().sub("\n", without_extensions(plain))
    plain = _BEFORE_MOBILE.sub(r"\1" + "\n", _SEPARATED_MOBILES.sub(r"\1" + "\n", plain))
    parts = _BETWEEN.split(_joiner().sub("\n", plain))
    candidates = [candidate for part in parts for candidate in _CANDIDATE.findall(part)]
    return [_number(candidate, location) for candidate in candidates if sum(map(str.isdigit, candidate)) >= _FEWEST]


_WRAPPED = re.compile(r"(?<!\d)(1[3-9][\d-]{1,9})[ \t]*\n[ \t]*([\d-]{1,9})(?!\d)")


def _unwrapped(match: re.Match[str]) -> str:
    """A mobile number rejoined that a narrow column broke over two lines."""
    joined = re.sub(r"\D", "", match[1] + match[2])
    return joined if _MOBILE.fullmatch(joined) else match[0]


_BETWEEN = re.compile(r"[、,;/\\|\n]")  # not "+", which begins a country code
_FEWEST = 5  # digits; fewer may be a room number or a year
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘", "-"))


def _number(written: str, location: str) -> Number:
    if any(mask in written for mask in contacts_file().phone.masks):
        return Number(problem="masked")
    digits = re.sub(r"\D", "", written)
    if written.lstrip("( ").startswith("+"):
        return _international(digits)
    if digits.startswith("00"):
        return _international(digits[2:])
    return _mainland(digits) or _abroad(digits, location)


def _international(digits: str) -> Number:
    if digits.startswith("86"):
        national = digits[2:].removeprefix("0")
        return _mainland(national) or _mainland(f"0{national}") or Number(problem="digits")
    return _parsed(f"+{digits}", None)


def _mainland(digits: str) -> Number | None:
    """A mainland mobile, or a fixed line with area code; 86 may precede either, and a 0 a mobile."""
    for national in (digits, digits.removeprefix("86"), digits.removeprefix("0")):
        if _MOBILE.fullmatch(national):
            placeholder = national in _placeholders()
            return Number(problem="placeholder") if placeholder else Number(_MAINLAND_CODE + national, mobile=True)
    line = "0" + digits[2:].removeprefix("0") if digits.startswith("86") else digits
    if line.startswith(_FIXED_STARTS) and (number := _parsed(line, HOME)).value:
        return number._replace(mobile=False, understood=False)
    return None


_FIXED_STARTS = ("0", "400", "800")


def _abroad(digits: str, location: str) -> Number:
    """A number without country code, read as one of the country where the person is, if it is valid there."""
    looks_cut = digits.startswith("1") and _NEARLY_MOBILE.fullmatch(digits)
    if location and ";" not in location and location != HOME and not looks_cut:
        return _parsed(digits, location)
    return Number(problem="digits" if looks_cut else "no_area")


_NEARLY_MOBILE = re.compile(r"1[3-9]\d{7,8}|1[3-9]\d{10,11}")


@cache
def _parsed(written: str, region: str | None) -> Number:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return Number(problem="no_area")
    usable = phonenumbers.is_possible_number(parsed) if region is None else phonenumbers.is_valid_number(parsed)
    if not usable:
        return Number(problem="no_area" if region else "no_number")
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    value = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return Number(value, phonenumbers.number_type(parsed) in kinds, understood=region is not None)


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(contacts_file().phone.placeholders)


def without_extensions(text: str) -> str:
    """`text` without the extensions of fixed lines (转801, -801), which E.164 has no room for."""
    return _EXTENSION_DASH.sub(r"\1", _extension().sub(" ", text))


def _without_labels(text: str) -> str:
    return _labels().sub(" ", text)


@cache
def _labels() -> re.Pattern[str]:
    words = sorted(contacts_file().phone.labels, key=len, reverse=True)
    return re.compile("|".join(rf"{re.escape(word)}\s*[:：]?" for word in words), re.IGNORECASE)


@cache
def _extension() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in contacts_file().phone.extensions)
    return re.compile(rf"(?:{words})\s*[:：]?\s*\d{{1,6}}(?!\d)", re.IGNORECASE)


@cache
def _joiner() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, contacts_file().phone.joiners)))

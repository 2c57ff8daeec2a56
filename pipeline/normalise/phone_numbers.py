"""One written phone number as E.164, read as one of the mainland or of a country where it may belong.

Mainland mobiles have eleven digits, ^1[3-9]\\d{9}$, whatever ranges a library knows. A number with a country code need
only be possible; one without must be in use where it is read, and is said to be understood unless only the mainland has
it: 020 begins fixed lines of the mainland and mobiles of Laos.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalise.countries import HOME
from pipeline.text.patterns import pattern
from schemas.contacts import contacts_file
from schemas.named import NamedTuple


class Number(NamedTuple):
    """One number; `problem` is the key of the reason (contacts.toml) why it is not valid."""

    value: str = ""
    mobile: bool = False
    understood: bool = False
    problem: str = ""


class Whereabouts(NamedTuple):
    """The countries abroad where a number may belong, the likeliest first; and whether the person is in the mainland,
    whose numbers then go first."""

    abroad: tuple[str, ...] = ()
    at_home: bool = False


@cache
def whereabouts(location: str, project: str) -> Whereabouts:
    """From the countries of the person's place and of the project (ISO codes joined by ";")."""
    places = [code for code in location.split(";") if code]
    abroad = [code for code in (*places, *project.split(";")) if code and code != HOME]
    return Whereabouts(tuple(dict.fromkeys(abroad)), places == [HOME])


MOBILE = pattern(r"1[3-9]\d{9}")
MAINLAND_CODE = "+86"
_FIXED_STARTS = ("0", "400", "800")
_FIXED_LINE = pattern(r"\(?0\d{2,3}(?:\)|[- ])\s*\d{3,4}[- ]?\d{4}")
_BEGUN_MOBILE = pattern(r"1[3-9]\d{3,6}")
_NEARLY_MOBILE = pattern(r"1[3-9]\d{7,8}|1[3-9]\d{10,11}")


def number(written: str, places: Whereabouts) -> Number:
    """The number that stands in `written`, which holds nothing else."""
    if any(mask in written for mask in contacts_file().phone.masks):
        return Number(problem="masked")
    digits = re.sub(r"\D", "", written)
    if written.lstrip("( ").startswith("+"):
        return _international(digits)
    if digits.startswith("00"):
        return _international(digits[2:])
    return _local(written.strip(), digits, places)


def _international(digits: str) -> Number:
    if digits.startswith("86"):
        national = digits[2:].removeprefix("0")
        return _mainland(national) or _mainland(f"0{national}") or Number(problem="digits")
    whole = parsed(f"+{digits}", None)
    if whole.value and is_valid(whole.value):
        return whole
    if without_zero := _without_trunk_zero(digits):
        return without_zero
    if MOBILE.fullmatch(digits):  # a plus sign before a number of the mainland that lacks its code
        return Number(MAINLAND_CODE + digits, mobile=True, understood=True)
    return whole


def _without_trunk_zero(digits: str) -> Number | None:
    """+95 (0)9…: the zero that is dialled only inside the country."""
    for end in (1, 2, 3):
        if digits[end : end + 1] == "0" and _is_country_code(digits[:end]):
            found = parsed(f"+{digits[:end]}{digits[end + 1 :]}", None)
            return found if found.value and is_valid(found.value) else None
    return None


def _is_country_code(digits: str) -> bool:
    import phonenumbers

    return int(digits) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE


def _local(written: str, digits: str, places: Whereabouts) -> Number:
    """A number without country code: of the mainland, or else of the first country in which it is valid."""
    home = _mainland(digits)
    if home and home.mobile and places.at_home and not written.startswith("0"):
        return home  # wherever else it may be in use
    looks_cut = digits.startswith("1") and bool(_NEARLY_MOBILE.fullmatch(digits))
    abroad = None if looks_cut else _abroad(digits, places.abroad)
    if abroad and not abroad.mobile and _BEGUN_MOBILE.fullmatch(digits):  # 1380000 is in use in Tehran as well
        abroad, looks_cut = None, True
    if home is None or home.problem:
        return home or abroad or Number(problem="digits" if looks_cut else "no_area")
    return home if abroad is None else _of_two(home, abroad, written, places)


def _of_two(home: Number, abroad: Number, written: str, places: Whereabouts) -> Number:
    """A number that is valid in the mainland and abroad. Eleven digits from 1 stay mobiles of the mainland, which is
    said of people abroad; others are what the place speaks for, and are said unless they are written as fixed lines of
    the mainland are."""
    if home.mobile and not written.startswith("0"):
        return home._replace(understood=home.understood or (abroad.mobile and not places.at_home))
    if places.at_home:
        return home._replace(understood=not _FIXED_LINE.fullmatch(written))
    return abroad if abroad.mobile else home._replace(understood=True)


def _mainland(digits: str) -> Number | None:
    """A mainland mobile, or a fixed line with area code; 86 may precede either, and a 0 a mobile."""
    for national in (digits, digits.removeprefix("86"), digits.removeprefix("0")):
        if MOBILE.fullmatch(national):
            placeholder = national in placeholders()
            return Number(problem="placeholder") if placeholder else Number(MAINLAND_CODE + national, mobile=True)
    line = "0" + digits[2:].removeprefix("0") if digits.startswith("86") else digits
    if line.startswith(_FIXED_STARTS) and (found := parsed(line, HOME)).value:
        return found._replace(mobile=False, understood=False)
    return None


def _abroad(digits: str, regions: tuple[str, ...]) -> Number | None:
    """The number in the first of these countries where it is in use, with the country's code before it or without. What
    begins as calls from there to another country do is none of it: 023 leads out of Singapore."""
    for region in regions:
        code = country_code(region)
        coded = digits.startswith(code) and parsed(f"+{digits}", None)
        if coded and coded.value and is_valid(coded.value):
            return coded._replace(understood=True)
        found = parsed(digits, region)
        if found.value.startswith(f"+{code}") and (found.mobile or not _lacks_area(digits, region)):
            return found
    return None


@cache
def _lacks_area(digits: str, region: str) -> bool:
    """Whether a fixed line of that country is written without the digit that is dialled before its area code there: it
    may as well be any other number that was cut off."""
    import phonenumbers

    trunk = phonenumbers.ndd_prefix_for_region(region, True)
    return trunk is not None and trunk != "" and not digits.startswith(trunk)


@cache
def country_code(region: str) -> str:
    """The calling code of a country, e.g. 95 for MM."""
    import phonenumbers

    return str(phonenumbers.country_code_for_region(region))


@cache
def region_of(value: str) -> tuple[str, ...]:
    """The countries that share the calling code of a number in E.164: US, CA and more for +1."""
    import phonenumbers

    code = phonenumbers.parse(value, None).country_code
    own = phonenumbers.region_code_for_number(phonenumbers.parse(value, None))
    return (own,) if own else tuple(phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(code or 0, ()))


@cache
def is_valid(value: str) -> bool:
    """Whether a number in E.164 is in use where its code says."""
    import phonenumbers

    return phonenumbers.is_valid_number(phonenumbers.parse(value, None))


@cache
def parsed(written: str, region: str | None) -> Number:
    """A number of that country, which must be in use there; None stands for the country of its code."""
    import phonenumbers

    try:
        found = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return Number(problem="no_area")
    usable = phonenumbers.is_possible_number(found) if region is None else phonenumbers.is_valid_number(found)
    if not usable:
        return Number(problem="no_area" if region else "no_number")
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    value = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    return Number(value, phonenumbers.number_type(found) in kinds, understood=region is not None)


@cache
def placeholders() -> frozenset[str]:
    """Numbers that the form prints in its samples."""
    return frozenset(contacts_file().phone.placeholders)

"""Phone numbers (联系方式) as E.164: the numbers that a cell holds, which of them counts, and why none does.

How one number is read stands in phone_numbers.py, what stands around numbers in phone_texts.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.normalise.emails import take_emails
from pipeline.normalise.marks import is_blank
from pipeline.normalise.phone_numbers import (
    MAINLAND_CODE,
    MOBILE,
    Number,
    Whereabouts,
    number,
    placeholders,
    whereabouts,
)
from pipeline.normalise.phone_texts import (
    PhoneText,
    phone_text,
    without_extensions,
    without_labels,
)
from pipeline.text.patterns import pattern
from schemas.contacts import contacts_file
from schemas.named import NamedTuple

__all__ = ["Phone", "phone", "without_extensions"]


class Phone(NamedTuple):
    """A person's numbers: the first mobile (else the first number), the others joined by ";"; and a mail address."""

    value: str = ""
    how: str = ""
    hint: str = ""
    other: str = ""
    email: str = ""


_USUAL = pattern(r"(?:(?:\+|00)?86[ -]?)?(1[3-9][0-9])[ -]?([0-9]{4})[ -]?([0-9]{4})")


def phone(text: str, location: str = "", address: str = "", project: str = "") -> Phone:
    """The numbers in `text`. `location`, `project`: where the person and the project are (ISO codes); `address`:
    usable, from another column."""
    places = whereabouts(location, project)
    if (
        (usual := _USUAL.fullmatch(text))
        and (mobile := "".join(usual.groups())) not in placeholders()
        and (len(text) > len(mobile) or _alike().isdisjoint(places.abroad))
    ):
        return Phone(MAINLAND_CODE + mobile, "ok")
    if is_blank(text):
        return Phone(how="email-only" if address else "")
    found, rest = take_emails(text)
    plain = phone_text(rest)
    numbers = list(dict.fromkeys(_numbers(plain, places)))
    valid = _distinct(one for one in numbers if one.value)
    mail = found[0] if found else ""
    if not valid:
        return _refused(plain, numbers, mail, address)
    best = next((one for one in valid if one.mobile), valid[0])
    others = ";".join(one.value for one in valid if one != best)
    how = ["understood"] if best.understood else ["ok"]
    how += ["several"] if len(numbers) > 1 and (others or any(one.problem for one in numbers)) else []
    return Phone(best.value, ";".join(how), best.value if best.understood else "", others, mail)


@cache
def _alike() -> frozenset[str]:
    """Countries with numbers of their own that look like mobiles of the mainland."""
    return frozenset(contacts_file().phone.alike)


def _numbers(plain: PhoneText, places: Whereabouts) -> list[Number]:
    """Every number, valid or not, in written order; what only names a messenger or was given up counts where there is
    nothing else."""
    if plain.problem:
        return [Number(problem=plain.problem)]
    read = [number(written, places) for written in plain.written]
    if not any(one.value for one in read) and MOBILE.fullmatch(plain.messenger):
        read = [number(plain.messenger, places)._replace(understood=True)]
    if not read and plain.given_up:
        return [Number(problem="given_up")]
    doubted = {one.value for one in read if one.value and (plain.given_up or one.value in plain.mended)}
    return [one._replace(understood=True) if one.value in doubted else one for one in read]


def _distinct(numbers: Iterable[Number]) -> list[Number]:
    first: dict[str, Number] = {}
    for one in numbers:
        first.setdefault(one.value, one)
    return list(first.values())


def _refused(plain: PhoneText, numbers: list[Number], mail: str, address: str) -> Phone:
    """The result without a usable number: a mail address alone is enough to reach the person; else it is invalid."""
    nothing_else = is_blank(without_labels(plain.rest).strip())
    if not numbers and (mail or address) and nothing_else:
        return Phone(email=mail, how="email-only")
    problem = numbers[0].problem if numbers else "messenger" if plain.messenger else "no_number"
    reason: str = getattr(contacts_file().phone.reasons, problem)
    return Phone(email=mail, how="invalid", hint=reason)

"""Values of the register as people read and write them."""

from __future__ import annotations

from functools import cache

from schemas.vocabularies import countries_file


def phone_shown(phone: str) -> str:
    """A number as written in the mainland: 13800000000, 02360000000; numbers from elsewhere keep their +."""
    if not phone.startswith("+86"):
        return phone
    return phone[3:] if len(phone) == 14 and phone[3] == "1" else f"0{phone[3:]}"


@cache
def countries_shown(codes: str) -> str:
    """Short Chinese names, joined by 、, for ISO 3166 codes joined by `;`."""
    labels = countries_file().label
    return "、".join(labels.get(code) or _plain_name(code) for code in codes.split(";")) if codes else ""


@cache
def countries_plain(codes: str) -> str:
    """The same with unambiguous names, which a strict reader understands (几内亚共和国, not 几内亚)."""
    return "、".join(map(_plain_name, codes.split(";"))) if codes else ""


def _plain_name(code: str) -> str:
    """The first name in the vocabulary, else CLDR's."""
    safe = countries_file().safe
    if code in safe:
        return safe[code][0]
    from babel import Locale

    return str(Locale("zh").territories.get(code, code))

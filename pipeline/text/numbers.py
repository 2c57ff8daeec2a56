"""Numbers with which a text begins: 10学时, 2.5."""

from __future__ import annotations

from pipeline.text.fold import fold
from pipeline.text.patterns import pattern

_NUMBER = pattern(r"\d+(?:\.\d+)?")


def first_number(text: str) -> int | None:
    """The whole number, rounded down, with which a text begins; None where it begins with none."""
    found = _NUMBER.match(fold(text))
    return int(float(found[0])) if found else None

"""编号, a person's printed number: G, a running number of at least five digits, a hyphen, a check digit.

The check digit is ISO 7064 MOD 11,10 (one decimal digit that detects every wrong digit and nearly every swap of two).
"""

from __future__ import annotations

import re

from pipeline.text.fold import fold
from pipeline.text.patterns import pattern

_FORM = pattern(r"g(\d{5,})-(\d)", re.ASCII)


def person_id(number: int) -> str:
    """The 编号 for a running number, e.g. G00012-2."""
    digits = f"{number:05d}"
    return f"G{digits}-{_check_digit(digits)}"


def number_of(person: str) -> int:
    """The running number in a 编号."""
    return int(person[1:].partition("-")[0])


def read_person_id(text: str) -> str:
    """The 编号 in `text`, ignoring width, case and blanks; "" if it is not one or its check digit is wrong."""
    found = _FORM.fullmatch(fold(text))
    if not found or int(found[2]) != _check_digit(found[1]):
        return ""
    return f"G{found[1]}-{found[2]}"


def _check_digit(digits: str) -> int:
    product = 10
    for digit in map(int, digits):
        product = _AFTER[product][digit]
    return (11 - product) % 10


_AFTER = [[((digit + product) % 10 or 10) * 2 % 11 for digit in range(10)] for product in range(11)]
"""By the product so far and the next digit, the product after it."""

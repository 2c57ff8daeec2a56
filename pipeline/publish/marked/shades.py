"""The colours of marks. Each remembers what a cell looked like before, so that the mark can be taken off again.

Offices renumber formats when they save, rows move, and nothing of ours survives beside a cell but its look. So every
look that a mark covers gets a shade of its own, which no eye tells from the others: its last bits are the number of the
look, and the looks are written down in a hidden column of the list of corrections.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from schemas.named import NamedTuple

MUST, MAY = "FFFFBFC6", "FFFFFA8E"  # none of the shades is one that offices offer
MUST_UNDER_LIGHT, MAY_UNDER_LIGHT = "FFB51A1A", "FF7A5C17"  # behind white letters, which are kept
EDGE = "FFC00000"

_BASES = (MUST, MAY, MUST_UNDER_LIGHT, MAY_UNDER_LIGHT)
_STEPS = 8  # of green and of blue
_WRITTEN = re.compile(r"#([0-9A-F]{8})(<.*>)\r?\n(<.*>)", re.DOTALL)


class Look(NamedTuple):
    """What a mark covers: fill and border as the styles have them."""

    fill: str
    border: str


class Shades:
    """Gives each look under a colour its shade. With more looks than shades the last shade is shared, and forgets."""

    def __init__(self) -> None:
        self._looks: dict[str, dict[Look, str]] = {base: {} for base in _BASES}

    def of(self, base: str, look: Look) -> str:
        looks = self._looks[base]
        return looks.setdefault(look, _shade(base, min(len(looks), _STEPS**2 - 1)))

    def written(self) -> list[str]:
        """What is to be remembered, a text for each shade."""
        shades = [(shade, look) for looks in self._looks.values() for look, shade in looks.items()]
        often = [shade for shade, _ in shades]
        return [f"#{shade}{look.fill}\n{look.border}" for shade, look in shades if often.count(shade) == 1]


def remembered(texts: Iterable[str]) -> Mapping[str, Look]:
    """The looks by their shades, found again among the texts of a list of corrections."""
    found = (_WRITTEN.fullmatch(text.strip()) for text in texts)
    return {each[1]: Look(each[2], each[3]) for each in found if each}


def is_shade(colour: str) -> bool:
    """Whether a fill of this colour is a mark of ours."""
    return any(_is_of(base, colour) for base in _BASES)


def _shade(base: str, number: int) -> str:
    return f"{int(base, 16) - (number // _STEPS << 8) - number % _STEPS:08X}"


def _is_of(base: str, colour: str) -> bool:
    if len(colour) != len(base) or colour[:4].upper() != base[:4]:
        return False
    try:
        green, blue = (int(base[at : at + 2], 16) - int(colour[at : at + 2], 16) for at in (4, 6))
    except ValueError:
        return False
    return 0 <= green < _STEPS and 0 <= blue < _STEPS

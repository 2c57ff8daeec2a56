"""The dice of one world: what it may draw from, and what was withheld.

30 % of all words and habits are withheld from the work on the recogniser. A stable hash of their names decides which,
so that nobody picks them by hand. The sources are here for all to read; that nobody does who works on the recogniser
is a rule of docs/contributing.md. PART says what a world draws from:

- `seen` (the default): only what is not withheld;
- `withheld`: anything, but at least one withheld word or habit in every world;
- `all`: anything.
"""

from __future__ import annotations

import functools
import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

PARTS = ("seen", "withheld", "all")
WITHHELD_OF_100 = 30

T = TypeVar("T")


@functools.cache
def is_withheld(name: str) -> bool:
    """True for the 30 % of names, the same on every machine and for ever."""
    digest = hashlib.sha256(f"worlds:{name}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < WITHHELD_OF_100


class Dice:
    """Random draws of one world. `used_withheld` holds the withheld words and habits that it drew."""

    def __init__(self, seed: str, part: str) -> None:
        if part not in PARTS:
            raise ValueError(f"PART must be one of {', '.join(PARTS)}, not {part!r}")
        self.random = random.Random(seed)
        self.part = part
        self.forced: tuple[str, str] | None = None  # kind and word to be used wherever they fit
        self.forced_used = False
        self.used_withheld: set[str] = set()

    def insists(self, kind: str, names: Sequence[str]) -> str:
        """The forced word, if it is one of these names of this kind; else nothing."""
        if self.forced is None or self.forced[0] != kind or self.forced[1] not in names:
            return ""
        self.forced_used = True
        return self.forced[1]

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def one(self, items: Sequence[T]) -> T:
        return items[self.random.randrange(len(items))]

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def allowed(self, kind: str, items: Sequence[T]) -> list[T]:
        """What of this kind this part may draw."""
        if self.part != "seen":
            return list(items)
        return [item for item in items if not is_withheld(f"{kind}:{item}")]

    def word(self, kind: str, items: Sequence[T]) -> T:
        """One that is allowed, the first where none is; withheld ones three times as likely where they are measured."""
        allowed = self.allowed(kind, items) or list(items[:1])
        if self.part == "withheld":
            allowed += [item for item in allowed if is_withheld(f"{kind}:{item}")] * 2
        drawn = self.one(allowed)
        if is_withheld(f"{kind}:{drawn}"):
            self.used_withheld.add(f"{kind}:{drawn}")
        return drawn

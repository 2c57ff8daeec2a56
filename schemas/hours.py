"""Continuing professional development, how much is asked and how it is counted: schemas/hours.toml."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from schemas.named import NamedTuple
from schemas.typed import AnyWords, Count, Text, read


class Required(NamedTuple):
    """Hours of a year that begins on `since` or later, and the document that says so."""

    since: date
    hours: Count
    source: Text


class KindEntry(NamedTuple):
    """One kind of activity; the head of the file says what its keys mean. `most` 0: no limit."""

    label: Text
    also: AnyWords
    by: Literal["minutes", "grade", "nothing"]
    factor: Count = 1
    grades: Mapping[str, int] = {}
    by_order: bool = False
    most: Count = 0
    origin: Literal["", "ours"] = ""

    @property
    def is_plain(self) -> bool:
        """Whether it counts as it stands, by its minutes alone; all else is confirmed by somebody."""
        return self.by == "minutes" and self.factor == 1


class HoursFile(NamedTuple):
    minutes: Count
    required: tuple[Required, ...]
    kind: Mapping[str, KindEntry]


def hours_file() -> HoursFile:
    """schemas/hours.toml."""
    return read("hours", HoursFile)

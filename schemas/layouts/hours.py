"""The sheet of hours in the workbook of certificates: hours.toml."""

from schemas.layouts.sheet import SheetLayout
from schemas.named import NamedTuple
from schemas.typed import Count, Text, read


class HoursWords(NamedTuple):
    nothing: Text
    most: Count
    kind: Text
    untimed: Text
    waiting: Text
    over: Text
    between: Text
    other: Text
    missing: Text
    reached: Text


class HoursLayout(NamedTuple):
    words: HoursWords
    hours: SheetLayout


def hours_layout() -> HoursLayout:
    return read("layouts/hours", HoursLayout)

"""The form in which members tell of their continuing development, 持续职业发展活动记录表: schemas/hours_record.toml."""

from collections.abc import Mapping
from typing import Literal

from schemas.layouts.sheet import Offers
from schemas.named import NamedTuple
from schemas.typed import AnyWords, Count, Text, Words, read


class BlankRecord(NamedTuple):
    """The blank form; the head of schemas/hours_record.toml says what its keys mean."""

    file: Text
    title: Text
    sheet: Text
    footer: Text
    prepared: Count
    reach: Count
    labels: Mapping[str, tuple[str, str]]
    about_sheet: Text
    about: AnyWords
    required: Text


class LabelEntry(NamedTuple):
    """What stands over a table, with a value beside or behind it."""

    heading: Text
    also: AnyWords = ()


class ColumnEntry(NamedTuple):
    """A column, as the blank has it, and what others call it."""

    heading: Text
    width: float  # in Excel's unit: digits of the standard font
    also: AnyWords = ()
    hint: str = ""
    input: Literal["", "choice", "open-choice", "date", "whole", "decimal"] = ""
    maximum: int = 100


class OtherWords(NamedTuple):
    also: Words


class TableSigns(NamedTuple):
    """By what a table of activities is known, and which of its rows tell of none."""

    sign: Text
    rows: Count
    what: Words
    how_long: Words
    fewest: Count
    title: Words
    totals: Words
    notes: Words
    ditto: Words
    samples: Words


class UnreadSigns(NamedTuple):
    """What calls a sheet a record of activities whose headings nobody knows, unless the other words stand beside it."""

    title: Words
    unless: Words


class TimeUnits(NamedTuple):
    """Words for units of time."""

    minutes: Words
    hours: Words
    credits: Words
    unclear: Words


class SaidOfLines(NamedTuple):
    """Why a line is not taken, or how it was understood."""

    number_unknown: Text
    name_missing: Text
    name_differs: Text
    ended: Text
    nobody: Text
    unit_missing: Text
    none_of_unit: Text
    several_of_unit: Text
    assumed: Text
    time_missing: Text
    time_unit: Text
    time_unclear: Text
    time_unread: Text
    row: Text
    between: str
    more: Text
    most: Count


class HoursRecordFile(NamedTuple):
    numerals: Text
    twos: Mapping[str, str]
    of_one: Words
    form: BlankRecord
    offers: Offers
    labels: Mapping[str, LabelEntry]
    columns: Mapping[str, ColumnEntry]
    hours: OtherWords
    table: TableSigns
    unread: UnreadSigns
    signs: Mapping[str, tuple[str, ...]]
    units: TimeUnits
    grades: Mapping[str, tuple[str, ...]]
    said: SaidOfLines


def hours_record_file() -> HoursRecordFile:
    """schemas/hours_record.toml."""
    return read("hours_record", HoursRecordFile)

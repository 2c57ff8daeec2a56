"""What headings of other offices ask for: schemas/headings.toml, whose comments explain each key."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import AnyWords, Count, Text, Words, read


class Pair(NamedTuple):
    fields: tuple[str, str]
    words: Words


class Settled(NamedTuple):
    fields: tuple[str, str]
    beside: Words
    least: Count


class Unsettled(NamedTuple):
    fields: tuple[str, str]
    words: Text
    beside: str = ""
    without: AnyWords = ()


class Kept(NamedTuple):
    words: Words
    patterns: Words


class Listed(NamedTuple):
    words: Words


class Decoration(NamedTuple):
    before: Text
    behind: Text
    language: Text


class Found(NamedTuple):
    title: Text
    title_else: Text
    attached: Text
    year: Text
    unit: Text
    number: Text
    notice: Text
    deadline: Text
    caption: Text
    somebody: Text
    of_group: Text
    alternative: Text
    no_label: Text


class HeadingsFile(NamedTuple):
    columns: Mapping[str, Words]
    pairs: Mapping[str, Pair]
    doubtful: Mapping[str, tuple[str, ...]]
    settled: tuple[Settled, ...]
    unsettled: tuple[Unsettled, ...]
    kept: Kept
    secret: Listed
    decoration: Decoration
    found: Found
    types: Mapping[str, Text]


def headings_file() -> HeadingsFile:
    return read("headings", HeadingsFile)

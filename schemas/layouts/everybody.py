"""Where people stand, as a workbook, in the desk's search and in sentences: everybody.toml."""

from collections.abc import Mapping

from schemas.layouts.sheet import SheetLayout
from schemas.named import NamedTuple
from schemas.typed import read


class EverybodyWords(NamedTuple):
    file: str
    all: str
    search: str
    title: str
    footer: str
    footer_more: str
    most: int
    lately: int
    written: str


class SentenceWords(NamedTuple):
    """What is said of one person row."""

    whole: str
    of_workplace: str
    day: str
    day_of_year: str
    nameless: str
    unitless: str
    why: str
    why_of_value: str
    other: str
    where: str
    where_row: str
    between: str


class FateWords(NamedTuple):
    """What is said of what became of a person row."""

    routed: str
    unconfirmed: str
    held: str
    asked: str
    secretariat: str
    duplicate: str
    duplicate_of_forgotten: str
    superseded: str
    superseded_by_forgotten: str
    withdrawn: str
    withdrawn_by_decision: str
    reached: str
    differs: str
    same: str


class StoryWords(NamedTuple):
    """What `person` says."""

    head: str
    recommended: str
    wrong: str
    fate: str
    said: str
    said_nowhere: str
    due: str
    forgotten: str
    unknown: str
    near: str
    unopened: str
    unopened_file: str


class CertificateWords(NamedTuple):
    """What `person` says of certificates; `until` to `late`, and `missing` and `waiting`, stand where they hold."""

    head: str
    event: str
    until: str
    cause: str
    document: str
    note: str
    late: str
    year: str
    running: str
    missing: str
    waiting: str
    between: str


class EverybodyFile(NamedTuple):
    """Where people stand, as a workbook, in the desk's search and in sentences."""

    words: EverybodyWords
    everybody: SheetLayout
    states: Mapping[str, str]
    sentence: SentenceWords
    fates: FateWords
    story: StoryWords
    certificates: CertificateWords


def everybody_file() -> EverybodyFile:
    return read("layouts/everybody", EverybodyFile)

"""The summary of a batch: summary.toml."""

from collections.abc import Mapping

from schemas.layouts.sheet import SheetLayout
from schemas.named import NamedTuple
from schemas.typed import read


class SummaryWords(NamedTuple):
    folder: str
    workbook: str
    page: str
    title: str
    footer: str
    total: str
    unconfirmed: str


class Dimension(NamedTuple):
    """A distribution: column of the people, its title, and what stands for a blank."""

    column: str
    title: str
    none: str


class SummaryFile(NamedTuple):
    words: SummaryWords
    accounts: SheetLayout
    distribution: SheetLayout
    held: SheetLayout
    documents: SheetLayout
    account: Mapping[str, str]
    note: Mapping[str, str]
    outcomes: Mapping[str, str]
    fates: Mapping[str, str]
    dispositions: Mapping[str, str]
    decided: Mapping[str, str]
    dimension: tuple[Dimension, ...]


def summary_file() -> SummaryFile:
    return read("layouts/summary", SummaryFile)

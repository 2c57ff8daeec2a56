"""The ledger of submissions, letters and units, and the page of it: ledger.toml."""

from collections.abc import Mapping

from schemas.layouts.sheet import SheetLayout
from schemas.named import NamedTuple
from schemas.typed import read


class LedgerWords(NamedTuple):
    file: str
    page: str
    newest: str
    newest_seconds: int
    title: str
    footer: str
    footer_more: str
    page_lines: int
    page_lately: int
    part: int
    earlier: str
    lately_days: int
    kept: str
    kept_again: str
    total: str
    no_cases: str
    may_decide: str
    to_send: str
    sent: str
    open: str


class ExpectedWords(NamedTuple):
    """What is said of a unit that is expected to answer, by its state."""

    states: Mapping[str, str]
    notes: Mapping[str, str]
    between: str


class LedgerFile(NamedTuple):
    words: LedgerWords
    submissions: SheetLayout
    cases: SheetLayout
    dispatches: SheetLayout
    letters: SheetLayout
    units: SheetLayout
    expected: ExpectedWords
    turns: Mapping[str, str]
    yes_no: Mapping[str, str]
    scan: Mapping[str, str]
    received: Mapping[str, str]


def ledger_file() -> LedgerFile:
    return read("layouts/ledger", LedgerFile)

"""The ledger of what societies said: results.toml. Which results there are is in schemas/results.toml."""

from collections.abc import Mapping

from schemas.layouts.sheet import SheetLayout
from schemas.named import NamedTuple
from schemas.typed import read


class ResultsWords(NamedTuple):
    file: str
    title: str
    footer: str
    footer_more: str
    most: int
    total: str
    no_events: str
    cell: str


class EventWords(NamedTuple):
    """What an event says."""

    stage: str
    no_conclusion: str
    transferred: str
    no_stage: str
    day: str
    note: str
    only_note: str
    mark: str
    member: str
    is_member: str
    is_none: str
    certificate: str
    refused: str


class ResultsLayout(NamedTuple):
    """The ledger of results; `states` by terms.progress.STATES, `standings` of what was said."""

    words: ResultsWords
    results: SheetLayout
    events: SheetLayout
    societies: SheetLayout
    states: Mapping[str, str]
    standings: Mapping[str, str]
    said: EventWords


def results_layout() -> ResultsLayout:
    return read("layouts/results", ResultsLayout)

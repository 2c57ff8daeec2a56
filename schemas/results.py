"""What societies find out of people, and which of it cannot be: schemas/results.toml, and the pandera schema of what
they return."""

from collections.abc import Mapping
from typing import Literal

from schemas.named import NamedTuple
from schemas.typed import Count, Text, Words, read

Effect = Literal["passed", "failed", "returned", "deferred", "transferred"]


class ConclusionEntry(NamedTuple):
    """One conclusion; the head of schemas/results.toml says what its keys mean."""

    effect: Effect
    needs_note: bool = False
    final: bool = False
    tells_unit: Literal["", "always", "certified"] = ""
    decided_from: int = 0
    also: tuple[str, ...] = ()


class MarkEntry(NamedTuple):
    """One mark of the interview; by level the least with which one passes, and the most that there can be."""

    field: Text
    column: Text
    least: Mapping[str, int]
    most: Mapping[str, int]
    origin: Literal["", "ours"] = ""


class Cycle(NamedTuple):
    """How many months before a society's time is over, and how many days before that of a stage is, it is said that it
    nearly is; and after how many days without a word of it that it has not answered."""

    warn_months: Count
    warn_days: Count
    silent_days: Count
    origin: Literal["", "ours"] = ""


class ResultColumns(NamedTuple):
    """Headings of the workbook in which results stand."""

    person_id: Text
    name: Text
    member: Text
    member_no: Text
    stage: Text
    conclusion: Text
    transferred_to: Text
    date: Text
    certificate_no: Text
    note: Text


class ResultWords(NamedTuple):
    yes: Text
    no: Text
    transferred: Text
    returned: Text
    why: Text
    mark_least: Text
    mark_most: Text
    certified: Text
    standing: Text
    corrects: Words
    gives_up: Words
    concluded: Text
    unconcluded: Text
    row: Text
    row_elsewhere: Text
    no_reason: Text
    changed: Text
    between: Text
    points: Text
    day: Text
    day_of_year: Text
    taken: Text
    taken_some: Text
    refused: Text
    place: Text


class ToldWords(NamedTuple):
    """What a unit's letter says of a result."""

    certificate: Text
    certificate_corrected: Text
    moved: Text
    reapply: Text
    reapply_free: Text
    appeal: Text
    before: Text
    between: Text


class UnreadWords(NamedTuple):
    """What is said of what a society wrote where nobody reads, and by which words it is known."""

    words: Words
    column: Text
    comment: Text
    rows: Text
    sheet: Text
    headings: Text
    cell: Text
    listed: Text


class ResultsFile(NamedTuple):
    stages: Words
    certified: Text
    cycle: Cycle
    conclusion: Mapping[str, ConclusionEntry]
    marks: tuple[MarkEntry, ...]
    columns: ResultColumns
    words: ResultWords
    unread: UnreadWords
    told: ToldWords


def conclusion_of(text: str) -> str:
    """The conclusion that is called so, whatever blanks are in it, or was in earlier workbooks; "" for none."""
    known, said = results_file().conclusion, "".join(text.split())
    return said if said in known else next((name for name, entry in known.items() if said in entry.also), "")


def effect_of(conclusion: str) -> str:
    """What a conclusion does; "" for none."""
    entry = results_file().conclusion.get(conclusion)
    return entry.effect if entry else ""


def results_file() -> ResultsFile:
    """schemas/results.toml."""
    return read("results", ResultsFile)

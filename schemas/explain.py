"""Words of the page that `explain` writes: schemas/explain.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class Reason(NamedTuple):
    """What became of a row or a document, and why."""

    label: str
    why: str


class ExplainFile(NamedTuple):
    title: str
    file: str
    folder: str
    documents: str
    unnamed: str
    sheet: str
    hidden_sheet: str
    hidden_row: str
    stray: str
    cut: str
    same_person: str
    unconfirmed: str
    read_as: str
    first_look: str
    second_look: str
    beside: str
    taken_from: str
    between: str
    by: str
    fields: Mapping[str, str]
    columns: Mapping[str, str]
    found: Mapping[str, str]
    passes: Mapping[str, str]
    units: Mapping[str, str]
    fates: Mapping[str, Reason]
    dispositions: Mapping[str, str]
    outcomes: Mapping[str, Reason]


def explain_file() -> ExplainFile:
    """schemas/explain.toml."""
    return read("explain", ExplainFile)

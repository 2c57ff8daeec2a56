"""The workbook of questions: decisions.toml. What may be answered is in schemas/decisions.toml."""

from collections.abc import Mapping

from schemas.layouts.sheet import Offers, SheetLayout
from schemas.named import NamedTuple
from schemas.typed import read


class DecisionsWords(NamedTuple):
    """What the workbook of questions says beside its columns; `nothing` on a sheet without lines, by its name."""

    line: str
    value_longest: int
    blank: str
    place: str
    workbook: str
    page: str
    other_place: str
    nothing: Mapping[str, str]


class DecisionsLayout(NamedTuple):
    """The workbook of questions."""

    words: DecisionsWords
    offers: Offers
    questions: SheetLayout
    cases: SheetLayout
    decided: SheetLayout


def decisions_layout() -> DecisionsLayout:
    return read("layouts/decisions", DecisionsLayout)

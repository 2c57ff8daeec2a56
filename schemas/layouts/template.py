"""The blank form of everybody, for units to fill in: template.toml."""

from collections.abc import Mapping
from typing import Literal

from schemas.layouts.sheet import Offers, SheetLayout
from schemas.named import NamedTuple
from schemas.typed import read


class TemplateWords(NamedTuple):
    file: str
    unit_named: str
    none: str
    caption: str
    unit: str
    unit_hint: str
    people: str
    footer: str
    about: tuple[str, ...]


class TemplateRows(NamedTuple):
    prepared: int
    reach: int


class TemplateInput(NamedTuple):
    """What the unit may fill into a column; `choices` names a list of the notice, `field` what it asks for where the
    source of the combined form has another name."""

    hint: str
    field: str = ""
    input: Literal["", "choice", "date", "whole", "text"] = ""
    choices: str = ""
    maximum: int = 100


class TemplateChecks(NamedTuple):
    """What a blank form says of itself as it is filled in; `blanks` say nothing in a cell, `white` is not counted."""

    blanks: tuple[str, ...]
    white: tuple[str, ...]
    missing: str
    wrong: str
    done: str
    row: str
    lacking: str
    phone: str
    choice: str
    too_long: str
    between: str
    shown: int


class TemplateFile(NamedTuple):
    words: TemplateWords
    checks: TemplateChecks
    offers: Offers
    rows: TemplateRows
    inputs: Mapping[str, TemplateInput]
    about: SheetLayout


def template_file() -> TemplateFile:
    return read("layouts/template", TemplateFile)

"""The workbook that a society gets: intake.toml."""

from collections.abc import Mapping
from typing import Literal

from schemas.layouts.sheet import Offers, SheetLayout
from schemas.named import NamedTuple
from schemas.typed import read


class AboutLine(NamedTuple):
    """A line of what is explained. Where something that its text names is not known, it says `otherwise`, and where
    that is blank or names such a thing too, there is no line. `look` is that of the cells of which it tells."""

    label: str
    text: str
    otherwise: str = ""
    look: Literal["", "text given", "input-text"] = ""


class IntakeWords(NamedTuple):
    folder: str
    file: str
    unconfirmed_file: str
    unconfirmed: str
    warning_line: tuple[str, str]
    change: str
    change_text: str
    withdrawal: str
    withdrawal_text: str
    print_title: str
    footer: str
    day: str
    only_unconfirmed: tuple[str, ...]
    marks: str
    stage: str
    stage_optional: str
    stage_limit: str
    stage_between: str
    stages_between: str
    about: tuple[AboutLine, ...]


class IntakeFile(NamedTuple):
    words: IntakeWords
    offers: Offers
    people: SheetLayout
    typed: SheetLayout
    changes: SheetLayout
    about: SheetLayout
    hints: Mapping[str, str]


def intake_file() -> IntakeFile:
    return read("layouts/intake", IntakeFile)

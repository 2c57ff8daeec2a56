"""The settings workbook as schemas/settings.toml describes it."""

from collections.abc import Collection, Mapping
from typing import Literal

from schemas.named import NamedTuple
from schemas.typed import Count, Text, read


class Column(NamedTuple):
    """One column of a sheet; the head of schemas/settings.toml says what its marks mean."""

    key: str
    label: str
    width: float
    needed: bool = False
    identifies: bool = False
    fixed: bool = False
    date: bool = False
    choices: str = ""
    otherwise: Literal["stop", "warning", "information"] = "stop"
    hint: str = ""


class Sheet(NamedTuple):
    """One sheet. On one of `lists` each column is the list behind a drop-down, under its label; `formerly` are names
    that it had, under which it is read too."""

    sheet: str
    title: str
    note: str
    columns: tuple[Column, ...]
    spare_rows: int = 0
    lists: bool = False
    formerly: tuple[str, ...] = ()

    def called(self, names: Collection[str]) -> str:
        """By which of these names of sheets it goes; "" for none."""
        return next((name for name in (self.sheet, *self.formerly) if name in names), "")

    @property
    def labels(self) -> dict[str, str]:
        """The headings by the keys of their columns."""
        return {column.key: column.label for column in self.columns}


class AssociationLine(NamedTuple):
    """One line of the sheet 本会: what staff tell of the association. `value` is meant where they tell nothing; with
    `most` it is a whole number from 1 up to that, or it is yes or no, or a day."""

    key: str
    label: str
    hint: str
    value: str = ""
    most: Count = 0
    is_answer: bool = False
    is_date: bool = False


class Association(NamedTuple):
    rows: tuple[AssociationLine, ...]


class Errors(NamedTuple):
    """What is wrong with the workbook, and what to do."""

    place: str
    unreadable: str
    no_heading: str
    half_row: str
    word: str
    near: str
    standard_word: str
    two_meanings: str
    twice: str
    date: str
    half_confirmed: str
    society: str
    email: str
    two_emails: str
    answer: str
    span: str
    both_kinds: str
    number: str


class Notices(NamedTuple):
    """Which notices are open where the workbook does not say, and the words for open and closed."""

    shipped: tuple[str, ...]
    yes: str
    no: str


class Holidays(NamedTuple):
    """The words for days off and worked weekends, and how many days one line may hold."""

    off: Text
    work: Text
    longest: Count


class Setup(NamedTuple):
    """What the command `setup` says."""

    made: str
    unchanged: str
    grown: str
    sheet: str
    column: str
    row: str
    list: str


class SettingsFile(NamedTuple):
    file_title: str
    file: str
    kept: str
    font: str
    footer: str
    candidates: str
    vocabularies: Mapping[str, str]
    association: Association
    notices: Notices
    holidays: Holidays
    sheets: Mapping[str, Sheet]
    errors: Errors
    setup: Setup


def settings_file() -> SettingsFile:
    """schemas/settings.toml."""
    return read("settings", SettingsFile)

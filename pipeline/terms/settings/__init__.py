"""What belongs to this installation: settings/设置.xlsx, which staff edit. Its wording is schemas/settings.toml.

Sheets: 本会 (the association), 对口学会 (which society takes which domain, confirmed by whom and when), 别名 (own
words), 应报单位 (units that are expected to answer), 通知 (which notices are open), 节假日 (days off of later years).
What staff wrote is checked as it is read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.terms.notices import load_notice, notice_names
from pipeline.terms.settings.aliases import Alias, read_aliases
from pipeline.terms.settings.expected import ExpectedUnit, read_expected
from pipeline.terms.settings.holidays import SpecialDays, read_holidays
from pipeline.terms.settings.opened import opened, shipped
from pipeline.terms.settings.routes import Confirmation, SocietyContact, read_routes
from pipeline.terms.settings.sheets import Book, Cell, day_of, find_heading, lines, open_workbook
from pipeline.text.fold import fold
from schemas.letters import letters_file
from schemas.settings import AssociationLine, settings_file

__all__ = [
    "WORKBOOK",
    "Alias",
    "Confirmation",
    "ExpectedUnit",
    "Settings",
    "SocietyContact",
    "SpecialDays",
    "lacking",
    "own_templates",
    "read_settings",
    "unset",
]

WORKBOOK = settings_file().file


def unset(open_notices: Collection[str]) -> dict[str, str]:
    """What is meant where nobody said anything: the association is that of the newest open notice."""
    given = {row.key: row.value for row in settings_file().association.rows}
    newest = [name for name in notice_names() if name in open_notices]
    return {**given, "name": load_notice(newest[-1] if newest else None).association}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; what nobody has set has its shipped value."""

    association: Mapping[str, str] = field(default_factory=lambda: unset(shipped()))  # by key: name, address, …
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)  # by domain
    societies: Mapping[str, SocietyContact] = field(default_factory=dict)  # by the society's Chinese name
    aliases: tuple[Alias, ...] = ()
    expected_units: tuple[ExpectedUnit, ...] = ()
    open_notices: tuple[str, ...] = field(default_factory=shipped)  # by name, in the order of their dates
    holidays: tuple[SpecialDays, ...] = ()
    templates: Mapping[str, bytes] = field(default_factory=dict)  # own Word templates of letters, by file name

    @property
    def reply_days(self) -> int:
        """How many working days a unit has to answer a letter."""
        return int(self.association["reply_days"])

    def societies_at(self, address: str) -> set[str]:
        """The societies that have this mail address."""
        own = address.casefold()
        return {name for name, contact in self.societies.items() if contact.email.casefold() == own}

    def says_yes(self, key: str) -> bool:
        """The answer that a line of 本会 gives."""
        return self.association[key] == settings_file().notices.yes


def read_settings(folder: Path) -> Settings:
    """The settings of this installation; the shipped ones where there is no workbook, or it lacks a sheet or a column.

    Raises UserError (exit code 1) for a workbook that cannot be opened, or for all cells that cannot be meant, a line
    for each: which sheet and cell, what is wrong, what to do.
    """
    path, templates = folder / WORKBOOK, own_templates(folder)
    if not path.exists():
        return Settings(templates=templates)
    book = open_workbook(path)
    association = _association(book)
    confirmations, societies = read_routes(book)
    aliases, units, open_notices = read_aliases(book), read_expected(book), opened(book)
    holidays = read_holidays(book)
    book.complain()
    given = unset(open_notices)
    return Settings(given | association, confirmations, societies, aliases, units, open_notices, holidays, templates)


def own_templates(folder: Path) -> dict[str, bytes]:
    """The Word templates of letters that replace the shipped ones of the same name."""
    words = letters_file()
    paths = [
        folder / words.folder / name for name in sorted({*words.kinds.values(), *words.reminders.templates.values()})
    ]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def lacking(folder: Path) -> list[tuple[str, str]]:
    """What the workbook of an earlier version lacks: sheets as (name, ""), columns as (name of the sheet, label)."""
    book = open_workbook(folder / WORKBOOK)
    missing: list[tuple[str, str]] = []
    for sheet in settings_file().sheets.values():
        if sheet.sheet not in book.sheets:
            missing.append((sheet.sheet, ""))
        elif heading := find_heading(book.sheets[sheet.sheet], sheet):
            missing += [(sheet.sheet, label) for key, label in sheet.labels.items() if key not in heading.columns]
    return missing


def _association(book: Book) -> dict[str, str]:
    written = {fold(line["label"].text): line["value"] for line in lines(book, "association")}
    told = {row: written[fold(row.label)] for row in settings_file().association.rows if fold(row.label) in written}
    return {row.key: _told(book, row, cell) for row, cell in told.items() if cell.text}


def _told(book: Book, row: AssociationLine, cell: Cell) -> str:
    """What a line tells; a day as 2025-04-10. What cannot be meant is a fault of the book."""
    errors, words = settings_file().errors, settings_file().notices
    if row.most and not _is_number(cell.text, row.most):
        book.fault(errors.number, cell, most=row.most)
    if row.is_answer and cell.text not in (words.yes, words.no):
        book.fault(errors.answer, cell, yes=words.yes, no=words.no)
    if not row.is_date:
        return cell.text
    day = day_of(cell)
    if day is None:
        book.fault(errors.date, cell)
    return day.isoformat() if day else ""


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and 1 <= int(text) <= most

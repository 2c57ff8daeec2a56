"""What belongs to this installation: settings/设置.xlsx, which staff edit. Its wording is schemas/settings.toml.

Sheets: 本会 (the association), 学会与路由 (which society takes which domain, confirmed by whom and when), 别名 (own
words), 应报单位 (units that are expected to answer), 通知 (which notices are open). What staff wrote is checked as it
is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import schemas
from pipeline.terms.notices import load_notice
from pipeline.terms.settings.aliases import Alias, read_aliases
from pipeline.terms.settings.opened import opened, shipped
from pipeline.terms.settings.routes import Confirmation, SocietyContact, read_confirmations, read_societies
from pipeline.terms.settings.sheets import Book, lines, open_workbook
from pipeline.text.fold import fold

__all__ = ["WORKBOOK", "Alias", "Confirmation", "Settings", "SocietyContact", "read_settings"]

WORKBOOK = "设置.xlsx"


def _unset() -> dict[str, str]:
    keys = [row["key"] for row in schemas.table("settings")["association"]["rows"]]
    return {**dict.fromkeys(keys, ""), "name": load_notice().association}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; what nobody has set has its shipped value."""

    association: Mapping[str, str] = field(default_factory=_unset)  # name, address, contact, phone, email, mail_account
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)  # by domain
    societies: Mapping[str, SocietyContact] = field(default_factory=dict)  # by the society's Chinese name
    aliases: tuple[Alias, ...] = ()
    expected_units: tuple[str, ...] = ()
    open_notices: tuple[str, ...] = field(default_factory=shipped)  # by name, in the order of their dates


def read_settings(folder: Path) -> Settings:
    """The settings of this installation; the shipped ones where there is no workbook.

    Raises UserError (exit code 1) for a workbook that cannot be opened or a cell that cannot be meant: which sheet and
    cell, what is wrong, what to do.
    """
    path = folder / WORKBOOK
    if not path.exists():
        return Settings()
    book = open_workbook(path)
    societies = read_societies(book)
    return Settings(
        association=_unset() | _association(book),
        confirmations=read_confirmations(book, societies),
        societies=societies,
        aliases=read_aliases(book),
        expected_units=_expected_units(book),
        open_notices=opened(book),
    )


def _association(book: Book) -> dict[str, str]:
    keys = {fold(row["label"]): row["key"] for row in schemas.table("settings")["association"]["rows"]}
    written = {fold(line["label"].text): line["value"].text for line in lines(book, "association")}
    return {key: written[label] for label, key in keys.items() if written.get(label)}


def _expected_units(book: Book) -> tuple[str, ...]:
    units = (line["unit"].text for line in lines(book, "units"))
    return tuple(dict.fromkeys(unit for unit in units if unit))

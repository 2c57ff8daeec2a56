"""What belongs to this installation: settings/设置.xlsx, which staff edit. Its wording is schemas/settings.toml.

Sheets: 本会 (the association), 学会与路由 (which society takes which domain, confirmed by whom and when), 别名 (own
words), 应报单位 (units that are expected to answer).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

WORKBOOK = "设置.xlsx"


class Alias(NamedTuple):
    """One own word (别名).

    `vocabulary` is what it stands in: domain, specialty, level, project_type, project_status or country; `canonical` is
    a word of that vocabulary (of country: its ISO 3166 alpha-2 code).
    """

    vocabulary: str
    typed: str
    canonical: str


class Confirmation(NamedTuple):
    """What staff say of one domain's route. Without `by` and `when` the society is only proposed."""

    society: str
    by: str = ""
    when: date | None = None


class SocietyContact(NamedTuple):
    """Where a society is written to."""

    email: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; what nobody has set has its shipped value."""

    association: Mapping[str, str] = field(default_factory=dict)  # name, address, contact, phone, email, mail_account
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)  # by domain
    societies: Mapping[str, SocietyContact] = field(default_factory=dict)  # by the society's Chinese name
    aliases: tuple[Alias, ...] = ()
    expected_units: tuple[str, ...] = ()

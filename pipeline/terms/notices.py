"""Notices (通知): what the association asked for, and until when.

Each is a file in schemas/notices/, whose stem is the notice's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import schemas
from pipeline.errors import UserError
from schemas.wording import wording_file

CHINA = ZoneInfo("Asia/Shanghai")


class Years(NamedTuple):
    """Years of work that a level asks for, and how many of them must be 重要工程工作经历."""

    years: int
    important: int


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. Domains, levels, types and statuses are the notice's own words, in its order."""

    name: str  # what --notice takes and exports carry, e.g. "2025"
    number: str  # 文号, e.g. 渝工协〔2025〕17号
    title: str
    year: int
    subject_word: str  # the mail subject reads <subject_word>(<year>)+<unit>
    association: str
    distributor: str
    form_title: str
    deadline: date  # the last day that is in time
    experience_limit: int
    education_minimum: str
    retention_months: int  # personal data of closed cases is kept so long
    societies_see: frozenset[str]  # fields of a person that intake workbooks may tell of
    open_domains: tuple[str, ...]
    open_levels: tuple[str, ...]
    years: Mapping[str, Years]  # by level
    project_types: tuple[str, ...]
    project_statuses: tuple[str, ...]
    sections: Mapping[str, str]  # model.SECTIONS -> the title of its table in the form

    def is_late(self, received_at: datetime) -> bool:
        """Whether `received_at` (with offset) is after the end of the last day, in China."""
        end = datetime.combine(self.deadline + timedelta(days=1), time.min, CHINA)
        return received_at >= end


def notice_names() -> list[str]:
    """The names of all notices, oldest first."""
    return sorted(path.stem for path in (schemas.ROOT / "notices").glob("*.toml"))


def load_notice(name: str | None = None) -> Notice:
    """The notice of that name; None means the newest. Raises UserError (exit code 2) for a name that is not there."""
    known = notice_names()
    if name is None:
        name = known[-1]
    if name not in known:
        raise UserError(wording_file().refusals.no_notice.format(name=name, known="、".join(known)), 2)
    return _notice(name)


def _notice(name: str) -> Notice:
    data = dict(schemas.table(f"notices/{name}"))
    levels = data.pop("open_levels")
    return Notice(
        name=name,
        open_levels=tuple(level["name"] for level in levels),
        years={level["name"]: Years(level["years"], level["important_years"]) for level in levels},
        open_domains=tuple(data.pop("open_domains")),
        societies_see=frozenset(data.pop("societies_see")),
        project_types=tuple(data.pop("project_types")),
        project_statuses=tuple(data.pop("project_statuses")),
        **data,
    )

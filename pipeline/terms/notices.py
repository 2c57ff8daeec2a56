"""Notices (通知): what the association asked for, and until when.

Each is a file in schemas/notices/, whose stem is the notice's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import schemas
from pipeline.errors import UserError
from pipeline.model.fields import BY_KEY, FIELDS, TOLD_BESIDE, check_names
from pipeline.terms.forms import form_names, sections_of
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
    sections: Mapping[str, str]  # section of a form -> the title of its table in the combined form
    forms: tuple[str, ...]  # which it accepts, as their files are named
    vocabularies: Mapping[str, str]  # field -> schemas/vocabularies/<name>.toml that its words are taken from
    required: Mapping[str, str]  # field that must be filled in -> how hard, "" as schemas/findings.toml says
    abroad: frozenset[str]  # sections whose projects lie abroad
    combined: str  # schemas/layouts/<name>.toml of the one form of everybody; "" where there is none

    def options(self, field: str) -> Sequence[str]:
        """The words for a choice as the form prints them, in its order."""
        printed = {"project_type": self.project_types, "project_status": self.project_statuses}
        return {**printed, "domain": self.open_domains, "level": self.open_levels}.get(field, ())

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


_KEYS = frozenset(field.name for field in fields(Notice)) - {"name", "years"}
_OPTIONAL = frozenset(("open_levels", "project_types", "project_statuses", "sections", "abroad", "combined"))


def _notice(name: str) -> Notice:
    data = dict(schemas.table(f"notices/{name}"))
    schemas.check_keys(f"notices/{name}", "", data, _KEYS - _OPTIONAL, _OPTIONAL)
    levels = data.pop("open_levels", ())
    notice = Notice(
        name=name,
        open_levels=tuple(level["name"] for level in levels),
        years={level["name"]: Years(level["years"], level["important_years"]) for level in levels},
        open_domains=tuple(data.pop("open_domains")),
        societies_see=frozenset(data.pop("societies_see")),
        project_types=tuple(data.pop("project_types", ())),
        project_statuses=tuple(data.pop("project_statuses", ())),
        sections=data.pop("sections", {}),
        forms=tuple(data.pop("forms")),
        abroad=frozenset(data.pop("abroad", ())),
        combined=data.pop("combined", ""),
        **data,
    )
    _check(notice)
    return notice


_HARDNESS = ("", "error", "warning", "info")
_INSIDE = ("company_contact",)  # read out of another cell, where its blank cannot be told
ROUTED_BY = ("name", "domain")
"""Without these nobody is routed."""


def _check(notice: Notice) -> None:
    """Every name of the notice is one that the other data know, else DataError."""
    file = f"notices/{notice.name}"
    check_names(file, "forms", notice.forms, form_names())
    sections = {section for form in notice.forms for section in sections_of(form)}
    for key, named, known in (
        ("sections", notice.sections, sections),
        ("abroad", notice.abroad, sections),
        ("societies_see", notice.societies_see, {*BY_KEY, *TOLD_BESIDE}),
        ("vocabularies", notice.vocabularies, FIELDS),
        ("required", notice.required, (field for field in FIELDS if field not in _INSIDE)),
    ):
        check_names(file, key, named, known)
    for field, hardness in notice.required.items():
        if hardness not in _HARDNESS:
            raise schemas.slip(file, f"required.{field}", f"{hardness!r} is none of error, warning, info")
    for field in ROUTED_BY:
        if notice.required.get(field) not in ("", "error"):
            raise schemas.slip(file, f"required.{field}", "must hold the person, since nobody is routed without it")
    for field in ("domain", "specialty"):
        if field not in notice.vocabularies:
            raise schemas.slip(file, f"vocabularies.{field}", "must be named, since people are routed by it")
    for field, name in notice.vocabularies.items():
        if not (schemas.ROOT / "vocabularies" / f"{name}.toml").is_file():
            raise schemas.slip(file, f"vocabularies.{field}", f"there is no vocabulary {name!r}")

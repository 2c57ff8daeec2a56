"""Notices (通知): what the association asked for, and until when.

Each is a file in schemas/notices/, named after the notice. Several may be open at the same time; the settings (sheet
通知) say which. A notice file is checked when it is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import schemas
from pipeline.errors import UserError
from pipeline.model.fields import BY_KEY, FIELDS, TOLD_BESIDE
from pipeline.terms.forms import form_names, sections_of
from pipeline.terms.notice_file import Part
from schemas.submission import submission_file
from schemas.wording import wording_file

CHINA = ZoneInfo("Asia/Shanghai")
SEVERITIES = ("error", "warning", "info")
PUBLISHED = ("intake", "combined")
"""What a batch may publish: a workbook for each society; one form with all people, for the distributor."""
ROUTED_BY = ("name", "domain")
"""The fields without which nobody is routed."""

_INSIDE = ("company_contact",)  # read out of another field's cell, so nobody can tell that it was left blank


class Years(NamedTuple):
    """Years of work that a level requires, and how many of them must be 重要工程工作经历."""

    years: int
    important: int


class Deadline(NamedTuple):
    """The last day that is in time. A year that the notice leaves out is inferred from the notice's own date."""

    day: date
    inferred: bool

    def __str__(self) -> str:
        """As people read it, with a remark where the year is inferred."""
        words = submission_file().deadline
        return (words.inferred if self.inferred else words.printed).format(
            year=self.day.year, month=self.day.month, day=self.day.day
        )


class Required(NamedTuple):
    """How strictly a field is required: the severity of the finding when it is blank, and the sections that require it,
    () for all."""

    severity: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. Domains, levels, types and statuses are in the notice's own words and order."""

    name: str  # what --notice takes and exports carry, e.g. "2025"
    number: str  # 文号, e.g. 渝工协〔2025〕17号
    title: str
    date: date  # of issue; the newest notice is the one with the latest date
    year: int
    subject: str  # the subject that mails should have, e.g. 评价(2025)+{unit}; "" if the notice names none
    file_name: str  # the name that files should have; likewise
    forms: tuple[str, ...]  # the forms that it accepts, by the names of their files
    combined: str  # the layout of its form, blank or with everybody: schemas/layouts/<name>.toml; "" for none
    abroad: frozenset[str]  # sections whose projects lie abroad
    association: str
    distributor: str
    form_title: str
    deadline: Deadline
    experience_limit: int
    education_minimum: str
    retention_months: int  # how long personal data of closed cases is kept
    publishes: tuple[str, ...]  # which of PUBLISHED its batches hold, besides the summary
    societies_see: frozenset[str]  # what intake workbooks may show of a person
    open_domains: tuple[str, ...]
    open_levels: tuple[str, ...]
    years: Mapping[str, Years]  # by level
    project_types: tuple[str, ...]
    project_statuses: tuple[str, ...]
    sections: Mapping[str, str]  # section of a form -> the title of its table in the combined form
    vocabularies: Mapping[str, str]  # field -> its vocabulary, schemas/vocabularies/<name>.toml
    required: Mapping[str, Required]  # by field; the fields that must be filled in

    def options(self, field: str) -> Sequence[str]:
        """The choices for a field, as the form prints them and in its order; () if it prints none."""
        printed = {"project_type": self.project_types, "project_status": self.project_statuses}
        return {**printed, "domain": self.open_domains, "level": self.open_levels}.get(field, ())

    def is_late(self, received_at: datetime) -> bool:
        """Whether `received_at` (with offset) is after the end of the last day, in China."""
        end = datetime.combine(self.deadline.day + timedelta(days=1), time.min, CHINA)
        return received_at >= end


def notice_names() -> list[str]:
    """The names of all notices, oldest first."""
    return list(notices())


def notices() -> dict[str, Notice]:
    """All notices by name, oldest first. Raises DataError for a notice file with a mistake."""
    every = [_notice(path.stem) for path in (schemas.ROOT / "notices").glob("*.toml")]
    return {notice.name: notice for notice in sorted(every, key=lambda notice: (notice.date, notice.name))}


def load_notice(name: str | None = None) -> Notice:
    """The notice of that name; None means the newest. Raises UserError (exit code 2) if there is none of that name."""
    known = notices()
    if name is None:
        name = list(known)[-1]
    if name not in known:
        raise UserError(wording_file().refusals.no_notice.format(name=name, known="、".join(known)), 2)
    return known[name]


def _notice(name: str) -> Notice:
    part = Part(f"notices/{name}")
    forms = part.words_of("forms", form_names())
    sections = tuple(dict.fromkeys(section for form in forms for section in sections_of(form)))
    publishes = part.words_of("publishes", PUBLISHED)
    levels, issued = part.parts("open_levels", []), part.day("date")
    notice = Notice(
        name=name,
        number=part.text("number"),
        title=part.text("title"),
        date=issued,
        year=part.number("year"),
        subject=part.text("subject", ""),
        file_name=part.text("file_name", ""),
        forms=forms,
        combined=part.text("combined") if "combined" in publishes else part.text("combined", ""),
        abroad=frozenset(part.words_of("abroad", sections, ())),
        association=part.text("association"),
        distributor=part.text("distributor"),
        form_title=part.text("form_title"),
        deadline=_deadline(part.part("deadline"), issued),
        experience_limit=part.number("experience_limit"),
        education_minimum=part.text("education_minimum"),
        retention_months=part.number("retention_months"),
        publishes=publishes,
        societies_see=frozenset(part.words_of("societies_see", (*BY_KEY, *sorted(TOLD_BESIDE)))),
        open_domains=part.words("open_domains"),
        open_levels=tuple(level.text("name") for level in levels),
        years={level.text("name"): Years(level.number("years"), level.number("important_years")) for level in levels},
        project_types=part.words("project_types", ()),
        project_statuses=part.words("project_statuses", ()),
        sections=part.part("sections", {}).texts(sections),
        vocabularies=_vocabularies(part.part("vocabularies")),
        required=_required(part, sections),
    )
    part.close()
    return notice


def _deadline(part: Part, issued: date) -> Deadline:
    """The day as printed; if no year is printed, the first such day on or after the notice's own date."""
    printed = part.number("year", 0)
    month, day = part.number("month"), part.number("day")
    try:
        if printed:
            return Deadline(date(printed, month, day), inferred=False)
        own = date(issued.year, month, day)
        return Deadline(own if own >= issued else own.replace(year=issued.year + 1), inferred=True)
    except ValueError as error:
        raise part.wrong("day", "date") from error


def _vocabularies(part: Part) -> dict[str, str]:
    """By field; domain and specialty must be there, since people are routed by them."""
    known = sorted(path.stem for path in (schemas.ROOT / "vocabularies").glob("*.toml"))
    return {field: part.one_of(field, known) for field in part.texts(FIELDS, needed=("domain", "specialty"))}


def _required(whole: Part, sections: tuple[str, ...]) -> dict[str, Required]:
    """By field, each in one table only; a table that names no sections applies to all of them."""
    left = [field for field in FIELDS if field not in _INSIDE]
    found: dict[str, Required] = {}
    for part in whole.parts("required"):
        severity = part.one_of("severity", SEVERITIES)
        required = Required(severity, part.words_of("sections", sections, ()))
        found |= dict.fromkeys(part.words_of("fields", left), required)
        left = [field for field in left if field not in found]
    for field in ROUTED_BY:
        if found.get(field) != Required("error", ()):
            raise whole.lacks("required", field)
    return found

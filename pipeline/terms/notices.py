"""Notices (通知): what the association asked for, and until when.

Each is a file in schemas/notices/, whose stem is the notice's name. Several may be open side by side; which are, the
settings say (sheet 通知). A notice file is checked when it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import schemas
from pipeline.errors import UserError
from pipeline.model.fields import BY_KEY, FIELDS, TOLD_BESIDE
from pipeline.terms.forms import asks_for, form_names, sections_of
from pipeline.terms.name_patterns import places
from pipeline.terms.notice_file import Part
from pipeline.terms.quota import Quotas, quotas_of
from schemas.submission import submission_file
from schemas.wording import wording_file

CHINA = ZoneInfo("Asia/Shanghai")
SEVERITIES = ("error", "warning", "info")
PUBLISHED = ("intake", "combined")
"""A workbook for each society; one form with all people for who hands them on."""
ONE_FILE_PER = ("unit", "person")
ROUTED_BY = ("name", "domain")
"""Without these nobody is routed."""

_INSIDE = ("company_contact",)  # read out of another cell, where its blank cannot be told


class Years(NamedTuple):
    """Years of work that a level asks for, and how many of them must be 重要工程工作经历."""

    years: int
    important: int


class Deadline(NamedTuple):
    """The last day that is in time. A year that the notice does not print is inferred from the notice's own date."""

    day: date
    inferred: bool

    def __str__(self) -> str:
        """As people read it; a year that is inferred is said to be."""
        words = submission_file().deadline
        return (words.inferred if self.inferred else words.printed).format(
            year=self.day.year, month=self.day.month, day=self.day.day
        )


class Required(NamedTuple):
    """How hard a field is required: the severity of the finding where it is blank, and the sections that ask for it, ()
    for all."""

    severity: str
    sections: tuple[str, ...]


class Fee(NamedTuple):
    """What a person pays, 0 where that is said to be free; the note is said with it, e.g. 预计."""

    yuan: int
    note: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. Domains, levels, types and statuses are the notice's own words, in its order."""

    name: str  # what --notice takes and exports carry, e.g. "2025"
    number: str  # 文号, e.g. 渝工协〔2025〕17号
    title: str
    date: date  # when it was sent out: the newest notice is the one with the latest date
    year: int
    subject: str  # how mail subjects shall read, e.g. 评价(2025)+{unit}; "" where the notice does not say
    file_name: str  # how files shall be named, likewise, e.g. {name}-{level}
    one_file_per: str  # of ONE_FILE_PER: for a person, file_name tells who it is
    forms: tuple[str, ...]  # the forms that it accepts, as their files are named
    combined: str  # schemas/layouts/<name>.toml of its form, empty or with everybody; "" for none
    abroad: frozenset[str]  # sections whose projects lie abroad
    association: str
    distributor: str
    form_title: str
    deadline: Deadline
    experience_limit: int
    education_minimum: str
    retention_months: int  # personal data of closed cases is kept so long
    publishes: tuple[str, ...]  # of PUBLISHED, what its batches hold beside the summary
    societies_see: frozenset[str]  # fields of a person that intake workbooks may tell of
    open_domains: tuple[str, ...]
    open_levels: tuple[str, ...]
    years: Mapping[str, Years]  # by level
    project_types: tuple[str, ...]
    project_statuses: tuple[str, ...]
    sections: Mapping[str, str]  # section of a form -> the title of its table in the combined form
    vocabularies: Mapping[str, str]  # field -> schemas/vocabularies/<name>.toml that its words are taken from
    required: Mapping[str, Required]  # by field that must be filled in
    membership: str  # the field that tells a member's number, or yes or no, where people must be members; "" where not
    quotas: Quotas | None
    fee: Fee | None

    def options(self, field: str) -> Sequence[str]:
        """The words for a choice as the form prints them, in its order."""
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
    """All notices by name, oldest first. Raises DataError for a notice file that is not right."""
    every = [_whole(path.stem) for path in (schemas.ROOT / "notices").glob("*.toml")]
    return {notice.name: notice for notice in sorted(every, key=lambda notice: (notice.date, notice.name))}


def load_notice(name: str | None = None) -> Notice:
    """The notice of that name; None means the newest. Raises UserError (exit code 2) for a name that is not there."""
    known = notices()
    if name is None:
        name = list(known)[-1]
    if name not in known:
        raise UserError(wording_file().refusals.no_notice.format(name=name, known="、".join(known)), 2)
    return known[name]


def _whole(name: str) -> Notice:
    """The notice of that name, of whose file every key is known."""
    part = Part(f"notices/{name}")
    notice = _notice(name, part)
    part.close()
    return notice


def _notice(name: str, part: Part) -> Notice:
    forms = part.words_of("forms", form_names())
    sections = tuple(dict.fromkeys(section for form in forms for section in sections_of(form)))
    publishes = part.words_of("publishes", PUBLISHED)
    levels, issued = part.parts("open_levels", []), part.day("date")
    vocabularies, required = _vocabularies(part.part("vocabularies")), _required(part, sections)
    membership = _membership(part.part("membership", {}), forms, required)
    return Notice(
        name=name,
        number=part.text("number"),
        title=part.text("title"),
        date=issued,
        year=part.number("year"),
        subject=part.text("subject", ""),
        file_name=_file_name(part, vocabularies),
        one_file_per=part.one_of("one_file_per", ONE_FILE_PER, "unit"),
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
        vocabularies=vocabularies,
        required=required | membership,
        membership=next(iter(membership), ""),
        quotas=quotas_of(part.part("quotas", {})),
        fee=_fee(part.part("fee", {})),
    )


def _deadline(part: Part, issued: date) -> Deadline:
    """The day as printed; without a printed year the first such day from the notice's own date on."""
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
    """By field; people are routed by domain and specialty."""
    known = sorted(path.stem for path in (schemas.ROOT / "vocabularies").glob("*.toml"))
    return {field: part.one_of(field, known) for field in part.texts(FIELDS, needed=("domain", "specialty"))}


def _required(whole: Part, sections: tuple[str, ...]) -> dict[str, Required]:
    """By field, each in one table only; a table that names no sections speaks of all."""
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


def _file_name(part: Part, vocabularies: Mapping[str, str]) -> str:
    """How files are named. Where each is one person's, what stands in the places of the name is compared with the form,
    and the person's name must be among them."""
    key, pattern = "file_name", part.text("file_name", "")
    if part.one_of("one_file_per", ONE_FILE_PER, "unit") == "person":
        told = places(pattern)
        part.check_words(key, told, ("unit", "name", *vocabularies))
        if "name" not in told:
            raise part.nameless(key)
    return pattern


def _membership(part: Part, forms: Iterable[str], required: Mapping[str, Required]) -> dict[str, Required]:
    """The field that tells of it and how hard it is required, where people must be members: one that a form asks for,
    and that no other table requires."""
    if part.is_empty:
        return {}
    asked = set().union(*map(asks_for, forms))
    left = [field for field in FIELDS if field in asked and field not in required]
    return {part.one_of("field", left): Required(part.one_of("severity", SEVERITIES, ""), ())}


def _fee(part: Part) -> Fee | None:
    return None if part.is_empty else Fee(part.count("yuan"), part.text("note", ""))

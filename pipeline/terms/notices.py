"""Notices (通知): what the association asked for, and until when.

Each is a file in schemas/notices/, named after the notice. Several may be open at the same time; the settings (sheet
通知) say which. A notice file is checked when it is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import schemas
from pipeline.errors import UserError
from pipeline.model.fields import BY_KEY, FIELDS, TOLD_BESIDE, field_label
from pipeline.terms.forms import asks_for, sections_of
from pipeline.terms.name_patterns import places
from pipeline.terms.procedure import Procedure, common_procedure, own_procedure
from pipeline.terms.quota import Quotas, quotas_of
from schemas import DataError, check_among
from schemas.forms import form_file, form_names
from schemas.layouts.lists import lists_file
from schemas.named import NamedTuple
from schemas.notices import Fee, NoticeFile, notice_file
from schemas.routes import societies
from schemas.submission import submission_file
from schemas.wording import wording_file

CHINA = ZoneInfo("Asia/Shanghai")
ROUTED_BY = ("name", "domain")
"""The fields without which nobody is routed; the domain may be that of the notice."""

_INSIDE = ("company_contact",)  # read out of another field's cell, so nobody can tell that it was left blank


class Years(NamedTuple):
    """Years of work that a level requires, and how many of them must be 重要工程工作经历."""

    years: int = 0
    important: int = 0


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

    def holds(self, section: str) -> bool:
        """Whether a person of the section is held for a blank."""
        return self.severity == "error" and (not self.sections or section in self.sections)


class Notice(NamedTuple):
    """One notice. Domains, levels, types and statuses are in the notice's own words and order."""

    name: str  # what --notice takes and exports carry, e.g. "2025"
    number: str  # 文号, e.g. 渝工协〔2025〕17号
    title: str
    date: date  # of issue; the newest notice is the one with the latest date
    year: int
    subject: str  # the subject that mails should have, e.g. 评价(2025)+{unit}; "" if the notice names none
    file_name: str  # the name that files should have, likewise, e.g. {name}-{level}
    one_file_per: str  # unit or person; for a person, file_name tells who it is
    forms: tuple[str, ...]  # the forms that it accepts, by the names of their files
    combined: str  # the layout of its form, blank or with everybody: schemas/layouts/<name>.toml; "" for none
    abroad: frozenset[str]  # sections whose projects lie abroad
    association: str
    distributor: str
    assessor: str  # the society that assesses whoever answers; "" where the domain decides
    domain: str  # of everybody, where the form asks for none; "" where it does
    wants_scan: bool
    act: str  # what people do who answer it: 推荐, 申报, 申请, 报名
    labels: Mapping[str, str]  # by field, what its forms call it otherwise than schemas/fields.toml does
    ours: frozenset[str]  # keys of its file that no document prints
    form_title: str
    deadline: Deadline
    experience_limit: int
    career_years: int  # 工作经历 shall tell of so many years; 0 for all
    education_minimum: str
    retention_months: int  # personal data of closed cases is kept so long
    publishes: tuple[str, ...]  # what its batches hold beside the summary: intake, a workbook for each society,
    # combined, one form with all people for who hands them on, and lists, what who assesses works with
    lists: tuple[str, ...]  # the latter, by the names of schemas/layouts/lists.toml
    societies_see: frozenset[str]  # fields of a person that intake workbooks may tell of
    open_domains: tuple[str, ...]
    open_levels: tuple[str, ...]
    years: Mapping[str, Years]  # by level
    title_ranks: Mapping[str, str]  # by level the least rank of a title (职称), where one is asked for
    project_types: tuple[str, ...]
    project_statuses: tuple[str, ...]
    sections: Mapping[str, str]  # section of a form -> the title of its table in the combined form
    vocabularies: Mapping[str, str]  # field -> its vocabulary, schemas/vocabularies/<name>.toml
    required: Mapping[str, Required]  # by field; the fields that must be filled in
    membership: str  # the field that tells a member's number, or yes or no, if people must be members; "" if not
    quotas: Quotas | None
    fee: Fee | None
    evaluation_months: int  # within so many months after they got the people the societies shall be done; 0 if not said
    procedure: Procedure

    def options(self, field: str) -> Sequence[str]:
        """The choices for a field, as the form prints them and in its order; () if it prints none."""
        printed = {"project_type": self.project_types, "project_status": self.project_statuses}
        return {**printed, "domain": self.open_domains, "level": self.open_levels}.get(field, ())

    def label(self, field: str) -> str:
        """What people who answer the notice call a field."""
        return self.labels.get(field) or field_label(field)

    def is_late(self, received_at: datetime) -> bool:
        """Whether `received_at` (with offset) is after the end of the last day, in China."""
        end = datetime.combine(self.deadline.day + timedelta(days=1), time.min, CHINA)
        return received_at >= end


def notice_names() -> list[str]:
    """The names of all notices, oldest first."""
    return list(notices())


def notices() -> dict[str, Notice]:
    """All notices by name, oldest first. Raises DataError for a notice file with a mistake."""
    return {notice.name: notice for notice in _every()}


@cache
def _every() -> list[Notice]:
    every = [_notice(name) for name in schemas.names_in("notices")]
    return sorted(every, key=lambda notice: (notice.date, notice.name))


def load_notice(name: str | None = None) -> Notice:
    """The notice of that name; None means the newest that ships with the program, since one of this installation may be
    a draft. Raises UserError (exit code 2) if there is none of that name."""
    known = notices()
    if name is None:
        name = [each for each in known if f"notices/{each}" not in schemas.laid_over()][-1]
    if name not in known:
        raise UserError(wording_file().refusals.no_notice.format(name=name, known="、".join(known)), 2)
    return known[name]


def procedure_of(notice: str) -> Procedure:
    """How the people of the notice of that name are assessed; as is common where no file tells of it any more."""
    known = notices()
    return known[notice].procedure if notice in known else common_procedure()


def _notice(name: str) -> Notice:
    said = notice_file(name)
    sections = tuple(dict.fromkeys(section for form in _known(name, said) for section in sections_of(form)))
    check_among(f"notices/{name}", "abroad", said.abroad, sections)
    check_among(f"notices/{name}", "sections", said.sections, sections)
    _check_file_name(name, said)
    _check_assessed(name, said)
    required = _required(name, said, sections)
    membership = _membership(name, said, required)
    return Notice(
        name=name,
        number=said.number,
        title=said.title,
        date=said.date,
        year=said.year,
        subject=said.subject,
        file_name=said.file_name,
        one_file_per=said.one_file_per,
        forms=said.forms,
        combined=said.combined,
        abroad=frozenset(said.abroad),
        association=said.association,
        distributor=said.distributor,
        assessor=said.assessor,
        domain=said.domain,
        wants_scan=said.scan,
        act=said.act or submission_file().act,
        labels=_labels(said.forms),
        ours=frozenset(said.ours),
        form_title=said.form_title,
        deadline=_deadline(name, said),
        experience_limit=said.experience_limit,
        career_years=said.career_years,
        education_minimum=said.education_minimum,
        retention_months=said.retention_months,
        publishes=said.publishes,
        lists=said.lists,
        societies_see=frozenset(said.societies_see),
        open_domains=said.open_domains,
        open_levels=tuple(level.name for level in said.open_levels),
        years={level.name: Years(level.years, level.important_years) for level in said.open_levels if level.years},
        title_ranks={level.name: level.title_rank for level in said.open_levels if level.title_rank},
        project_types=said.project_types,
        project_statuses=said.project_statuses,
        sections=said.sections,
        vocabularies=said.vocabularies,
        required=required | membership,
        membership=next(iter(membership), ""),
        quotas=quotas_of(name, said.quotas) if said.quotas else None,
        fee=said.fee,
        evaluation_months=said.evaluation_months,
        procedure=own_procedure(name, said.results) if said.results else common_procedure(),
    )


def _known(name: str, said: NoticeFile) -> tuple[str, ...]:
    """Its forms, of which every name that it gives is known. People are routed by domain and specialty."""
    file = f"notices/{name}"
    check_among(file, "forms", said.forms, form_names())
    check_among(file, "societies_see", said.societies_see, (*BY_KEY, *sorted(TOLD_BESIDE)))
    check_among(file, "vocabularies", said.vocabularies, FIELDS)
    known = schemas.names_in("vocabularies")
    for field, vocabulary in said.vocabularies.items():
        check_among(file, f"vocabularies.{field}", [vocabulary], known)
    for field in ("domain", "specialty"):
        if field not in said.vocabularies:
            raise DataError(file, "missing", f"vocabularies.{field}")
    if "combined" in said.publishes and not said.combined:
        raise DataError(file, "missing", "combined")
    if ("lists" in said.publishes) != bool(said.lists):
        raise DataError(file, "missing", "publishes" if said.lists else "lists")
    check_among(file, "lists", said.lists, lists_file().lists)
    return said.forms


def _labels(forms: Sequence[str]) -> dict[str, str]:
    """What forms call fields; the first form says it."""
    labels: dict[str, str] = {}
    for form in reversed(forms):
        said = form_file(form).labels
        check_among(f"forms/{form}", "labels", said, FIELDS)
        labels |= said
    return labels


def _deadline(name: str, said: NoticeFile) -> Deadline:
    """The day as printed; without a printed year the first such day from the notice's own date on."""
    printed, issued = said.deadline, said.date
    try:
        if printed.year:
            return Deadline(date(printed.year, printed.month, printed.day), inferred=False)
        own = date(issued.year, printed.month, printed.day)
        return Deadline(own if own >= issued else own.replace(year=issued.year + 1), inferred=True)
    except ValueError as error:
        raise DataError(f"notices/{name}", "kind", "deadline.day", {"kind": "date"}) from error


def _required(name: str, said: NoticeFile, sections: tuple[str, ...]) -> dict[str, Required]:
    """By field, each in one table only; a table that names no sections speaks of all."""
    file = f"notices/{name}"
    left = [field for field in FIELDS if field not in _INSIDE]
    found: dict[str, Required] = {}
    for number, entry in enumerate(said.required, 1):
        check_among(file, f"required[{number}].fields", entry.fields, left)
        check_among(file, f"required[{number}].sections", entry.sections, sections)
        found |= dict.fromkeys(entry.fields, Required(entry.severity, entry.sections))
        left = [field for field in left if field not in found]
    for field in ROUTED_BY:
        if found.get(field) != Required("error", ()) and not (field == "domain" and said.domain):
            raise DataError(file, "routed_by", "required", {"field": field})
    return found


def _check_assessed(name: str, said: NoticeFile) -> None:
    """A domain of everybody is the one that is open; what is called ours stands in the file."""
    file = f"notices/{name}"
    check_among(file, "domain", filter(None, [said.domain]), said.open_domains)
    check_among(file, "assessor", filter(None, [said.assessor]), societies())
    check_among(file, "ours", said.ours, NoticeFile._fields)


def _check_file_name(name: str, said: NoticeFile) -> None:
    """Where each file is one person's, what stands in the places of its name is compared with the form, and the
    person's name must be among them."""
    if said.one_file_per != "person" or not said.file_name:
        return
    file, told = f"notices/{name}", places(said.file_name)
    check_among(file, "file_name", told, ("unit", "name", *said.vocabularies))
    for place in told:
        if told.count(place) > 1:
            raise DataError(file, "twice", "file_name", {"value": place})
    if "name" not in told:
        raise DataError(file, "nameless", "file_name")


def _membership(name: str, said: NoticeFile, required: Mapping[str, Required]) -> dict[str, Required]:
    """The field that tells of it and how hard it is required, where people must be members: one that a form asks for,
    and that no other table requires."""
    if said.membership is None:
        return {}
    asked = set().union(*map(asks_for, said.forms))
    left = [field for field in FIELDS if field in asked and field not in required]
    check_among(f"notices/{name}", "membership.field", [said.membership.field], left)
    return {said.membership.field: Required(said.membership.severity, ())}

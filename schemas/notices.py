"""A notice as its file says it (schemas/notices/); pipeline/terms/notices.py checks the names of fields and forms."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from schemas import table
from schemas.named import NamedTuple
from schemas.typed import AnyWords, Count, Text, Words, checked, different, filled


class PrintedDay(NamedTuple):
    """A last day as printed; 0 for a year that is not."""

    month: int
    day: int
    year: int = 0


class RequiredFields(NamedTuple):
    """Fields that must be filled in, and how hard; without sections, in all of them."""

    fields: Words
    severity: Literal["error", "warning", "info"]
    sections: Words = ()


class OpenLevel(NamedTuple):
    """A level, and what it asks for: years of work, how many of them 重要工程工作经历, and the rank of a title (职称)
    in schemas/vocabularies/titles.toml; 0 and "" for what it does not ask for."""

    name: Text
    years: Count = 0
    important_years: Count = 0
    title_rank: str = ""


class Membership(NamedTuple):
    """The field that tells that somebody is a member, and how hard it is required; "" as its finding says."""

    field: Text
    severity: Literal["error", "warning", "info", ""] = ""


class QuotaLine(NamedTuple):
    """So many people of the units, which the notice calls by `name`; without units, of the unit of that name."""

    name: Text
    people: Count
    units: Words = ()


class QuotasTable(NamedTuple):
    """How many people a notice takes: altogether, of each unit that no line names or of all of these together, of
    those that lines name."""

    kind: Literal["binding", "suggestion"]
    total: Count | None = None
    each: Count | None = None
    others: QuotaLine | None = None
    lines: tuple[QuotaLine, ...] = ()


class Fee(NamedTuple):
    """What a person pays, 0 where that is said to be free; the note is said with it, e.g. 预计."""

    yuan: Count
    note: str = ""


class StageLimit(NamedTuple):
    """Within so many weeks after a stage is passed, another one shall be."""

    stage: Text
    after: Text
    weeks: Count


class Reapplication(NamedTuple):
    """Who failed may apply once more, within so many years (least and most); `free` is without a fee."""

    years: tuple[int, int]
    free: bool = False


class ResultsTable(NamedTuple):
    """How a notice has its people assessed, where it is otherwise than schemas/results.toml says: its stages in their
    order, the one at which the certificate is issued, those that may be left out, what is said of one beside its name;
    the times between them; which marks there are, None for all; what who failed may do."""

    stages: Words
    certified: Text
    optional: AnyWords = ()
    explained: Mapping[str, Text] = {}
    limits: tuple[StageLimit, ...] = ()
    marks: AnyWords | None = None
    reapply: Reapplication | None = None
    appeal: bool = False


class NoticeFile(NamedTuple):
    number: Text
    title: Text
    date: date
    year: int
    association: Text
    distributor: Text
    form_title: Text
    deadline: PrintedDay
    experience_limit: int
    education_minimum: Text
    retention_months: int
    forms: Words
    publishes: Annotated[tuple[Literal["intake", "combined", "lists"], ...], filled, different]
    societies_see: Words
    open_domains: Words
    required: Annotated[tuple[RequiredFields, ...], filled]
    vocabularies: Mapping[str, Text]
    subject: Text = ""
    file_name: Text = ""
    one_file_per: Literal["unit", "person"] = "unit"
    combined: Text = ""
    lists: Words = ()
    abroad: Words = ()
    open_levels: tuple[OpenLevel, ...] = ()
    project_types: Words = ()
    project_statuses: Words = ()
    sections: Mapping[str, Text] = {}
    membership: Membership | None = None
    quotas: QuotasTable | None = None
    fee: Fee | None = None
    evaluation_months: Count = 0
    assessor: str = ""
    domain: str = ""
    scan: bool = True
    career_years: Count = 0
    results: ResultsTable | None = None
    ours: AnyWords = ()
    act: str = ""


def notice_file(name: str) -> NoticeFile:
    """Read anew each time: notices are few, and more may be laid beside them."""
    return checked(f"notices/{name}", table(f"notices/{name}"), NoticeFile)

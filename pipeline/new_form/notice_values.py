"""What the draft of a notice says: what the file tells, and what is ours where it tells nothing."""

from __future__ import annotations

from typing import Any

from pipeline.model.fields import BY_KEY, PERSON_FIELDS, PROJECT_FIELDS
from pipeline.new_form.layout import CARD
from pipeline.new_form.sheets import SheetSurvey
from pipeline.new_form.survey import Told
from pipeline.terms.notices import load_notice, notices
from schemas.new_form import new_form_file

_ALWAYS = ("unit", "source")
_OURS = (
    *("date", "association", "distributor", "scan", "experience_limit", "education_minimum", "retention_months"),
    *("open_domains", "required", "societies_see"),
)
"""What no blank form tells of its notice."""


def notice_values(sheet: SheetSurvey, told: Told, asked: list[str], year: int) -> dict[str, Any]:
    """By the names of templates/form/notice.toml. `asked` are the fields that the form asks for, `year` is this one,
    which stands where the file tells none."""
    own, words = load_notice(), new_form_file().draft
    of_people = [field for field in (*PERSON_FIELDS, *PROJECT_FIELDS) if field in asked]
    must = [field for field in ("name", "phone") if field in asked or field == "name"]
    printed = {"number": told.number, "title": told.title, "year": told.year, "deadline": told.deadline[1]}
    ours = [key for key, found in printed.items() if not found] + list(_OURS)
    return {
        "told": told,
        "number": told.number or words.no_number,
        "notice": told.title or words.no_notice,
        "year": told.year or year,
        "month": told.deadline[1] or 12,
        "day": told.deadline[2] or 31,
        "own": own,
        "asks_domain": "domain" in asked,
        "domains": [told.domain] if told.domain else list(own.open_domains),
        "per": "person" if sheet.kind == CARD else "unit",
        "sees": [*of_people, *_ALWAYS],
        "required": must if told.domain else [*must, "domain"],
        "levels": [{"name": level, **own.years[level]._asdict()} for level in own.open_levels if "level" in asked],
        "vocabularies": _vocabularies(asked),
        "ours": [*ours, "open_levels"] if "level" in asked else ours,
    }


def _vocabularies(asked: list[str]) -> dict[str, str]:
    """What the choices are taken from in the notices that are known, the newest first."""
    found: dict[str, str] = {}
    for notice in reversed(notices().values()):
        found = dict(notice.vocabularies) | found
    return {field: found[field] for field in BY_KEY if field in found and field in ("domain", "specialty", *asked)}

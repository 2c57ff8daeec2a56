"""People as shown to readers: register values and readable forms of them (phones, countries, hints), as plain lists.

No data frames are used from here on. Workbooks and pages take rows of text and whole numbers, which are fast to write
and small to send to another process.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from pipeline.model.fields import field_label
from pipeline.model.judgements import Columns
from pipeline.publish.paper.values import Value
from pipeline.terms.forms import section_labels
from pipeline.terms.readable import countries_shown, phone_shown
from schemas.layouts.intake import intake_file
from schemas.layouts.summary import summary_file

SHORT = 24  # maximum characters of a typed value quoted in a hint


def picked(columns: Columns, keep: Iterable[bool]) -> Columns:
    """The rows for which `keep` is true; if that is all of them, the same lists, not copies."""
    mask = list(keep)
    return dict(columns) if all(mask) else {name: list(compress(values, mask)) for name, values in columns.items()}


def rows_of(columns: Columns, sources: Sequence[str]) -> list[tuple[Value, ...]]:
    """One tuple per row, with the columns `sources`."""
    return list(zip(*(columns[source] for source in sources), strict=True))


def shown(people: Columns, hints: Mapping[str, Sequence[str]]) -> Columns:
    """`people` with added columns for reading: *_shown, and hints (by row_id, see `hints_of`)."""
    people = dict(people)
    labels = section_labels()
    people["phone_shown"] = [phone_shown(phone) for phone in people["phone"]]
    people["company_contact_phone_shown"] = [phone_shown(phone) for phone in people["company_contact_phone"]]
    people["section_shown"] = [labels.get(section, section) for section in people["section"]]
    people["project_country_shown"] = [countries_shown(codes) for codes in people["project_country"]]
    people["society_shown"] = [
        society_shown(*pair) for pair in zip(people["society"], people["route_confirmed"], strict=True)
    ]
    people["experience_typed_shown"] = [
        "" if typed == kept else typed
        for typed, kept in zip(people["experience_typed"], people["experience"], strict=True)
    ]
    people["company_typed_shown"] = [
        "\n".join(dict.fromkeys(filter(None, parts)))
        for parts in zip(
            *(people[f"{field}_typed"] for field in ("company", "company_contact", "company_contact_phone")),
            strict=True,
        )
    ]
    people["extra_shown"] = [extra_shown(extra) for extra in people["extra"]]
    people["hints"] = ["；".join(hints.get(row_id, ())) for row_id in people["row_id"]]
    return people


def extra_shown(extra: str) -> str:
    """Columns that no field takes, a line each; `extra` is JSON, heading -> text."""
    return "\n".join(f"{heading}：{text}" for heading, text in json.loads(extra).items()) if extra != "{}" else ""


def society_shown(society: str, confirmed: bool) -> str:
    """The society's name, marked if its route is not confirmed."""
    template = summary_file().words.unconfirmed
    return society if confirmed or not society else template.format(society=society)


def hints_of(findings: Columns) -> Mapping[str, list[str]]:
    """By row_id, short hints on what a society should know about the row, in the order of the findings."""
    wording = intake_file().hints
    hints: dict[str, dict[str, None]] = {}
    told = (findings[name] for name in ("row_id", "slug", "field", "value", "message"))
    for row_id, slug, field, value, message in zip(*told, strict=True):
        if row_id and slug in wording:
            hint = wording[slug].format(field=field_label(field), value=short(value), message=message.rstrip("。"))
            hints.setdefault(row_id, {})[hint] = None
    return {row_id: list(said) for row_id, said in hints.items()}


def quotes(slug: str) -> bool:
    """Whether the hint of a finding quotes what was typed."""
    return any(f"{{{name}}}" in intake_file().hints.get(slug, "") for name in ("value", "message"))


def short(text: str) -> str:
    """`text` on one line, cut if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"

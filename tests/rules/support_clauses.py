"""People who do what a notice asks, and what comes out where one of them types something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from pipeline.file_names import check_file_names
from pipeline.model.fields import FIELDS
from pipeline.normalise import normalise
from pipeline.terms.notices import load_notice
from pipeline.validate import validate

RIGHT: dict[str, dict[str, str]] = {
    "2025": {
        "company": "渝州路桥有限公司（联系人：秦联，手机：13900001111）",
        "project_name": "跨江大桥",
        "project_country": "缅甸",
        "project_type": "承包工程",
        "project_status": "在建",
        "name": "苏试",
        "phone": "13900001234",
        "domain": "土木工程类",
        "location": "缅甸",
        "level": "专业工程会员",
        "experience": "负责主桥施工。",
    },
    "ciesc-2023": {
        "name": "苏试",
        "phone": "13900001234",
        "member_no": "E250001234M",
        "level": "专业工程会员",
        "specialty": "化学",
        "work_segment": "研究开发",
        "education": "本科",
        "title": "工程师",
        "work_years": "8",
        "important_years": "3",
        "workplace": "渝江化工有限公司",
    },
    "csee-2022": {
        "name": "苏试",
        "phone": "13900001234",
        "member_no": "E250001234M",
        "level": "专业工程会员",
        "specialty": "电力系统及其自动化专业",
        "workplace": "渝东电力有限公司",
    },
    "csee-iet-2018": {
        "name": "苏试",
        "phone": "13900001234",
        "email": "sushi@example.com",
        "workplace": "渝东电力有限公司",
        "english_level": "CET-6",
        "english_interview": "可以",
        "description": "从事输变电设计八年。",
    },
}
"""By notice a person about whom nothing is to be said."""
CHEMISTRY, POWER, IET, CHONGQING = "ciesc-2023", "csee-2022", "csee-iet-2018", "2025"
_FORMS = {"2025": "attachment3", "ciesc-2023": "ciesc", "csee-2022": "csee", "csee-iet-2018": "csee-iet"}
_FILES = {"ciesc-2023": "苏试-专业工程会员.xlsx"}
_WHERE = ("file", "section")


class Clause(NamedTuple):
    """What a clause asks: of a person who does what the notice wants and types this instead, these findings are said,
    each as slug and severity, and these fields hold these values."""

    clause: str
    notice: str
    typed: Mapping[str, str]
    findings: Sequence[str] = ()
    values: Mapping[str, str] = {}


def each(clause: str, notice: str, field: str, typed: Iterable[str], *findings: str, **more: str) -> list[Clause]:
    """The same of each of these texts."""
    return [Clause(f"{clause} {text}", notice, {field: text, **more}, findings) for text in typed]


def means(clause: str, notice: str, field: str, said: Mapping[str, str], *findings: str) -> list[Clause]:
    """What each of these texts is understood as."""
    return [Clause(f"{clause} {text}", notice, {field: text}, findings, {field: value}) for text, value in said.items()]


class Judged(NamedTuple):
    findings: list[str]
    values: Mapping[str, Any]


def judged(clauses: Sequence[Clause]) -> dict[int, Judged]:
    """What came out of each, by its place: the people of a notice in one frame, as in a run."""
    made: dict[int, Judged] = {}
    for name in dict.fromkeys(clause.notice for clause in clauses):
        places = [place for place, clause in enumerate(clauses) if clause.notice == name]
        notice = load_notice(name)
        people = normalise(pd.DataFrame([_row(place, clauses[place]) for place in places]), notice, ())
        said: dict[str, list[str]] = {}
        for finding in [*validate(people, notice), *check_file_names(people, notice)]:
            said.setdefault(finding.row_id, []).append(f"{finding.slug} {finding.severity}")
        rows = people.to_dict("records")
        made |= {place: Judged(said.get(str(place), []), row) for place, row in zip(places, rows, strict=True)}
    return made


def _row(place: int, clause: Clause) -> dict[str, Any]:
    typed = {**RIGHT[clause.notice], **{key: text for key, text in clause.typed.items() if key not in _WHERE}}
    row: dict[str, Any] = {
        "submission_id": "S00001",
        "row_id": str(place),
        "file": clause.typed.get("file", _FILES.get(clause.notice, "名单.xlsx")),
        "sheet": "Sheet1",
        "row": 5,
        "section": clause.typed.get("section", "dispatched" if clause.notice == "2025" else ""),
        "form": _FORMS[clause.notice],
        "received_at": f"{load_notice(clause.notice).deadline.day}T08:00:00+08:00",
        "extra": {},
        "problems": [],
    }
    for field in FIELDS:
        text = typed.get(field, "")
        row |= {f"{field}_typed": text, f"{field}_cell": f"{field}5" if text else ""}
    return row

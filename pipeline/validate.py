"""Validate: what is wrong with the people of a run, as findings. The schema is schemas/people.py; pandera runs once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
import pandera.pandas as pa

import schemas
from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.terms.findings import load_findings, make
from pipeline.terms.notices import Notice
from schemas.people import people_schema


def validate(people: pd.DataFrame, notice: Notice) -> list[Finding]:
    """The findings of a run, in the order of its rows, then of schemas/findings.toml.

    `people` is the normalised frame: place, typed and canonical columns, `<field>_how` and `<field>_hint`. Raises
    ValueError where a canonical column breaks its own rules: that is a bug of ours, not of a workbook.
    """
    found = [*_seen_while_reading(people), *_said_against(people), *_remarks(people, _failures(people, notice), notice)]
    order = {slug: number for number, slug in enumerate(load_findings())}
    found.sort(key=lambda numbered: (numbered[0], order[numbered[1].slug], numbered[1].field))
    return [finding for _, finding in found]


def waiting(people: pd.DataFrame, why: str) -> list[Finding]:
    """For each of the people that they wait for the secretary, and why: their notice is not open."""
    cells, places = _cells(people), people[["submission_id", "row_id", "file", "sheet"]].to_numpy()
    return [
        make(Problem("notice-doubtful", sheet, cell, about=why), submission_id, row_id, file=file)
        for cell, (submission_id, row_id, file, sheet) in zip(cells, places, strict=True)
    ]


def _failures(people: pd.DataFrame, notice: Notice) -> pd.DataFrame:
    """The failure cases whose check is a slug: columns index (position in `people`), field and slug."""
    schema = people_schema(notice, load_findings().values())
    try:
        schema.validate(_judged(people, list(schema.columns), notice), lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return pd.DataFrame(columns=["index", "field", "slug"])
    ours = cases[~cases["check"].isin(list(load_findings()))]
    if len(ours):
        broken = ours.groupby(["column", "check"], dropna=False).size()
        raise ValueError(f"normalised people break the rules of schemas/people.py:\n{broken}")
    return pd.DataFrame(
        {"index": cases["index"], "field": cases["column"].str.removesuffix("_how"), "slug": cases["check"]}
    )


def _judged(people: pd.DataFrame, columns: list[str], notice: Notice) -> pd.DataFrame:
    """What the schema speaks of, with `missing` in the how column of every blank field that the notice requires."""
    judged = people[[*columns, "domain", "level"]].reset_index(drop=True)
    for field, required in notice.required.items():
        how = judged[f"{field}_how"]
        blank = (how == "") & judged["section"].isin(required.sections)
        judged[f"{field}_how"] = how.mask(blank, "missing")
    return judged


def _severity(slug: str, field: str, notice: Notice) -> str:
    """What the notice says of a blank field; "" of anything else."""
    blank = f"{field}:missing" in load_findings()[slug].when
    return notice.required[field].severity if blank else ""


def _remarks(people: pd.DataFrame, failures: pd.DataFrame, notice: Notice) -> Iterator[tuple[int, Finding]]:
    """The adapter from failure cases to findings: value and cell as typed, the hint as what the message adds."""
    place = people[["submission_id", "row_id", "file", "sheet"]].to_numpy()
    cells = _cells(people)
    for field, cases in failures.groupby("field"):
        typed, own, hints = (_said(people, str(field), part) for part in ("typed", "cell", "hint"))
        for index, slug in zip(cases["index"].astype(int), cases["slug"], strict=True):
            submission_id, row_id, file, sheet = place[index]
            problem = Problem(slug, sheet, own[index] or cells[index], typed[index], hints[index])
            severity = _severity(slug, str(field), notice)
            yield index, make(problem, submission_id, row_id, str(field), file, severity)


def _said(people: pd.DataFrame, field: str, part: str) -> list[str]:
    """A field's column, filled up from the field that units write it inside of."""
    column = people[f"{field}_{part}"]
    around = schemas.table("findings")["inside"].get(field)
    if around and part != "hint":
        column = column.where(column != "", people[f"{around}_{part}"])
    return list(column)


def _seen_while_reading(people: pd.DataFrame) -> Iterator[tuple[int, Finding]]:
    """What the recogniser saw wrong with single people."""
    cells = _cells(people)
    for index, problems in enumerate(people["problems"]):
        for problem in problems:
            row = people.iloc[index]
            placed = problem._replace(sheet=problem.sheet or row["sheet"], cell=problem.cell or cells[index])
            yield index, make(placed, row["submission_id"], row["row_id"], file=row["file"])


def _said_against(people: pd.DataFrame) -> Iterator[tuple[int, Finding]]:
    """What columns that the form does not know say against a recommendation, such as 备注：已离职."""
    against, cells = re.compile(schemas.table("vocabularies/remarks")["against"]), _cells(people)
    for index, extra in enumerate(people["extra"]):
        for heading, text in extra.items():
            if against.search(text):
                row = people.iloc[index]
                problem = Problem("eligibility-doubtful", row["sheet"], cells[index], text, f"{heading}：{text}")
                yield index, make(problem, row["submission_id"], row["row_id"], file=row["file"])


def _cells(people: pd.DataFrame) -> list[str]:
    """Where a finding points whose own cell does not exist: the person's name, else the first cell of the row."""
    return [name or f"A{row}" for name, row in zip(people["name_cell"], people["row"], strict=True)]

"""Validate: what is wrong with the people of a run, as findings. The schema is schemas/people.py; pandera runs once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import pandas as pd

from pipeline.model.fields import BY_KEY, FIELDS
from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.normalise.eligibility import tells_member
from pipeline.normalise.vocabulary import vocabulary
from pipeline.terms.findings import MISSING, load_findings, make, remarks
from pipeline.terms.forms import asks_for, known_sections
from pipeline.terms.notices import ROUTED_BY, Notice
from schemas.findings import findings_file
from schemas.forms import form_names
from schemas.people import (
    COUNTRIES,
    PHONE,
    SHAPES,
    Rule,
    Rules,
    broken,
    columns_of,
    distinct_in,
    people_rules,
    people_schema,
)


def validate(people: pd.DataFrame, notice: Notice) -> list[Finding]:
    """The findings of a run, in the order of its rows, then of schemas/findings.toml.

    `people` is the normalised frame: place, typed and canonical columns, `<field>_how` and `<field>_hint`. Raises
    ValueError where a canonical column breaks its own rules: that is a bug of ours, not of a workbook.
    """
    found = [*_seen_while_reading(people, notice), *_remarks(people, _failures(people, notice), notice)]
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
    rules = _rules(notice)
    columns = columns_of(rules)
    judged = _judged(people, columns, rules, notice)
    distinct = distinct_in(judged, columns)
    met = {word for name in columns if name.endswith("_how") for how in distinct[name] for word in how.split(";")}
    failing = broken(people_rules(rules, met), judged, distinct)
    if not failing:
        return pd.DataFrame(columns=["index", "field", "slug"])
    cases = _cases(failing, judged)
    ours = cases[~cases["check"].isin(list(load_findings()))]
    if len(ours):
        wrong = ours.groupby(["column", "check"], dropna=False).size()
        raise ValueError(f"normalised people break the rules of schemas/people.py:\n{wrong}")
    return pd.DataFrame(
        {"index": cases["index"], "field": cases["column"].str.removesuffix("_how"), "slug": cases["check"]}
    )


def _cases(failing: Sequence[Rule], judged: pd.DataFrame) -> pd.DataFrame:
    """Where these rules fail, as pandera names it."""
    from pandera.errors import SchemaErrors

    try:
        people_schema(failing).validate(judged, lazy=True)
    except SchemaErrors as errors:
        cases: pd.DataFrame = errors.failure_cases
        return cases
    raise AssertionError(f"pandera finds that these hold: {[rule.name for rule in failing]}")


def _rules(notice: Notice) -> Rules:
    """What the fields, the notice and the findings say of the columns."""
    opened = {"domain": notice.open_domains, "level": notice.open_levels}
    chosen = [field for field in notice.vocabularies if BY_KEY[field].normaliser in _OF_THE_NOTICE]
    words = {field: (*vocabulary(notice.vocabularies[field]).canonical, *notice.options(field)) for field in chosen}
    understood = {field: field for field in (*words, *opened) if field in notice.vocabularies}
    understood |= {field: _code(field) for field in FIELDS if BY_KEY[field].type == "countries"}
    return Rules(
        shapes=_shapes(),
        allowed={"section": known_sections(), **{field: ("", *known) for field, known in words.items()}},
        opened={field: known for field, known in opened.items() if field in notice.vocabularies},
        understood=understood,
        remarks=remarks(notice.required, notice.membership),
        quiet=findings_file().quiet,
    )


_OF_THE_NOTICE = ("choice", "project-status")
"""Normalisers that give a word of the notice's vocabulary, or nothing."""


def _shapes() -> dict[str, str]:
    """What the columns of each type look like; phones beside the first are joined."""
    shapes = {_code(field): SHAPES[BY_KEY[field].type] for field in FIELDS if BY_KEY[field].type in SHAPES}
    phones = [field for field in FIELDS if BY_KEY[field].type == "phone"]
    return shapes | {other: rf"{PHONE}(;{PHONE})*" for field in phones for other in BY_KEY[field].also}


def _code(field: str) -> str:
    """The column of the country codes, where the field's own keeps the place as typed."""
    return BY_KEY[field].canonical[-1] if SHAPES.get(BY_KEY[field].type) == COUNTRIES else field


def _judged(people: pd.DataFrame, columns: list[str], rules: Rules, notice: Notice) -> pd.DataFrame:
    """What the schema speaks of, with `missing` in the how column of every blank field that the notice requires, in the
    sections that are asked for it, and in no form that does not ask for it."""
    more = {*rules.opened, *rules.understood.values()}
    judged = people[list(dict.fromkeys([*columns, *sorted(more)]))].reset_index(drop=True)
    sections, forms = people["section"].reset_index(drop=True), people["form"].reset_index(drop=True)
    for field, required in notice.required.items():
        how = judged[f"{field}_how"]
        blank = how == ""
        if blank.any():  # of most fields there is none, and each step takes a while, however few the rows
            blank &= ~forms.isin(_silent(field))
            if required.sections:
                blank &= sections.isin(required.sections)
        if field == notice.membership:
            blank |= (how != "") & ~people[field].reset_index(drop=True).map(tells_member).astype(bool)
        if blank.any():
            judged[f"{field}_how"] = how.mask(blank, MISSING)
    return judged


@cache
def _silent(field: str) -> list[str]:
    """The forms that do not ask for a field: its blank is nobody's mistake. Nobody is routed without a domain."""
    return [form for form in form_names() if field not in asks_for(form) and field not in ROUTED_BY]


def _remarks(people: pd.DataFrame, failures: pd.DataFrame, notice: Notice) -> Iterator[tuple[int, Finding]]:
    """The adapter from failure cases to findings: value and cell as typed, the hint as what the message adds. How hard
    a blank is, the notice says."""
    slugs = remarks(notice.required, notice.membership)
    place = people[["submission_id", "row_id", "file", "sheet"]].to_numpy()
    cells = _cells(people)
    for field, cases in failures.groupby("field"):
        typed, own, hints = (_said(people, str(field), part) for part in ("typed", "cell", "hint"))
        for index, slug in zip(cases["index"].astype(int), cases["slug"], strict=True):
            submission_id, row_id, file, sheet = place[index]
            problem = Problem(slug, sheet, own[index] or cells[index], typed[index], hints[index])
            severity = notice.required[str(field)].severity if slug == slugs[str(field)].get(MISSING) else ""
            yield index, make(problem, submission_id, row_id, str(field), file, severity, notice)


def _said(people: pd.DataFrame, field: str, part: str) -> list[str]:
    """A field's column, filled up from the field that units write it inside of."""
    column = people[f"{field}_{part}"]
    around = findings_file().inside.get(field)
    if around and part != "hint":
        column = column.where(column != "", people[f"{around}_{part}"])
    return list(column)


def _seen_while_reading(people: pd.DataFrame, notice: Notice) -> Iterator[tuple[int, Finding]]:
    """What the recogniser saw wrong with single people."""
    cells = _cells(people)
    for index, problems in enumerate(people["problems"]):
        for problem in problems:
            row = people.iloc[index]
            placed = problem._replace(sheet=problem.sheet or row["sheet"], cell=problem.cell or cells[index])
            yield index, make(placed, row["submission_id"], row["row_id"], file=row["file"], notice=notice)


def _cells(people: pd.DataFrame) -> list[str]:
    """Where a finding points whose own cell does not exist: the person's name, else the first cell of the row."""
    return [name or f"A{row}" for name, row in zip(people["name_cell"], people["row"], strict=True)]

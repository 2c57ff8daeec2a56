"""The people of a run as a pandera schema: canonical columns that must always hold, and remarks that become findings.

Normalising leaves, beside each canonical column, a column `<field>_how` with the words it has to say of the value
(ok, understood, ambiguous…, several joined by ";"). A check on a how column is named by the slug of its finding, and
schemas/findings.toml says which word of which field that is. Every other check is named by what must hold; its failure
is a bug of ours and never a person's mistake.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any

import pandas as pd
import pandera.pandas as pa

from pipeline.model.fields import SECTIONS
from pipeline.terms.findings import FindingKind
from pipeline.terms.notices import Notice
from schemas.findings import findings_file

PHONE = r"\+[1-9]\d{4,14}"  # E.164
COUNTRY = r"[A-Z]{2}"  # ISO 3166 alpha-2
NOT_SAID = ("", "unknown", "ambiguous", "invalid")
"""Words of a how column after which the canonical column must stay empty: nothing is guessed in silence."""

SHAPES = {
    "phone": PHONE,
    "company_contact_phone": PHONE,
    "phone_other": rf"{PHONE}(;{PHONE})*",
    "project_country": rf"{COUNTRY}(;{COUNTRY})*",
    "location_country": rf"{COUNTRY}(;{COUNTRY})*",
    "email": r"[^@\s;]+@[^@\s;]+\.[^@\s;]+",
    "chinese_engineers": r"\d+",
    "foreign_engineers": r"\d+",
    "qualified_engineers": r"\d+",
}
"""What a canonical column looks like where it is not empty (INTERFACES, Exports)."""

CANONICAL_OF = {
    "domain": "domain",
    "level": "level",
    "project_type": "project_type",
    "project_status": "project_status",
    "project_country": "project_country",
    "location": "location_country",
}
"""The fields with a vocabulary, and the column that holds their canonical word."""


def people_schema(notice: Notice, kinds: Iterable[FindingKind]) -> pa.DataFrameSchema:
    """The schema of the people of a run; `kinds` give the checks of the how columns."""
    words = {
        "section": SECTIONS,
        "project_type": ("", *notice.project_types),
        "project_status": ("", *notice.project_statuses),
    }
    opened = {"domain": notice.open_domains, "level": notice.open_levels}
    columns = {name: pa.Column(str, _shaped(shape)) for name, shape in SHAPES.items()}
    columns |= {name: pa.Column(str, _one_of(allowed)) for name, allowed in words.items()}
    columns |= {f"{field}_how": pa.Column(checks=checks) for field, checks in _remarks(kinds).items()}
    said = [_empty_unless_said(field) for field in CANONICAL_OF]
    return pa.DataFrameSchema(columns, checks=said + [_open_unless_said(field, opened[field]) for field in opened])


def _remarks(kinds: Iterable[FindingKind]) -> dict[str, list[pa.Check]]:
    """The checks of each how column: one for each word that is a finding, and one that no other word is there."""
    checks: dict[str, list[pa.Check]] = defaultdict(list)
    known: dict[str, list[str]] = defaultdict(list)
    for kind in kinds:
        for field, word in (when.split(":") for when in kind.when):
            checks[field].append(_named(kind.slug, _without(word)))
            known[field].append(word)
    for field, found in checks.items():
        found.append(_named("known words", _only({"", "ok", *known[field], *_quiet(field)})))
    return checks


def _quiet(field: str) -> list[str]:
    return list(findings_file().quiet.get(field, ()))


def _named(name: str, holds: Callable[..., Any]) -> pa.Check:
    return pa.Check(holds, name=name, error=name)


def _says(how: pd.Series, word: str) -> pd.Series:
    """Where a how column says this word, by its distinct values: a run has few of them."""
    return how.isin([said for said in how.unique() if word in said.split(";")])


def _without(word: str) -> Callable[[pd.Series], pd.Series]:
    return lambda how: ~_says(how, word)


def _only(words: set[str]) -> Callable[[pd.Series], pd.Series]:
    return lambda how: how.isin([said for said in how.unique() if words.issuperset(said.split(";"))])


def _shaped(shape: str) -> pa.Check:
    return _named("shape", lambda values: (values == "") | values.str.fullmatch(shape))


def _one_of(words: Collection[str]) -> pa.Check:
    return _named("vocabulary", lambda values: values.isin(words))


def _empty_unless_said(field: str) -> pa.Check:
    def holds(people: pd.DataFrame) -> bool:
        silent = people[f"{field}_how"].isin(NOT_SAID)
        return bool((people.loc[silent, CANONICAL_OF[field]] == "").all())

    return _named(f"{field} empty unless understood", holds)


def _open_unless_said(field: str, words: Collection[str]) -> pa.Check:
    def holds(people: pd.DataFrame) -> bool:
        opened = people.loc[~_says(people[f"{field}_how"], "not-open"), field]
        return bool(opened.isin(("", *words)).all())

    return _named(f"{field} open unless said", holds)

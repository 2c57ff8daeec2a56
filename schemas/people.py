"""The people of a run as a pandera schema: canonical columns that must always hold, and remarks that become findings.

Normalising leaves, beside each canonical column, a column `<field>_how` with the words it has to say of the value
(ok, understood, ambiguous…, several joined by ";"). A check on a how column is named by the slug of its finding. Every
other check is named by what must hold; its failure is a bug of ours and never a person's mistake.

What the checks are made of is handed in: this package knows nothing of the program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

PHONE = r"\+[1-9]\d{4,14}"  # E.164
COUNTRY = r"[A-Z]{2}"  # ISO 3166 alpha-2
COUNTRIES = rf"{COUNTRY}(;{COUNTRY})*"
NOT_SAID = ("", "unknown", "ambiguous", "invalid")
"""Words of a how column after which the canonical column must stay empty: nothing is guessed in silence."""

SHAPES = {
    "phone": PHONE,
    "countries": COUNTRIES,
    "email": r"[^@\s;]+@[^@\s;]+\.[^@\s;]+",
    "count": r"\d+",
    "month": r"\d{4}-\d{2}",
    "date": r"\d{4}-\d{2}-\d{2}",
}
"""What the canonical column of a field of this type looks like where it is not empty."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a run knows of its columns. `shapes`: column -> pattern; `allowed`: column -> every word that it may hold;
    `opened`: those fields of them that may hold others, which are then said not to be open -> the words that are;
    `understood`: field whose column must be empty unless it was understood -> that column; `remarks`: field -> word of
    its how column -> slug; `quiet`: field -> words that are nobody's problem.
    """

    shapes: Mapping[str, str]
    allowed: Mapping[str, Collection[str]]
    opened: Mapping[str, Collection[str]]
    understood: Mapping[str, str]
    remarks: Mapping[str, Mapping[str, str]]
    quiet: Mapping[str, Collection[str]]


def columns_of(rules: Rules) -> list[str]:
    """The columns of which the schema speaks."""
    how = (f"{field}_how" for field, said in rules.remarks.items() if said)
    return list(dict.fromkeys([*rules.shapes, *rules.allowed, *how]))


def people_schema(rules: Rules, met: Collection[str]) -> pa.DataFrameSchema:
    """The schema of the people of a run; `met` are the words that any of their how columns say. Another word cannot
    fail, and pandera takes a millisecond for each check, however few the rows."""
    columns = {name: pa.Column(checks=_shaped(shape)) for name, shape in rules.shapes.items()}
    columns |= {name: pa.Column(checks=_one_of(words)) for name, words in rules.allowed.items()}
    columns |= {
        f"{field}_how": pa.Column(checks=_remarks(said, rules.quiet.get(field, ()), met))
        for field, said in rules.remarks.items()
        if said
    }
    whole = [_empty_unless_said(field, column) for field, column in rules.understood.items()]
    return pa.DataFrameSchema(columns, checks=whole + [_open_unless_said(*opened) for opened in rules.opened.items()])


def _remarks(said: Mapping[str, str], quiet: Collection[str], met: Collection[str]) -> list[pa.Check]:
    """The checks of a how column: one for each word that is a finding, and one that no other word is there."""
    return [
        *(_named(slug, _without(word)) for word, slug in said.items() if word in met),
        _named("known words", _only({"", "ok", *said, *quiet})),
    ]


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
    """Only text has the shape of a text: a check of the type beside it would cost more than all others together."""
    is_shaped = re.compile(f"(?:{shape})?").fullmatch

    def holds(values: pd.Series) -> pd.Series:
        return values.isin([value for value in values.unique() if isinstance(value, str) and is_shaped(value)])

    return _named("shape", holds)


def _one_of(words: Collection[str]) -> pa.Check:
    return _named("vocabulary", lambda values: values.isin(words))


def _empty_unless_said(field: str, column: str) -> pa.Check:
    def holds(people: pd.DataFrame) -> bool:
        silent = people[f"{field}_how"].isin(NOT_SAID)
        return bool((people.loc[silent, column] == "").all())

    return _named(f"{field} empty unless understood", holds)


def _open_unless_said(field: str, words: Collection[str]) -> pa.Check:
    def holds(people: pd.DataFrame) -> bool:
        opened = people.loc[~_says(people[f"{field}_how"], "not-open"), field]
        return bool(opened.isin(("", *words)).all())

    return _named(f"{field} open unless said", holds)

"""The people of a run as a pandera schema: canonical columns that must always hold, and remarks that become findings.

Normalising leaves, beside each canonical column, a column `<field>_how` with the words it has to say of the value
(ok, understood, ambiguous…, several joined by ";"). A check on a how column is named by the slug of its finding. Every
other check is named by what must hold; its failure is a bug of ours and never a person's mistake.

What the checks are made of is handed in: this package knows nothing of the program. Which of them hold throughout is
asked first, of each distinct value once, and costs little; pandera, which takes longer to load than a few workbooks to
be read, names the failures of those that do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from schemas.named import NamedTuple

if TYPE_CHECKING:
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


class Rules(NamedTuple):
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


class Rule(NamedTuple):
    """What must hold of each value of a column, or of the whole frame ("" for the column)."""

    column: str
    name: str
    holds: Callable[[Any], bool]


def distinct_in(people: pd.DataFrame, columns: Iterable[str]) -> dict[str, list[Any]]:
    """The values that stand in each of these columns, each once: most have few."""
    return {name: people[name].unique().tolist() for name in columns}


def people_rules(rules: Rules, met: Collection[str]) -> list[Rule]:
    """What must hold of the people of a run; `met` are the words that any of their how columns say. Another word cannot
    fail, and each check takes a while, however few the rows."""
    made = [Rule(name, "shape", _shaped(shape)) for name, shape in rules.shapes.items()]
    made += [Rule(name, "vocabulary", _one_of(words)) for name, words in rules.allowed.items()]
    for field, said in rules.remarks.items():
        if said:
            made += _remarks(f"{field}_how", said, rules.quiet.get(field, ()), met)
    made += [_empty_unless_said(field, column) for field, column in rules.understood.items()]
    return made + [_open_unless_said(*opened) for opened in rules.opened.items()]


def broken(rules: Sequence[Rule], people: pd.DataFrame, distinct: Mapping[str, Sequence[Any]]) -> list[Rule]:
    """Those that do not hold throughout; all, where a column holds anything but text. `distinct` is `distinct_in` these
    people."""
    if not all(isinstance(value, str) for values in distinct.values() for value in values):
        return list(rules)
    return [
        rule
        for rule in rules
        if not (all(map(rule.holds, distinct[rule.column])) if rule.column else rule.holds(people))
    ]


def people_schema(rules: Sequence[Rule]) -> pa.DataFrameSchema:
    """The schema of these rules."""
    import pandera.pandas as pa

    columns: dict[str, list[pa.Check]] = {}
    whole: list[pa.Check] = []
    for rule in rules:
        holds = partial(_of_each, rule.holds) if rule.column else rule.holds
        check = pa.Check(holds, name=rule.name, error=rule.name)
        (columns.setdefault(rule.column, []) if rule.column else whole).append(check)
    return pa.DataFrameSchema({name: pa.Column(checks=checks) for name, checks in columns.items()}, checks=whole)


def _remarks(column: str, said: Mapping[str, str], quiet: Collection[str], met: Collection[str]) -> list[Rule]:
    """Of a how column: one for each word that is a finding, and one that no other word is there."""
    return [
        *(Rule(column, slug, _without(word)) for word, slug in said.items() if word in met),
        Rule(column, "known words", _only({"", "ok", *said, *quiet})),
    ]


def _of_each(holds: Callable[[Any], bool], values: pd.Series) -> pd.Series:
    """Where it holds, by the distinct values: a run has few of them."""
    return values.isin([value for value in values.unique() if holds(value)])


def _says(word: str, how: str) -> bool:
    return word in how.split(";")


def _without(word: str) -> Callable[[str], bool]:
    return lambda how: not _says(word, how)


def _only(words: set[str]) -> Callable[[str], bool]:
    return lambda how: words.issuperset(how.split(";"))


def _shaped(shape: str) -> Callable[[object], bool]:
    """Only text has the shape of a text: a check of the type beside it would cost more than all others together."""
    is_shaped = re.compile(f"(?:{shape})?").fullmatch
    return lambda value: isinstance(value, str) and bool(is_shaped(value))


def _one_of(words: Collection[str]) -> Callable[[str], bool]:
    return frozenset(words).__contains__


def _empty_unless_said(field: str, column: str) -> Rule:
    def holds(people: pd.DataFrame) -> bool:
        silent = people[f"{field}_how"].isin(NOT_SAID)
        return bool((people.loc[silent, column] == "").all())

    return Rule("", f"{field} empty unless understood", holds)


def _open_unless_said(field: str, words: Collection[str]) -> Rule:
    def holds(people: pd.DataFrame) -> bool:
        opened = people.loc[~_of_each(partial(_says, "not-open"), people[f"{field}_how"]), field]
        return bool(opened.isin(("", *words)).all())

    return Rule("", f"{field} open unless said", holds)

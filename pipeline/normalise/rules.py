"""Which function makes which columns from which: the whole of normalising as one list, in the order it runs.

Which normaliser a field has says schemas/fields.toml; which vocabulary a choice is taken from says the notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.model.fields import BY_KEY, FIELDS
from pipeline.normalise.normalisers import NORMALISERS, Rule, Terms, choice_rules, plain_rules
from pipeline.normalise.places import Places
from schemas import check_among

if TYPE_CHECKING:
    from pipeline.terms.notices import Notice
    from pipeline.terms.settings import Alias

__all__ = ["Rule", "rules"]


def rules(notice: Notice, aliases: Sequence[Alias]) -> list[Rule]:
    """Every rule; a later one may take what an earlier one made. Columns with "_" before them are for that only.

    Raises DataError for a field whose normaliser is not there.
    """
    own: dict[str, dict[str, str]] = {}
    for alias in aliases:
        own.setdefault(alias.vocabulary, {})[alias.typed] = alias.canonical
    terms = Terms(notice, own, Places(own.get("country", {})))
    known = _known()
    used = {field: _normaliser(field, notice) for field in FIELDS}
    for field, name in used.items():
        check_among("fields", f"{field}.normaliser", [name], known)
    fields = {name: [field for field in FIELDS if used[field] == name] for name in known}
    return [rule for name, build in known.items() if fields[name] for rule in build(terms, fields[name])]


def _normaliser(field: str, notice: Notice) -> str:
    """The field's own; a choice for which the notice names no vocabulary stays the text that it is."""
    normaliser = BY_KEY[field].normaliser
    is_open = BY_KEY[field].type == "choice" or normaliser in _BY_VOCABULARY
    return "text" if is_open and field not in notice.vocabularies else normaliser


_BY_VOCABULARY = ("title",)
"""Normalisers of texts that say more where the notice names a vocabulary."""


def _known() -> dict[str, Callable[[Terms, list[str]], Iterable[Rule]]]:
    """By name, in the order in which they run; those of the types go first, since they take nothing made before."""
    return {"choice": choice_rules, **plain_rules(), **NORMALISERS}

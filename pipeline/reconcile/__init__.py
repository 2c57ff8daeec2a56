"""Who is the same person, and what becomes of every row (DESIGN, "Who is the same person").

result = reconcile(people, holding(findings), register.state(notice))
people = route(result.people)           # society, route_confirmed, route_reason of the routed rows
people, earlier = changes(people, result.superseded, state)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from pandas import DataFrame

from pipeline.model import Finding
from pipeline.reconcile.state import Reconciliation, State, Superseded
from pipeline.register.contents import EarlierRow

__all__ = ["Reconciliation", "State", "changes", "holding", "reconcile"]


def holding(findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
    """The slugs that hold each held row, by row_id: those of severity error."""
    raise NotImplementedError


def reconcile(people: DataFrame, held: Mapping[str, Set[str]], state: State) -> Reconciliation:
    """Judge the rows of a run: the new ones and the open ones of the register."""
    raise NotImplementedError


def changes(people: DataFrame, superseded: list[Superseded], state: State) -> tuple[DataFrame, list[EarlierRow]]:
    """After routing: what the societies must be told (columns change, withdrawn_from), and the closed rows that change."""
    raise NotImplementedError

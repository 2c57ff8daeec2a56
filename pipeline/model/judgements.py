"""What became of people, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import chain
from typing import Any

from schemas.named import NamedTuple

Columns = dict[str, list[Any]]
"""A table column by column, all of one length: what is read from the register in order to be shown."""


def joined(portions: Sequence[Columns], names: Iterable[str]) -> Columns:
    """These columns of tables that have them, one table after the other."""
    return {name: list(chain.from_iterable([portion[name] for portion in portions])) for name in names}


class Disposition(StrEnum):
    """What became of a person row."""

    ROUTED = "routed"
    HELD = "held"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Finding(NamedTuple):
    """One finding as it is kept and read: what is wrong, where, and what to do."""

    submission_id: str
    row_id: str
    slug: str
    severity: str  # error (holds the person), warning, info
    field: str
    file: str
    sheet: str
    cell: str
    value: str
    message: str
    decided_by: str  # unit or secretariat
    about: str = ""  # what filled {about} of the message: candidates, the other person, a reason

"""A list of open cases, as the page shows it: whoever renders that needs nothing else of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.named import NamedTuple

if TYPE_CHECKING:
    from schemas.decisions import CaseList


class Listed(NamedTuple):
    """A list of open cases: its lines, of very many the first; how many there are, and for how many days the longest
    waits."""

    on: CaseList
    lines: list[dict[str, Any]]
    amount: int
    longest: int

"""How many people a notice takes (名额): altogether, for each unit, and for the units that it names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.terms.notice_file import Part
from pipeline.text.fold import fold

BINDING, SUGGESTION = "binding", "suggestion"


class Quota(NamedTuple):
    """So many people of a unit, or of several units together, whom the notice calls by `name`; of all with ""."""

    name: str
    people: int


class Quotas(NamedTuple):
    """What a notice says of numbers. They are counted and told; nobody is turned away for them."""

    kind: str  # BINDING or SUGGESTION
    total: Quota | None
    each: int | None  # for a unit that no line names
    lines: Mapping[str, Quota]  # by match key of a unit

    def of(self, unit: str) -> list[Quota]:
        """The quotas that the people of a unit count for; who belongs to no known unit counts for the total only."""
        own = self.lines.get(fold(unit))
        if own is None and unit and self.each is not None:
            own = Quota(unit, self.each)
        return [quota for quota in (own, self.total) if quota]


def quotas_of(part: Part) -> Quotas | None:
    """The table `quotas` of a notice; None where there is none."""
    if part.is_empty:
        return None
    kind, lines = part.one_of("kind", (BINDING, SUGGESTION)), _lines(part.parts("lines", []))
    total = part.count("total") if "total" in part or not (lines or "each" in part) else None
    each = part.count("each") if "each" in part else None
    return Quotas(kind, None if total is None else Quota("", total), each, lines)


def _lines(parts: list[Part]) -> dict[str, Quota]:
    """Each unit stands in one line; a line without `units` is for the unit of its name."""
    found: dict[str, Quota] = {}
    for part in parts:
        quota = Quota(part.text("name"), part.count("people"))
        keys = [fold(unit) for unit in part.words("units", (quota.name,))]
        if len(set(keys)) < len(keys) or not found.keys().isdisjoint(keys):
            raise part.twice("units")
        found |= dict.fromkeys(keys, quota)
    return found

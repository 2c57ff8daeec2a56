"""How many people a notice takes (名额): altogether, for each unit, and for the units that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.text.fold import fold
from schemas import DataError
from schemas.named import NamedTuple
from schemas.notices import QuotaLine, QuotasTable

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
    others: Quota | None = None  # for all together that no line names

    def of(self, unit: str) -> list[Quota]:
        """The quotas that the people of a unit count for; who belongs to no known unit counts for the total only."""
        own = self.lines.get(fold(unit))
        if own is None and unit and self.each is not None:
            own = Quota(unit, self.each)
        if own is None and unit:
            own = self.others
        return [quota for quota in (own, self.total) if quota]


def quotas_of(name: str, said: QuotasTable) -> Quotas:
    """The table `quotas` of the notice of that name. Raises DataError for one that says no number, or one twice."""
    if said.total is None and said.each is None and said.others is None and not said.lines:
        raise DataError(f"notices/{name}", "missing", "quotas.total")
    total = None if said.total is None else Quota("", said.total)
    others = Quota(said.others.name, said.others.people) if said.others else None
    return Quotas(said.kind, total, said.each, _lines(name, said.lines), others)


def _lines(name: str, lines: Sequence[QuotaLine]) -> dict[str, Quota]:
    """Each unit stands in one line; a line without `units` is for the unit of its name."""
    found: dict[str, Quota] = {}
    for number, line in enumerate(lines, 1):
        units = line.units or (line.name,)
        for unit in units:
            if fold(unit) in found:
                raise DataError(f"notices/{name}", "twice", f"quotas.lines[{number}].units", {"value": unit})
            found[fold(unit)] = Quota(line.name, line.people)
    return found

"""Route: which national society (全国学会) takes a person, by domain alone, with the basis of that route in words.

The table is schemas/routes.toml; staff confirm or change a route in the settings workbook. A route that nobody has
confirmed still gives its candidate, marked as unconfirmed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pipeline.terms.notices import notices
from pipeline.terms.settings import Confirmation, Settings
from schemas.named import NamedTuple
from schemas.routes import RoutesFile, ShippedRoute, routes_file, societies

if TYPE_CHECKING:
    import pandas as pd


class Route(NamedTuple):
    """One domain's way; `confirmed_by` and `confirmed_on` are empty where the basis confirms it, or nobody has."""

    domain: str
    society: str
    basis: str
    confirmed: bool
    confirmed_by: str = ""
    confirmed_on: date | None = None

    @property
    def confirmation(self) -> str:
        """By whom and when, in words: 秘书处 2025-04-10; 依据已载明 where the basis says it; 未确认."""
        if self.confirmed_by:
            return f"{self.confirmed_by} {self.confirmed_on}"
        words = routes_file().words
        return words.by_basis if self.confirmed else words.nobody

    @property
    def reason(self) -> str:
        """Why a person of this domain goes to this society, as one sentence."""
        words = routes_file().words
        said = words.confirmation.format(confirmation=self.confirmation) if self.confirmed_by else ""
        template = words.confirmed if self.confirmed else words.unconfirmed
        return template.format(domain=self.domain, society=self.society, basis=self.basis, confirmation=said)


@dataclass(frozen=True, slots=True)
class Routes:
    """The routing table in force."""

    by_domain: Mapping[str, Route]
    by_notice: Mapping[str, Route] = field(default_factory=dict)  # of those whose society assesses everybody itself

    def for_domain(self, domain: str) -> Route:
        """Raises KeyError for a domain without route: loading has made sure that every domain of a notice has one."""
        return self.by_domain[domain]

    def is_confirmed(self, society: str) -> bool:
        """Whether the society is known to take people: of some domain its route is confirmed."""
        return any(way.confirmed and way.society == society for way in self.by_domain.values())

    def unconfirmed(self) -> list[tuple[str, str]]:
        """Domain and candidate of every route that nobody has confirmed."""
        return [(way.domain, way.society) for way in self.by_domain.values() if not way.confirmed]

    def table_rows(self) -> list[tuple[str, str, str, str]]:
        """Domain, society, basis, confirmed by whom and when: as the command `routes` shows them."""
        return [(way.domain, way.society, way.basis, way.confirmation) for way in self.by_domain.values()]


def load_routes(settings: Settings) -> Routes:
    """The shipped table with what staff confirmed or changed.

    Raises ValueError where the shipped data contradict themselves, which is our bug (see check_routes). What staff
    wrote was checked when the settings were read.
    """
    data = routes_file()
    check_routes(data.route, set(societies()), _domains_of_notices())
    ways = [_way(entry, data, settings.confirmations.get(entry.domain)) for entry in data.route]
    return Routes({way.domain: way for way in ways}, _of_assessors())


def check_routes(entries: Sequence[ShippedRoute], societies: set[str], open_domains: set[str]) -> None:
    """Raises ValueError: a domain routed twice, a society or mark that is not there, an open domain without route."""
    times = Counter(entry.domain for entry in entries)
    named = {name for entry in entries for name in (entry.society, *entry.candidates)}
    faults = {
        "routed twice": sorted(domain for domain, count in times.items() if count > 1),
        "no such society": sorted(named - societies),
        "no such mark": sorted({entry.mark for entry in entries} - set(routes_file().marks)),
        "open domain without route": sorted(open_domains - set(times)),
    }
    found = [f"{fault}: {', '.join(names)}" for fault, names in faults.items() if names]
    if found:
        raise ValueError(f"schemas/routes.toml: {'; '.join(found)}")


def route(people: pd.DataFrame, routes: Routes) -> pd.DataFrame:
    """A new frame with society, route_confirmed (bool) and route_reason (a Chinese sentence), by the column `domain`.

    A person without a domain, or with one that has no route, gets "", False and "".
    """
    own = people["notice"].isin(list(routes.by_notice))
    keys = people["domain"].mask(own, people["notice"])
    ways = {key: routes.by_notice.get(key) or routes.by_domain.get(key) for key in keys.unique()}
    society = {key: way.society if way else "" for key, way in ways.items()}
    confirmed = {key: bool(way and way.confirmed) for key, way in ways.items()}
    reason = {key: way.reason if way else "" for key, way in ways.items()}
    return people.assign(
        society=keys.map(society).astype(object),
        route_confirmed=keys.map(confirmed).astype(bool),
        route_reason=keys.map(reason).astype(object),
    )


def _of_assessors() -> dict[str, Route]:
    """The ways of the notices by which one society assesses everybody itself."""
    words = routes_file().words
    return {
        name: Route(notice.domain, notice.assessor, words.assessor.format(number=notice.number), confirmed=True)
        for name, notice in notices().items()
        if notice.assessor
    }


def _way(entry: ShippedRoute, data: RoutesFile, said: Confirmation | None) -> Route:
    """A shipped route, or what staff said of it; only staff confirm a society that differs from the shipped one."""
    society = said.society if said else entry.society
    shipped = society == entry.society
    by_basis = shipped and entry.mark in data.confirming_marks
    return Route(
        domain=entry.domain,
        society=society,
        basis=data.words.basis.format(mark=data.marks[entry.mark], source=entry.source) if shipped else data.by_staff,
        confirmed=by_basis or bool(said and said.by),
        confirmed_by=said.by if said else "",
        confirmed_on=said.when if said else None,
    )


def _domains_of_notices() -> set[str]:
    return {domain for notice in notices().values() for domain in notice.open_domains}

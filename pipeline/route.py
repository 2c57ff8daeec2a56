"""Route: which national society takes a person, by domain alone, with the basis of that route in words.

The table is schemas/routes.toml; staff confirm or change a route in the settings workbook. A route nobody has confirmed still gives its
candidate, marked as unconfirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Route:
    """One domain's way. `confirmed_by` and `confirmed_on` are empty where the basis itself confirms it."""

    domain: str
    society: str
    basis: str
    confirmed: bool
    confirmed_by: str = ""
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Routes:
    """The routing table in force."""

    by_domain: Mapping[str, Route]

    def for_domain(self, domain: str) -> Route:
        """Raises KeyError for a domain without route: loading has made sure that every open domain has one."""
        return self.by_domain[domain]


def load_routes(settings: Settings) -> Routes:
    """The shipped table with what staff confirmed or changed."""
    raise NotImplementedError


def route(people: pd.DataFrame, routes: Routes) -> pd.DataFrame:
    """A new frame with society, route_confirmed (bool) and route_reason (a Chinese sentence); empty, False, empty without a domain."""
    raise NotImplementedError

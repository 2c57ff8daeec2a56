"""Which society takes which domain as shipped (schemas/routes.toml), and the societies (schemas/societies.toml)."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class ShippedRoute(NamedTuple):
    """One domain's way; the head of schemas/routes.toml says what the marks mean."""

    domain: str
    society: str
    mark: str
    source: str
    candidates: tuple[str, ...] = ()


class RouteWords(NamedTuple):
    """How a route is spoken of."""

    by_basis: str
    nobody: str
    basis: str
    unconfirmed: str
    confirmed: str
    confirmation: str
    assessor: str
    title: str
    headings: tuple[str, str, str, str]


class RoutesFile(NamedTuple):
    confirming_marks: tuple[str, ...]
    by_staff: str
    words: RouteWords
    marks: Mapping[str, str]
    route: tuple[ShippedRoute, ...]


class SocietyMarks(NamedTuple):
    name: str
    site: str = ""


class Society(NamedTuple):
    """A national society that may take people."""

    english: str
    marks: SocietyMarks
    abbreviation: str = ""
    site: str = ""


class SocietiesFile(NamedTuple):
    society: Mapping[str, Society]


def routes_file() -> RoutesFile:
    """schemas/routes.toml."""
    return read("routes", RoutesFile)


def societies() -> Mapping[str, Society]:
    """The societies of schemas/societies.toml by their Chinese names."""
    return read("societies", SocietiesFile).society

"""Vocabularies: what units write, and what it means (schemas/vocabularies/)."""

from collections.abc import Mapping
from typing import Any

from schemas.contacts import ContactsFile
from schemas.named import NamedTuple
from schemas.typed import AnyWords, Text, Words, read

_NONE: Mapping[str, tuple[str, ...]] = {}


class Strip(NamedTuple):
    """What may stand around a word without changing it."""

    leading: AnyWords = ()
    trailing: AnyWords = ()


class VocabularyFile(NamedTuple):
    """A vocabulary; domains.toml explains its parts. `ambiguous` may name nothing: no meaning is known."""

    canonical: Words
    safe: Mapping[str, Words] = _NONE
    soft: Mapping[str, Words] = _NONE
    ambiguous: Mapping[str, AnyWords] = _NONE
    strip: Strip = Strip()
    too_low: Words = ()  # of education: less than every notice asks for
    studying: Words = ()  # of education: behind a degree that nobody has yet
    in_part: Words = ()  # of project statuses: a share may stand behind them
    against: Words = ()  # beside a word, these take all meaning from the cell
    dated: Words = ()  # of project statuses: a year may stand before them


class TitleWords(NamedTuple):
    """What findings say of a title that is below a level, or of which that is unclear; so many examples are named."""

    below: Text
    unclear: Text
    examples: int


class TitlesFile(NamedTuple):
    """Titles (职称), a vocabulary of its own with their ranks, the lowest first. `dates` is what tells when one was
    given (a pattern), `short` what a title may be called where it stands at the end."""

    canonical: Words
    not_titles: Words
    grades: Words
    short: Mapping[str, str]
    ranks: Mapping[str, Words]
    title_words: TitleWords
    dates: Text
    strip: Strip = Strip()
    safe: Mapping[str, Words] = _NONE
    soft: Mapping[str, Words] = _NONE
    ambiguous: Mapping[str, AnyWords] = _NONE
    against: Words = ()


class ForeignTitleWords(NamedTuple):
    """What is said of a title from abroad, and of one of which that is not clear."""

    foreign: Text
    domestic: Text


class ForeignTitlesFile(NamedTuple):
    """Titles of bodies abroad, a vocabulary of its own, with what else tells of such a body."""

    canonical: Words
    abroad: Words
    at_home: Words
    title_words: ForeignTitleWords
    strip: Strip = Strip()
    safe: Mapping[str, Words] = _NONE
    soft: Mapping[str, Words] = _NONE
    ambiguous: Mapping[str, AnyWords] = _NONE
    against: Words = ()


class CountriesFile(NamedTuple):
    """Countries by ISO 3166 alpha-2 code."""

    not_iso: Words
    beside_home: Words
    at_home: Text
    leaving: Words
    label: Mapping[str, Text]
    strip: Strip
    safe: Mapping[str, Words]
    soft: Mapping[str, Words]
    ambiguous: Mapping[str, AnyWords]


class CitiesFile(NamedTuple):
    """Places abroad by the code of their country."""

    place_endings: Words
    soft: Mapping[str, Words]
    ambiguous: Mapping[str, AnyWords]


class ChinaFile(NamedTuple):
    safe: Words
    city: Text
    place_endings: Words
    provinces: Words
    cities: Words
    districts: Words


class SpecialtiesFile(NamedTuple):
    """By domain, each specialty with what units write for it."""

    strip: Strip
    canonical: Mapping[str, Mapping[str, AnyWords]]


class DistrictsFile(NamedTuple):
    """By full name, the short ones."""

    prefixes: Words
    only_after_prefix: Words
    districts: Mapping[str, AnyWords]


class RegionsFile(NamedTuple):
    """By region, the codes of its countries."""

    regions: Mapping[str, Words]


class MarksFile(NamedTuple):
    blank: Words
    blank_punctuation: Text
    ticked: Text
    unticked: Text
    bracketed_ticks: Text
    separators: Text
    joining_words: Words
    either: Words
    hedges: Words
    corrected: Words


class RemarkHeadings(NamedTuple):
    asks: Text
    asks_for_change: Text
    asks_against: Text


class RemarkAnswers(NamedTuple):
    no: Text
    yes: Text
    pending: Text
    favourable: Text
    against: Text
    changing: Text
    harmless: Text


class RemarkClauses(NamedTuple):
    veto: Text
    alone: Text
    reason: Text
    void: Text
    change: Text


class RemarksOver(NamedTuple):
    sent_back: Text
    after: Text
    before: Text
    alone: Text
    waiting: Text


class RemarksAround(NamedTuple):
    points: Text
    opens: Text
    edges: Text
    below: Text
    above: Text
    called: Text
    behind_subject: Text
    behind_about: Text
    ends: Text


class Colour(NamedTuple):
    words: Words
    hues: tuple[int, int]


class RemarksColoured(NamedTuple):
    before: Text
    behind: Text
    colours: Mapping[str, Colour]


class RemarksFile(NamedTuple):
    """Patterns of what units say of single people; the file explains them."""

    parting: Text
    doubtful: Text
    headings: RemarkHeadings
    answers: RemarkAnswers
    clauses: RemarkClauses
    over: RemarksOver
    around: RemarksAround
    marked: Text
    earlier: Text
    coloured: RemarksColoured


_WITH_MORE: Mapping[str, type[Any]] = {"foreign_titles": ForeignTitlesFile, "titles": TitlesFile}
"""Vocabularies that say more than what words mean."""

SHAPES: Mapping[str, type[tuple[Any, ...]]] = {
    "chemical_specialties": SpecialtiesFile,
    "china": ChinaFile,
    "cities": CitiesFile,
    "contacts": ContactsFile,
    "countries": CountriesFile,
    "districts": DistrictsFile,
    "marks": MarksFile,
    "regions": RegionsFile,
    "remarks": RemarksFile,
    "specialties": SpecialtiesFile,
    **_WITH_MORE,
}
"""Files by name that are no `VocabularyFile`."""
CHOICES = (
    *("domains", "education", "english_interviews", "international_levels", "levels", "memberships"),
    *("project_statuses", "project_types", "sexes", "work_segments", "yes_no"),
)
"""Those that are."""


def words_file(name: str) -> tuple[Any, ...]:
    """Any of them, as the type that it has."""
    return read(f"vocabularies/{name}", SHAPES.get(name, VocabularyFile))


def vocabulary_file(name: str) -> VocabularyFile:
    made: VocabularyFile = read(f"vocabularies/{name}", _WITH_MORE.get(name, VocabularyFile))
    return made


def countries_file() -> CountriesFile:
    return read("vocabularies/countries", CountriesFile)


def cities_file() -> CitiesFile:
    return read("vocabularies/cities", CitiesFile)


def china_file() -> ChinaFile:
    return read("vocabularies/china", ChinaFile)


def titles_file() -> TitlesFile:
    return read("vocabularies/titles", TitlesFile)


def foreign_titles_file() -> ForeignTitlesFile:
    return read("vocabularies/foreign_titles", ForeignTitlesFile)


def specialties_file(name: str = "specialties") -> SpecialtiesFile:
    return read(f"vocabularies/{name}", SpecialtiesFile)


def districts_file() -> DistrictsFile:
    return read("vocabularies/districts", DistrictsFile)


def regions_file() -> RegionsFile:
    return read("vocabularies/regions", RegionsFile)


def marks_file() -> MarksFile:
    return read("vocabularies/marks", MarksFile)


def remarks_file() -> RemarksFile:
    return read("vocabularies/remarks", RemarksFile)

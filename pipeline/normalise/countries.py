"""Countries and regions by name and code, and places in them: from schemas/vocabularies, else from Babel."""

from __future__ import annotations

from functools import cache

from pipeline.normalise.vocabulary import Vocabulary, build
from pipeline.text.fold import fold
from schemas.vocabularies import VocabularyFile, china_file, cities_file, countries_file

HOME = "CN"


@cache
def in_mainland(key: str) -> bool:
    """Whether a match key is a place in the mainland: a province, city or district, perhaps with a place in it."""
    places, endings = _mainland()
    if key in places:
        return True
    for cut in range(min(len(key) - 1, _LONGEST_PROVINCE), 1, -1):
        if key[:cut] in places:
            rest = key[cut:]
            if in_mainland(rest) or (rest.endswith(endings) and rest.isalnum() and not rest.isascii()):
                return True
    return False


def behind_city(key: str) -> str:
    """The rest of a match key after the province or city that it begins with; "" if it begins with none."""
    places = _provinces_and_cities()
    return next((key[cut:] for cut in range(_LONGEST_PROVINCE, 1, -1) if key[:cut] in places), "")


@cache
def _provinces_and_cities() -> frozenset[str]:
    data = china_file()
    return frozenset(map(fold, (*data.provinces, *data.cities)))


_LONGEST_PROVINCE = 8


@cache
def _mainland() -> tuple[frozenset[str], tuple[str, ...]]:
    data = china_file()
    endings = data.place_endings
    named = [*data.cities, *(city + data.city for city in data.cities)]
    districts = [*data.districts, *(district + ending for district in data.districts for ending in endings[1:3])]
    return frozenset(map(fold, [*data.provinces, *named, *districts, *data.safe])), endings


@cache
def countries() -> Vocabulary:
    """The project's own vocabulary of countries; its canonical words are the codes."""
    data = countries_file()
    return build("countries", VocabularyFile((), data.safe, data.soft, data.ambiguous, data.strip), tuple(data.safe))


@cache
def cities() -> Vocabulary:
    """Places abroad, with the codes of their countries."""
    data = cities_file()
    return build("cities", VocabularyFile((), {}, data.soft, data.ambiguous), tuple(countries_file().safe))


@cache
def country_name(code: str) -> str:
    """The Chinese name for an ISO 3166 alpha-2 code, e.g. 缅甸 for MM."""
    data = countries_file()
    if code in data.safe:
        return data.label.get(code, data.safe[code][0])
    return next((name for name, known in _babel_names("zh") if known == code), code)


@cache
def world() -> dict[str, str]:
    """Match key -> code for all ISO 3166 names in CLDR; loaded only for the first text not in the own vocabulary."""
    from babel.core import get_global

    aliases = get_global("territory_aliases").items()
    alpha_3 = [(written, codes) for written, codes in aliases if len(written) == _ALPHA_3 and written.isalpha()]
    listed = [(written, codes[0]) for written, codes in alpha_3 if len(codes) == 1]
    for locale in ("en", "zh_Hant_HK", "zh_Hant", "zh"):
        listed += _babel_names(locale)
    codes = {code for _, code in _babel_names("zh")}
    return {fold(written): code for written, code in [*listed, *((code, code) for code in codes)] if code in codes}


_ALPHA_3 = 3


@cache
def _babel_names(locale: str) -> list[tuple[str, str]]:
    from babel import Locale

    excluded = set(countries_file().not_iso)
    names = Locale.parse(locale).territories.items()
    return [(name, code) for code, name in names if len(code) == len(HOME) and code.isalpha() and code not in excluded]

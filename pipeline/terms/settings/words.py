"""The standard words of each vocabulary that own words (别名) may be understood as."""

from __future__ import annotations

from functools import cache

from schemas.vocabularies import countries_file, specialties_file, vocabulary_file

_FILES = {
    "domain": "domains",
    "level": "levels",
    "project_type": "project_types",
    "project_status": "project_statuses",
}


@cache
def standard_words(vocabulary: str) -> dict[str, str]:
    """Every word that staff may choose, with what it stands for: itself, but for a country its ISO 3166 code.

    A specialty is written with its domain, as in 土木工程类/结构工程, since six domains have a 其他.
    """
    if vocabulary == "country":
        countries = countries_file()
        return {countries.label.get(code, names[0]): code for code, names in countries.safe.items()}
    if vocabulary == "specialty":
        specialties = specialties_file().canonical
        return {f"{domain}/{word}": f"{domain}/{word}" for domain in specialties for word in specialties[domain]}
    return {word: word for word in vocabulary_file(_FILES[vocabulary]).canonical}

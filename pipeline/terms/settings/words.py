"""The standard words of each vocabulary that own words (别名) may be understood as."""

from __future__ import annotations

from functools import cache

import schemas

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
        countries = schemas.table("vocabularies/countries")
        return {countries["label"].get(code, names[0]): code for code, names in countries["safe"].items()}
    if vocabulary == "specialty":
        specialties = schemas.table("vocabularies/specialties")["canonical"]
        words = [f"{domain}/{word}" for domain in specialties for word in specialties[domain]]
    else:
        words = schemas.table(f"vocabularies/{_FILES[vocabulary]}")["canonical"]
    return {word: word for word in words}

"""What else is known of a person against the phone: the country of its code, and the company's contact."""

from __future__ import annotations

from pipeline.normalise.countries import HOME
from pipeline.normalise.phone_numbers import MAINLAND_CODE, region_of
from schemas.vocabularies import countries_file


def contradicted(
    how: str, number: str, others: str, name: str, contact: str, contact_number: str, location: str, project: str
) -> tuple[str]:
    """The phone's `how` with a word for each contradiction. Names and numbers are canonical; `others` (numbers beside
    the first), `location` and `project` (countries) are joined by ";"."""
    if not number:
        return (how,)
    words = [how]
    if contact and contact_number:
        if number == contact_number and name != contact:
            words.append("of-contact")
        elif name == contact and contact_number not in (number, *others.split(";")):
            words.append("contact-differs")
    if "understood" not in how and _is_elsewhere(number, location, project):
        words.append("country-differs")
    return (";".join(words),)


def _is_elsewhere(number: str, location: str, project: str) -> bool:
    """Whether the number is of a country other than where person and project are. Numbers of the mainland are usual
    everywhere, those of Hong Kong and its like beside it."""
    if number.startswith(MAINLAND_CODE):
        return False
    known = {code for code in (*location.split(";"), *project.split(";")) if code}
    beside = set(countries_file().beside_home) if HOME in known else set()
    return bool(known) and not (known | beside).intersection(region_of(number))

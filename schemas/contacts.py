"""Words around phones, mail addresses, companies, names and numbers: schemas/vocabularies/contacts.toml."""

from collections.abc import Mapping
from typing import NamedTuple

from schemas.typed import Text, Words, read


class Reasons(NamedTuple):
    """Why a number is refused."""

    placeholder: str
    wechat: str
    digits: str
    masked: str
    exponent: str
    no_area: str
    no_number: str


class Phone(NamedTuple):
    placeholders: Words
    labels: Words
    extensions: Words
    joiners: Words
    wechat: Words
    masks: Text
    reasons: Reasons


class Company(NamedTuple):
    labels: Words
    name_labels: Words
    endings: Words
    line_endings: Words


class Name(NamedTuple):
    surnames: Text
    further_surnames: Text
    titles: Words


class Numerals(NamedTuple):
    """How numbers of people are written."""

    before: Words
    after: Words
    about: Words
    digits: Mapping[str, int]
    units: Mapping[str, int]
    most: int


class WorkYears(NamedTuple):
    too_few: str
    around: Words


class Experience(NamedTuple):
    too_long: str
    templates: Words
    chains: Words
    likeness: float
    reference: Text


class ContactsFile(NamedTuple):
    phone: Phone
    company: Company
    name: Name
    numerals: Numerals
    work_years: WorkYears
    experience: Experience


def contacts_file() -> ContactsFile:
    return read("vocabularies/contacts", ContactsFile)

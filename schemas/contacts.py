"""Words around phones, mail addresses, companies, names and numbers: schemas/vocabularies/contacts.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import Text, Words, read


class Reasons(NamedTuple):
    """Why a number is refused."""

    placeholder: str
    messenger: str
    given_up: str
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
    same_as_phone: Words
    messengers: Words
    given_up_before: Words
    given_up_directly: Words
    given_up_behind: Words
    replaced_by: Words
    in_use: Words
    alike: Words
    masks: Text
    reasons: Reasons


class Company(NamedTuple):
    labels: Words
    name_labels: Words
    own: Words
    endings: Words
    tails: Words
    tail_end: Text
    line_endings: Words


class Doubts(NamedTuple):
    """Why a name is hardly one person's full name."""

    masked: str
    crossed: str
    several: str
    surname: str
    more: str


class Name(NamedTuple):
    surnames: Text
    further_surnames: Text
    titles: Words
    labels: Words
    genders: Words
    addresses: Words
    others: Words
    remark: Text
    doubts: Doubts


class Numerals(NamedTuple):
    """How numbers of people are written."""

    before: Words
    after: Words
    about: Words
    gone: Words
    part: Words
    digits: Mapping[str, int]
    units: Mapping[str, int]
    most: int


class WorkYears(NamedTuple):
    too_few: str
    too_few_important: str
    more_than_all: str
    around: Words
    short_of: Words


class Months(NamedTuple):
    behind: Words


class Career(NamedTuple):
    """What is said of posts that ended before the years that a form asks for; so many characters of each are quoted."""

    older: Text
    between: Text
    quoted: int
    going_on: Words


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
    months: Months
    experience: Experience
    career: Career


def contacts_file() -> ContactsFile:
    return read("vocabularies/contacts", ContactsFile)

"""The form of everybody, filled in or blank, that a notice names: combined.toml, and others of its kind."""

from functools import cache

from schemas import table
from schemas.layouts.sheet import SheetLayout
from schemas.named import NamedTuple
from schemas.typed import checked


class CombinedWords(NamedTuple):
    file: str
    all: str
    annex: str
    serif: str
    sans: str
    blank: str
    unit: str
    caption: str
    company: str
    company_contact: str
    company_phone: str
    company_contact_phone: str
    people: str
    footer: str
    footer_all: str
    written: str
    unconfirmed: str
    nobody: str


class CombinedFile(NamedTuple):
    """The form of everybody that is shipped; that of another notice has other sheets."""

    words: CombinedWords
    dispatched: SheetLayout
    planned: SheetLayout


@cache
def combined_words(name: str) -> CombinedWords:
    """Table [words] of the form of everybody that a notice names."""
    return checked(f"layouts/{name}", table(f"layouts/{name}").get("words"), CombinedWords, "words")

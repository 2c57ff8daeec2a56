"""The letter that answers a submission: one .docx with everything at once, in the form of an official letter (函).

Its template is templates/letters/<kind>.docx, unless the settings folder has one of the same name in 信函/.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from pipeline import TEMPLATES
from pipeline.errors import UserError
from pipeline.publish.paper.word import Properties, WordTemplate, word_template
from pipeline.publish.units.letter_data import Letter
from pipeline.publish.units.letter_kind import facts_of, kind_of
from pipeline.publish.units.letter_page import ATTRIBUTES, AssociationPage, Page, page_of
from schemas.letters import letters_file
from schemas.settings import settings_file

SHIPPED = TEMPLATES / "letters"
_NAMES = frozenset({*Page._fields, "asked", "waiting", "files", "scan", "society", "warning"})
_OF_SOCIETIES = frozenset({"contact", "silent", "near", "over", "months", "stages", "people"})
_OF_CERTIFICATES = frozenset(
    {
        "renewals",
        "years",
        "sources",
        "ending",
        "ended",
        "asks",
        "suspended",
        "own",
        "others",
        "period",
        "ask_months",
        "minutes",
    }
)
_OF_PEOPLE = frozenset({"person_id", "level", "since", "stage", "due", "state", "after", "weeks", "is_over"})
_OF_YEARS = frozenset(
    {"certificate_no", "valid_to", "ask_until", "first", "last", "required", "source", "hours", "waiting", "missing"}
)
"""What stands in a letter to a society that owes something, and in one about certificates; and behind the dot of their
people, stages and years."""


def letter(data: Letter, own: Mapping[str, bytes]) -> bytes:
    """The letter as the bytes of a .docx, identical for the same data and template; `own` are the installation's
    templates by name.

    Raises UserError, a sentence that names the file, where one of these cannot be used.
    """
    name = letters_file().kinds[kind_of(facts_of(data))]
    page = page_of(data)
    return filled(name, page._asdict(), page.association.name, data.day, own)


def filled(name: str, page: Mapping[str, Any], sender: str, day: date, own: Mapping[str, bytes]) -> bytes:
    """The letter of a template, the installation's own one of that name, else the shipped one, as the bytes of a .docx.
    Raises UserError where an installation's own template cannot be used."""
    template = _template(name, own[name] if name in own else _shipped(name))
    return template.fill(page, Properties(name.removesuffix(".docx"), sender, day))


def template_slips(own: Mapping[str, bytes]) -> list[str]:
    """What is wrong with the installation's own templates, a sentence for each that cannot be used."""
    found = []
    for name, data in own.items():
        try:
            _ = _template(name, data)
        except UserError as error:
            found.append(str(error))
    return found


def _template(name: str, data: bytes) -> WordTemplate:
    """A reminder knows less than an answer; what it lacks is told when it is filled."""
    names, attributes = _NAMES | _OF_SOCIETIES | _OF_CERTIFICATES, ATTRIBUTES | _OF_PEOPLE | _OF_YEARS
    return word_template(f"{letters_file().folder}/{name}", data, names, attributes)


@cache
def _shipped(name: str) -> bytes:
    return (SHIPPED / name).read_bytes()


def unfilled(association: Mapping[str, str]) -> str:
    """What to tell the secretary where letters have blanks, since the sheet 本会 does not say it; "" where it does."""
    words = letters_file().words
    rows = settings_file().association.rows
    blank = [row.label for row in rows if row.key in AssociationPage._fields and not association.get(row.key)]
    return words.unfilled.format(labels=words.between.join(blank)) if blank else ""

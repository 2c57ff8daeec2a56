"""Who was asked for a field: people are counted by it where their form asks for it, or where they say something of it
all the same."""

from __future__ import annotations

from pandas import DataFrame

from pipeline.report.data import Data
from pipeline.terms.forms import asks_for, sections_asking, sections_of
from pipeline.terms.notices import notices


def asked(data: Data, field: str) -> list[DataFrame]:
    """For each span the people whose table and whose notice ask for the field, and those of whom it is told."""
    sections, silent = sections_asking(field), _silent(field)
    return [
        people[(people["section"].isin(sections) & ~people["notice"].isin(silent)) | (people[field] != "")]
        for people in data.people
    ]


def in_sections(data: Data) -> list[DataFrame]:
    """For each span the people whose notice has a form with sections."""
    without = [
        name
        for name, notice in notices().items()
        if all(section == "" for form in notice.forms for section in sections_of(form))
    ]
    return [people[~people["notice"].isin(without)] for people in data.people]


def _silent(field: str) -> list[str]:
    """The notices none of whose forms asks for the field; one that the program knows no more may have asked."""
    return [name for name, notice in notices().items() if not any(field in asks_for(form) for form in notice.forms)]

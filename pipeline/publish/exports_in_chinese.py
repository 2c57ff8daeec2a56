"""An export as people read it: Chinese headings, and words in place of codes. Other programs get neither."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from pandas import DataFrame

from pipeline.model.fields import BY_KEY, field_label
from pipeline.terms.forms import section_labels
from pipeline.terms.readable import countries_shown, phone_shown
from schemas.decisions import decisions_file
from schemas.exports import exports_file
from schemas.findings import findings_file
from schemas.layouts.summary import summary_file
from schemas.results import results_file

TYPED = "_typed"


def in_chinese(table: DataFrame) -> DataFrame:
    """The same rows; a code without a word stays as it is."""
    said = {}
    for name in map(str, table.columns):
        word = _words().get(name)
        said[heading(name)] = table[name].map(cache(word)) if word else table[name]
    return DataFrame(said, index=table.index)


def heading(column: str) -> str:
    """What a column is called. KeyError for one that nobody named."""
    said = exports_file()
    if column.endswith(TYPED):
        return said.typed.format(label=heading(column.removesuffix(TYPED)))
    return field_label(column) if column in BY_KEY else said.headings[column]


@cache
def _words() -> dict[str, Callable[[str], str]]:
    """By column: the word for a value."""
    said, summary = exports_file(), summary_file()
    titles = {slug: kind.title for slug, kind in findings_file().finding.items()}
    titles_of_questions = {kind: entry.title for kind, entry in decisions_file().question.items()}
    tables = {
        **said.values,
        "note": {**titles, **{mark.field: mark.column for mark in results_file().marks}},
        "kind": {**titles_of_questions, **said.values["kind"]},
        "disposition": summary.dispositions,
        "fate": summary.fates,
        "outcome": summary.outcomes,
        "section": section_labels(),
        "slug": titles,
        "late": said.yes_no,
        "scan": said.yes_no,
        "for_all": said.yes_no,
    }
    words: dict[str, Callable[[str], str]] = {
        name: lambda value, words=words: words.get(value, value)  # type: ignore[misc]
        for name, words in tables.items()
    }
    countries = dict.fromkeys(("project_country", "location_country"), countries_shown)
    phones = dict.fromkeys(("phone", "phone_other", "company_contact_phone"), partial(_each, phone_shown))
    return words | countries | phones | {"findings": partial(_each, words["slug"]), "field": _field}


def _each(word: Callable[[str], str], value: str) -> str:
    return exports_file().joined.join(map(word, value.split(";"))) if value else ""


def _field(value: str) -> str:
    return field_label(value) if value else ""

"""Columns under headings that nobody knows, whose cells show what no column of the table was taken for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from pipeline.model.statements import Person, Problem
from pipeline.recognise.columns.contents import Contents, contents_for
from pipeline.recognise.columns.evidence import first_texts
from pipeline.recognise.draft import Draft
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import SOMEBODY, squash
from pipeline.recognise.words.remarks import asks_for_verdict
from pipeline.text.addresses import address
from schemas.second_look import second_look_file

_SURELY_A_NAME = 2  # of Looks.likely_name
_WHOLE = 2  # of Column.quality
_FEWEST = 4  # fields of a table that lists people and projects
_OF_CONTACT = ("company_contact", "company_contact_phone")


class _Unread(NamedTuple):
    """A column that was not read, and the fields that it may be meant for."""

    column: Column
    fields: tuple[str, ...]


def tell_unread_columns(draft: Draft, tools: Tools) -> None:
    """column-unread for the people of a row that says something in such a column, where the field is empty."""
    for table in draft.tables:
        for unread in _unread(table, tools):
            for person in draft.result.people:
                if table.holds(person.sheet, person.row):
                    person.problems += _problems(person, unread, table, draft, tools)


def _unread(table: FormTable, tools: Tools) -> Iterator[_Unread]:
    """The columns whose headings are no known word, each with the fields missing that all its first cells show."""
    unknown = [c for c in table.columns if c.kind in ("", "extra") and c.heading and c.quality < _WHOLE]
    unknown = [c for c in unknown if not (SOMEBODY in c.parts or asks_for_verdict(c.heading))]
    if not unknown or len(table.fields) < _FEWEST:  # nearly always
        return
    words = second_look_file()
    of_section = frozenset[str]().union(*tools.form.section_columns.values())
    asked = set(words.unread) if of_section & set(table.fields) else set(words.unread) - of_section
    asked &= tools.form.own_words.keys()
    missing = [field for field in words.unread if field in asked and field not in (table.fields | table.fields_above)]
    for column in unknown:
        texts = first_texts(table, column, shortest=1)
        meant = [column.aside] if column.is_anothers else missing
        fields = tuple(field for field in missing if field in meant and _show(texts, field, column, tools))
        if texts and fields:
            yield _Unread(column, fields)


def _show(texts: list[str], field: str, column: Column, tools: Tools) -> bool:
    """Whether nearly all texts, and the heading where the field can be anything, speak for the field."""
    test, word = _tests(tools).get(field, bool), second_look_file().unread[field]
    if word and not any(each in column.heading for each in word):
        return False
    return sum(map(test, texts)) * 5 >= len(texts) * 4


@cache
def _tests(tools: Tools) -> dict[str, Callable[[str], bool]]:
    contents: Contents = contents_for(tools)
    looks = tools.looks

    def is_free(text: str) -> bool:
        return not contents.shows(text)

    return {
        "company": lambda text: contents.shows(text) == "company",
        "company_contact": lambda text: looks.likely_name(text) == _SURELY_A_NAME,
        "company_contact_phone": looks.is_contact,
        "project_name": is_free,
        "project_country": looks.is_place,
        "location": looks.is_place,
        **dict.fromkeys(("chinese_engineers", "foreign_engineers", "qualified_engineers"), looks.is_count),
    }


def _problems(person: Person, unread: _Unread, table: FormTable, draft: Draft, tools: Tools) -> Iterator[Problem]:
    grid, index = table.grid, unread.column.index
    text = grid.text(*grid.place(person.row - 1, index))
    if not text or tools.cells.kind(text):
        return
    project = draft.result.projects[person.project].fields if person.project is not None else {}
    told = {**project, **person.fields}
    for field in unread.fields:
        if field in told and told[field].text:
            continue
        if field in _OF_CONTACT and "company" in told and tools.looks.has_contact(told["company"].text):
            continue  # it stands in the cell of the company
        cell = address(person.row - 1, index)
        yield Problem("column-unread", person.sheet, cell, text, squash(unread.column.heading), field)

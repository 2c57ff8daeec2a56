"""Columns and labels of cards that nobody knows, where what stands there shows what nothing was taken for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from pipeline.model.statements import Person, Problem, Typed
from pipeline.recognise.columns.evidence import ENOUGH, first_texts
from pipeline.recognise.draft import Draft
from pipeline.recognise.second_look.unread_evidence import Unknown, is_said, meant, missing
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import OTHER, SOMEBODY, squash
from pipeline.recognise.words.remarks import asks_for_verdict
from pipeline.text.addresses import address
from schemas.named import NamedTuple

_WHOLE = 2  # of Column.quality
_FEWEST = 4  # fields of a table that lists people and projects
_OF_CONTACT = ("company_contact", "company_contact_phone")


class _Unread(NamedTuple):
    """A column that was not read, and the fields that it may be meant for."""

    column: Column
    fields: tuple[str, ...]


def tell_unread_columns(draft: Draft, tools: Tools) -> None:
    """column-unread for the people of a row or card that say something in such a place, where the field is empty."""
    for table in draft.tables:
        for unread in _unread(table, tools):
            for person in draft.result.people:
                if table.holds(person.sheet, person.row):
                    person.problems += _of_row(person, unread, table, draft, tools)
    people = set(map(id, draft.result.people))  # a card that tells of nobody was turned into notes
    for person, beside in draft.beside:
        if id(person) in people:
            person.problems += _of_card(person, beside, draft, tools)


def _unread(table: FormTable, tools: Tools) -> Iterator[_Unread]:
    """The columns that no field of the form has, each with the fields missing that its first cells show."""
    columns = [c for c in table.columns if c.kind in ("", "extra") and c.heading]
    columns = [c for c in columns if _may_be_meant(c.heading, c.parts, c.aside)]
    if not columns or len(table.fields) < _FEWEST:
        return
    fields = missing(table.fields | table.fields_above, tools)
    unknown = [
        Unknown(c.heading, _texts(table, c), c.quality >= _WHOLE, c.aside if c.is_anothers else "") for c in columns
    ]
    for column, told in zip(columns, meant(unknown, fields, tools), strict=True):
        if told:
            yield _Unread(column, told)


def _texts(table: FormTable, column: Column) -> list[str]:
    """The first texts of a column; where these hold neither letter nor number, ticks and the like."""
    if texts := first_texts(table, column, shortest=1):
        return texts
    cells = (table.grid.text(row, column.index) for row in range(table.bottom + 1, table.end))
    return list(islice((text for text in cells if text), ENOUGH))


def _of_row(person: Person, unread: _Unread, table: FormTable, draft: Draft, tools: Tools) -> Iterator[Problem]:
    grid, index = table.grid, unread.column.index
    typed = Typed(grid.text(*grid.place(person.row - 1, index)), address(person.row - 1, index), unread.column.heading)
    told = _told(person, draft)
    for field in unread.fields:
        is_read = field in told and told[field].text != ""
        if is_said(typed.text, field, tools) and not (is_read or _is_with_company(field, told, tools)):
            yield _problem(person, typed, field)


def _of_card(person: Person, beside: list[Typed], draft: Draft, tools: Tools) -> Iterator[Problem]:
    """The same of what stands beside the labels of one person that no field of the form has."""
    told = _told(person, draft)
    unknown: list[tuple[Typed, Unknown]] = []
    for typed in beside:
        meaning = tools.headings.understand(typed.heading)
        if _may_be_meant(typed.heading, meaning.parts, meaning.aside):
            aside = meaning.aside if OTHER in meaning.parts else ""
            unknown.append((typed, Unknown(typed.heading, [typed.text], meaning.quality >= _WHOLE, aside)))
    if not unknown:
        return
    fields = missing(told.keys(), tools)
    for (typed, _), asked in zip(unknown, meant([each for _, each in unknown], fields, tools), strict=True):
        for field in asked:
            if is_said(typed.text, field, tools) and not _is_with_company(field, told, tools):
                yield _problem(person, typed, field)


def _may_be_meant(heading: str, parts: Collection[str], aside: str) -> bool:
    """Whether a heading that no field of the form has may be meant for one: it asks for nobody else, for no verdict,
    and for nothing else that is none of the form's."""
    return SOMEBODY not in parts and (OTHER not in parts or aside != "") and not asks_for_verdict(heading)


def _told(person: Person, draft: Draft) -> Mapping[str, Typed]:
    """The fields of a person and of the person's project."""
    project = draft.result.projects[person.project].fields if person.project is not None else {}
    return {**project, **person.fields}


def _is_with_company(field: str, told: Mapping[str, Typed], tools: Tools) -> bool:
    """Whether whom to ask stands in the cell of the company."""
    return field in _OF_CONTACT and "company" in told and tools.looks.has_contact(told["company"].text)


def _problem(person: Person, typed: Typed, field: str) -> Problem:
    return Problem("column-unread", person.sheet, typed.cell, typed.text, squash(typed.heading), field)

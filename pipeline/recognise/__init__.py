"""Recognise: the sheets of one document become people, projects and rows with fates, by the form definitions in
`schemas/forms/`.

Pure: same document, same recognition; the document is not changed.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.model.documents import Document
from pipeline.model.statements import Problem, Recognition, Typed
from pipeline.recognise.columns.combined import part_joint
from pipeline.recognise.columns.swapped import change_exchanged
from pipeline.recognise.columns.unlabelled import name_choices, name_unknown, name_unlabelled
from pipeline.recognise.document.attached_lists import link_lists, mark_lists
from pipeline.recognise.document.described import Parts
from pipeline.recognise.document.sections import assign_sections
from pipeline.recognise.document.supplements import complete_people
from pipeline.recognise.document.units import find_units
from pipeline.recognise.document.unread_people import people_unread
from pipeline.recognise.rows.packed_cells import Packed
from pipeline.recognise.rows.reader import TableReader
from pipeline.recognise.sheet.cards import CardReader
from pipeline.recognise.sheet.cells import Marks
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.id_numbers import Identities, empty_secret_columns, problems, remove_numbers
from pipeline.recognise.sheet.next_sheet import with_continued
from pipeline.recognise.sheet.tables import Table, find_tables
from pipeline.recognise.words.form import Form, forms
from pipeline.recognise.words.headings import Headings
from pipeline.recognise.words.scoring import is_rival, scores

__all__ = ["Seen", "look", "recognise"]


class Seen(NamedTuple):
    """A recognition with the sheets that it was read from, identity numbers taken out, and the tables found in them."""

    recognition: Recognition
    grids: list[Grid]
    tables: list[Table]


def recognise(document: Document) -> Recognition:
    """What the document says. `kind` is none where no form's table stands in it, with the problem no-table, or
    content-unread where one seemed to and held no people."""
    return look(document).recognition


def look(document: Document) -> Seen:
    """The same with what was looked at, for those who want to see how it was read (`explain`)."""
    if len(forms()) == 1:
        return _read(document, forms()[0])
    return _of_best_form(document)


def _of_best_form(document: Document) -> Seen:
    """Read by the form that fits best; where another may be meant as well, all people are doubtful."""
    ranked = scores(document.sheets, [_tools(form.name)[0] for form in forms()])
    first: Seen | None = None
    for place, best in enumerate(ranked):
        seen = _read(document, best.form)
        first = first or seen
        if seen.recognition.kind != "none":
            rivals = [other for other in ranked[place + 1 :] if is_rival(other, best)]
            doubted = [other for other in rivals if _read(document, other.form).recognition.kind != "none"]
            if doubted:
                _doubt(seen.recognition, "、".join(score.form.title for score in (best, *doubted)))
            return seen
    assert first is not None  # there is a form
    return first


def _doubt(result: Recognition, titles: str) -> None:
    """form-doubtful on everybody; on the document where it lists nobody. In place."""
    problem = Problem("form-doubtful", about=titles)
    for person in result.people:
        person.problems.append(problem)
    if not result.people:
        result.problems.append(problem)


@cache
def _tools(form_name: str) -> tuple[Headings, Marks, Packed]:
    """What is made once per process for a form; its memories grow with the texts that it meets."""
    form = next(form for form in forms() if form.name == form_name)
    headings = Headings(form)
    return headings, Marks(form), Packed(form, headings)


def _read(document: Document, form: Form) -> Seen:
    headings, marks, packed = _tools(form.name)
    grids = [Grid(sheet) for sheet in document.sheets]
    result = Recognition("recommendation", form.name)
    tables = [table for grid in grids for table in _tables(grid, form, headings, result)]
    if tables and len(grids) > 1:
        tables = with_continued(grids, tables, packed.contents)
        for table in (table for table in tables if table.is_headless):
            _without_numbers(table.grid, [table], form, result)
    assign_sections(tables, form, document.file)
    mark_lists(tables)
    readers: dict[int, TableReader] = {}
    parts = Parts(result)
    for table in tables:
        name_choices(table, packed.contents)
        name_unlabelled(table, form, packed.contents)
        name_unknown(table, packed.contents)
        part_joint(table, packed.contents)
        change_exchanged(table, packed.contents)
        readers[id(table)] = TableReader(table, form, marks, packed, result)
        readers[id(table)].read(readers.get(id(table.after)))
        parts.close(table, table.after, is_form=table.caption != "")
    cards = CardReader(form, headings, marks, result)
    have_tables = {id(table.grid) for table in tables}
    for grid in (grid for grid in grids if id(grid) not in have_tables):
        if cards.read(grid, document.file):
            parts.close(grid)
    if not tables and not parts.parts:
        return Seen(Recognition(problems=[Problem("no-table")]), grids, [])
    _name_units(result, find_units(grids, tables, form, headings))
    complete_people(result, marks)
    unread, is_form = parts.without_people(packed)
    if not is_form:
        return Seen(Recognition(rows=result.rows, problems=unread), grids, [])
    link_lists(result, tables)
    result.problems += [*unread, *people_unread(result, grids, packed.contents)]
    return Seen(result, grids, tables)


def _name_units(result: Recognition, units: list[Typed]) -> None:
    """The unit of the document, and a problem for each other one that it names. In place."""
    result.unit = units[0] if units else None
    result.problems += [Problem("unit-conflict", "", "", units[0].text, other.text) for other in units[1:]]


def _tables(grid: Grid, form: Form, headings: Headings, result: Recognition) -> list[Table]:
    """The tables of one sheet, without identity numbers."""
    tables = find_tables(grid, headings)
    if tables:
        _without_numbers(grid, tables, form, result)
    return tables


def _without_numbers(grid: Grid, tables: list[Table], form: Form, result: Recognition) -> None:
    identities = Identities()
    remove_numbers(grid, identities)
    empty_secret_columns(tables, grid, identities)
    result.problems += problems(identities, grid.sheet.name, form)

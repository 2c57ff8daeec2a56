"""Recognise: the sheets of one document become people, projects and rows with fates, by the form definitions in
`schemas/forms/`.

Pure: same document, same recognition; the document is not changed.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.model.documents import Document, Sheet
from pipeline.model.statements import Problem, Recognition, Typed
from pipeline.recognise.columns.combined import split_combined
from pipeline.recognise.columns.swapped import change_exchanged
from pipeline.recognise.columns.unlabelled import name_choices, name_unknown, name_unlabelled
from pipeline.recognise.document.attached_lists import link_lists, mark_lists
from pipeline.recognise.document.described import Sources
from pipeline.recognise.document.sections import assign_sections
from pipeline.recognise.document.supplements import supplement_people
from pipeline.recognise.document.units import find_units
from pipeline.recognise.document.unread_people import unread_people
from pipeline.recognise.rows.packed_cells import PackedCells
from pipeline.recognise.rows.reader import TableReader
from pipeline.recognise.sheet.cards import CardReader
from pipeline.recognise.sheet.cells import CellMarks
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.id_numbers import Identities, empty_secret_columns, problems, remove_numbers
from pipeline.recognise.sheet.next_sheet import with_next_sheets
from pipeline.recognise.sheet.tables import FormTable, find_tables
from pipeline.recognise.words.form import Form, forms, mark_sheet
from pipeline.recognise.words.headings import Headings

__all__ = ["Seen", "look", "recognise"]


class Seen(NamedTuple):
    """A recognition with the sheets that it was read from, identity numbers taken out, and the tables found in them."""

    recognition: Recognition
    grids: list[Grid]
    tables: list[FormTable]


def recognise(document: Document) -> Recognition:
    """What the document says. `kind` is none where no form's table stands in it, with the problem no-table, or
    content-unread where one seemed to and held no people."""
    return look(document).recognition


def look(document: Document) -> Seen:
    """The same with what was looked at, for those who want to see how it was read (`explain`)."""
    if marked := next((sheet for sheet in document.sheets if sheet.name == mark_sheet()), None):
        return Seen(Recognition(mark=_mark_text(marked)), list(map(Grid, document.sheets)), [])
    for form in forms():
        seen = _read(document, form)
        if seen.recognition.kind != "none":
            break
    return seen


def _mark_text(sheet: Sheet) -> str:
    return next((text for row in sheet.rows for text in row if text), mark_sheet())


@cache
def _tools(form_name: str) -> tuple[Headings, CellMarks, PackedCells]:
    """What is made once per process for a form; its memories grow with the texts that it meets."""
    form = next(form for form in forms() if form.name == form_name)
    headings = Headings(form)
    return headings, CellMarks(form), PackedCells(form, headings)


def _read(document: Document, form: Form) -> Seen:
    headings, marks, packed = _tools(form.name)
    grids = [Grid(sheet) for sheet in document.sheets]
    result = Recognition("recommendation", form.name)
    tables = [table for grid in grids for table in _tables(grid, form, headings, result)]
    if tables and len(grids) > 1:
        tables = with_next_sheets(grids, tables, packed.looks)
        for table in (table for table in tables if table.is_headless):
            _without_numbers(table.grid, [table], form, result)
    assign_sections(tables, form, document.file)
    mark_lists(tables)
    readers: dict[int, TableReader] = {}
    parts = Sources(result)
    for table in tables:
        name_choices(table, packed.looks)
        name_unlabelled(table, form, packed.looks)
        name_unknown(table, packed.looks)
        split_combined(table, packed.looks)
        change_exchanged(table, packed.looks)
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
    supplement_people(result, marks)
    unread, is_form = parts.without_people(packed)
    if not is_form:
        return Seen(Recognition(rows=result.rows, problems=unread), grids, [])
    link_lists(result, tables)
    result.problems += [*unread, *unread_people(result, grids, packed.looks)]
    return Seen(result, grids, tables)


def _name_units(result: Recognition, units: list[Typed]) -> None:
    """The unit of the document, and a problem for each other one that it names. In place."""
    result.unit = units[0] if units else None
    result.problems += [Problem("unit-conflict", "", "", units[0].text, other.text) for other in units[1:]]


def _tables(grid: Grid, form: Form, headings: Headings, result: Recognition) -> list[FormTable]:
    """The tables of one sheet, without identity numbers."""
    tables = find_tables(grid, headings)
    if tables:
        _without_numbers(grid, tables, form, result)
    return tables


def _without_numbers(grid: Grid, tables: list[FormTable], form: Form, result: Recognition) -> None:
    identities = Identities()
    remove_numbers(grid, identities)
    empty_secret_columns(tables, grid, identities)
    result.problems += problems(identities, grid.sheet.name, form)

"""Recognise: the sheets of one document become people, projects and rows with fates, by the form definitions in `schemas/forms/`.

Pure: same document, same recognition; the document is not changed.
"""

from __future__ import annotations

from functools import cache

from pipeline.model import Document, Problem, Recognition, Sheet, Typed
from pipeline.recognise.cells import Marks
from pipeline.recognise.form import Form, forms, mark_sheet
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Headings
from pipeline.recognise.positions import name_unlabelled
from pipeline.recognise.rows import TableReader
from pipeline.recognise.sections import assign_sections
from pipeline.recognise.tables import Table, find_tables
from pipeline.recognise.units import find_unit

__all__ = ["recognise"]


def recognise(document: Document) -> Recognition:
    """What the document says. `kind` is none, with the problem no-table, where no form's table stands in it."""
    if marked := next((sheet for sheet in document.sheets if sheet.name == mark_sheet()), None):
        return Recognition(mark=_mark_text(marked))
    for form in forms():
        result = _read(document, form)
        if result is not None:
            return result
    return Recognition(problems=[Problem("no-table")])


def _mark_text(sheet: Sheet) -> str:
    return next((text for row in sheet.rows for text in row if text), mark_sheet())


@cache
def _headings(form_name: str) -> tuple[Headings, Marks]:
    form = next(form for form in forms() if form.name == form_name)
    return Headings(form), Marks(form)


def _read(document: Document, form: Form) -> Recognition | None:
    headings, marks = _headings(form.name)
    grids = [Grid(sheet) for sheet in document.sheets]
    tables: list[Table] = [table for grid in grids for table in find_tables(grid, headings)]
    if not tables:
        return None
    result = Recognition("recommendation", form.name, _unit(grids, form))
    assign_sections(tables, form, document.file)
    for table in tables:
        name_unlabelled(table, form)
        TableReader(table, form, marks, result).read()
    return result


def _unit(grids: list[Grid], form: Form) -> Typed | None:
    return next((unit for grid in grids if (unit := find_unit(grid, form))), None)

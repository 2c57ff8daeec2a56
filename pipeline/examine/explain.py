"""Examine one file as in a run, and also return its cells and how they were read, for the page of `explain`.

Runs in a worker process like `examine`, since it reads untrusted bytes; the result is bounded in size.
"""

from __future__ import annotations

from pipeline.examine.document import Job, examined
from pipeline.model.documents import Document, Examination
from pipeline.model.views import ColumnView, Explanation, SheetView, TableView
from pipeline.recognise import Seen
from pipeline.recognise.columns.contents import Contents, contents_for
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import tools_for
from pipeline.recognise.words.loading import forms
from schemas.limits import limits_file


def explain(job: Job, expected: tuple[str, ...] = ()) -> Examination:
    """An Explanation of one file; a plain Examination if the file was refused without reading."""
    sheets: dict[str, list[SheetView]] = {}
    left = limits_file().explain.cells

    def show(document: Document, seen: Seen) -> None:
        nonlocal left
        views = sheets.setdefault(document.file, [])
        form = next((form for form in forms() if form.name == seen.recognition.form), forms()[0])
        contents = contents_for(tools_for(form))
        for grid in seen.grids:
            views.append(_view(grid, [each for each in seen.tables if each.grid is grid], left, contents))
            left -= sum(len(texts) for _, texts in views[-1].rows)

    examination = examined(job, show, expected)
    return Explanation(examination.envelopes, examination.documents, examination.faults, sheets=sheets)


def _view(grid: Grid, tables: list[FormTable], cells: int, contents: Contents) -> SheetView:
    """The sheet, cut to the limits and to about `cells` cells."""
    limits = limits_file().explain
    width = min(grid.width, limits.columns)
    filled = [number for number, line in enumerate(grid.rows) if any(line)]
    shown = filled[: min(limits.rows, max(0, cells) // max(1, width))]
    return SheetView(
        name=grid.sheet.name,
        hidden=grid.sheet.hidden,
        knows_hidden=grid.sheet.knows_hidden,
        above=[text[: limits.characters] for text in grid.sheet.above],
        rows=[(number, [text[: limits.characters] for text in grid.rows[number][:width]]) for number in shown],
        merges=[merge for merge in grid.sheet.merges if merge[1] < width],
        hidden_rows=grid.sheet.hidden_rows,
        hidden_columns=grid.sheet.hidden_columns,
        tables=[_table_view(each, width, contents) for each in tables],
        beside=[(aside.place.value, aside.cell, aside.text[: limits.characters]) for aside in grid.sheet.beside],
        rows_left_out=len(filled) - len(shown),
        columns_left_out=grid.width - width,
    )


def _table_view(each: FormTable, width: int, contents: Contents) -> TableView:
    columns = [
        ColumnView(
            *(column.index, column.kind, column.field, column.found, column.by), contents.of_column(each, column)
        )
        for column in each.columns
        if column.index < width
    ]
    return TableView(each.top, each.bottom, each.end, each.left, each.section, columns)

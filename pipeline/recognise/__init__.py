"""Recognise: the sheets of one document become people, projects and rows with fates, by the form definitions in
`schemas/forms/`.

Pure: same document, same recognition; the document is not changed.
"""

from __future__ import annotations

from itertools import chain

from pipeline.model.documents import Document
from pipeline.model.statements import Problem, Recognition
from pipeline.recognise import passes
from pipeline.recognise.blocks.reader import read_in_blocks
from pipeline.recognise.document.beside import report_unread_beside
from pipeline.recognise.document.units import name_unit
from pipeline.recognise.draft import Draft
from pipeline.recognise.rows.column_doubts import doubtful_columns
from pipeline.recognise.rows.reader import read_rows
from pipeline.recognise.rows.row_context import RowContext
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.id_numbers import without_numbers
from pipeline.recognise.sheet.tables import FormTable, find_tables
from pipeline.recognise.tools import Tools, tools_for
from pipeline.recognise.words.form import Form
from pipeline.recognise.words.scoring import candidates, others
from schemas.named import NamedTuple

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
    """The same with what was looked at, for those who want to see how it was read (`explain`): by the form that fits
    best; where another may be meant as well, all people are doubtful."""
    likely = candidates(document.sheets, document.expected)
    first: Seen | None = None
    for place, best in enumerate(chain(likely, others(likely))):
        seen = _read(document, best.form)
        first = first or seen
        if seen.recognition.kind != "none":
            rivals = [other for other in likely[place + 1 :] if other.is_rival_of(best)]
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


def _read(document: Document, form: Form) -> Seen:
    tools = tools_for(form)
    if form.in_blocks and (in_blocks := read_in_blocks(document, tools)):
        for run in (name_unit, report_unread_beside, *(each.run for each in passes.SECOND_LOOK)):
            run(in_blocks, tools)
        return Seen(in_blocks.result, in_blocks.grids, [])
    draft = _drafted(document, tools)
    for each in passes.TABLE_PASSES:
        each.run(draft, tools)
    _read_tables(draft, tools)
    for each in passes.DOCUMENT_PASSES:
        each.run(draft, tools)
        if draft.result.kind == "none":
            return Seen(draft.result, draft.grids, [])
    for each in passes.SECOND_LOOK:
        each.run(draft, tools)
    return Seen(draft.result, draft.grids, draft.tables)


def _drafted(document: Document, tools: Tools) -> Draft:
    """The document with the tables found in its sheets, identity numbers taken out."""
    draft = Draft(document.file, list(map(Grid, document.sheets)), [], Recognition("recommendation", tools.form.name))
    for grid in draft.grids:
        found = find_tables(grid, tools.headings)
        if found.ours:
            draft.result.problems += without_numbers(grid, found.ours, tools.form)
            draft.tables += found.ours
        if found.others:
            draft.others[id(grid)] = found.others
    return draft


def _read_tables(draft: Draft, tools: Tools) -> None:
    """The columns of each table settled and its rows read, one table after the other."""
    line_rules = [each.run for each in passes.LINE_RULES]
    row_rules = [each.run for each in passes.ROW_RULES]
    people_passes = [each.run for each in passes.PEOPLE_PASSES]
    contexts: dict[int, RowContext] = {}
    for table in draft.tables:
        _settle_columns(table, tools)
        context = contexts[id(table)] = RowContext(table, tools, draft.result, people_passes)
        context.path, context.file = draft.file, draft.file.rsplit("/", 1)[-1]
        context.doubtful = doubtful_columns(table, tools)
        context.under = _projects_over(table, draft.tables)
        if above := contexts.get(id(table.after)):
            context.go_on_from(above)
        read_rows(context, line_rules, row_rules)
        draft.sources.close(table, table.after, is_form=table.caption != "")


def _projects_over(table: FormTable, tables: list[FormTable]) -> FormTable | None:
    """For a list of people the table right above it, if that has the columns of projects and none of people."""
    over = [other for other in tables if other.grid is table.grid and other.bottom < table.top]
    return over[-1] if table.is_list and over and "project_name" in over[-1].fields and not over[-1].is_list else None


def _settle_columns(table: FormTable, tools: Tools) -> None:
    """Every column pass over a table; a column that one changed remembers which."""
    for each in passes.COLUMN_PASSES:
        columns = each.run(table, tools)
        if columns is not table.columns:
            before = set(map(id, table.columns))
            for column in columns:
                if id(column) not in before:
                    column.by = each.name
            table.settle(columns)

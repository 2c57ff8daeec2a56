"""Sheets (in Word: tables) without headings, on which the table before them goes on."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.recognise.draft import Draft
from pipeline.recognise.sheet.column import order_of
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.id_numbers import without_numbers
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.looks import Looks, ends_like_a_company
from pipeline.text.patterns import pattern

_MOST_ROWS = 12  # of each that are compared
_SHIFTS = (0, -1, 1)  # the column of numbers is easily left out, or put in
_ALIKE = 4  # cells that show the same field in the same column, name and phone among them
_ALIKE_ALONE = 6  # and the same without a phone, which may stand on a list of its own


def add_next_sheets(draft: Draft, tools: Tools) -> None:
    """Add the tables of sheets without headings behind those that they go on with, in the order of the sheets."""
    if not draft.tables or len(draft.grids) < 2:
        return
    found: list[FormTable] = []
    for grid in draft.grids:
        own = [table for table in draft.tables if table.grid is grid]
        has_own = any("name" in other.fields for other in draft.others.get(id(grid), ()))
        if not own and not has_own and (own := _going_on(grid, found, tools.looks)):
            draft.result.problems += without_numbers(grid, own, tools.form)
        found += own
    draft.tables = found


def _going_on(grid: Grid, found: Sequence[FormTable], looks: Looks) -> list[FormTable]:
    """The table of a sheet without headings, if one of the sheet before goes on there."""
    for before in reversed([table for table in found if table.grid is found[-1].grid]):
        if (shift := _shift(grid, before, looks)) is not None:
            return [_on_next_sheet(grid, before, shift)]
    return []


def _shift(grid: Grid, before: FormTable, looks: Looks) -> int | None:
    """By how many columns the rows of a sheet are shifted against rows of the table before that show the same fields;
    None where no rows do."""
    shapes = _shapes(grid, 0, looks)
    known = (_shapes(before.grid, before.bottom + 1, looks) or [_promised(before, looks)]) if shapes else []
    for shift in _SHIFTS:
        moved = [{(column - shift, field) for column, field in shape} for shape in shapes]
        if any(_is_alike(shape & other) for shape in moved for other in known):
            return shift
    return None


def _is_alike(shared: set[tuple[int, str]]) -> bool:
    fields = {field for _, field in shared}
    return len(shared) >= (_ALIKE if fields & {"phone", _PACKED} else _ALIKE_ALONE)


def _shapes(grid: Grid, first: int, looks: Looks) -> list[set[tuple[int, str]]]:
    """For each row with a person: which columns show which field."""
    shapes = []
    for row in range(first, min(first + _MOST_ROWS, len(grid.rows))):
        shape = {(column, _shown(text, looks)) for column, text in grid.filled(row) if not looks.is_word(text)}
        if {"name", _PACKED} & {field for _, field in shape}:
            shapes.append({entry for entry in shape if entry[1]})
    return shapes


def _shown(text: str, looks: Looks) -> str:
    """What a cell shows: a field of a person or project, or somebody's name and phone in one."""
    if (first := _NAME_FIRST.match(text)) and looks.has_contact(text) and looks.likely_name(first[0]):
        return _PACKED
    shown = looks.shown(text)
    if shown in ("phone", "location", "level"):
        return shown
    if ends_like_a_company(text):
        return "company"
    return looks.project_choice(text) or shown or ("number" if looks.is_count(text) else "")


_PACKED = "name and phone"
_NAME_FIRST = pattern(r"[^\W\d_]{2,4}(?=[\s/／，,、:：;；|]*[+\d(（])")


def _promised(table: FormTable, looks: Looks) -> set[tuple[int, str]]:
    """Which columns show which field by the headings alone: all people of the table stand on the next sheet."""
    unlabelled = [column for column in table.columns if column.kind == "unlabelled"]
    by_order = zip(unlabelled, order_of(unlabelled, looks.form) if unlabelled else (), strict=False)
    named = {(column.index, column.field) for column in table.columns if column.field}
    return named | {(column.index, field) for column, field in by_order}


def _on_next_sheet(grid: Grid, before: FormTable, shift: int) -> FormTable:
    columns = [column.at(column.index + shift) for column in before.columns if column.index + shift >= 0]
    above = dict(before.fields_above)
    return FormTable(grid, 0, -1, columns[0].index, columns, end=len(grid.rows), fields_above=above)

"""One body cell of a table: its text with what merged ranges add, and what kind of mark it is."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Found, Typed
from pipeline.recognise.columns import Column
from pipeline.recognise.form import Form, chosen, is_ditto
from pipeline.recognise.grid import Grid, letters

_CJK = "\u2e80"
_LONGEST_MARK = 40
_new = tuple.__new__  # what Typed(…) calls; half the time, for what is made most often
_MOST_KNOWN = 4096


def squash(text: str) -> str:
    """The text without blanks and line breaks, for patterns and comparison."""
    return text if text.isalnum() else "".join(text.split())  # few texts hold a blank


def read_field(grid: Grid, row: int, columns: list[Column], first: int) -> Typed:
    """A field's text in one row: its own, else that of the merged range from above (not above row `first`), parts of
    several columns joined. Where nothing stands the text is empty and the cell is still named."""
    typed = _read(grid, row, columns[0], first)
    if len(columns) > 1:
        typed = _without_ditto(grid, row, columns[0], first, typed)
    for column in columns[1:]:
        further = _without_ditto(grid, row, column, first, _read(grid, row, column, first))
        if further.text and not typed.text:
            typed = further
        elif further.text and further.text != typed.text:
            typed = typed._replace(text=_join(typed.text, further.text, column.field))
    return typed


class FieldsOfRows:
    """Reads fields of one table row by row, as read_field does. What is the same in all rows is looked up once."""

    def __init__(self, grid: Grid, fields: Mapping[str, list[Column]], first: int) -> None:
        self._grid, self._first = grid, first
        self._plan = [
            (field, columns[0].index, letters(columns[0].index), columns[0].heading, columns[0].found, columns)
            for field, columns in fields.items()
        ]
        self._alone = {field for field, columns in fields.items() if len(columns) == 1 and columns[0].is_plain}

    def read(self, row: int) -> dict[str, Typed]:
        """Field -> its text in this row, in the order in which the fields were given."""
        line, number, fields = self._grid.rows[row], str(row + 1), {}
        for field, index, column, heading, found, columns in self._plan:
            text = line[index] if index < len(line) else ""
            if field in self._alone and (text or (row, index) not in self._grid.origin):  # most cells
                fields[field] = _new(Typed, (text, column + number, heading, found))
            else:
                fields[field] = read_field(self._grid, row, columns, self._first)
        return fields


def _without_ditto(grid: Grid, row: int, column: Column, first: int, typed: Typed) -> Typed:
    """A ditto mark in one of several columns of a field takes the value above it in that column."""
    above = row - 1
    while is_ditto(squash(typed.text)) and above >= first:
        typed, above = _read(grid, above, column, first)._replace(found=Found.INHERITED), above - 1
    return typed


def _read(grid: Grid, row: int, column: Column, first: int) -> Typed:
    line = grid.rows[row]
    index = column.index
    text = line[index] if index < len(line) else ""
    if text and (column.option or column.part):
        text = _taken(text, column)
    found = column.found
    if not text:
        top, left = grid.origin.get((row, index), (row, index))
        if left == index and first <= top < row:
            text = grid.text(top, left)
            if text := _taken(text, column) if column.part else text:
                return Typed(text, f"{letters(index)}{top + 1}", column.heading, Found.INHERITED)
    return Typed(text, f"{letters(index)}{row + 1}", column.heading, found)


def _taken(text: str, column: Column) -> str:
    """What a cell says of the column's field, where the heading is a choice or names several fields."""
    return column.part(text) if column.part else chosen(squash(text), column.option)


def _join(text: str, further: str, field: str) -> str:
    """Country and city make one place; phones, texts and addresses stand on lines of their own."""
    if field in ("location", "project_country"):
        return text + further if text[-1] >= _CJK and further[0] >= _CJK else f"{text} {further}"
    return f"{text}\n{further}"


class Marks:
    """What a cell's text is when it is no content: the form's blank marks, ditto marks, left-over dots, references."""

    def __init__(self, form: Form) -> None:
        self._known = _Judged(form)

    def kind(self, text: str) -> str:
        """blank (also for no text), ditto, weak_ditto, placeholder, reference, or "" for content."""
        return self._known[text] if len(text) <= _LONGEST_MARK else ""

    def kinds(self, fields: Mapping[str, Typed]) -> dict[str, str]:
        """The kind of each field's text."""
        known = self._known
        return {
            field: known[text] if len(text := typed.text) <= _LONGEST_MARK else "" for field, typed in fields.items()
        }


class _Judged(dict[str, str]):
    """Text -> its kind, for the texts met so far."""

    def __init__(self, form: Form) -> None:
        super().__init__({"": "blank"})
        self._form = form

    def __missing__(self, text: str) -> str:
        found = self._form.mark(squash(text))
        kind = found.lastgroup or "" if found else ""
        if len(self) < _MOST_KNOWN:
            self[text] = kind
        return kind

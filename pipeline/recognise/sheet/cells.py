"""One body cell of a table: its text with what merged ranges add, and what kind of mark it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pipeline.model.statements import Found, Typed
from pipeline.recognise.sheet.column import PLACES, Column
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.words.form import Form, chosen, first_fitting, is_ditto_cell, squash
from pipeline.text.addresses import letters
from schemas.forms import common_file

INHERITED = Found.INHERITED
"""Looked for once: for a member of an enumeration each look takes time."""
_CJK = "\u2e80"
_LONGEST_MARK = 40
RowFields = tuple[dict[str, Typed], dict[str, str], list[str]]
"""The fields of one row, the kind of each text, and which of them hold content of their own."""
_new = tuple.__new__  # what Typed(…) calls; half the time, for what is made most often
_MOST_KNOWN = 4096


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


def _without_ditto(grid: Grid, row: int, column: Column, first: int, typed: Typed) -> Typed:
    """A ditto mark in one of several columns of a field takes the value above it in that column."""
    above = row - 1
    while is_ditto_cell(typed.text) and above >= first:
        typed, above = _read(grid, above, column, first)._replace(found=INHERITED), above - 1
    return typed


def _read(grid: Grid, row: int, column: Column, first: int) -> Typed:
    line = grid.rows[row]
    index = column.index
    text = line[index] if index < len(line) else ""
    if text and (column.option or column.part):
        text = _taken(text, column)
    found = column.found
    if not text:
        top, left = grid.place(row, index)
        if left == index and first <= top < row:
            text = grid.text(top, left)
            if text := _taken(text, column) if column.part else text:
                return Typed(text, f"{letters(index)}{top + 1}", column.heading, INHERITED)
    return Typed(text, f"{letters(index)}{row + 1}", column.heading, found)


def _taken(text: str, column: Column) -> str:
    """What a cell says of the column's field, where the heading is a choice or names several fields."""
    return column.part(text) if column.part else chosen(squash(text), column.option)


def _join(text: str, further: str, field: str) -> str:
    """Country and city make one place, given name and surname a name; phones, texts and addresses stand on lines of
    their own."""
    if field == "name":
        return _whole_name(text, further)
    if field in PLACES:
        return text + further if text[-1] >= _CJK and further[0] >= _CJK else f"{text} {further}"
    return f"{text}\n{further}"


def _whole_name(given: str, surname: str) -> str:
    """Both parts; the given one alone where it holds the surname too."""
    if surname[-1] < _CJK or given[0] < _CJK:
        return given if surname in given else f"{given} {surname}"
    return given if given.startswith(surname) and len(given) > len(surname) else surname + given


class CellMarks:
    """What a cell's text is when it is no content: the form's blank marks, ditto marks, left-over dots, references."""

    def __init__(self, form: Form) -> None:
        self.known = _Judged(form)  # of texts that are short enough for a mark
        cells = common_file().cells
        self._begins_otherwise = first_fitting({"total": cells.total, "note": cells.note})
        self.plain_beginning = lru_cache(_MOST_KNOWN)(self._plain_beginning)

    def kind(self, text: str) -> str:
        """blank (also for no text), ditto, weak_ditto, placeholder, reference, or "" for content."""
        return self.known[text] if len(text) <= _LONGEST_MARK else ""

    def judged(self, fields: dict[str, Typed]) -> RowFields:
        """Fields with the kind of each text."""
        kinds = {field: self.kind(typed.text) for field, typed in fields.items()}
        return fields, kinds, [f for f, kind in kinds.items() if not kind and fields[f].found is not INHERITED]

    def _plain_beginning(self, text: str) -> str:
        """The text without blanks, where a row that begins with it is no total, no note, and names nothing with a
        label; "" else."""
        plain = squash(text)
        return "" if ":" in text or "：" in text or self._begins_otherwise(plain) else plain


class FieldsOfRows:
    """Reads fields of one table row by row, as read_field does. What is the same in all rows is looked up once."""

    def __init__(self, grid: Grid, fields: Mapping[str, list[Column]], first: int, marks: CellMarks) -> None:
        self._grid, self._first, self._marks, self._columns = grid, first, marks, fields
        self._behind = max((columns[0].index for columns in fields.values()), default=-1) + 1
        self._plan = [
            (
                field,
                columns[0].index,
                letters(columns[0].index),
                columns[0].heading,
                columns[0].found,
                len(columns) == 1 and columns[0].is_plain,
            )
            for field, columns in fields.items()
        ]

    def read(self, row: int) -> RowFields:
        """The fields in the order in which they were given, judged in the same loop: it runs for every row."""
        line, covered, number = self._grid.rows[row], self._grid.origin[row], str(row + 1)
        known, is_whole = self._marks.known, len(line) >= self._behind
        fields: dict[str, Typed] = {}
        kinds: dict[str, str] = {}
        own: list[str] = []
        for field, index, column, heading, found, is_alone in self._plan:
            text = line[index] if is_whole or index < len(line) else ""
            if is_alone and (text or index not in covered):  # most cells
                fields[field] = typed = _new(Typed, (text, column + number, heading, found))
            else:
                fields[field] = typed = read_field(self._grid, row, self._columns[field], self._first)
                text = typed.text
            kinds[field] = kind = known[text] if len(text) <= _LONGEST_MARK else ""
            if not kind and typed.found is not INHERITED:
                own.append(field)
        return fields, kinds, own


class _Judged(dict[str, str]):
    """Text -> its kind, for the texts met so far."""

    def __init__(self, form: Form) -> None:
        super().__init__({"": "blank"})
        self._mark = form.mark

    def __missing__(self, text: str) -> str:
        if text.isdecimal():  # phones: no mark is a number
            return ""
        found = self._mark(squash(text))
        kind = found.lastgroup or "" if found else ""
        if len(self) < _MOST_KNOWN:
            self[text] = kind
        return kind

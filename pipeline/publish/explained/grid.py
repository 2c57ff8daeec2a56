"""The rows of one sheet for the page of `explain`: cells with merged ranges, what was read from each, and what each
person inherits from cells above.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.fields import field_label
from pipeline.model.judgements import Finding
from pipeline.model.statements import Found, Person, Recognition, Typed
from pipeline.model.views import ColumnView, SheetView
from pipeline.text.addresses import address, letters
from schemas.explain import explain_file
from schemas.named import NamedTuple
from schemas.second_look import second_look_file

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


class Cell(NamedTuple):
    """One cell to draw, `span` columns wide; `found`: how its value was found; `says`: what it was read as."""

    text: str
    span: int = 1
    found: str = ""
    says: str = ""
    ghost: bool = False  # the text is from a cell above and applies here too
    wrong: str = ""  # severity of the most serious finding on this cell
    hidden: bool = False
    address: str = ""  # of a cell that something was read from, or that a finding is on


@dataclass(slots=True)
class Line:
    """One row of the page. `number` is Excel's row number, 0 for the lines about a table's columns."""

    number: int
    fate: str
    label: str
    why: str
    cells: list[Cell]
    hidden: bool = False
    people: Sequence[Any] = ()
    findings: list[Finding] = field(default_factory=list)


class Marks:
    """What a recognition took from one sheet. `read`: by cell (zero-based) the fields read from it; `taken`: by row and
    column the value inherited from above; `fates`: by row.
    """

    def __init__(self, recognition: Recognition | None, view: SheetView) -> None:
        self.read: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
        self.taken: dict[tuple[int, int], Typed] = {}
        self.fates: dict[int, str] = {}
        self._columns = {
            (row, column.index): column.field
            for each in view.tables
            for row in range(each.bottom + 1, each.end)
            for column in each.columns
        }
        if recognition is not None:
            self._gather(recognition, view)

    def _gather(self, recognition: Recognition, view: SheetView) -> None:
        self.fates = {row.row - 1: row.fate.value for row in recognition.rows if row.sheet == view.name}
        for project in recognition.projects:
            if project.sheet == view.name:
                self._mark(project.fields, project.row - 1)
        for person in recognition.people:
            if person.sheet == view.name:
                self._mark(person.fields, person.row - 1)
                self._mark(_of_project(recognition, person), person.row - 1)
        unit = recognition.unit
        if unit is not None and unit.cell and (place := _place(unit.cell)) and self._holds(view, place, unit.text):
            self.read[place]["unit"] = unit.found.value

    def _mark(self, fields: dict[str, Typed], row: int) -> None:
        for name, typed in fields.items():
            place = _place(typed.cell)
            if not typed.text or place is None:
                continue
            if place[0] == row or typed.found is not Found.INHERITED:
                self.read[place].setdefault(name, typed.found.value)
            if place[0] != row and self._columns.get((row, place[1])) == name:
                self.taken[row, place[1]] = typed

    @staticmethod
    def _holds(view: SheetView, place: tuple[int, int], text: str) -> bool:
        """Whether this sheet has the text in that cell, since a recognised unit does not record its sheet."""
        row = next((texts for number, texts in view.rows if number == place[0]), [])
        return place[1] < len(row) and text in row[place[1]]


def _of_project(recognition: Recognition, person: Person) -> dict[str, Typed]:
    if person.project is None or recognition.projects[person.project].sheet != person.sheet:
        return {}
    return recognition.projects[person.project].fields


def _place(cell: str) -> tuple[int, int] | None:
    """Zero-based row and column of an address; None if it is not an address."""
    found = _ADDRESS.fullmatch(cell)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def grid_lines(view: SheetView, marks: Marks, findings: Sequence[Finding]) -> list[Line]:
    """The sheet's rows from top to bottom, with a line under each table's heading that names its columns."""
    words = explain_file().fates
    by_cell: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for each in findings:
        if place := _place(each.cell):
            by_cell[place].append(each)
    merged = _merged(view)
    headings: dict[int, list[ColumnView]] = defaultdict(list)  # shared by tables side by side
    for table_view in sorted(view.tables, key=lambda each: (-each.bottom, each.left)):
        headings[table_view.bottom] += table_view.columns
    lines = []
    for row, texts in view.rows:
        while headings and next(reversed(headings)) < row:
            lines += _told(headings.popitem()[1])
        fate = marks.fates.get(row, "outside")
        cells = list(_cells(view, row, texts, merged, marks, by_cell))
        own = [each for (at, _), listed in by_cell.items() if at == row for each in listed]
        line = Line(row + 1, fate, words[fate].label, words[fate].why, cells, row in view.hidden_rows)
        line.findings = own
        lines.append(line)
    return lines + [line for _, columns in reversed(headings.items()) for line in _told(columns)]


def _merged(view: SheetView) -> dict[tuple[int, int], int]:
    """For each shown row of a merged range, its leftmost cell -> its width in columns."""
    shown = {number for number, _ in view.rows}
    return {
        (row, left): right - left + 1
        for top, left, bottom, right in view.merges
        for row in range(top, bottom + 1)
        if row in shown
    }


def _cells(
    view: SheetView,
    row: int,
    texts: Sequence[str],
    merged: dict[tuple[int, int], int],
    marks: Marks,
    findings: dict[tuple[int, int], list[Finding]],
) -> Iterator[Cell]:
    column = 0
    while column < len(texts):
        span = merged.get((row, column), 1)
        cell = _cell(view, row, column, texts[column], min(span, len(texts) - column), marks, findings)
        yield cell._replace(address=address(row, column)) if cell.found or cell.wrong else cell
        column += span


def _cell(
    view: SheetView,
    row: int,
    column: int,
    text: str,
    span: int,
    marks: Marks,
    findings: dict[tuple[int, int], list[Finding]],
) -> Cell:
    words = explain_file()
    wrong = findings[row, column][0].severity if (row, column) in findings else ""
    hidden = column in view.hidden_columns
    if (typed := marks.taken.get((row, column))) is not None:
        says = words.taken_from.format(cell=typed.cell, found=words.found[Found.INHERITED.value])
        return Cell(text or typed.text, span, Found.INHERITED.value, says, not text, wrong, hidden)
    read = marks.read.get((row, column), {})
    found = next(iter(read.values()), "")
    told = (words.by.format(label=field_label(name), found=words.found[how]) for name, how in read.items())
    says = words.between.join(told)
    return Cell(text, span, found, says, False, wrong, hidden)


def _says(column: ColumnView, found: str = "") -> str:
    """How the column's field was found, and why it is not what its heading alone would make it."""
    words = explain_file()
    why = words.passes[column.by] if column.by else ""
    return words.read_as.format(column=letters(column.index), found=words.between.join(filter(None, (found, why))))


def _told(columns: Sequence[ColumnView]) -> list[Line]:
    """The lines under a heading: what each column was read as, and what its cells show by themselves."""
    return [_names(columns), _shown(columns)] if any(column.shows for column in columns) else [_names(columns)]


def _shown(columns: Sequence[ColumnView]) -> Line:
    """The second look: what the cells of each column show, whatever stands over them."""
    shows = second_look_file().shows
    return _about(columns, "contents", explain_file().second_look, lambda column: Cell(shows.get(column.shows, "")))


def _names(columns: Sequence[ColumnView]) -> Line:
    """The line under a heading that says what each column was read as."""
    return _about(columns, "columns", explain_file().first_look, _name)


def _name(column: ColumnView) -> Cell:
    words = explain_file()
    if column.kind == "field":
        found = column.found.value
        return Cell(field_label(column.field), 1, found, _says(column, words.found[found]))
    return Cell(str(words.columns[column.kind or "none"]), says=_says(column) if column.by else "")


def _about(columns: Sequence[ColumnView], fate: str, label: str, told: Callable[[ColumnView], Cell]) -> Line:
    """A line with what is told of each column, in its place."""
    cells: list[Cell] = []
    for column in columns:
        cells += [Cell("")] * (column.index - len(cells))
        cells.append(told(column))
    return Line(0, fate, label, "", cells)

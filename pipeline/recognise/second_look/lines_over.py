"""Lines between people that say of all below or above that they are not recommended (以下人员暂不推荐): they are held,
as on a sheet that is called so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.statements import Person, Problem, first_cell
from pipeline.recognise.draft import Draft
from pipeline.recognise.second_look.earlier_lists import hold_earlier
from pipeline.recognise.second_look.holding import hold
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import section_of
from pipeline.recognise.words.form import Form
from pipeline.recognise.words.headings import NUMBERING
from pipeline.recognise.words.remarks import Around, Said, ends_what_is_said, said_around, said_behind
from pipeline.text.addresses import address, place_of
from pipeline.text.patterns import pattern
from schemas.named import NamedTuple

_NUMERALS, _DIGITS = pattern("[一二三四五六七八九十]+"), pattern(r"\d+")


class _Line(NamedTuple):
    """One line of a sheet, what it says of people, and whether what a line further up says of them ends here."""

    row: int
    column: int
    text: str
    said: Around


def hold_below(draft: Draft, tools: Tools) -> None:
    """On each person below or above such a line what it says, unless something else says so already. Lines that hold
    somebody are noted in the draft: nobody needs to look at them again."""
    for grid in draft.grids:
        lines = list(_lines(grid))
        if not any(map(_says_something, lines)):  # in nearly every sheet
            continue
        people = [person for person in draft.result.people if person.sheet == grid.sheet.name]
        tables = [table for table in draft.tables if table.grid is grid]
        for line in lines:
            for person in _meant(line, lines, people, tools.form):
                if not _stands_beside(line, person, tables):
                    draft.heeded.add((grid.sheet.name, line.row + 1))
                    _hold(person, line, line.said.below or line.said.above)
            if line.said.coloured:
                _hold_coloured(line, people, grid, draft)
    hold_earlier(draft, tools)
    _hold_of_projects(draft)


def _hold_of_projects(draft: Draft) -> None:
    """Say, in place, what a project says in brackets of its people: 桥项目（人员不参评）."""
    said = [
        [(typed, each) for typed in project.fields.values() for each in said_behind(typed.text)]
        for project in draft.result.projects
    ]
    for person in draft.result.people if any(said) else ():
        for typed, each in said[person.project] if person.project is not None else ():
            hold(person, each.slug, typed.cell, typed.text)


def _says_something(line: _Line) -> bool:
    return any(line.said)


def _hold_coloured(line: _Line, people: Sequence[Person], grid: Grid, draft: Draft) -> None:
    """Say, in place, what the line says of each person whose name has the colour; of the document, where nobody has."""
    draft.heeded.add((grid.sheet.name, line.row + 1))
    held = [(person, said) for colour, said in line.said.coloured for person in people if _has(colour, person, grid)]
    for person, said in held:
        _hold(person, line, [said])
    if not held:
        cell = address(line.row, line.column)
        draft.result.problems.append(Problem("condition-unread", grid.sheet.name, cell, "", line.text))


def _has(colour: str, person: Person, grid: Grid) -> bool:
    name = person.fields.get("name")
    return name is not None and name.cell != "" and colour in grid.sheet.coloured.get(place_of(name.cell), ())


def _lines(grid: Grid) -> Iterator[_Line]:
    for row, filled in grid.lines():
        text = "".join(text for _, text in filled)
        yield _Line(row, filled[0][0], text, said_around(text))


def _meant(line: _Line, lines: Sequence[_Line], people: Sequence[Person], form: Form) -> list[Person]:
    """The people of whom a line speaks: those below as far as the next line that ends it, once somebody stands between;
    those above from the last such line on."""
    if line.said.below:
        below = [person for person in people if person.row - 1 > line.row]
        first = min((person.row - 1 for person in below), default=0)
        ends = (other.row for other in lines if other.row > first and _ends(other, line, form))
        end = min(ends, default=-1)
        return [person for person in below if end < 0 or person.row - 1 < end]
    if line.said.above:
        above = [person for person in people if person.row - 1 < line.row]
        last = max((person.row - 1 for person in above), default=0)
        begin = max((other.row for other in lines if other.row < last and _ends(other, line, form)), default=-1)
        return [person for person in above if person.row - 1 > begin]
    return []


def _ends(other: _Line, line: _Line, form: Form) -> bool:
    if other.said.below or other.said.above or ends_what_is_said(other.text) or section_of(other.text, form):
        return True
    return _numbering(line.text) != "" and _numbering(line.text) == _numbering(other.text)


def _numbering(text: str) -> str:
    """How a line is numbered, whatever its number: 一、, （1）."""
    found = NUMBERING.match(text)
    return _DIGITS.sub("1", _NUMERALS.sub("I", found[0].strip())) if found else ""


def _stands_beside(line: _Line, person: Person, tables: Sequence[FormTable]) -> bool:
    """Whether the line stands over another table, beside that of the person."""
    cell = first_cell(person.fields)
    column = place_of(cell)[1] if cell else line.column
    own = [table for table in tables if table.left <= column <= table.right]
    over = [table for table in tables if table.left <= line.column <= table.right]
    return bool(own and over) and all(
        table.right < other.left or other.right < table.left for table in own for other in over
    )


def _hold(person: Person, line: _Line, said_of: Iterable[Said]) -> None:
    for said in said_of:
        hold(person, said.slug, address(line.row, line.column), line.text)

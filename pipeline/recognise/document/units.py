"""推荐单位（盖章）: the unit that sends the submission, as its sheets name it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.model.documents import AsidePlace
from pipeline.model.statements import Found, Problem, Typed
from pipeline.recognise.document.beside import place_of
from pipeline.recognise.draft import Draft
from pipeline.recognise.sheet.cells import read_field
from pipeline.recognise.sheet.grid import Grid, filled_count
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import Form, bare, is_ditto, squash
from pipeline.recognise.words.headings import Headings
from pipeline.recognise.words.looks import ends_like_a_company
from pipeline.text.addresses import address
from pipeline.text.patterns import pattern

_LABEL = pattern(r"\s*([^:：]{2,20}?)\s*[:：]\s*(.*)", re.DOTALL)
_AFTER = pattern(r"\s{2,}|\s+(?=[^\s:：]{2,8}[:：])|\n|[（(](?:加?盖?公?签?章|盖章处)[）)]|\d{4}\s*[年./-].*$")
_SEAL = pattern(r"^[（(][加盖公签]{0,3}章处?[）)]\s*")
_LINE = pattern(r"^[_＿\s]+|[_＿\s]+$")
_ON_PAPER = (AsidePlace.HEADER, AsidePlace.FOOTER, AsidePlace.BOX)
_FULL = 5
_TITLES = 5  # rows in which a title stands
_LONGEST = 120
_SHORTEST = 3  # characters of a unit's name


def name_unit(draft: Draft, tools: Tools) -> None:
    """Set the unit of the document, and add a problem for each other one that it names."""
    units = _find_units(draft.grids, draft.tables, tools.form, tools.headings)
    draft.result.unit = units[0] if units else None
    draft.result.problems += [Problem("unit-conflict", "", "", units[0].text, other.text) for other in units[1:]]


def _find_units(grids: Sequence[Grid], tables: Sequence[FormTable], form: Form, headings: Headings) -> list[Typed]:
    """The unit with its cell: `推荐单位（盖章）：X`, or the cell beside the label, or a paragraph before a Word
    table, or a line outside the cells; else a column of that name, alike in all rows; else what stands alone without a
    label. Of several labels the one that the form lists first; behind it other units under the same label, which the
    workbook should not contain."""
    ranks = {label: rank for rank, label in enumerate(form.unit_labels)}
    found = [
        (ranks[bare(unit.heading)], position, unit)
        for position, unit in enumerate(_units(grids, form, headings))
        if unit.text
    ]
    if not found:
        return _in_titles(grids, form) or _in_columns(tables) or _alone(grids)
    best = min(found, key=lambda entry: entry[:2])
    others = {bare(unit.text): unit for rank, _, unit in found if rank == best[0] and _is_another(unit, best[2])}
    return [best[2], *others.values()]


def _in_titles(grids: Sequence[Grid], form: Form) -> list[Typed]:
    """The unit that a form's title holds, over the table or in one of its cells: 某某单位工程会员申请人员名单."""
    for grid in grids:
        cells = ((text, address(row, column)) for row in range(_TITLES) for column, text in _filled(grid, row))
        for text, cell in [*((text, "") for text in grid.sheet.above), *cells]:
            for line in text.split("\n"):
                if (found := form.unit_title(squash(line))) and found[1]:
                    return [Typed(found[1], cell, form.title, Found.CONTENT)]
    return []


def _filled(grid: Grid, row: int) -> list[tuple[int, str]]:
    return grid.filled(row) if row < len(grid.rows) else []


def _is_another(unit: Typed, known: Typed) -> bool:
    """Whether these are two companies, not two spellings of one."""
    here, there = bare(unit.text), bare(known.text)
    return (
        here not in there and there not in here and ends_like_a_company(unit.text) and ends_like_a_company(known.text)
    )


def _in_columns(tables: Sequence[FormTable]) -> list[Typed]:
    """The unit of lists that repeat it in every row; none where rows name several."""
    named = [
        read_field(table.grid, row, columns, table.bottom + 1)
        for table in tables
        if (columns := table.fields.get("unit"))
        for row in range(table.bottom + 1, table.end)
    ]
    told = [typed for typed in named if len(bare(typed.text)) >= _SHORTEST and not is_ditto(typed.text)]
    return told[:1] if len({bare(typed.text) for typed in told}) == 1 else []


def _alone(grids: Sequence[Grid]) -> list[Typed]:
    """A unit without any label, where nothing else names one: alone on a line of the page header, footer or a text box;
    else the name of the sheets that are called so. None where they name several."""
    lines = (
        Typed(line.strip(), place_of(aside))
        for grid in grids
        for aside in grid.sheet.beside
        if aside.place in _ON_PAPER
        for line in aside.text.split("\n")
    )
    sheets = (Typed(grid.sheet.name) for grid in grids)
    for told in (lines, sheets):
        named = [typed for typed in told if len(typed.text) <= _LONGEST and ends_like_a_company(typed.text)]
        if named:
            return named[:1] if len({bare(typed.text) for typed in named}) == 1 else []
    return []


def _units(grids: Sequence[Grid], form: Form, headings: Headings) -> Iterator[Typed]:
    for grid in grids:
        for text in grid.sheet.above:
            if labelled := _labelled(text, form):
                yield Typed(labelled[1], "", labelled[0])
        for row, line in enumerate(grid.rows):
            if 0 < filled_count(line) < _FULL:
                yield from _in_row(grid, row, form, headings)
    for grid in grids:
        for aside in grid.sheet.beside:
            for text in aside.text.split("\n"):
                if (labelled := _labelled(text, form)) and labelled[1]:
                    yield Typed(labelled[1], place_of(aside), labelled[0])


def _in_row(grid: Grid, row: int, form: Form, headings: Headings) -> Iterator[Typed]:
    filled = grid.filled(row)
    for position, (column, text) in enumerate(filled):
        if len(text) > _LONGEST or not (labelled := _labelled(text, form) or _in_lines(text, form)):
            continue
        label, name = labelled
        if name:
            yield Typed(name, address(row, column), label)
        elif position + 1 < len(filled) and not headings.understand(filled[position + 1][1]).quality > 1:
            yield Typed(_name(filled[position + 1][1]), address(row, filled[position + 1][0]), label)


def _in_lines(text: str, form: Form) -> tuple[str, str] | None:
    """The label and name that one of several lines of a cell holds, under the title."""
    lines = text.split("\n")
    return next(filter(None, (_labelled(line, form) for line in lines)), None) if len(lines) > 1 else None


@lru_cache(maxsize=4096)  # titles and captions are those of the form
def _labelled(text: str, form: Form) -> tuple[str, str] | None:
    """Label and name of `推荐单位（盖章）：X`, or a label alone."""
    found = _LABEL.fullmatch(text)
    label, name = (found[1], found[2]) if found else (text, "")
    if len(label) > 20 or bare(label) not in form.unit_labels:
        return None
    return label.strip(), _name(name)


def _name(text: str) -> str:
    """The name ends before a further label, a date or a remark on the seal; printed lines are no part of it."""
    return _LINE.sub("", _AFTER.split(_SEAL.sub("", _LINE.sub("", text)), maxsplit=1)[0])

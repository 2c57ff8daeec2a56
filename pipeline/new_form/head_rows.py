"""Which rows of a sheet hold the headings of a list, and which hold labels beside each other."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.new_form.headings import LONGEST, is_word, labels_in
from pipeline.new_form.knowledge import known
from pipeline.recognise.sheet.grid import Grid
from schemas.headings import headings_file
from schemas.named import NamedTuple

FEWEST = 3  # cells of a row of headings
_NUMBER = re.compile(r"\d{7,}")
_OPEN = re.compile(r"[:：]\s*$")
_OF_UNITS = ("unit", "workplace")
_FIGURES = re.compile(r"[\d\s.,:/\-—年月日]+")


class Heads(NamedTuple):
    """The rows with headings, from the top down; `first` is that of the first list, None where the sheet is a card."""

    rows: list[int]
    first: int | None


def heads_of(grid: Grid) -> Heads:
    """Rows of nothing but labels with a colon (填表人：, 联系电话：) hold headings only where no other row does."""
    rows = [row for row in range(len(grid.rows)) if _is_head(grid, row)]
    rows = [row for row in rows if not is_line_of_labels(grid, row)] or rows
    first = _first_of_list(grid, rows)
    if first is None:
        is_alone = _begins_another(grid, 0) and not any(is_word(text) for line in grid.rows[1:] for text in line)
        return Heads([0], 0) if is_alone else Heads(rows, None)
    return Heads([row for row in range(first, len(grid.rows)) if row in rows or _begins_another(grid, row)], first)


def is_line_of_labels(grid: Grid, row: int) -> bool:
    """Whether each cell of the row begins with a label, or stands behind a cell that is one."""
    texts = [text for _, text in grid.filled(row)]
    behind = zip(texts, ["", *texts], strict=False)
    return bool(texts) and all(labels_in(text) or _OPEN.search(before) for text, before in behind)


def is_over_groups(grid: Grid, top: int) -> bool:
    """Whether the row above holds groups of headings: cells side by side, one of them over several columns, that are
    no labels, nor the line of the unit, which has headings under its first cell as under all others."""
    over = grid.filled(top - 1) if top else []
    if len(over) < 2 or max(width_of(grid, top - 1, column) for column, _ in over) == 1:
        return False
    column, text = over[0]
    is_of_unit = known(text).sure and known(text).fields[0] in _OF_UNITS and grid.text(top, column) != ""
    return not is_of_unit and not is_line_of_labels(grid, top - 1)


def may_be_head(grid: Grid, row: int) -> bool:
    """Whether short texts stand side by side in the row, of which none is a number, a date or a label."""
    texts = [text for _, text in grid.filled(row)]
    if len(texts) < FEWEST or is_line_of_labels(grid, row):
        return False
    if any(len(text) > LONGEST or _FIGURES.fullmatch(text) or _NUMBER.search(text) for text in texts):
        return False
    return all(_side_by_side(grid, row)[1])


def _begins_another(grid: Grid, row: int) -> bool:
    """Whether the headings of another list stand in the row although few of them are known: under a blank row or a
    caption, where the caption is numbered or two known words stand beside each other."""
    over = grid.filled(row - 1) if row else []
    if row == len(grid.rows) or len(over) > 1 or not may_be_head(grid, row):
        return False
    if over and re.match(headings_file().found.caption, over[0][1]):
        return True
    words, _ = _side_by_side(grid, row)
    pairs = any(one and other for one, other in pairwise(words))
    return pairs and sum(words) * 5 >= len(words) * 2 and not (over and _FIGURES.fullmatch(over[0][1]))


def _side_by_side(grid: Grid, row: int) -> tuple[list[bool], list[bool]]:
    """Which cells of the row are known words, and which of them stand right before the next one."""
    filled = grid.filled(row)
    beside = [before + width_of(grid, row, before) == after for (before, _), (after, _) in pairwise(filled)]
    return [is_word(text) for _, text in filled], beside


def _names(grid: Grid, row: int) -> bool:
    return any(known(text).fields[0] == "name" for _, text in grid.filled(row) if is_word(text))


def _is_head(grid: Grid, row: int) -> bool:
    """Whether words stand side by side in it, as over the columns of a table; on a card something stands between."""
    filled = grid.filled(row)
    if len(filled) < FEWEST or any(_NUMBER.search(text) or len(text) > LONGEST * 2 for _, text in filled):
        return False
    words, beside = _side_by_side(grid, row)
    pairs = sum(all(both) and close for both, close in zip(pairwise(words), beside, strict=True))
    if pairs and all(beside) and len(filled) > FEWEST + 1 and _names(grid, row):
        return True  # 序号, 姓名 among words that nobody knows
    return sum(words) * 5 >= len(filled) * 2 and pairs >= 2 and sum(beside) * 10 >= len(beside) * 7


def width_of(grid: Grid, row: int, column: int) -> int:
    """Over how many columns a cell reaches."""
    return grid.span.get((row, column), (row, column))[1] - column + 1


def _first_of_list(grid: Grid, heads: list[int]) -> int | None:
    """The row with the headings of a list of people: the first that asks for a name, or for nearly all that the sheet
    asks for, with no label for a name over it."""
    for row in heads:
        over = [text for above in range(row) for _, text in grid.filled(above)]
        if any(is_word(text) and known(text).fields[0] == "name" for text in over):
            return None
        if _names(grid, row):
            return row
    for row in heads:
        told = sum(is_word(text) for _, text in grid.filled(row))
        rest = (other for other in range(len(grid.rows)) if other not in heads)
        others = sum(is_word(text) for other in rest for _, text in grid.filled(other))
        if told >= FEWEST and told > others:
            return row
    return None

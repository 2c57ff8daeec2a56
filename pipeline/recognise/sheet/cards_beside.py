"""Cards with several people beside each other: labels in one column, a person in each column to their right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.model.fields import PERSON_FIELDS
from pipeline.model.statements import Typed
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.grid import Grid
from pipeline.text.addresses import address

_LEAST = 3  # fields of a person in a column, the name among them
_OF_A_PERSON = frozenset((*PERSON_FIELDS, "contact"))  # 联系方式, a phone or a mail address
_SHOWING = {"phone": ("phone",), "contact": ("phone", "email"), "domain": ("domain",), "level": ("level",)}


@dataclass(slots=True)
class Pair:
    """A label with its value; the value may be empty, or go on in the rows below, up to row `until`."""

    row: int
    label: Column
    typed: Typed
    until: int = 0


def people_beside(
    grid: Grid,
    pairs: list[Pair],
    is_label: Callable[[str], object],
    is_somebody: Callable[[str], bool],
    shown: Callable[[str], str],
) -> Iterator[list[Pair]]:
    """The pairs of each person that one card tells of, from left to right; a card of one person as it is. A person
    without a name is one too, where two of phone, domain and level are `shown` by what stands for them."""
    first = next((pair.label.index for pair in pairs if pair.label.field == "name"), grid.width)
    rows = {pair.label.field: pair.row for pair in pairs if pair.label.field in _OF_A_PERSON}
    values = {pair.typed.cell for pair in pairs}
    others = []
    for column in range(first + 1, grid.width):
        free = {field: grid.text(row, column) for field, row in rows.items() if address(row, column) not in values}
        told = [field for field, text in free.items() if text and not is_label(text)]
        is_named = "name" in told and len(told) >= _LEAST and is_somebody(free["name"])
        if is_named or sum(shown(free[field]) in fields for field, fields in _SHOWING.items() if field in told) > 1:
            others.append(column)
    # What the first person left blank was looked for further right, where it is somebody else's.
    pairs = [_in_column(grid, pair, first) if pair.label.index in others else pair for pair in pairs]
    yield [pair for pair in pairs if not others or pair.row not in rows.values() or pair.label.index == first]
    for column in others:
        yield [_in_column(grid, pair, column) for pair in pairs if pair.label.index == first]


def _in_column(grid: Grid, pair: Pair, column: int) -> Pair:
    """The label's value in another column; of a merged range, the one value that all share."""
    row, shown = grid.place(pair.row, column)
    typed = pair.typed._replace(text=grid.text(row, shown), cell=address(row, shown))
    return replace(pair, label=replace(pair.label, index=column), typed=typed)

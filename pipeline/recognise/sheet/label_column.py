"""A form turned on its side: the labels in one column, a person in each column to its right.

There every text of the column is a label, as surely known or not as the heading of a table's column; nothing to its
right is one, whatever word it may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.words.form import OTHER, SOMEBODY, Meaning, squash
from pipeline.recognise.words.headings import NOTHING, Headings
from pipeline.recognise.words.looks import TOLD_BY_CONTENT, Looks
from schemas.named import NamedTuple

_LEAST = 3  # fields that are named for certain, and values of a person
_MOST_SEARCHED = 4  # columns
_MOST_LABELS = 10  # one cell in so many beside it may be a word for something else


class Label(NamedTuple):
    """A cell of the column, what it means, and where its first value stands."""

    row: int
    text: str
    meaning: Meaning
    value_column: int


def label_column(grid: Grid, label: Callable[[str], Meaning | None]) -> int | None:
    """The column of a sheet with the labels of several people side by side; None where there is none."""
    for column in range(min(grid.width, _MOST_SEARCHED)):
        sure = {row: told.field for row in range(len(grid.rows)) if (told := label(grid.text(row, column)))}
        if (
            "name" in sure.values()
            and len({*sure.values(), ""}) - 1 > _LEAST
            and _has_people(grid, column, sure, label)
        ):
            return column
    return None


def _has_people(grid: Grid, column: int, rows: dict[int, str], label: Callable[[str], Meaning | None]) -> bool:
    """Whether values of several people stand right of these labels, of each label for the name too, and hardly another
    label in these rows: on a card labels stand left of them too, and of cards below each other only some have figures
    beside them."""
    cells = [(at, text) for row in rows for at, text in grid.filled(row) if at != column]
    told = sum(label(text) is not None for _, text in cells)
    filled = [at for at, _ in cells if at > column]
    people = [at for at in set(filled) if filled.count(at) >= _LEAST]
    names = [row for row, field in rows.items() if field == "name"]
    has_names = all(sum(at > column for at, _ in grid.filled(row)) > 1 for row in names)
    return len(people) > 1 and has_names and told * _MOST_LABELS <= len(cells)


def words_for_people(grid: Grid, headings: Headings, looks: Looks) -> Iterator[tuple[int, str]]:
    """The words for the people (互认人员) with nothing but names beside them, and their columns: among labels of which
    none asks for the name they do."""
    for row in range(len(grid.rows)):
        filled = grid.filled(row)
        for place, (column, text) in enumerate(filled[:_MOST_SEARCHED]):
            names = [squash(value) for _, value in filled[place + 1 :]]
            if names and headings.understand(text).kind == "group" and all(map(looks.is_name, names)):
                yield column, text


def labels_of(grid: Grid, column: int, headings: Headings, looks: Looks) -> Iterator[Label]:
    """The labels from top to bottom, also those that stand beside no value; a title is none."""
    named: set[str] = set()  # since the last blank row or title
    for row in range(len(grid.rows)):
        text, right = grid.text(row, column), grid.span.get((row, column), (row, column))[1]
        values = [value for at, value in grid.filled(row) if at > right]
        meaning = headings.understand(text) if text else NOTHING
        if not text or right + 1 >= grid.width or not (values or meaning.quality > 1):
            named = set()
            continue
        if meaning.field == "unit":
            continue
        if meaning.kind in ("", "group") or (meaning.kind == "extra" and meaning.quality == 1):
            meaning = _by_values(values, meaning, named, looks)
        named.add(meaning.field)
        yield Label(row, text, meaning, right + 1)


def _by_values(values: list[str], meaning: Meaning, named: set[str], looks: Looks) -> Meaning:
    """What all values of a row show that no label asks for; else something that the form does not know."""
    shown = {looks.field(value) for value in values} if not {OTHER, SOMEBODY} & set(meaning.parts) else set[str]()
    field = shown.pop() if len(shown) == 1 else ""
    if field in TOLD_BY_CONTENT and field not in named:
        return Meaning("field", field, 1)
    return meaning._replace(kind="extra", field="")

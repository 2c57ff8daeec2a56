"""Load the layouts of published workbooks from schemas/layouts/<name>.toml."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import schemas
from pipeline.model.fields import BY_KEY, CANONICAL, FIELDS, TOLD_BESIDE, check_names


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a published sheet. `source` names the value that fills it; a column that the reader fills in has no
    source but a kind of `input`.
    """

    heading: str
    width: float  # in Excel's unit: digits of the standard font
    source: str = ""
    look: str = "text"  # text, middle (centred), long, number
    input: str = ""  # choice, date, whole, text: what the reader may fill in
    choices: tuple[str, ...] = ()
    hint: str = ""
    maximum: int = 100  # of a whole number
    tells: tuple[str, ...] = ()  # the fields of a person that the column tells of, for notices that keep some back
    others: bool = False  # one of those that stand for every field of which no other column of the sheet tells


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet: its columns, and how it is printed: `pages_wide` pages of A4 side by side, with the first `repeat`
    columns on each.
    """

    sheet: str
    columns: tuple[Column, ...]
    freeze: int = 0
    pages_wide: int = 1
    repeat: int = 0

    def without(self, kept_back: Collection[str]) -> Layout:
        """The same sheet without the columns that reveal any of these fields."""
        return replace(self, columns=tuple(column for column in self.columns if not set(column.tells) & set(kept_back)))

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the columns that are filled from the register."""
        return tuple(column.source for column in self.columns if column.source)

    @property
    def widths(self) -> tuple[float, ...]:
        return tuple(column.width for column in self.columns)


@cache
def load_layout(name: str, sheet: str) -> Layout:
    """Table [<sheet>] of schemas/layouts/<name>.toml. Raises DataError for a name in it that nothing knows."""
    file = f"layouts/{name}"
    schemas.check_keys(file, "", {sheet} & schemas.table(file).keys(), [sheet])
    data: dict[str, Any] = dict(schemas.table(file)[sheet])
    columns = tuple(
        _column(file, f"{sheet}.columns[{number}]", column) for number, column in enumerate(data.pop("columns"), 1)
    )
    data.pop("lines", None)
    told = {field for column in columns for field in column.tells}
    return Layout(columns=tuple(each for column in columns for each in _each(column, told)), **data)


def _column(file: str, key: str, data: dict[str, Any]) -> Column:
    schemas.check_keys(file, key, data, ("heading", "width"), (field.name for field in fields(Column)))
    column = Column(**{**data, **{name: tuple(data.get(name, ())) for name in ("choices", "tells")}})
    _check(file, key, column)
    return column


def _each(column: Column, told: Collection[str]) -> list[Column]:
    """The column itself; for one that stands for others, a column for each field that is not told."""
    if not column.others:
        return [column]
    return [
        replace(column, heading=BY_KEY[field].label, source=column.source.format(field=field), tells=(field,))
        for field in FIELDS
        if field not in told
    ]


_OF_NOBODY = ("layouts/summary", "layouts/ledger", "layouts/template")
"""Layouts whose rows are no people."""
_MADE = ("number", "person_id", "hints", "contact", "change", "change_text", "label", "text")
"""Columns of a sheet that are no field's."""
_ENDINGS = ("_typed_shown", "_typed", "_shown", "_cell", "_plain")
"""What may follow a field's name in the name of a column that is made of it."""


def _check(file: str, key: str, column: Column) -> None:
    """What tells of a person is made of fields that are there."""
    if file in _OF_NOBODY or column.others:
        return
    check_names(file, f"{key}.tells", column.tells, {*BY_KEY, *TOLD_BESIDE})
    field = next((column.source.removesuffix(end) for end in _ENDINGS if column.source.endswith(end)), column.source)
    if not field.startswith("source"):
        check_names(file, f"{key}.source", [field], {"", *BY_KEY, *CANONICAL, *TOLD_BESIDE, *_MADE})


def words(name: str) -> dict[str, Any]:
    """Table [words] of a layout: file names, captions and sentences that the code inserts."""
    found: dict[str, Any] = schemas.table(f"layouts/{name}")["words"]
    return found

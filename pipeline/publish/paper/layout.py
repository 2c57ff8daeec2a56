"""The layouts of published sheets, as their writers use them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from pipeline.model.fields import BY_KEY, CANONICAL, FIELDS, TOLD_BESIDE
from schemas import check_among
from schemas.layouts.sheet import Column, sheet_layout
from schemas.named import NamedTuple


class Layout(NamedTuple):
    """One sheet as schemas/layouts/ has it (SheetLayout), its columns checked."""

    sheet: str
    columns: tuple[Column, ...]
    freeze: int = 0
    pages_wide: int = 1
    repeat: int = 0
    paper: str = "A4"
    hides_blank: bool = False
    given: bool = False

    def without(self, kept_back: Collection[str]) -> Layout:
        """The same sheet without the columns that reveal any of these fields."""
        return self._replace(columns=tuple(column for column in self.columns if not set(column.tells) & set(kept_back)))

    def offering(self, offered: Mapping[str, tuple[str, ...]], omitted: Collection[str]) -> Layout:
        """The same sheet where these columns, by heading, offer these choices; without those that are omitted, and on
        as many pages side by side as what is left of its width asks for."""
        kept = [column for column in self.columns if column.heading not in omitted]
        left = sum(column.width for column in kept) / sum(self.widths)
        return self._replace(
            columns=tuple(each._replace(choices=offered.get(each.heading, each.choices)) for each in kept),
            pages_wide=max(1, round(self.pages_wide * left)),
        )

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
    data = sheet_layout(name, sheet)
    for number, column in enumerate(data.columns, 1):
        _check(f"layouts/{name}", f"{sheet}.columns[{number}]", column)
    told = {field for column in data.columns for field in column.tells}
    columns = tuple(each for column in data.columns for each in _each(column, told))
    return Layout(**data._asdict() | {"columns": columns})


def _each(column: Column, told: Collection[str]) -> list[Column]:
    """The column itself; for one that stands for others, a column for each field that is not told."""
    if not column.others:
        return [column]
    return [
        column._replace(heading=BY_KEY[field].label, source=column.source.format(field=field), tells=(field,))
        for field in FIELDS
        if field not in told
    ]


_OF_NO_FIELDS = tuple(
    f"layouts/{name}"
    for name in ("summary", "ledger", "everybody", "decisions", "results", "certificates", "template", "hours")
)
"""Layouts whose columns are no fields of a person: they tell of files, numbers, or what became of somebody."""
_COUNTED = ("group", "count", "fee", "quota", "reported", "over")
"""Columns of a sheet that counts people."""
_MADE = ("number", "person_id", "hints", "contact", "change", "label", "text", *_COUNTED)
"""Columns of a sheet that are no field's."""
_CHANGED = ("change_column", "change_before", "change_now", "change_text")
_SOURCES = tuple(dict.fromkeys((*BY_KEY, *CANONICAL, *sorted(TOLD_BESIDE), *_MADE, *_CHANGED)))
_ENDINGS = ("_typed_shown", "_typed", "_shown", "_cell", "_plain")
"""What may follow a field's name in the name of a column that is made of it."""


def _check(file: str, key: str, column: Column) -> None:
    """What tells of a person is made of fields that are there."""
    if file in _OF_NO_FIELDS or column.others:
        return
    check_among(file, f"{key}.tells", column.tells, (*BY_KEY, *sorted(TOLD_BESIDE)))
    for source in column.source.split():
        field = next((source.removesuffix(end) for end in _ENDINGS if source.endswith(end)), source)
        if field.partition("_")[0] != "source":
            check_among(file, f"{key}.source", [field], _SOURCES)

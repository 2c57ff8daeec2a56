"""What the first cells of a column show, for the passes that name columns by their contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import islice

from pipeline.recognise.sheet.column import Column, Fields
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.words.form import is_ditto_cell
from pipeline.recognise.words.looks import Looks, ends_like_a_company

ENOUGH = 5
"""So many cells of a column are looked at."""
_SURELY_A_NAME = 2  # of Looks.likely_name


def first_texts(table: FormTable, column: Column, shortest: int = 2) -> list[str]:
    """The first texts of a column that hold something of their own."""
    return list(islice(own_texts(table, column, shortest), ENOUGH))


def own_texts(table: FormTable, column: Column, shortest: int = 2) -> Iterator[str]:
    """The texts of a column that hold something of their own: no dots of samples, no 同上, no dash."""
    index = column.index
    for line in table.grid.rows[table.bottom + 1 : table.end]:
        text = line[index] if index < len(line) else ""
        if len(text) < shortest or is_ditto_cell(text):
            continue
        if text[0].isalnum() or any(map(str.isalnum, text)):
            yield text


def only(fields: Fields, field: str) -> Column | None:
    """The one column of a field, whose cells hold it and nothing else; None where several do, or none."""
    columns = fields.get(field, [])
    return columns[0] if len(columns) == 1 and columns[0].is_plain else None


def holds(table: FormTable, column: Column, field: str, looks: Looks) -> bool:
    """Whether every one of a column's first texts shows for certain that it is the field's."""
    return all_show(table, column, _test(field, looks))


def all_show(table: FormTable, column: Column, shows: Callable[[str], bool], shortest: int = 2) -> bool:
    """Whether a column has texts, and each of the first ones passes a test; nearly always the first one does not."""
    texts = islice(own_texts(table, column, shortest), ENOUGH)
    first = next(texts, "")
    return first != "" and shows(first) and all(map(shows, texts))


def shows_for_certain(field: str, looks: Looks) -> Callable[[str], bool] | None:
    """Whether a text is nothing but a sure value of the field; None for a field whose values could be anything."""
    return _certain(looks).get(field)


@cache
def _certain(looks: Looks) -> dict[str, Callable[[str], bool]]:
    of_project = ("project_type", "project_status")
    return {
        "level": lambda text: looks.common_field(text) == "level",
        "domain": lambda text: looks.common_field(text) == "domain",
        "location": looks.is_place,
        "project_country": looks.is_place,
        "phone": looks.is_contact,
        "email": lambda text: looks.field(text) == "email",
        **dict.fromkeys(("chinese_engineers", "foreign_engineers", "qualified_engineers"), looks.is_count),
        "company": ends_like_a_company,
        "name": lambda text: looks.likely_name(text) == _SURELY_A_NAME,
        **{field: partial(_is_choice_of, field, looks) for field in of_project},
    }


def _is_choice_of(field: str, looks: Looks, text: str) -> bool:
    return looks.project_choice(text) == field


@cache
def _test(field: str, looks: Looks) -> Callable[[str], bool]:
    """Whether a text shows for certain that it is the field's; choices and project names in any words."""
    tests: dict[str, Callable[[str], bool]] = {
        "project_name": lambda text: not (ends_like_a_company(text) or looks.has_contact(text) or looks.is_place(text)),
        "domain": lambda text: looks.field(text) == "domain",
        **{field: _certain(looks)[field] for field in _ALIKE},
    }
    return tests.get(field, lambda text: looks.choice(text) == field)


_ALIKE = ("company", "project_country", "location", "phone", "name")
"""Fields of which every sure value shows what it is."""

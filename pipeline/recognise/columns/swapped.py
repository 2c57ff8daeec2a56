"""Columns whose cells say clearly that they hold what another heading asks for: two that were exchanged, all that stand
one column aside, and 名称 over the names of companies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import islice

from pipeline.model.statements import Found
from pipeline.recognise.columns.unlabelled import own_texts
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.words.form import bare, squash
from pipeline.recognise.words.looks import Looks, ends_like_a_company

_PAIRS = (
    *(("name", "phone"), ("company", "project_name")),
    *(("project_name", "project_country"), ("project_type", "project_status")),
    *(("domain", "level"), ("domain", "location")),
)
_ENOUGH = 5
_SHORT = 2  # characters of a heading that leaves open whose name it asks for


def change_exchanged(table: FormTable, looks: Looks) -> None:
    """Give exchanged columns each other's field, and move those that stand aside of their headings. In place."""
    _move_aside(table, looks)
    for one, other in _PAIRS:
        first, second = _only(table, one), _only(table, other)
        if first is None or second is None:
            continue
        if _holds(table, first, other, looks) and _holds(table, second, one, looks):
            first.field, second.field = other, one
            first.found = second.found = Found.CONTENT
            table.index()
    _name_company(table, looks)


def _move_aside(table: FormTable, looks: Looks) -> None:
    """Rows that begin with a number under headings that ask for none stand one column right of them."""
    name, phone = _only(table, "name"), _only(table, "phone")
    if "number" in table.fields or name is None or phone is None or _holds(table, phone, "phone", looks):
        return
    first = next((line for line in table.grid.rows[table.bottom + 1 : table.end] if any(line)), [])
    if len(first) <= table.left or not looks.form.cells["number"](squash(first[table.left])):
        return
    beside = [(replace(column, index=column.index + 1), column.field) for column in (name, phone)]
    if all(_holds(table, column, field, looks) for column, field in beside):
        moved = [replace(column, index=column.index + 1) for column in table.columns]
        table.columns = [Column(table.left, "field", "", "number", found=Found.CONTENT), *moved]
        table.right += 1
        table.index()


def _only(table: FormTable, field: str) -> Column | None:
    columns = table.fields.get(field, [])
    return columns[0] if len(columns) == 1 and columns[0].is_plain else None


def _holds(table: FormTable, column: Column, field: str, looks: Looks) -> bool:
    """Whether every one of the first texts is the field's."""
    shows = _test(field, looks)
    texts = islice(own_texts(table, column), _ENOUGH)
    first = next(texts, "")
    return first != "" and shows(first) and all(map(shows, texts))


def _name_company(table: FormTable, looks: Looks) -> None:
    """名称 over nothing but companies, where no column tells the company; a further 名称 is the project's."""
    column = _only(table, "project_name")
    if "company" in table.fields or column is None or len(column.heading) > _SHORT:
        return
    if not _holds(table, column, "company", looks):
        return
    column.field, column.found = "company", Found.CONTENT
    for further in table.columns:
        word = looks.form.words.get(bare(further.heading))
        if further.kind == "extra" and word is not None and word.field == "project_name":
            further.kind, further.field = "field", "project_name"
            break
    table.index()


@cache
def _test(field: str, looks: Looks) -> Callable[[str], bool]:
    """Whether a text shows for certain that it is the field's."""
    tests: dict[str, Callable[[str], bool]] = {
        "company": ends_like_a_company,
        "project_name": lambda text: not (ends_like_a_company(text) or looks.has_contact(text) or looks.is_place(text)),
        "project_country": looks.is_place,
        "location": looks.is_place,
        "phone": looks.is_contact,
        "domain": lambda text: looks.field(text) == "domain",
        "name": lambda text: looks.likely_name(text) == _SURE,
    }
    return tests.get(field, lambda text: looks.choice(text) == field)


_SURE = 2

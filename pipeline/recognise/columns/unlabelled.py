"""Person columns under one heading without headings of their own: which is which.

The order of the heading's own text is taken, and checked against what the first people's cells hold; where they
contradict, the cells decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.model.statements import Found
from pipeline.recognise.columns.evidence import first_texts
from pipeline.recognise.sheet.column import Column, exchanged, gives_way, order_of
from pipeline.recognise.sheet.tables import FormTable, Named
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import Form, squash
from pipeline.recognise.words.looks import Looks

_CHECKED = ("phone", "level", "domain")
_NOT_CHECKED = ("location", "experience")


def name_unlabelled(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, unlabelled ones with the fields that they hold. Lists that may be joined ask for it before."""
    unlabelled = [column for column in table.columns if column.kind == "unlabelled"]
    if not unlabelled:
        return table.columns
    if table.named is None or table.named.columns is not table.columns or table.named.end != table.end:
        table.named = Named(table.columns, table.end, _named(unlabelled, table, tools))
    return table.named.result


def _named(unlabelled: list[Column], table: FormTable, tools: Tools) -> list[Column]:
    held = {field for field, columns in table.fields.items() if not gives_way(columns)}
    order = [field for field in order_of(unlabelled, tools.form) if field not in held]
    used, cells = _used(unlabelled, [first_texts(table, column) for column in unlabelled], table, len(order))
    if len(used) > 1 and (len(used) > len(order) or _contradict(order[: len(cells)], cells, tools)):
        fields, found = _by_content(order, cells, tools.looks), Found.CONTENT
    else:
        fields, found = order[: len(used)], Found.POSITION
    told = {id(column): field for column, field in zip(used, [*fields, *[""] * len(used)], strict=False)}
    named = [(column, _named_as(column, told.get(id(column)), found)) for column in unlabelled]
    # 个人简介 beside the group gives way to the 实践经历 under it.
    named += [
        (column, column.put_aside()) for column in table.columns if column.field and column.field in told.values()
    ]
    return exchanged(table.columns, named)


def _named_as(column: Column, field: str | None, found: Found) -> Column:
    """The column with its field; one of "" holds what the form does not know, one of None nothing."""
    if field is None:
        return column.named("", column.field, column.found)
    return column.named("field" if field else "extra", field, found)


def _used(
    columns: list[Column], cells: list[list[str]], table: FormTable, most: int
) -> tuple[list[Column], list[list[str]]]:
    """The columns that somebody filled in, with their first texts: the only one where people are packed into it, else
    all but empty ones at the end that are more than `most`, or that no merged range shows to be meant."""
    if len(columns) > 1 and not cells[0] and sum(map(bool, cells)) == 1:
        alone = next(at for at, texts in enumerate(cells) if texts)
        return [columns[alone]], [cells[alone]]
    count = len(cells)
    while count > 1 and not cells[count - 1] and (count > most or not any(table.grid.origin)):
        count -= 1
    return columns[:count], cells[:count]


def _contradict(order: Sequence[str], cells: list[list[str]], tools: Tools) -> bool:
    """Whether a column holds what its place does not mean, and another column holds that."""
    if "name" in order and (names := cells[order.index("name")]) and all(map(tools.looks.is_place, names)):
        others = [texts for field, texts in zip(order, cells, strict=False) if field in _NOT_CHECKED]
        if any(_share_of_names(texts, tools.looks) > _share_of_names(names, tools.looks) for texts in others):
            return True
    for field in _CHECKED:
        texts = cells[order.index(field)] if field in order else []
        if (
            texts
            and _share(field, texts, tools.form) < 0.5
            and any(_share(field, other, tools.form) > 0.5 for other in cells)
        ):
            return True
    return False


def _share_of_names(texts: list[str], looks: Looks) -> float:
    """How likely these are names of people."""
    return sum(map(looks.likely_name, texts)) / len(texts) if texts else 0


def _share(field: str, texts: list[str], form: Form) -> float:
    """How many of the texts look like the field; mail addresses may stand for phones."""
    if not texts:
        return 0.0
    return sum([_shows(field, text, form) for text in texts]) / len(texts)


@lru_cache(maxsize=4096)
def _shows(field: str, text: str, form: Form) -> bool:
    plain = squash(text)
    return bool(form.contents[field](plain) or (field == "phone" and form.contents["email"](plain)))


def _by_content(order: Sequence[str], cells: list[list[str]], looks: Looks) -> list[str]:
    """For each column the field that most of its cells look like, each field once; the rest in the order given."""
    votes = [_votes(texts, order, looks) for texts in cells]
    fields = [""] * len(cells)
    ranked = sorted(
        ((count, -at, field) for at, counts in enumerate(votes) for field, count in counts.items() if count),
        key=lambda vote: (-vote[0], -vote[1], vote[2]),
    )
    for _, at, field in ranked:
        if field not in fields and not fields[-at]:
            fields[-at] = field
    free = [field for field in order if field not in fields]
    for at, field in enumerate(fields):
        if not field and cells[at] and free:
            fields[at] = free.pop(0)
    return fields


def _votes(texts: list[str], order: Sequence[str], looks: Looks) -> dict[str, int]:
    """How many texts look like which field; an address where none is asked for stands for the phone (联系方式), and a
    town that may be a person counts less for a place than a country does."""
    counts: dict[str, int] = {}
    for text in texts:
        field = looks.field(text)
        field = "phone" if field == "email" and "email" not in order else field
        if field:
            counts[field] = counts.get(field, 0) + (1 if field == "location" and looks.likely_name(text) else 2)
    return counts

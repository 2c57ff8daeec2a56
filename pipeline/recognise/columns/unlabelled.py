"""Person columns under one heading without headings of their own: which is which.

The order of the heading's own text is taken, and checked against what the first people's cells hold; where they
contradict, the cells decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from pipeline.model.statements import Found
from pipeline.recognise.sheet.column import Column, order_of
from pipeline.recognise.sheet.column_headings import bare_choice
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.words.captions import section_of
from pipeline.recognise.words.form import Form, is_ditto_cell, squash
from pipeline.recognise.words.looks import Looks

_ENOUGH = 5
_TOLD_BY_CONTENT = ("name", "phone", "email", "level", "domain", "experience", "project_type", "project_status")
_CHECKED = ("phone", "level", "domain")
_NOT_CHECKED = ("location", "experience")


def name_unlabelled(table: FormTable, form: Form, looks: Looks) -> None:
    """Give the unlabelled columns of a table their fields. In place."""
    unlabelled = [column for column in table.columns if column.kind == "unlabelled"]
    if not unlabelled:
        return
    order = [field for field in order_of(unlabelled, form) if field not in table.fields]
    cells = [_cells(table, column) for column in unlabelled]
    if (
        len(unlabelled) > 1 and not cells[0] and sum(map(bool, cells)) == 1
    ):  # people packed into one column, others left empty
        alone = next(at for at, texts in enumerate(cells) if texts)
        for column in (*unlabelled[:alone], *unlabelled[alone + 1 :]):
            column.kind = ""
        unlabelled, cells = [unlabelled[alone]], [cells[alone]]
    while len(cells) > 1 and not cells[-1] and (len(cells) > len(order) or not any(table.grid.origin)):
        cells.pop()
        unlabelled.pop().kind = ""
    if len(unlabelled) > 1 and (len(unlabelled) > len(order) or _contradict(order[: len(cells)], cells, form, looks)):
        fields, found = _by_content(order, cells, looks), Found.CONTENT
    else:
        fields, found = list(order[: len(unlabelled)]), Found.POSITION
    for column, field in zip(unlabelled, [*fields, *[""] * len(unlabelled)], strict=False):
        column.kind, column.field, column.found = ("field" if field else "extra"), field, found
    table.index()


def name_choices(table: FormTable, looks: Looks) -> None:
    """Columns whose heading is itself a choice (资深工程会员) of a field that the table lacks. In place."""
    missing = {field for field in _TOLD_BY_CONTENT if field not in table.fields}
    doubtful = [column for column in table.columns if column.quality < 2 and column.heading and not column.option]
    named = False
    for column in doubtful:
        is_told = column.kind in ("extra", "field", "unlabelled")
        if is_told and (field := looks.choice(column.heading)) in missing:
            column.kind, column.field, column.option = "field", field, bare_choice(column.heading)
            named = True
    if named:
        table.index()


def name_unknown(table: FormTable, looks: Looks) -> None:
    """Columns with words that the form does not know, or with none: what the table lacks and their cells clearly
    hold. In place."""
    _distrust_name(table, looks)
    unknown = [column for column in table.columns if column.quality < 2 and column.kind in ("extra", "")]
    if not unknown and table.left == 0:
        return
    missing = [field for field in _TOLD_BY_CONTENT if field not in table.fields]
    for column in unknown:
        if missing and (texts := _cells(table, column)) and (field := _majority(texts, looks)) in missing:
            missing.remove(field)
            column.kind, column.field, column.found = "field", field, Found.CONTENT
    _name_section(table, unknown, looks)
    _section_beside(table, looks)
    table.index()


def _distrust_name(table: FormTable, looks: Looks) -> None:
    """A heading that only holds a word for people (派出工程师（人）) over nothing but numbers names nobody."""
    for column in table.fields.get("name", []):
        if column.quality < 2 and (texts := _cells(table, column, 1)) and all(map(looks.is_count, texts)):
            column.kind, column.field = "extra", ""
            table.index()


def _name_section(table: FormTable, unknown: Sequence[Column], looks: Looks) -> None:
    """类别, whose cells all say 已外派 or 计划外派."""
    for column in unknown:
        texts = _cells(table, column) if column.kind == "extra" else []
        if "section" not in table.fields and texts and all(map(looks.is_section, texts)):
            column.kind, column.field, column.found = "field", "section", Found.CONTENT


def _section_beside(table: FormTable, looks: Looks) -> None:
    """已外派, 计划外派 left of the table, without a heading, each beside its people."""
    if "section" in table.fields or table.left == 0:
        return
    column = Column(table.left - 1, "field", "", "section", found=Found.CONTENT)
    texts = _cells(table, column)
    if texts and all(section_of(text, looks.form) for text in texts):
        table.columns = [column, *table.columns]


def _majority(texts: list[str], looks: Looks) -> str:
    told = [looks.project_choice(text) or looks.field(text) for text in texts]
    field = max(told, key=told.count)
    return field if told.count(field) * 5 >= len(told) * 4 else ""


def _cells(table: FormTable, column: Column, shortest: int = 2) -> list[str]:
    return list(islice(own_texts(table, column, shortest), _ENOUGH))


def own_texts(table: FormTable, column: Column, shortest: int = 2) -> Iterator[str]:
    """The texts of a column that hold something of their own: no dots of samples, no 同上."""
    index = column.index
    for line in table.grid.rows[table.bottom + 1 : table.end]:
        if index < len(line) and len(text := line[index]) >= shortest and not is_ditto_cell(text):
            yield text


def _contradict(order: Sequence[str], cells: list[list[str]], form: Form, looks: Looks) -> bool:
    """Whether a column holds what its place does not mean, and another column holds that."""
    if "name" in order and (names := cells[order.index("name")]) and all(map(looks.is_place, names)):
        others = [texts for field, texts in zip(order, cells, strict=False) if field in _NOT_CHECKED]
        if any(_named(texts, looks) > _named(names, looks) for texts in others):
            return True
    for field in _CHECKED:
        texts = cells[order.index(field)] if field in order else []
        if texts and _share(field, texts, form) < 0.5 and any(_share(field, other, form) > 0.5 for other in cells):
            return True
    return False


def _named(texts: list[str], looks: Looks) -> float:
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

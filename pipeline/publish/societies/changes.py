"""What a society is told of people whom it has already: whose particulars changed, cell by cell, and who left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from pipeline.model.fields import TOLD_BESIDE
from pipeline.model.judgements import Columns, Disposition
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.values import Value
from schemas.layouts.intake import intake_file
from schemas.layouts.sheet import Column

_CHANGE = "change"

Row = tuple[Value, ...]
"""編号, name, what happened, column, before, now, remark: as the sheet `changes` has it."""

Before = Mapping[str, Mapping[str, str]]
"""By row_id of the row that replaced it: what the society was sent, by the source of each column."""


def sent_before(people: Columns, changed_earlier: Columns) -> Before:
    """What the rows of `people` that were routed and are replaced in this batch had told; as shown to readers."""
    was = zip(changed_earlier["row_id"], changed_earlier["old_disposition"], strict=True)
    routed = {row_id for row_id, old in was if old == Disposition.ROUTED}
    sources = [column.source for column in _columns(frozenset())]
    rows = zip(
        people["row_id"], people["points_at"], zip(*(people[name] for name in sources), strict=True), strict=True
    )
    return {points_at: dict(zip(sources, told, strict=True)) for row_id, points_at, told in rows if row_id in routed}


def needed() -> set[str]:
    """The columns of people from which changes are told."""
    return {column.source for column in _columns(frozenset())} | {"row_id", "change", "withdrawn_from"}


def changed(people: Columns, before: Before, back: Set[str]) -> Iterator[Row]:
    """A row for each cell that is other than it was sent, without fields that are kept `back`; where nothing that the
    society sees changed, one that says so of the person."""
    text = intake_file().words
    columns = _columns(back)
    for place, row_id in enumerate(people["row_id"]):
        if people["change"][place] != _CHANGE or people["withdrawn_from"][place]:
            continue
        person = (people["person_id"][place], people["name"][place], text.change)
        old = before.get(row_id, {})
        cells = [(each.heading, old.get(each.source, ""), people[each.source][place]) for each in columns if old]
        others = [cell for cell in cells if cell[1] != cell[2]]
        yield from ((*person, *cell, "") for cell in others)
        if not others:
            yield (*person, "", "", "", text.change_text)


def left(society: str, gone: list[tuple[str, str, str]]) -> Iterator[Row]:
    """A row for each withdrawn person; `gone` are (society that loses the person, 编号, name)."""
    text = intake_file().words
    for person_id, name in sorted({(person_id, name) for from_, person_id, name in gone if from_ == society}):
        yield (person_id, name, text.withdrawal, "", "", "", text.withdrawal_text)


def _columns(back: Set[str]) -> list[Column]:
    """The columns of the list of people that tell what the unit says."""
    columns = load_layout("intake", "people").without(back).columns
    return [column for column in columns if column.tells and not TOLD_BESIDE.issuperset({*column.tells} - {"section"})]

"""The lists that a notice publishes for who assesses: of all people of its batch, of each group of them, and how many.

Who stands in them is who is new or changed in the batch, as in the societies' workbooks. What they are called and what
their columns are is data: schemas/layouts/lists.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from pipeline.model.fields import FIELDS
from pipeline.model.judgements import Columns
from pipeline.publish.association.combined import IN_ORDER, passed_on
from pipeline.publish.association.counts import Recommended, count_rows
from pipeline.publish.paper.batch_paper import Batch
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.layout import Layout, load_layout
from pipeline.publish.paper.names import safe_name
from pipeline.publish.paper.people import picked, rows_of
from pipeline.publish.paper.values import Value
from pipeline.terms.notices import Notice
from schemas.forms import form_file
from schemas.layouts.lists import ListEntry, ListSheet, lists_file
from schemas.named import NamedTuple

KIND = "lists"
"""Of the mark, and of the layout."""

_NUMBER = "number"
_KEPT = (*IN_ORDER, "disposition", "change", "route_confirmed")


class Lists(NamedTuple):
    """What the lists of a batch are made of: `people` are those who stand in them, in their order; `recommended`
    those who counted for the quotas after it."""

    batch: Batch
    notice: Notice
    people: Columns
    recommended: Recommended


def needed(notice: Notice) -> set[str]:
    """The columns of people that the lists of the notice are made of; none where it publishes none."""
    if not notice.lists:
        return set()
    entries = [lists_file().lists[name] for name in notice.lists]
    sources = {part for entry in entries for each in entry.sheets for part in _parts(each)}
    fields = {field for entry in entries for each in entry.sheets for field in (each.by, each.across)}
    return {*sources, *fields, *(entry.group_by for entry in entries), *_KEPT} - {""}


def listed(people: Columns) -> Columns:
    """Those who stand in the lists, unit by unit, as they came."""
    went = picked(people, passed_on(people))
    order = sorted(range(len(went["row_id"])), key=rows_of(went, IN_ORDER).__getitem__)
    return {name: [values[place] for place in order] for name, values in went.items()}


def list_books(name: str, lists: Lists) -> Iterator[tuple[str, Book]]:
    """The workbooks of one list with their paths below the batch folder; none where nobody stands in them."""
    entry, people = lists_file().lists[name], lists.people
    if not entry.group_by:
        yield from [_book(entry, "", people, lists)] if people["row_id"] else []
        return
    groups = [group or entry.none for group in people[entry.group_by]]
    for group in sorted(set(groups)):
        yield _book(entry, group, picked(people, (each == group for each in groups)), lists)


def _book(entry: ListEntry, group: str, people: Columns, lists: Lists) -> tuple[str, Book]:
    words, batch = lists_file().words, lists.batch
    name = entry.file.format(group=safe_name(group) if group else "", batch=batch.name)
    path = str(PurePosixPath(words.folder, name))
    tables = [_table(each, entry, group, people, lists) for each in entry.sheets]
    return path, Book(
        path=path,
        created=batch.created,
        title=tables[-1].above[0],
        header="",
        footer=words.footer.format(association=batch.association, batch=batch.name),
        mark=batch.mark(KIND, people["row_id"]),
        tables=tables,
    )


def _table(sheet: ListSheet, entry: ListEntry, group: str, people: Columns, lists: Lists) -> Table:
    own = lists.people if sheet.everybody else people
    above = _above(sheet, entry, group, own, lists)
    layout = load_layout(KIND, sheet.layout)
    if not sheet.by:
        return Table(KIND, sheet.layout, _people_rows(own, layout), above=above)
    told = _as_told(own, sheet.by, sheet.across)
    told = picked(told, (change == "new" for change in own["change"])) if sheet.new else told
    rows = count_rows(sheet, layout, told, lists.notice, lists.recommended)
    return Table(KIND, sheet.layout, rows, sums=frozenset([len(rows) - 1]), above=above)


def _above(sheet: ListSheet, entry: ListEntry, group: str, people: Columns, lists: Lists) -> list[str]:
    words, notice = lists_file().words, lists.notice
    changed = sum(change != "new" for change in people["change"])
    known = {
        **_of_batch(lists.batch.name, lists.batch.created.date()),
        "association": lists.batch.association,
        "number": notice.number,
        "form_title": notice.form_title,
        "group": group,
        "count": len(people["row_id"]),
        "changed": changed,
        "yuan": notice.fee.yuan if notice.fee else "",
        "fee_note": notice.fee.note if notice.fee else "",
        "quotas": notice.quotas.total.people if notice.quotas and notice.quotas.total else "",
    }
    is_drafted = bool(entry.form) and not sheet.by and form_file(entry.form).origin == "ours"
    line = words.people + (words.changed if changed else "") + (words.drafted if is_drafted else "")
    return [text.format_map(known) for text in (sheet.title, line, *sheet.notes)]


def _of_batch(name: str, day: date) -> Mapping[str, str]:
    return {"batch": name, "day": lists_file().words.day.format(year=day.year, month=day.month, day=day.day)}


def _people_rows(people: Columns, layout: Layout) -> list[tuple[Value, ...]]:
    numbered = people | {_NUMBER: list(range(1, len(people["row_id"]) + 1))}
    cells = {source: _cells(numbered, source) for source in layout.sources}
    return rows_of(cells, layout.sources)


def _cells(people: Columns, source: str) -> list[Value]:
    """The values of a column: of several fields what they say, each once, parted as their names are."""
    if source.split() == [source]:
        return _values(people, source)
    lines = [_joined(" ", [_values(people, field) for field in line.split()]) for line in source.split("\n")]
    return _joined("\n", lines)


def _joined(between: str, columns: Sequence[Sequence[Value]]) -> list[Value]:
    rows = zip(*columns, strict=True)
    return [between.join(dict.fromkeys(str(value) for value in row if value)) for row in rows]


def _values(people: Columns, field: str) -> list[Value]:
    """What is understood of a field, else what was typed."""
    if field not in FIELDS:
        return people[field]
    return [value or said for value, said in zip(people[field], people[_typed(field)], strict=True)]


def _as_told(people: Columns, *fields: str) -> Columns:
    """These fields as they are understood, and who the rows are of."""
    return {name: people[name] for name in filter(None, ("row_id", *fields))}


def _typed(field: str) -> str:
    return f"{field}_typed"


def _parts(sheet: ListSheet) -> Iterator[str]:
    """The columns of people that a sheet of them is made of."""
    for source in load_layout(KIND, sheet.layout).sources if not sheet.by else ():
        yield from (field for field in source.split() if field != _NUMBER)
        yield from (_typed(field) for field in source.split() if field in FIELDS)

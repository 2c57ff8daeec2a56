"""A society's workbook: its people, what the units typed, and who was changed or withdrawn. A society gets only its own
people, and of them only what the notice allows the societies to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress

from pipeline.model.judgements import Columns
from pipeline.publish.desk.accounts import published
from pipeline.publish.paper.batch_paper import Batch
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.names import check_distinct, safe_name, workbook_path
from pipeline.publish.paper.people import picked, rows_of
from pipeline.publish.paper.values import Value
from pipeline.publish.societies.about import about_table
from pipeline.publish.societies.changes import Before, changed, left, needed
from pipeline.terms.notices import Notice
from pipeline.terms.procedure import Procedure
from schemas.layouts.intake import intake_file
from schemas.results import results_file
from schemas.routes import routes_file, societies

Rows = list[tuple[Value, ...]]

SOCIETIES = intake_file().words.folder
"""The folder of the societies' workbooks in the batch folder."""

SHEETS = ("people", "typed", "changes")
"""The sheets with data on people."""

_NUMBER = "number"


def kept_back(notice: Notice) -> frozenset[str]:
    """The fields that the notice does not allow the societies to see."""
    told = {field for sheet in SHEETS for column in load_layout("intake", sheet).columns for field in column.tells}
    return frozenset(told - notice.societies_see)


def unhinted(notice: Notice) -> frozenset[str]:
    """The fields whose findings give no hint that quotes a typed cell, which may tell of several. A field that has no
    column of its own (计数) is not kept back by having none."""
    columns = (column for sheet in SHEETS for column in load_layout("intake", sheet).columns)
    cells = [set(column.tells) for column in columns if not column.others]
    back = kept_back(notice) & set().union(*cells)
    return back.union(*(fields for fields in cells if fields & back))


def societies_of(societies: Iterable[str], changed_earlier: Columns) -> list[str]:
    """The societies with people in the batch or with a withdrawal, and "" for people without society, sorted. Raises
    UserError if names of societies collide as folders.
    """
    names = sorted({*societies, *(row[0] for row in _withdrawals(changed_earlier))} - {""})
    check_distinct((name, safe_name(name)) for name in names)
    return ["", *names]


def intake_book(
    batch: Batch,
    notice: Notice,
    society: str,
    people: Columns,
    changed_earlier: Columns,
    before: Before,
    named: Sequence[str] = (),
) -> tuple[str, Book] | None:
    """The path below the batch folder and the workbook; None if the society gets nobody and loses nobody.

    `people` are the society's rows in this batch, published or not; `before` is what was sent of those that changed;
    `named` are societies that may take people beside those that are shipped.
    """
    went = (published(*row) for row in zip(people["disposition"], people["change"], strict=True))
    own = picked({name: people[name] for name in _needed()}, went)
    flagged = not all(own["route_confirmed"])
    back = kept_back(notice) | (frozenset() if flagged else frozenset(intake_file().words.only_unconfirmed))
    changes = [*changed(own, before, back), *left(society, _withdrawals(changed_earlier))]
    if not society or not (own["row_id"] or changes):
        return None
    data = _tables(own, changes, _others(society, named), back, notice.procedure)
    tables = [*data, about_table(batch, notice, society, flagged)]
    return _book(batch, society, own["row_id"], tables, flagged)


def _others(society: str, named: Iterable[str]) -> list[str]:
    """The societies to which this one may hand people on: first those that have a domain."""
    routed = (each for way in routes_file().route for each in (way.society, *way.candidates))
    return [each for each in dict.fromkeys([*routed, *societies(), *named]) if each != society]


def _needed() -> set[str]:
    """The columns of people from which a society's workbook is made."""
    shown = {source for sheet in ("people", "typed") for source in load_layout("intake", sheet).sources}
    return {*shown - {_NUMBER}, *needed(), "route_confirmed", "person_id", "name"}


def _book(batch: Batch, society: str, row_ids: list[str], tables: list[Table], flagged: bool) -> tuple[str, Book]:
    text = intake_file().words
    path = workbook_path(batch.name, society, flagged)
    title = text.print_title.format(society=society)
    book = Book(
        path=path,
        created=batch.created,
        title=title,
        header=text.unconfirmed if flagged else title,
        footer=text.footer.format(society=society, batch=batch.name),
        mark=batch.mark("intake", row_ids),
        tables=tables,
        flagged=flagged,
    )
    return path, book


def _tables(
    people: Columns, changes: Rows, others: Sequence[str], back: frozenset[str], procedure: Procedure
) -> list[Table]:
    """The sheets with data on people. What is numbered is found again in our order after it was sorted otherwise."""
    numbered = people | {_NUMBER: list(range(1, len(people["row_id"]) + 1))}
    layouts = {name: load_layout("intake", name).without(back) for name in ("people", "typed")}
    rows = {name: rows_of(numbered, layout.sources) for name, layout in layouts.items()}
    file = results_file()
    listed = {column.heading: others for column in layouts["people"].columns if column.input == "listed"}
    tables = [
        Table(
            *("intake", "people", rows["people"]),
            kept_back=back,
            choices=listed,
            offered={file.columns.stage: procedure.stages},
            omitted=frozenset(mark.column for mark in file.marks if mark.field not in procedure.marks),
        ),
        Table("intake", "typed", rows["typed"], kept_back=back),
    ]
    if changes:
        shown = [not set(column.tells) & back for column in load_layout("intake", "changes").columns]
        told = [tuple(compress(row, shown)) for row in changes]
        tables.append(Table("intake", "changes", told, kept_back=back))
    return tables


def _withdrawals(people: Columns) -> list[tuple[str, str, str]]:
    """(society that loses the person, 编号, name) of each withdrawn person."""
    rows = zip(people["withdrawn_from"], people["person_id"], people["name"], strict=True)
    return [row for row in rows if row[0]]

"""The register read back as columns: all of it as it is now, or one batch as it was recorded.

Every function takes `batch`: the running number of a batch, or None for the whole register.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    text,
)

from pipeline.model.documents import MailHead
from pipeline.model.fields import CANONICAL, FIELDS
from pipeline.model.judgements import Columns, Finding
from pipeline.model.statements import Problem
from pipeline.register import tables
from pipeline.register.contents.run import JUDGEMENT, ORIGIN, PLACE
from pipeline.register.filled import is_empty

_FIRST = (
    *("person_id", "submission_id", "notice", "unit", "company", "company_contact", "company_contact_phone", "section"),
    *("project_name", "project_country", "project_type", "project_status"),
    *("chinese_engineers", "foreign_engineers", "qualified_engineers"),
    *("name", "phone", "email", "domain", "specialty", "location", "location_country", "level", "experience"),
    *("society", "disposition", "findings", "source_file", "source_sheet", "source_row", "batch", "received_at"),
    *("row_id", "project_id", "form", "phone_other"),
)
"""Columns that other programs know by their place."""

_TYPED = tuple(f"{field}_typed" for field in FIELDS)

PEOPLE = tuple(dict.fromkeys((*_FIRST, *_TYPED, *CANONICAL)))
"""The columns of `export people`, one row per person row."""

ALL_OF_PEOPLE = tuple(dict.fromkeys((*PEOPLE, *PLACE, *ORIGIN, *CANONICAL, *JUDGEMENT, "extra", "read_in")))
"""With `extra`, the columns that no field takes, as JSON."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)

AMONG = "IN (SELECT value FROM json_each(?))"
"""What `is_one_of` is in SQL, for a list given by `to_json`."""

_EACH = text("SELECT value FROM json_each(:among)")

_rows, _judged, _sent = tables.person_rows, tables.judgements, tables.submissions
_later = _judged.alias("later")


def latest(until: int | None = None) -> Select[Any]:
    """The judgements that hold now, or that held after the batch `until`."""
    later = exists().where(_later.c.row_id == _judged.c.row_id, _later.c.batch > _judged.c.batch)
    if until is None:
        return select(_judged).where(~later)
    return select(_judged).where(~later.where(_later.c.batch <= until), _judged.c.batch <= until)


def last_batch(connection: Connection) -> Row[Any] | None:
    """The batch that was recorded last; None before there is one."""
    batches = tables.batches
    return connection.execute(select(batches).order_by(batches.c.number.desc()).limit(1)).one_or_none()


def settings_then(connection: Connection) -> dict[str, Any]:
    """What the settings said when the last batch was recorded; nothing before there is one."""
    last = last_batch(connection)
    return dict(json.loads(last.settings)) if last else {}


def open_notices(connection: Connection) -> list[str]:
    """The notices that were open when the last batch was recorded."""
    settings = settings_then(connection)
    if "open_notices" in settings:
        return list(settings["open_notices"])
    known = connection.execute(select(_sent.c.notice).distinct()).scalars().all()
    return list(known)


def made_in(batch: int | None) -> Select[Any]:
    """The judgements that a batch made; for None those that hold now."""
    return latest() if batch is None else select(_judged).where(_judged.c.batch == batch)


def judged_what_it_read(connection: Connection, batch: int) -> bool:
    """Whether a batch judged the rows that it read and no others, as nearly all do: much need not be asked then."""
    return bool(connection.exec_driver_sql(_READ_AND_JUDGED, (batch, batch)).scalar_one())


_READ_AND_JUDGED = (
    "SELECT (SELECT count(*) FROM person_rows WHERE batch = ?) = (SELECT count(*) FROM judgements WHERE batch = ?)"
)


def sent_as_of(connection: Connection, batch: int) -> FromClause:
    """The submissions as they were after the batch: what was read anew later counts as it was before."""
    if is_empty(connection, tables.submissions_before):
        return _sent
    before = tables.submissions_before
    first = select(before.c.submission_id, func.min(before.c.until).label("until")).where(before.c.until > batch)
    then = first.group_by(before.c.submission_id).subquery()
    same = and_(then.c.submission_id == before.c.submission_id, then.c.until == before.c.until)
    old = select(*(before.c[column.name] for column in _sent.columns)).join(then, same)
    now = select(_sent).where(_sent.c.submission_id.not_in(select(then.c.submission_id)))
    return now.union_all(old).subquery()


def people_of(connection: Connection, batch: int, societies: Collection[str]) -> dict[str, Columns]:
    """By society the rows that a batch judged and gave to it; for "" those that it gave to none."""
    columns = people(connection, made_in(batch).where(is_one_of(_judged.c.society, societies)), batch)
    if len(societies) == 1:  # perhaps many rows
        return dict.fromkeys(societies, columns)
    places: dict[str, list[int]] = {society: [] for society in societies}
    for place, society in enumerate(columns["society"]):
        places[society].append(place)
    return {
        society: {name: [values[place] for place in own] for name, values in columns.items()}
        for society, own in places.items()
    }


def is_one_of(column: ColumnElement[Any], values: Collection[str] | Collection[int]) -> ColumnElement[bool]:
    """Whether the column has one of these values, as many as there may be."""
    return column.in_(_EACH.bindparams(bindparam("among", to_json(list(values)), unique=True)))


def findings_of(connection: Connection, judgements: Select[Any]) -> dict[str, list[Finding]]:
    """The findings that belong to these judgements, by row_id."""
    which = judgements.with_only_columns(_judged.c.row_id, _judged.c.batch).subquery()
    found = tables.findings.c
    query = (
        select(*(found[name] for name in Finding._fields))
        .join(which, and_(found.row_id == which.c.row_id, found.batch == which.c.batch))
        .order_by(found.number)
    )
    by_row: dict[str, list[Finding]] = defaultdict(list)
    for row in connection.execute(query).all():
        by_row[row.row_id].append(Finding(*row))
    return by_row


def people(connection: Connection, judgements: Select[Any], until: int | None = None) -> Columns:
    """The person rows of these judgements: ALL_OF_PEOPLE, a submission's rows together, as they stood in it; with what
    is said of their submissions now, or was after the batch `until`."""
    columns = columns_of(connection, _people_query(judgements))
    for name, fields in (("typed", _TYPED), ("canonical", CANONICAL)):
        columns |= spread(from_json(columns.pop(name)), fields)
    columns |= {f"source_{name}": columns[name] for name in ("file", "sheet", "row")}
    columns["findings"] = _slugs(connection, columns, until)
    return {name: columns[name] for name in ALL_OF_PEOPLE}


def spread(values: list[dict[str, Any]], fields: Sequence[str]) -> Columns:
    """Records in which empty values are left out, column by column."""
    told = set().union(*values)
    return {
        field: [value.get(field, "") for value in values] if field in told else [""] * len(values) for field in fields
    }


def _people_query(judgements: Select[Any]) -> Select[Any]:
    judged = judgements.subquery()
    now, then = tables.batches.alias(), tables.batches.alias()
    origin = [_sent.c[name] for name in ORIGIN]
    place = [_rows.c[name] for name in (*PLACE, "typed", "extra")]
    judgement = [judged.c[name] for name in (*JUDGEMENT, "canonical")]
    found = tables.findings.c
    own = select(func.coalesce(func.group_concat(found.slug, ";"), "")).where(
        found.row_id == judged.c.row_id, found.batch == judged.c.batch
    )
    return (
        select(*place, *origin, *judgement, now.c.name.label("batch"), then.c.name.label("read_in"))
        .add_columns(own.scalar_subquery().label("own_slugs"))
        .join(judged, judged.c.row_id == _rows.c.row_id)
        .join(_sent, _sent.c.submission_id == _rows.c.submission_id)
        .join(now, now.c.number == judged.c.batch)
        .join(then, then.c.number == _rows.c.batch)
        .order_by(*(_rows.c[name] for name in ("submission_id", "file", "sheet_index", "row", "place", "row_id")))
    )


def columns_of(connection: Connection, query: Select[Any]) -> Columns:
    """What a query gives, column by column."""
    result = connection.execute(query)
    names, rows = list(map(str, result.keys())), result.all()  # plain ones: they are sent to other processes
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)) if rows else {name: [] for name in names}


def _slugs(connection: Connection, columns: Columns, until: int | None) -> list[str]:
    """For each row the slugs of its own findings, of its document and of its submission, sorted and joined."""
    shared = _shared_slugs(connection, set(columns["submission_id"]), until)

    @cache
    def told(own: str, submission_id: str, file: str) -> str:  # most rows of a document have the same
        slugs = {*own.split(";"), *shared.get((submission_id, ""), ()), *shared.get((submission_id, file), ())}
        return ";".join(sorted(slugs - {""}))

    return list(map(told, columns["own_slugs"], columns["submission_id"], columns["file"]))


def holding(until: int | None = None) -> ColumnElement[bool]:
    """Whether a finding on a submission or a document holds now, or held after the batch `until`."""
    found, gone = tables.findings.c, tables.replaced_findings.c
    if until is None:
        return found.number.not_in(select(gone.number))
    return and_(found.batch <= until, found.number.not_in(select(gone.number).where(gone.batch <= until)))


def of_nobody() -> ColumnElement[bool]:
    """Whether a finding is on a submission or a document, said as the index findings_of_submission says it, and that
    many are: with a bound value, or where it takes them for few, SQLite goes through those of all submissions."""
    return func.likelihood(tables.findings.c.row_id == literal_column("''"), literal_column("0.5"))


def _shared_slugs(
    connection: Connection, submissions: Collection[str], until: int | None
) -> dict[tuple[str, str], set[str]]:
    """Slugs of findings on one of these submissions as a whole or, with its file, on a whole document of it."""
    found = tables.findings.c
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    query = select(found.submission_id, found.file, found.slug).where(of_nobody(), holding(until))
    query = query.where(is_one_of(found.submission_id, submissions))
    for submission_id, file, slug in connection.execute(query).all():
        shared[submission_id, file].add(slug)
    return shared


def from_json(texts: list[str]) -> list[dict[str, Any]]:
    """Many JSON texts, read as one, which is faster."""
    parsed: list[dict[str, Any]] = json.loads(f"[{','.join(texts)}]")
    return parsed


def problems_of(texts: list[str]) -> list[list[Problem]]:
    return [[Problem(*problem) for problem in problems] for problems in from_json(texts)]


def mails_of(json_text: str) -> tuple[MailHead, ...]:
    """The mails around what a submission is about."""
    return tuple(MailHead(*each) for each in json.loads(json_text)) if json_text else ()


def records_to_json(columns: Mapping[str, Sequence[str]], count: int) -> Iterator[str]:
    """So many records of texts, given column by column, each as JSON without its blank values. Most texts stand in many
    records: each is encoded once for its column, which takes a third of the time of record by record."""
    told = [list(map(_Member(name).__getitem__, texts)) for name, texts in columns.items() if any(texts)]
    members = zip(*told, strict=True) if told else repeat((), count)
    return (f"{{{','.join(filter(None, each))}}}" for each in members)


class _Member(dict[str, str]):
    """By its text a member of this name of a JSON object; nothing for a blank one. A long text hardly stands twice and
    is not kept."""

    def __init__(self, name: str) -> None:
        super().__init__({"": ""})
        self._name = f"{encode_basestring(name)}:"

    def __missing__(self, text: str) -> str:
        member = self._name + encode_basestring(text)
        if len(text) <= _LONG:
            self[text] = member
        return member


_LONG = 60


def to_json(value: object) -> str:
    if value in ({}, []):  # what most rows have beside their fields
        return "{}" if value == {} else "[]"
    return _ENCODER.encode(value)

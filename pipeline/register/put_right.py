"""What a society was asked to put right, and has answered: it holds no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, select

from pipeline.model.results import REFUSED
from pipeline.register import tables
from pipeline.register.filled import is_empty
from pipeline.register.results import is_told_by
from schemas.layouts.correction import correction_file

_WHOSE = ("person_id", "society", "notice")
_PLACE = ("source_file", "source_sheet", "source_cell")
_said, _found, _gone = tables.person_events.c, tables.findings.c, tables.replaced_findings.c


def put_right(connection: Connection, batch: int) -> None:
    """Note, when the events of a batch are written, which refusals they answer: the society said something of the
    person since, or something of somebody was taken from the same line of the copy in which that was marked."""
    if is_empty(connection, tables.person_events):
        return
    query = select(*_columns("number", "batch", "kind", *_WHOSE, *_PLACE)).where(_said.batch == batch)
    now = connection.execute(query).all()
    standing = _standing(connection, batch) if now else ()
    gone = sorted({refused.finding for refused in standing if any(_answers(each, refused) for each in now)})
    if gone:
        connection.execute(insert(tables.replaced_findings), [{"number": each, "batch": batch} for each in gone])


def _columns(*names: str) -> list[ColumnElement[Any]]:
    return [_said[name] for name in names]


def _standing(connection: Connection, batch: int) -> Sequence[Row[Any]]:
    """The refusals that hold, each with the number of its finding."""
    query: Select[Any] = (
        select(*_columns("number", "batch", *_WHOSE, *_PLACE), _found.number.label("finding"))
        .join(tables.findings, is_told_by())
        .where(_said.kind == REFUSED, _said.batch <= batch, _found.number.not_in(select(_gone.number)))
        .order_by(_found.number)
    )
    return connection.execute(query).all()


def _answers(event: Row[Any], refused: Row[Any]) -> bool:
    """Whether what was said later, in another file, answers a refusal of the same society in the same notice."""
    if (event.society, event.notice) != (refused.society, refused.notice):
        return False
    if event.number < refused.number or (event.batch, event.source_file) == (refused.batch, refused.source_file):
        return False
    if refused.person_id and event.person_id == refused.person_id:
        return True
    is_copy = correction_file().societies.behind in event.source_file
    return event.kind != REFUSED and is_copy and _line(event) == _line(refused)


def _line(at: Row[Any]) -> tuple[str, str]:
    """Sheet and row."""
    return at.source_sheet, re.sub(r"\D", "", at.source_cell)

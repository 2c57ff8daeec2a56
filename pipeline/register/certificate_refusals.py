"""Lines about certificates that were not taken: read back, and answered by what was taken since."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, insert, select

from pipeline.model.certificates import REFUSED, RefusedLine
from pipeline.register import tables
from pipeline.register.certificate_events import STORED, told_by
from pipeline.register.filled import is_empty
from pipeline.register.results import is_told_by

_said, _found, _gone = tables.certificate_events.c, tables.findings.c, tables.replaced_findings.c
_batches = tables.batches.c


def refused_lines(connection: Connection) -> list[RefusedLine]:
    """All of them, in order."""
    if is_empty(connection, tables.certificate_events):
        return []
    columns = [_said.number, *(_said[name] for name in STORED), _batches.name.label("batch")]
    told = (_found.message, _found.submission_id, _found.number.in_(select(_gone.number)).label("is_gone"))
    query = (
        select(*columns, *told)
        .join(tables.findings, is_told_by(tables.certificate_events))
        .join(tables.batches, _batches.number == _said.batch)
        .where(_said.event == REFUSED, _found.row_id == "")
        .order_by(_said.number)
    )
    return [
        RefusedLine(told_by(row), row["message"], row["submission_id"], not row["is_gone"])
        for row in connection.execute(query).mappings()
    ]


def put_right(connection: Connection, batch: int) -> None:
    """Note, when the events of a batch are written, which refusals they answer: something was said since of the same
    certificate, or taken of the same person. What is refused again stands in the place of the refusal before."""
    if is_empty(connection, tables.certificate_events):
        return
    names = ("certificate_no", "person_id", "event")
    own = select(*(_said[name] for name in names)).where(_said.batch == batch)
    now = connection.execute(own).mappings().all()
    if not now:
        return
    query = (
        select(*(_said[name] for name in names), _found.number.label("finding"))
        .join(tables.findings, is_told_by(tables.certificate_events))
        .where(_said.event == REFUSED, _said.batch < batch, _found.number.not_in(select(_gone.number)))
    )
    before = connection.execute(query).mappings().all()
    gone = sorted({refused["finding"] for refused in before if any(_answers(each, refused) for each in now)})
    if gone:
        connection.execute(insert(tables.replaced_findings), [{"number": each, "batch": batch} for each in gone])


def _answers(event: RowMapping, refused: RowMapping) -> bool:
    """Whether what was said later answers a refusal."""
    if refused["certificate_no"] and event["certificate_no"] == refused["certificate_no"]:
        return True
    is_same = bool(refused["person_id"]) and event["person_id"] == refused["person_id"]
    return is_same and event["event"] != REFUSED

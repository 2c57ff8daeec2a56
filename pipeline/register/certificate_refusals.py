"""Lines about certificates that were not taken: read back, answered by what was taken since, and shown as cases until
then; and requests that came late, of which somebody must decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, insert, select

from pipeline.follow.certificates import all_standing, is_late, last_day_to_ask
from pipeline.model.certificates import REFUSED, Certificate, RefusedLine
from pipeline.model.decisions import Question, question_id
from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.register import tables
from pipeline.register.cases import About, case_of
from pipeline.register.certificate_events import STORED, events, told_by
from pipeline.register.recommendations import recommendations
from pipeline.terms.findings import load_findings, make
from pipeline.terms.open_cases import SECRETARIAT
from schemas.certificates import certificates_file
from schemas.layouts.certificates import certificates_layout

_CORRECTION, _LATE = "certificate-correction", "certificate-late"
_said, _found, _gone = tables.certificate_events.c, tables.findings.c, tables.replaced_findings.c
_batches = tables.batches.c


def refused_lines(connection: Connection) -> list[RefusedLine]:
    """All of them, in order."""
    columns = [_said.number, *(_said[name] for name in STORED), _batches.name.label("batch")]
    told = (_found.message, _found.submission_id, _found.number.in_(select(_gone.number)).label("is_gone"))
    query = (
        select(*columns, *told)
        .join(tables.findings, _is_told_by())
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
    names = ("certificate_no", "person_id", "event")
    own = select(*(_said[name] for name in names)).where(_said.batch == batch)
    now = connection.execute(own).mappings().all()
    if not now:
        return
    query = (
        select(*(_said[name] for name in names), _found.number.label("finding"))
        .join(tables.findings, _is_told_by())
        .where(_said.event == REFUSED, _said.batch < batch, _found.number.not_in(select(_gone.number)))
    )
    before = connection.execute(query).mappings().all()
    gone = sorted({refused["finding"] for refused in before if any(_answers(each, refused) for each in now)})
    if gone:
        connection.execute(insert(tables.replaced_findings), [{"number": each, "batch": batch} for each in gone])


def of_certificates(connection: Connection, today: date) -> Iterator[Question]:
    """A case for each certificate or person and thing that is wrong, of the last time only; and for each late request
    of which nothing came yet."""
    together: dict[tuple[str, ...], list[RefusedLine]] = defaultdict(list)
    for each in refused_lines(connection):
        event = each.event
        whose = (event.certificate_no, event.person_id or event.name)
        place = () if any(whose) else (event.source_file, event.source_sheet, event.source_cell)
        if each.is_open:
            together[event.note, *whose, *place].append(each)
    states = certificates_file().states
    late = [
        each
        for each in all_standing(events(connection), today).values()
        if is_late(each) and each.state not in (states.cancelled, states.revoked)
    ]
    people = {own[-1].event.person_id for own in together.values()} | {each.person_id for each in late}
    units = {number: each.unit for number, each in recommendations(connection, people).items()} if people else {}
    for key, own in together.items():
        last = [each for each in own if each.event.batch == own[-1].event.batch]
        yield _correction(key, last, units.get(last[0].event.person_id, ""))
    yield from (_late(each, units.get(each.person_id, "")) for each in late)


def late_request(certificate: Certificate, asked: date) -> str:
    """What the finding of a late request adds."""
    words = certificates_layout().lines
    line = words.line.format(certificate_no=certificate.certificate_no, name=certificate.name)
    due = last_day_to_ask(certificate.valid_to).isoformat()
    return words.due.format(line=line, due=due, day=asked.isoformat())


def _correction(key: Sequence[str], own: Sequence[RefusedLine], unit: str) -> Question:
    event, submission_id = own[0].event, own[0].submission_id
    since, place = event.recorded_at[:10], (event.source_file, event.source_sheet, event.source_cell)
    message = "\n".join(dict.fromkeys(each.message for each in own))
    at = Finding(submission_id, "", event.note, "", "", *place, "", message, SECRETARIAT)
    about = About("", event.person_id, submission_id, "", unit, event.name, since, since)
    case = case_of(about, load_findings()[event.note].title, at, (event.note, _CORRECTION), SECRETARIAT)
    return case._replace(question_id=question_id("case", _CORRECTION, *key), subject=event.society)


def _late(certificate: Certificate, unit: str) -> Question:
    assert certificate.asked_on is not None
    asked = next(each for each in reversed(certificate.events) if each.date == certificate.asked_on.isoformat())
    problem = Problem(_LATE, asked.source_sheet, asked.source_cell, "", late_request(certificate, certificate.asked_on))
    since = asked.recorded_at[:10]
    about = About("", certificate.person_id, "", "", unit, certificate.name, since, since)
    case = case_of(
        about, load_findings()[_LATE].title, make(problem, "", file=asked.source_file), (_LATE,), SECRETARIAT
    )
    number = question_id("case", _LATE, certificate.certificate_no, asked.date)
    return case._replace(question_id=number, subject=certificate.society)


def _is_told_by() -> ColumnElement[bool]:
    return and_(
        _found.batch == _said.batch,
        _found.file == _said.source_file,
        _found.sheet == _said.source_sheet,
        _found.cell == _said.source_cell,
        _found.slug == _said.note,
    )


def _answers(event: RowMapping, refused: RowMapping) -> bool:
    """Whether what was said later answers a refusal."""
    if refused["certificate_no"] and event["certificate_no"] == refused["certificate_no"]:
        return True
    is_same = bool(refused["person_id"]) and event["person_id"] == refused["person_id"]
    return is_same and event["event"] != REFUSED

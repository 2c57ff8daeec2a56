"""What waits for the secretary on account of certificates: lines that were not taken, requests that came late, of which
somebody must decide, and certificates that ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection

from pipeline.follow.certificates import all_standing, is_late, last_day_to_ask, told_until
from pipeline.model.certificates import Certificate, RefusedLine
from pipeline.model.decisions import Question, question_id
from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.register.cases import About, case_of
from pipeline.register.certificate_events import events
from pipeline.register.certificate_refusals import refused_lines
from pipeline.register.recommendations import recommendations
from pipeline.terms.findings import load_findings, make
from pipeline.terms.open_cases import SECRETARIAT
from schemas.certificates import certificates_file
from schemas.layouts.certificates import certificates_layout

_CORRECTION, _LATE, _EXPIRED = "certificate-correction", "certificate-late", "certificate-expired"
_NAMED = 3  # of certificates that ended, how many are named


def of_certificates(connection: Connection, today: date) -> Iterator[Question]:
    """A case for each certificate or person and thing that is wrong, of the last time only; for each late request of
    which nothing came yet; and one for all certificates that ended not long ago and of which nothing was asked."""
    together: dict[tuple[str, ...], list[RefusedLine]] = defaultdict(list)
    for each in refused_lines(connection):
        event = each.event
        whose = (event.certificate_no, event.person_id or event.name)
        place = () if any(whose) else (event.source_file, event.source_sheet, event.source_cell)
        if each.is_open:
            together[event.note, *whose, *place].append(each)
    states = certificates_file().states
    standing = all_standing(events(connection), today).values()
    late = [each for each in standing if is_late(each) and each.state not in (states.cancelled, states.revoked)]
    people = {own[-1].event.person_id for own in together.values()} | {each.person_id for each in late}
    units = {number: each.unit for number, each in recommendations(connection, people).items()} if people else {}
    for key, own in together.items():
        last = [each for each in own if each.event.batch == own[-1].event.batch]
        yield _correction(key, last, units.get(last[0].event.person_id, ""))
    yield from (_late(each, units.get(each.person_id, "")) for each in late)
    ended = [each for each in standing if each.state == states.expired and each.asked_on is None]
    if told := [each for each in ended if today <= told_until(each.valid_to) and not each.events[0].is_forgotten]:
        yield _expired(sorted(told, key=lambda each: (each.valid_to, each.certificate_no)))


def _of_request(certificate: Certificate, asked: date) -> str:
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
    problem = Problem(_LATE, asked.source_sheet, asked.source_cell, "", _of_request(certificate, certificate.asked_on))
    since = asked.recorded_at[:10]
    about = About("", certificate.person_id, "", "", unit, certificate.name, since, since)
    case = case_of(
        about, load_findings()[_LATE].title, make(problem, "", file=asked.source_file), (_LATE,), SECRETARIAT
    )
    number = question_id("case", _LATE, certificate.certificate_no, asked.date)
    return case._replace(question_id=number, subject=certificate.society)


def _expired(certificates: Sequence[Certificate]) -> Question:
    """The case of all of these, in the order in which they ended; once closed, it is opened by the next one that
    ends."""
    words, last = certificates_layout().lines, certificates[-1]
    named = words.listed.join(each.certificate_no for each in certificates[:_NAMED])
    numbers = words.among.format(numbers=named) if len(certificates) > _NAMED else named
    at = make(Problem(_EXPIRED, about=words.expired.format(count=len(certificates), numbers=numbers)), "")
    since = (certificates[0].valid_to + timedelta(days=1)).isoformat()
    about = About(received_on=since, since=since)
    case = case_of(about, load_findings()[_EXPIRED].title, at, (_EXPIRED,), SECRETARIAT)
    number = question_id("case", _EXPIRED, last.certificate_no, last.valid_to.isoformat())
    return case._replace(question_id=number)

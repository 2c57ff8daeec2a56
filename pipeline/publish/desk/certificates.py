"""The workbook of certificates, 证书台账.xlsx: every certificate as it stands, with columns in which whoever keeps it
writes what happened to it, lines for new ones, and all that happened. pipeline/kinds/certificates.py reads it back.

It is the association's own file; a society gets the same without any certificate (`blank_book`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.follow.certificates import all_standing, is_late, last_day_to_ask, remind_from
from pipeline.follow.hours import told_last
from pipeline.kinds.certificates import WHOSE
from pipeline.model.certificates import Certificate, CertificateEvent, RefusedLine
from pipeline.publish.desk.hours import hours_table
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.values import Value
from pipeline.register.contents.certificates import CertificatesOnDesk
from pipeline.text import seal
from schemas.certificates import certificates_file
from schemas.layouts.certificates import certificates_layout
from schemas.routes import societies

LAYOUT = "certificates"
Line = Mapping[str, Any]

_MADE = datetime(2000, 1, 1)  # of a workbook that is the same whenever it is written


def certificates_book(certificates: CertificatesOnDesk, path: Path, secret: bytes) -> Book:
    """The workbook, as of the day of `certificates`."""
    words, today = certificates_layout().words, date.fromisoformat(certificates.today)
    told = certificates.read()
    happened = [each for each in told.events if not each.is_forgotten]
    standing = all_standing(happened, today)
    lines = [_line(each, today) for each in standing.values()][-words.most :]
    events = [*_events(happened, told.refused, standing)][-words.most :]
    tables = [
        Table(
            LAYOUT,
            "certificates",
            _rows("certificates", lines),
            looks=_urgent(lines),
            nothing=words.no_certificates,
        ),
        _new(certificates.societies),
        Table(LAYOUT, "events", _rows("events", events), nothing=words.no_events),
        hours_table(standing.values(), told_last(told.activities), told.confirmed, today),
        _about(),
    ]
    created = datetime.fromisoformat(certificates.now).replace(tzinfo=None)
    return _book(path, created, words.title, words.footer.format(today=certificates.today), secret, tables)


def blank_book(path: Path, secret: bytes, others: Iterable[str] = ()) -> Book:
    """The workbook without any certificate, for a society or a first start; with these other societies to choose."""
    words = certificates_layout().words
    return _book(path, _MADE, words.title_blank, words.footer_blank, secret, [_blank(), _new(others), _about()])


def _book(path: Path, created: datetime, title: str, footer: str, secret: bytes, tables: list[Table]) -> Book:
    return Book(str(path), created, title, title, footer, seal.make(LAYOUT, "", (), secret), tables=tables)


def attention(certificate: Certificate, today: date) -> str:
    """What somebody should know of a certificate today; "" for nothing."""
    words, states = certificates_layout().attention, certificates_file().states
    if certificate.state in (states.cancelled, states.revoked):
        return ""
    if certificate.asked_on:
        return words.late if is_late(certificate) else words.asked
    until = certificate.valid_to
    steps = ((until, words.expired), (last_day_to_ask(until), words.over))
    said = next((word for day, word in steps if today > day), "")
    return said or (words.remind if today >= remind_from(until) else "")


def _rows(sheet: str, lines: Iterable[Line]) -> list[tuple[Value, ...]]:
    sources = load_layout(LAYOUT, sheet).sources
    return [tuple(map(line.__getitem__, sources)) for line in lines]


def _line(each: Certificate, today: date) -> Line:
    return {
        **each._asdict(),
        "issued_on": each.issued_on.isoformat(),
        "valid_to": each.valid_to.isoformat(),
        "last_day_to_ask": last_day_to_ask(each.valid_to).isoformat(),
        "attention": attention(each, today),
    }


def _urgent(lines: Sequence[Line]) -> Mapping[tuple[int, int], str]:
    """The cells that say what somebody should look at; that of who has asked in time says nothing of the kind."""
    asked, place = certificates_layout().attention.asked, load_layout(LAYOUT, "certificates").sources.index("attention")
    return {(row, place): "urgent" for row, line in enumerate(lines) if line["attention"] not in ("", asked)}


def _blank() -> Table:
    """Lines for certificates that whoever fills them in names by number and holder."""
    columns, lines = load_layout(LAYOUT, "certificates").columns, certificates_layout().words.blank_lines
    others = frozenset(each.heading for each in columns if each.source and each.said not in WHOSE)
    looks = {(row, place): "input-text" for row in range(lines) for place in range(len(WHOSE))}
    return Table(LAYOUT, "certificates", [("",) * len(WHOSE)] * lines, looks=looks, omitted=others)


def _new(others: Iterable[str] = ()) -> Table:
    """Lines for certificates that are not there yet, of societies that we know or of these others."""
    blank: Sequence[tuple[Value, ...]] = [()] * certificates_layout().words.blank_lines
    heading = next(each.heading for each in load_layout(LAYOUT, "new").columns if each.input == "listed")
    return Table(LAYOUT, "new", blank, choices={heading: (*societies(), *others)})


def _events(
    happened: Sequence[CertificateEvent], not_taken: Sequence[RefusedLine], standing: Mapping[str, Certificate]
) -> Iterator[Line]:
    """All that happened, and what was not taken, in the order in which it was recorded."""
    refused = {each.event.event_id: each.message for each in not_taken}
    every = [*happened, *(each.event for each in not_taken)]
    for event in sorted(every, key=lambda each: each.recorded_at):
        word = certificates_layout().words.refused if event.event_id in refused else event.event
        note = refused.get(event.event_id, event.note)
        whose = _whose(event, standing.get(event.certificate_no))
        said = {"event": word, "note": note, "recorded_on": event.recorded_at[:10]}
        yield {**event._asdict(), **whose, **said, **_place(event)}


def _whose(event: CertificateEvent, held: Certificate | None) -> Line:
    """Society and level, those of the certificate where the event does not tell them; its number may be somebody
    else's since."""
    own = held if held and held.person_id == event.person_id else None
    return {key: getattr(event, key) or getattr(own, key, "") for key in ("society", "level")}


def _place(event: CertificateEvent) -> Line:
    cell = certificates_layout().words.cell.format(sheet=event.source_sheet, cell=event.source_cell)
    return {"place": cell if event.source_cell else ""}


def _about() -> Table:
    lines = certificates_layout().words.about
    looks = {(row, 0): line.look for row, line in enumerate(lines) if line.look}
    return Table(LAYOUT, "about", [(line.label, line.text) for line in lines], looks=looks)

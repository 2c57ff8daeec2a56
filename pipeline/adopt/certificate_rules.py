"""What of a line about a certificate can be, by the rules of schemas/certificates.toml, and what is told beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.adopt.certificate_lines import Known, Whose, called, is_new, problem
from pipeline.follow.certificates import (
    VOIDED,
    is_late,
    last_day,
    last_day_to_ask,
    last_of,
    refusal,
    renewable_from,
    standing,
)
from pipeline.model.certificates import Certificate, CertificateEvent, Period
from pipeline.model.statements import Filled, Problem
from pipeline.text.days import leading_day
from pipeline.text.fold import fold
from schemas.certificates import EventEntry, certificate_levels, certificates_file
from schemas.layouts.certificates import certificates_layout
from schemas.layouts.sheet import sheet_layout

_DAY = timedelta(days=1)
_ISSUED, _RENEWED, _ASKED, _CHANGED = "issued", "renewed", "asked", "changed"
_CHANGED_VALIDITY = (_ISSUED, _RENEWED)
_DATES = ("date", "valid_to")


def wrong_in(line: Filled, whose: Whose, known: Known) -> list[Problem]:
    """Why a line cannot be taken; nothing where it can."""
    entry = entry_of(line)
    if entry is None:
        slug = "certificate-event-unknown" if line.text("event") else "certificate-event-missing"
        return [problem(slug, line, "event", called(line))]
    found = [*_missing(line, entry), *_dates(line, entry, whose.certificate, known.today), *_words(line, entry, known)]
    return found or list(_not_possible(line, entry, whose, known))


def event_word(line: Filled) -> str:
    """What happened, as schemas/certificates.toml calls it; "" for what is none."""
    file = certificates_file()
    if is_new(line):
        return file.issued
    return next((name for name in file.told_events if fold(name) == fold(line.text("event"))), "")


def entry_of(line: Filled) -> EventEntry | None:
    return certificates_file().event.get(event_word(line))


def event_of(line: Filled, whose: Whose, known: Known) -> CertificateEvent:
    """What a line that can be taken says; in which file and when is not told yet."""
    day, until = leading_day(line.text("date")), leading_day(line.text("valid_to"))
    entry, new = entry_of(line), is_new(line)
    counts = entry is not None and entry.effect in _CHANGED_VALIDITY and until
    return CertificateEvent(
        certificate_no=line.text("certificate_no"),
        person_id=whose.person_id,
        name=line.text("name"),
        society=_society(line, known) if new else "",
        level=_level(line) if new else "",
        event=event_word(line),
        date=day.isoformat() if day else "",
        valid_to=until.isoformat() if until and counts else "",
        cause=line.text("cause"),
        document=line.text("document"),
        note=line.text("note"),
        source_file="",
        source_sheet=line.sheet,
        source_cell=line.cells["certificate_no"].cell,
        recorded_at="",
    )


def is_known(event: CertificateEvent, known: Known) -> bool:
    """Whether it says nothing new: it was said before, or the certificate stands as it says."""
    before = known.events.get(event.certificate_no, ())
    if any(each.said == event.said for each in before):
        return True
    stands = standing(before, known.today)
    is_issued = certificates_file().event[event.event].effect == _ISSUED
    adds = event.cause or event.document or event.note
    return bool(is_issued and stands and not adds and _issued_as(stands) == _says(event))


def was_voided(line: Filled, known: Known) -> bool:
    """Whether the line is one that said of a certificate that it was a slip, once more, or stood beside that, or beside
    a number that its society corrected."""
    voided = known.voided.get(line.text("certificate_no"))
    if voided is None or fold(voided.name) != fold(line.text("name")):
        return False
    return not line.text("event") or event_word(line) == voided.event


def told_of(line: Filled, event: CertificateEvent, whose: Whose, known: Known) -> Iterator[Problem]:
    """What is said of a line that is taken."""
    words, entry, who = certificates_layout().lines, certificates_file().event[event.event], called(line)
    then = standing([*known.events.get(event.certificate_no, ()), event], known.today)
    if entry.effect == _ISSUED:
        levels = known.holders[whose.person_id].levels
        if other := _other_of(event, known):
            yield problem("certificate-another", line, "certificate_no", words.another.format(line=who, number=other))
        if levels and event.level not in levels:
            applied = words.applied.format(line=who, levels=words.listed.join(sorted(levels)))
            yield problem("certificate-level-differs", line, "level", applied)
    if entry.effect in _CHANGED_VALIDITY and event.valid_to and then:
        due = last_day(then.periods[-1].first).isoformat()
        if event.valid_to != due:
            computed = words.computed.format(line=who, due=due)
            yield problem("certificate-valid-to-differs", line, "valid_to", computed)
    if entry.effect not in _CHANGED_VALIDITY and line.text("valid_to"):
        yield problem("certificate-valid-to-unused", line, "valid_to", who)
    if entry.effect == _ASKED and then and then.asked_on and is_late(then):
        due, day = last_day_to_ask(then.valid_to).isoformat(), event.date
        yield problem("certificate-late", line, "date", words.due.format(line=who, due=due, day=day))


def _other_of(event: CertificateEvent, known: Known) -> str:
    """The number of a certificate of the same society and level that the person holds already; "" for none."""
    states = certificates_file().states
    others = (
        happened
        for number, happened in known.events.items()
        if number != event.certificate_no and happened and happened[0].person_id == event.person_id
    )
    for certificate in filter(None, (standing(happened, known.today) for happened in others)):
        is_same = (certificate.society, certificate.level) == (event.society, event.level)
        if is_same and certificate.state in (states.valid, states.suspended):
            return certificate.certificate_no
    return ""


def changed_cells(line: Filled, certificate: Certificate) -> Iterator[Problem]:
    """What was changed of what we had filled in: an older workbook may tell of an earlier period, and a line that was
    added has none of it."""
    words = certificates_layout().lines
    firsts = {each.date for each in certificate.events if each.event == certificates_file().issued}
    ours = {
        "given_society": {certificate.society},
        "given_level": {certificate.level},
        "given_issued_on": {certificate.issued_on.isoformat(), *firsts},
        "given_valid_to": {period.last.isoformat() for period in certificate.periods},
    }
    changes = [
        words.change.format(label=line.cells[key].heading, before=max(before), now=line.text(key))
        for key, before in ours.items()
        if line.text(key) and _same_day(line.text(key)) not in map(fold, before)
    ]
    if changes:
        about = words.changed.format(line=called(line), changes=words.between.join(changes))
        yield problem("certificate-cells-changed", line, "certificate_no", about)


def _same_day(text: str) -> str:
    """The day of a text, or the text, to be compared."""
    day = leading_day(text)
    return day.isoformat() if day else fold(text)


def _missing(line: Filled, entry: EventEntry) -> Iterator[Problem]:
    words = certificates_layout().lines
    blank = [key for key in entry.needs if not line.text(key)]
    if blank:
        columns = words.listed.join(_heading(line, key) for key in blank)
        needed = words.needed.format(line=called(line), event=event_word(line), columns=columns)
        yield problem("certificate-incomplete", line, blank[0], needed)


def _heading(line: Filled, key: str) -> str:
    """What the column is called, in this workbook or as we write it."""
    if key in line.cells:
        return line.cells[key].heading
    table = sheet_layout("certificates", "new" if is_new(line) else "certificates")
    return next(column.heading for column in table.columns if column.said == key)


def _dates(line: Filled, entry: EventEntry, certificate: Certificate | None, today: date) -> Iterator[Problem]:
    words, who = certificates_layout().lines, called(line)
    days = {key: leading_day(line.text(key)) for key in _DATES}
    for key, read in days.items():
        if line.text(key) and read is None:
            yield problem("certificate-date-unreadable", line, key, who)
    day, until = days["date"], days["valid_to"]
    begun = certificate.issued_on if certificate and entry.effect != _ISSUED else None
    if day and day > today:
        yield problem("certificate-date-future", line, "date", who)
    if day and begun and day < begun:
        yield problem("certificate-date-early", line, "date", words.since.format(line=who, day=begun.isoformat()))
    first = certificate.valid_to + _DAY if certificate and entry.effect == _RENEWED else day
    if until and first and until < first and entry.effect in _CHANGED_VALIDITY:
        yield problem(
            "certificate-valid-to-early", line, "valid_to", words.since.format(line=who, day=first.isoformat())
        )


def _words(line: Filled, entry: EventEntry, known: Known) -> Iterator[Problem]:
    """Causes, societies and levels that there are not."""
    words, who = certificates_layout().lines, called(line)
    cause = line.text("cause")
    if entry.causes and cause and cause not in entry.causes:
        causes = words.causes.format(line=who, event=event_word(line), causes=words.listed.join(entry.causes))
        yield problem("certificate-cause-unknown", line, "cause", causes)
    if not is_new(line):
        return
    society = _society(line, known)
    if line.text("society") and not society:
        yield problem("certificate-society-unknown", line, "society", who)
    if society and known.societies is not None and society not in known.societies:
        yield problem("certificate-other-society", line, "society", who)
    if line.text("level") and not _level(line):
        yield problem("certificate-level-unknown", line, "level", who)


def _not_possible(line: Filled, entry: EventEntry, whose: Whose, known: Known) -> Iterator[Problem]:
    """What may not follow what happened; of what was said already nothing is said."""
    event = event_of(line, whose, known)
    if is_known(event, known):
        return
    words, who = certificates_layout().lines, called(line)
    state = refusal(whose.certificate, event)
    if entry.effect == VOIDED and (state is not None or event.certificate_no in known.bound):
        yield problem("certificate-not-possible", line, "event", words.bound.format(line=who, event=event.event))
        return
    if state is None:
        if before := whose.certificate and _before(line, entry, whose.certificate, event):
            yield problem("certificate-date-early", line, "date", before)
        return
    stands = words.stands.format(line=who, state=state, event=event.event)
    about = words.issued.format(line=who) if entry.effect == _ISSUED else stands
    yield problem("certificate-not-possible", line, "certificate_no" if is_new(line) else "event", about)


def _before(line: Filled, entry: EventEntry, certificate: Certificate, event: CertificateEvent) -> str:
    """After what the event happened at the earliest, where its day is before that: another period is asked for after
    the last one was given, and what changes a certificate follows what changed it; "" where it may be of that day."""
    if entry.effect == _ISSUED:
        return ""
    words, who = certificates_layout().lines, called(line)
    last = last_of(certificate, _RENEWED, *(() if entry.effect == _ASKED else (_CHANGED,)))
    if last and event.date < last.date:
        return words.later.format(line=who, event=last.event, day=last.date)
    first = renewable_from(certificate.valid_to).isoformat()
    if entry.effect == _RENEWED and event.date < first:
        return words.renewable.format(line=who, until=certificate.valid_to.isoformat(), day=first)
    return ""


def _society(line: Filled, known: Known) -> str:
    return next((name for name in known.issuers if fold(name) == fold(line.text("society"))), "")


def _level(line: Filled) -> str:
    return next((name for name in certificate_levels() if fold(name) == fold(line.text("level"))), "")


def _issued_as(certificate: Certificate) -> tuple[object, ...]:
    """As what and for how long it was issued."""
    return certificate.person_id, certificate.society, certificate.level, certificate.periods[0]


def _says(event: CertificateEvent) -> tuple[object, ...]:
    """The same of an event by which one is issued."""
    first = date.fromisoformat(event.date)
    last = date.fromisoformat(event.valid_to) if event.valid_to else last_day(first)
    return event.person_id, event.society, event.level, Period(first, last)

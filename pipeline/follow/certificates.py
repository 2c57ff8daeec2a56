"""The life of a certificate by the rules of schemas/certificates.toml: which event may follow, until when it holds.

Nothing here generates a number; a renewal keeps it (003:195-198).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pipeline.model.certificates import Certificate, CertificateEvent, Period
from pipeline.model.results import Event
from pipeline.text.days import months_later
from schemas.certificates import EventEntry, certificates_file

_DAY = timedelta(days=1)

VOIDED = "voided"
"""The effect of an event that says that there is no such certificate: what was written down of it was a slip."""


def last_day(first: date, years: int | None = None) -> date:
    """The last day of a period that begins on `first`: five years less a day (003:192), or so many `years`. One that
    begins on 29 February ends on 28 February, as one that begins the day after."""
    years = certificates_file().period.years if years is None else years
    try:
        return first.replace(year=first.year + years) - _DAY
    except ValueError:  # 29 February of a year that has none
        return first.replace(year=first.year + years, day=28)


def last_day_to_ask(valid_to: date) -> date:
    """Until when another period is asked for in time (000:66, 到期前3个月 as the last day to ask)."""
    return months_later(valid_to, -certificates_file().period.ask_months)


def told_until(valid_to: date) -> date:
    """Until when the holder is told of what was not done before the certificate ended."""
    return months_later(valid_to, certificates_file().period.after_months)


def remind_from(valid_to: date) -> date:
    """From when on the holder is told that the certificate ends."""
    return months_later(valid_to, -certificates_file().period.remind_months)


def renewable_from(valid_to: date) -> date:
    """From when on it may be renewed: what is renewed before that was renewed already, and is told twice."""
    return months_later(valid_to, -certificates_file().period.renew_months)


def hours_told_from(valid_to: date) -> date:
    """From when on the holder is told which hours are missing."""
    return months_later(valid_to, -certificates_file().period.hours_months)


def is_living(certificate: Certificate, today: date) -> bool:
    """Whether what is known of the holder is still needed: it holds, is suspended, or ended not long ago and may be
    renewed late."""
    states = certificates_file().states
    kept_until = months_later(certificate.valid_to, certificates_file().period.kept_months)
    state = state_on(certificate, today)
    return state in (states.valid, states.suspended) or (state == states.expired and today <= kept_until)


def is_late(certificate: Certificate) -> bool:
    """Whether another period was asked for after the last day to ask: nobody is refused for it, somebody decides."""
    asked = certificate.asked_on
    return asked is not None and asked > last_day_to_ask(certificate.valid_to)


def issued_by(said: Event, name: str, level: str) -> CertificateEvent:
    """That a certificate was issued, as a society's workbook of results said by its number."""
    own = {each: value for each, value in said._asdict().items() if each in CertificateEvent._fields}
    return CertificateEvent(
        **own | {"event": certificates_file().issued, "date": said.day},
        certificate_no=said.value,
        name=name,
        level=level,
        valid_to="",
        cause="",
        document="",
    )


def voids(event: CertificateEvent) -> bool:
    """Whether it says that there is no such certificate."""
    entry = entry_of(event.event)
    return entry is not None and entry.effect == VOIDED


def is_returned(event: CertificateEvent) -> bool:
    """Of one that is recorded: whether a society's workbook of results said so, not one of certificates."""
    return event.event_id.startswith("E")


def standing(events: Sequence[CertificateEvent], today: date) -> Certificate | None:
    """The certificate to which these events happened, in the order in which they were recorded, as it stands today.

    None where the first of them issues nothing, or that was a slip. What may not follow is passed over: it was refused
    when it came, or an earlier version of the program took it.
    """
    certificate: Certificate | None = None
    for each in events:
        if refusal(certificate, each) is None:
            certificate = _after(certificate, each)
    return certificate and _on(certificate, today)


def all_standing(events: Iterable[CertificateEvent], today: date) -> dict[str, Certificate]:
    """Number → certificate, in the order in which they were first told of."""
    of_number: dict[str, list[CertificateEvent]] = defaultdict(list)
    for each in events:
        of_number[each.certificate_no].append(each)
    found = ((number, standing(own, today)) for number, own in of_number.items())
    return {number: each for number, each in found if each}


def refusal(certificate: Certificate | None, event: CertificateEvent) -> str | None:
    """The state in which the event may not happen, "" for a certificate that there is not; None where it may. A
    certificate that ends before the day of the event is 到期 then."""
    entry = entry_of(event.event)
    if entry is None or not event.date:
        return state_on(certificate, None)
    state = state_on(certificate, date.fromisoformat(event.date))
    if entry.effect == "issued" and certificate is not None and certificate.person_id == event.person_id:
        return None if len(certificate.periods) == 1 and state != certificates_file().states.revoked else state
    if entry.effect == VOIDED and certificate and last_of(certificate, "asked", "renewed", "changed"):
        return state
    return None if state in entry.after else state


def state_on(certificate: Certificate | None, day: date | None) -> str:
    """The state of a certificate on a day, "" where there is none; a day of None asks of no time."""
    if certificate is None:
        return ""
    return _on(certificate, day).state if day else certificate.state


def excludes(event: CertificateEvent) -> bool:
    """Whether the holder is excluded for life by it (003:112-114)."""
    entry = entry_of(event.event)
    return entry is not None and event.cause in entry.excludes


def _on(certificate: Certificate, today: date) -> Certificate:
    states = certificates_file().states
    if certificate.state in (states.valid, states.expired):
        return certificate._replace(state=states.expired if today > certificate.valid_to else states.valid)
    return certificate


def last_of(certificate: Certificate, *effects: str) -> CertificateEvent | None:
    """The last that happened of what has one of these effects."""
    known = certificates_file().event
    return next((each for each in reversed(certificate.events) if known[each.event].effect in effects), None)


def _after(certificate: Certificate | None, event: CertificateEvent) -> Certificate | None:
    entry, day = certificates_file().event[event.event], date.fromisoformat(event.date)
    if entry.effect == VOIDED:
        return None
    until = date.fromisoformat(event.valid_to) if event.valid_to else None
    if certificate is None or entry.effect == "issued":  # said again, it puts right as what and for how long, no more
        holder = event.certificate_no, event.person_id, event.name, event.society, event.level
        issued = Certificate(*holder, entry.to, (Period(day, until or last_day(day)),), None, (event,))
        if certificate is None:
            return issued
        before = (*certificate.events, event)
        return issued._replace(state=certificate.state, asked_on=certificate.asked_on, events=before)
    changed = certificate._replace(events=(*certificate.events, event), state=entry.to or certificate.state)
    if entry.effect == "renewed":
        first = certificate.valid_to + _DAY
        return changed._replace(periods=(*changed.periods, Period(first, until or last_day(first))), asked_on=None)
    if entry.effect == "asked":
        return changed._replace(asked_on=min(day, changed.asked_on or day))  # asked again, it was asked for no later
    return changed


def entry_of(event: str) -> EventEntry | None:
    """What schemas/certificates.toml says of an event that is called so."""
    return certificates_file().event.get(event)

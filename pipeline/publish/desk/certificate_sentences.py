"""What became of somebody's certificates, in the sentences of `person`: what happened to each, and the hours of each of
its years, in the order of their days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.follow.certificates import entry_of, last_day, last_day_to_ask
from pipeline.model.certificates import Certificate, CertificateEvent
from pipeline.model.hours import Year
from pipeline.publish.desk.sentences import Sentences, hidden
from pipeline.register.contents.people import Place
from schemas.layouts.everybody import everybody_file
from schemas.named import NamedTuple


class CertificateStory(NamedTuple):
    """A certificate as it stands, and its years that have begun."""

    certificate: Certificate
    years: Sequence[Year]


def certificate_lines(story: CertificateStory, sentences: Sentences, today: date) -> list[str]:
    """How the certificate stands, and how it came to that."""
    certificate, words = story.certificate, everybody_file().certificates
    head = words.head.format(
        number=certificate.certificate_no,
        about=words.between.join(filter(None, (certificate.society, certificate.level))),
        state=certificate.state,
        valid_to=sentences.day(certificate.valid_to.isoformat()),
    )
    told = [(each.last, _year(each, sentences, today)) for each in story.years]
    happened = list(_events(certificate, sentences))
    return [head, *(line for _, line in sorted([*happened, *told], key=lambda one: one[0]))]


def _events(certificate: Certificate, sentences: Sentences) -> Iterator[tuple[date, str]]:
    """Each event on its day, with the last day of the period that began by it."""
    renewed = iter(certificate.periods[1:])
    ends = certificate.valid_to
    for each in certificate.events:
        entry, day = entry_of(each.event), date.fromisoformat(each.date)
        effect = entry.effect if entry else ""
        if effect == "issued":
            ends = date.fromisoformat(each.valid_to) if each.valid_to else last_day(day)
        elif effect == "renewed":
            ends = next(renewed).last
        until = sentences.day(ends.isoformat()) if effect in ("issued", "renewed") else ""
        is_late = effect == "asked" and day > last_day_to_ask(ends)
        yield day, _event(each, until, is_late, sentences)


def _event(event: CertificateEvent, until: str, is_late: bool, sentences: Sentences) -> str:
    words = everybody_file().certificates
    place = Place("", "", "", event.source_file, event.source_sheet, 0, event.source_cell)
    return words.event.format(
        day=sentences.day(event.date),
        event=event.event,
        until=words.until.format(until=until) if until else "",
        cause=words.cause.format(cause=hidden(event.cause)) if event.cause else "",
        document=words.document.format(document=hidden(event.document)) if event.document else "",
        note=words.note.format(note=hidden(event.note)) if event.note else "",
        late=words.late if is_late else "",
        where=sentences.where(place),
    )


def _year(year: Year, sentences: Sentences, today: date) -> str:
    words = everybody_file().certificates
    template = words.running if today <= year.last else words.year
    return template.format(
        first=sentences.day(year.first.isoformat()),
        last=sentences.day(year.last.isoformat()),
        hours=year.hours,
        required=year.required,
        source=year.source,
        missing=words.missing.format(missing=year.missing) if year.missing else "",
        waiting=words.waiting.format(waiting=year.waiting) if year.waiting else "",
    )

"""A letter about certificates, to the unit that recommended their holders or to the one holder: which end, until when
another period is asked for, and which hours are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.follow.certificates import last_day_to_ask
from pipeline.follow.told import Told
from pipeline.publish.units.letter import filled
from pipeline.publish.units.letter_page import (
    AssociationPage,
    ReceiverPage,
    addressed,
    association_page,
    receiver_page,
)
from pipeline.publish.units.letter_texts import day_text, guarded, numbered
from schemas.certificates import certificates_file
from schemas.hours import hours_file
from schemas.letters import letters_file
from schemas.named import NamedTuple

KIND = "certificates"


class RenewalLine(NamedTuple):
    """A certificate that nobody asked to be renewed; days as ISO."""

    number: int
    name: str
    certificate_no: str
    level: str
    society: str
    valid_to: str
    ask_until: str
    state: str


class YearLine(NamedTuple):
    """A year of a certificate of which hours are missing; its days as ISO, `waiting` the hours of entries that nobody
    confirmed yet."""

    number: int
    name: str
    certificate_no: str
    valid_to: str
    first: str
    last: str
    required: int
    hours: int
    waiting: int
    missing: int


class SourceLine(NamedTuple):
    """How many hours a year is to have, and the document that says so."""

    required: int
    source: str


class CertificatesPage(NamedTuple):
    """What the template may use. `ending` and `ended` are how many certificates of `renewals` have not ended yet, and
    have; `asks`, whether any may still be asked for in time; `suspended`, whether any is; `own` and `others`, whether
    we or other societies issued any; `waiting`, whether hours of any year wait to be confirmed."""

    unit: str
    receiver: ReceiverPage
    association: AssociationPage
    day: str
    renewals: tuple[RenewalLine, ...]
    years: tuple[YearLine, ...]
    sources: tuple[SourceLine, ...]
    ending: int
    ended: int
    asks: bool
    suspended: bool
    own: bool
    others: bool
    waiting: bool
    period: int
    ask_months: int
    minutes: int


class OfHolder(NamedTuple):
    """What is said of the certificate of somebody of this name."""

    name: str
    told: Told


class CertificateLetter(NamedTuple):
    """One letter: to which unit, with which submission it recommended the last of these holders; `applicant` is the one
    person who is written to, "" where the unit is, and `person_id` that of the last holder."""

    unit: str
    submission_id: str
    applicant: str
    person_id: str
    holders: tuple[OfHolder, ...]


def certificate_letter(
    letter: CertificateLetter, association: Mapping[str, str], day: date, own: Mapping[str, bytes]
) -> bytes:
    """The letter as the bytes of a .docx. Raises UserError where an installation's own template cannot be used."""
    name = letters_file().reminders.templates[KIND]
    page = page_of(letter, association, day)
    return filled(name, page._asdict(), page.association.name, day, own)


def page_of(letter: CertificateLetter, association: Mapping[str, str], day: date) -> CertificatesPage:
    """What the template is filled with."""
    period, states = certificates_file().period, certificates_file().states
    told = [each.told for each in letter.holders]
    ends = Counter(each.renewal for each in told)
    societies = {each.certificate.society for each in told}
    years = tuple(_years(letter))
    return CertificatesPage(
        unit=addressed(letter.unit, letter.applicant),
        receiver=receiver_page(letter.applicant),
        association=association_page(association),
        day=day_text(day),
        renewals=tuple(_renewals(letter)),
        years=years,
        sources=tuple(dict.fromkeys(SourceLine(each.required, each.source) for one in told for each in one.years)),
        ending=ends["asks"] + ends["late"],
        ended=ends["ended"],
        asks=ends["asks"] > 0,
        suspended=any(each.certificate.state == states.suspended for each in told),
        own=association.get("name") in societies,
        others=bool(societies - {association.get("name")}),
        waiting=any(each.waiting for each in years),
        period=period.years,
        ask_months=period.ask_months,
        minutes=hours_file().minutes,
    )


def _renewals(letter: CertificateLetter) -> Iterator[RenewalLine]:
    longest, words = letters_file().limits.text, letters_file().certificates
    suspended = certificates_file().states.suspended
    due = [each for each in letter.holders if each.told.renewal]
    for number, (name, told) in enumerate(due, 1):
        certificate = told.certificate
        stands = [certificate.state] if certificate.state == suspended else []
        yield RenewalLine(
            number=number,
            name=guarded(name, "name", longest),
            certificate_no=numbered(certificate.certificate_no, longest),
            level=guarded(certificate.level, "", longest),
            society=guarded(certificate.society, "", longest),
            valid_to=certificate.valid_to.isoformat(),
            ask_until=last_day_to_ask(certificate.valid_to).isoformat(),
            state=letters_file().words.between.join([*stands, words.renewal[told.renewal]]),
        )


def _years(letter: CertificateLetter) -> Iterator[YearLine]:
    longest = letters_file().limits.text
    lacking = [(name, told.certificate, year) for name, told in letter.holders for year in told.years]
    for number, (name, certificate, year) in enumerate(lacking, 1):
        yield YearLine(
            number=number,
            name=guarded(name, "name", longest),
            certificate_no=numbered(certificate.certificate_no, longest),
            valid_to=certificate.valid_to.isoformat(),
            first=year.first.isoformat(),
            last=year.last.isoformat(),
            required=year.required,
            hours=year.hours,
            waiting=year.waiting,
            missing=year.missing,
        )

"""Sheet 对口学会: which society takes which domain, confirmed by whom and when, and where a society is written to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.terms.settings.sheets import Book, Cell, Line, day_of, lines, near
from pipeline.text.patterns import pattern
from schemas.named import NamedTuple
from schemas.routes import routes_file, societies
from schemas.settings import settings_file

_EMAIL = pattern(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Confirmation(NamedTuple):
    """What staff say of one domain's route. Without `by` and `when` the society is only proposed."""

    society: str
    by: str = ""
    when: date | None = None


class SocietyContact(NamedTuple):
    """Where a society is written to, and whether its workbooks go there encrypted only."""

    email: str = ""
    contact: str = ""
    encrypts: bool = False


def read_routes(book: Book) -> tuple[dict[str, Confirmation], dict[str, SocietyContact]]:
    """What staff say of each domain's route, and where each society is written to.

    Faults of the book: a mail address that is none, or two for one society; a domain that is unknown or stands twice,
    an unknown society, half a confirmation. A society of their own is known by its address.
    """
    written = list(lines(book, "routes"))
    contacts = _contacts(book, written)
    return _confirmations(book, written, contacts), contacts


def _contacts(book: Book, written: Iterable[Line]) -> dict[str, SocietyContact]:
    contacts: dict[str, SocietyContact] = {}
    seen: dict[str, Cell] = {}
    for line in written:
        society, email = line["society"].text, line["email"]
        if email.text and not _EMAIL.fullmatch(email.text):
            book.fault(settings_file().errors.email, email)
        if society in seen and email.text not in ("", seen[society].text):
            book.fault(settings_file().errors.two_emails, line["society"], earlier=seen[society].address)
        if society and email.text and society not in seen:
            seen[society] = email
            contacts[society] = SocietyContact(email.text, line["contact"].text)
    for line in written:
        if line["society"].text and _encrypts(book, line["encrypts"]):
            society = line["society"].text
            contacts[society] = contacts.get(society, SocietyContact())._replace(encrypts=True)
    return contacts


def _encrypts(book: Book, cell: Cell) -> bool:
    words = settings_file().notices
    if cell.text not in ("", words.yes, words.no):
        book.fault(settings_file().errors.answer, cell, yes=words.yes, no=words.no)
    return cell.text == words.yes


def _confirmations(
    book: Book, written: Iterable[Line], contacts: Mapping[str, SocietyContact]
) -> dict[str, Confirmation]:
    errors = settings_file().errors
    known = {*societies(), *(society for society, contact in contacts.items() if contact.email)}
    domains = [route.domain for route in routes_file().route]
    said: dict[str, Confirmation] = {}
    seen: dict[str, Cell] = {}
    for line in written:
        confirmed = _confirmed(book, line)
        if not book.filled(line, "routes", "domain", "society"):
            continue
        domain, society = line["domain"], line["society"]
        if domain.text not in domains:
            book.unknown(domain, settings_file().sheets["routes"].labels["domain"], domains)
        elif domain.text in seen:
            book.fault(errors.twice, domain, earlier=seen[domain.text].address)
        if society.text not in known:
            book.fault(errors.society, society, near=near(society.text, known))
        seen.setdefault(domain.text, domain)
        said[domain.text] = Confirmation(society.text, *confirmed)
    return said


def _confirmed(book: Book, line: Line) -> tuple[str, date | None]:
    """By whom and when; neither where the line is not confirmed, or only half, which is a fault."""
    by, when = line["by"], line["when"]
    if not by.text and not when.text:
        return "", None
    blank = [key for key in ("by", "when") if not line[key].text]
    for key in blank:
        label = settings_file().sheets["routes"].labels[key]
        book.fault(settings_file().errors.half_confirmed, line[key], label=label)
    day = day_of(when)
    if when.text and day is None:
        book.fault(settings_file().errors.date, when)
    return ("", None) if blank else (by.text, day)

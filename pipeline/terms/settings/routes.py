"""Sheet 学会与路由: which society takes which domain, confirmed by whom and when, and where a society is written to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

import schemas
from pipeline.terms.settings.sheets import Book, Cell, Line, fault, filled, labels, lines, near, unknown

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class Confirmation(NamedTuple):
    """What staff say of one domain's route. Without `by` and `when` the society is only proposed."""

    society: str
    by: str = ""
    when: date | None = None


class SocietyContact(NamedTuple):
    """Where a society is written to."""

    email: str = ""
    contact: str = ""


def read_societies(book: Book) -> dict[str, SocietyContact]:
    """Where each society is written to. Raises UserError for a mail address that is none, or two for one society."""
    contacts: dict[str, SocietyContact] = {}
    seen: dict[str, Cell] = {}
    for line in lines(book, "routes"):
        society, email = line["society"].text, line["email"]
        if email.text and not _EMAIL.fullmatch(email.text):
            raise fault("email", email)
        if society in seen and email.text not in ("", seen[society].text):
            raise fault("two_emails", line["society"], earlier=seen[society].address)
        if society and email.text and society not in seen:
            seen[society] = email
            contacts[society] = SocietyContact(email.text, line["contact"].text)
    return contacts


def read_confirmations(book: Book, contacts: Mapping[str, SocietyContact]) -> dict[str, Confirmation]:
    """What staff say of each domain's route; a society of their own is known by its address in `contacts`.

    Raises UserError for a domain that is unknown or stands twice, an unknown society, or half a confirmation.
    """
    societies = {*schemas.table("societies")["society"], *contacts}
    domains = [route["domain"] for route in schemas.table("routes")["route"]]
    said: dict[str, Confirmation] = {}
    seen: dict[str, Cell] = {}
    for line in lines(book, "routes"):
        domain, society = (filled(line, key, "routes") for key in ("domain", "society"))
        if domain.text not in domains:
            raise unknown(domain, labels("routes")["domain"], domains)
        if domain.text in seen:
            raise fault("twice", domain, earlier=seen[domain.text].address)
        if society.text not in societies:
            raise fault("society", society, near=near(society.text, societies))
        seen[domain.text] = domain
        said[domain.text] = Confirmation(society.text, *_confirmed(line))
    return said


def _confirmed(line: Line) -> tuple[str, date | None]:
    """By whom and when; neither where the line is not confirmed."""
    by, when = line["by"], line["when"]
    if not by.text and not when.text:
        return "", None
    for key in ("by", "when"):
        if not line[key].text:
            raise fault("half_confirmed", line[key], label=labels("routes")[key])
    return by.text, _date(when)


def _date(cell: Cell) -> date:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    if written := _DATE.fullmatch(cell.text):
        with suppress(ValueError):
            return date(*map(int, written.groups()))
    raise fault("date", cell)

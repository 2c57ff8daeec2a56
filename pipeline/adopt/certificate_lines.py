"""Lines about certificates against what is known: of which certificate and of whom each is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from pipeline.follow.certificates import standing
from pipeline.kinds.certificates import EVENT
from pipeline.model.certificates import Certificate, CertificateEvent, Holder
from pipeline.model.statements import Filled, Problem, Typed
from pipeline.reconcile.identifiers import read_person_id
from pipeline.text.certificate_numbers import is_certificate_number
from pipeline.text.fold import fold
from schemas.layouts.certificates import certificates_layout
from schemas.named import NamedTuple


class Known(NamedTuple):
    """What is known when a line is looked at: all that happened, by number, with what was taken and returned in this
    run, since the number was last given by a slip; what was one, or was corrected, by number; whom the lines name; the
    societies that may issue one; those of them that may tell, None where everybody may; the numbers of which more is
    known than these workbooks tell; and the day."""

    events: Mapping[str, Sequence[CertificateEvent]]
    voided: Mapping[str, CertificateEvent]
    holders: Mapping[str, Holder]
    issuers: Collection[str]
    societies: Collection[str] | None
    bound: Collection[str]
    today: date


class Whose(NamedTuple):
    """Of which certificate and of whom a line is; no certificate for a new one."""

    certificate: Certificate | None
    person_id: str


def is_new(line: Filled) -> bool:
    """Whether it tells of a certificate that shall be there from now on."""
    return EVENT not in line.cells


def at(line: Filled, key: str) -> Typed:
    """The cell of a column; the first cell where the sheet has no such column."""
    return line.cells.get(key) or next(iter(line.cells.values()))


def problem(slug: str, line: Filled, key: str, about: str, value: str | None = None) -> Problem:
    """What is wrong with a cell of a line; `value` where that is not what stands in it."""
    cell = at(line, key)
    text = line.text(key) if value is None else value
    return Problem(slug, line.sheet, cell.cell, text, about)


def called(line: Filled) -> str:
    """How a sentence calls the line: by certificate and person, as far as they are written."""
    words, number, name = certificates_layout().lines, line.text("certificate_no"), line.text("name")
    if number and name:
        return words.line.format(certificate_no=number, name=name)
    template = words.nameless if number else words.numberless if name else words.nobody
    return template.format(certificate_no=number, name=name)


def whose(line: Filled, known: Known) -> Whose | Problem:
    """Of which certificate and of whom a line is, or why that cannot be told."""
    number = line.text("certificate_no")
    if not number:
        return problem("certificate-number-missing", line, "certificate_no", called(line))
    if not line.text("name"):
        return problem("certificate-person-missing", line, "name", called(line))
    certificate = standing(known.events.get(number, ()), known.today)
    if is_new(line):
        if not is_certificate_number(number):
            return problem("certificate-number-unreadable", line, "certificate_no", called(line))
        return _new(line, certificate, known)
    if certificate is None:
        return problem("certificate-unknown", line, "certificate_no", called(line))
    return _of_certificate(line, certificate, known)


def is_rewritten(line: Filled, found: Problem, known: Known) -> bool:
    """Whether something is wrong with a line that was not filled in since number or name were changed, or the line was
    added: it tells of somebody who is known. One of another society, or of who was forgotten, is only handed on."""
    is_theirs = found.slug in _REWRITTEN and read_person_id(line.text("person_id")) in known.holders
    return is_theirs and not is_new(line)


_REWRITTEN = ("certificate-number-missing", "certificate-unknown", "certificate-holder-differs")


def _of_certificate(line: Filled, certificate: Certificate, known: Known) -> Whose | Problem:
    if known.societies is not None and certificate.society not in known.societies:
        return problem("certificate-other-society", line, "certificate_no", called(line), certificate.society)
    typed, holder = line.text("person_id"), known.holders.get(certificate.person_id)
    names = {fold(certificate.name), *(holder.names if holder else ())}
    differs = "person_id" if typed and read_person_id(typed) != certificate.person_id else ""
    differs = differs or ("name" if fold(line.text("name")) not in names else "")
    if differs:
        words = certificates_layout().lines
        about = {"line": words.nameless.format(certificate_no=certificate.certificate_no), "name": certificate.name}
        said = words.holder.format(**about, person_id=certificate.person_id)
        return problem("certificate-holder-differs", line, differs, said)
    return Whose(certificate, certificate.person_id)


def _new(line: Filled, certificate: Certificate | None, known: Known) -> Whose | Problem:
    words, typed, number = certificates_layout().lines, line.text("person_id"), line.text("certificate_no")
    if not typed:
        return problem("certificate-person-missing", line, "person_id", called(line))
    holder = known.holders.get(read_person_id(typed))
    if holder is None:
        return problem("certificate-person-unknown", line, "person_id", called(line))
    if fold(line.text("name")) not in holder.names:
        return problem(
            "certificate-name-differs", line, "name", words.named.format(line=called(line), name=holder.name)
        )
    if certificate and certificate.person_id != holder.person_id:
        owner = {"name": certificate.name, "person_id": certificate.person_id}
        about = {"line": words.nameless.format(certificate_no=number), **owner}
        return problem("certificate-taken", line, "certificate_no", words.holder.format(**about))
    return Whose(certificate, holder.person_id)

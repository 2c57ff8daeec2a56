"""Which letters about certificates are due on a day: one to each unit about all whom it recommended last, or to each
holder where the notice has a form for each."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.follow.hours import by_certificate
from pipeline.follow.told import Told, told_on
from pipeline.model.documents import submission_number
from pipeline.terms.notices import notices

if TYPE_CHECKING:
    from pipeline.publish.units.certificate_letter import CertificateLetter
    from pipeline.register import Register
    from pipeline.register.contents.recommendations import Recommendation


def certificate_letters(register: Register, today: date) -> list[CertificateLetter]:
    """Those that are due, in the order of their units. Whoever is forgotten is written to no more."""
    told = _told(register, today)
    if not told:
        return []
    last = register.recommended_last({each.certificate.person_id for each in told})
    unit_of, known = register.rulings().unit_of, notices()
    of_letter: dict[tuple[str, str], list[tuple[Recommendation, Told]]] = defaultdict(list)
    for each in told:
        if one := last.get(each.certificate.person_id):
            is_alone = one.notice in known and known[one.notice].one_file_per == "person"
            unit = unit_of(one.unit_key) or one.submission_id
            of_letter[unit, one.person_id if is_alone else ""].append((one, each))
    return [_letter(own, bool(person)) for (_, person), own in sorted(of_letter.items(), key=itemgetter(0))]


def _told(register: Register, today: date) -> list[Told]:
    """What is to be said of each certificate, the first to end first."""
    done, confirmed = by_certificate(register.certificates.activities()), register.certificates.confirmed()
    standing = register.certificates.standing(today)
    found = (told_on(each, done.get(number, ()), confirmed, today) for number, each in standing.items())
    return sorted(filter(None, found), key=lambda each: (each.certificate.valid_to, each.certificate.certificate_no))


def _letter(own: list[tuple[Recommendation, Told]], is_alone: bool) -> CertificateLetter:
    from pipeline.publish.units.certificate_letter import CertificateLetter, OfHolder

    last = max((one for one, _ in own), key=lambda one: submission_number(one.submission_id))
    holders = tuple(OfHolder(one.name, told) for one, told in own)
    return CertificateLetter(last.unit, last.submission_id, last.name if is_alone else "", last.person_id, holders)

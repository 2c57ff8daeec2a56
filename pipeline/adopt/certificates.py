"""Adopt what workbooks of certificates tell: what can be becomes events; of each line that cannot it is said why, and
nothing of it is taken.

Workbooks are taken in the order in which they came, after the results of the same run, and in each the new certificates
first, so that a line may tell of one that stands on the other sheet or was returned with its number just now. By mail a
society tells of its own certificates alone, from its address in the settings; what lies in the inbox or the outbox
itself was put there by the secretary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.adopt.certificate_hours import Done, missing_hours
from pipeline.adopt.certificate_lines import Known, Whose, called, is_new, is_rewritten, problem, whose
from pipeline.adopt.certificate_rules import changed_cells, entry_of, event_of, is_known, told_of, was_voided, wrong_in
from pipeline.follow.certificates import VOIDED, is_returned, issued_by, voids
from pipeline.kinds.certificates import is_filled
from pipeline.model.certificates import REFUSED, CertificateEvent
from pipeline.model.documents import Examined, Outcome, Submission
from pipeline.model.results import CERTIFICATE, Event
from pipeline.model.statements import Filled, Problem
from pipeline.reconcile.identifiers import read_person_id
from pipeline.terms.notices import CHINA
from pipeline.terms.settings import Settings
from pipeline.text.fold import fold
from schemas.layouts.certificates import certificates_layout
from schemas.routes import societies as known_societies

if TYPE_CHECKING:
    from pipeline.register import Register


def returned_certificates(results: Sequence[Event], register: Register) -> list[CertificateEvent]:
    """Those whose numbers results tell that are not recorded yet, each with the level for which its holder applied,
    where that is one."""
    said = [each for each in results if each.kind == CERTIFICATE and each.value]
    if not said:
        return []
    holders = register.certificates.holders({each.person_id for each in said})
    own = ((each, holders[each.person_id]) for each in said if each.person_id in holders)
    return [
        issued_by(each, holder.name, "".join(holder.levels) if len(holder.levels) == 1 else "") for each, holder in own
    ]


def adopt_certificates(
    submissions: Sequence[Submission],
    returned: Sequence[CertificateEvent],
    register: Register,
    settings: Settings,
    now: datetime,
) -> list[CertificateEvent]:
    """Take what the documents of these submissions (in the order in which they came) tell of certificates; what is
    wrong with a document is put among its remarks. `returned` are those that societies returned in the same run."""
    told = [
        (submission, place)
        for submission in submissions
        for place, document in enumerate(submission.documents)
        if document.certificate_lines and document.outcome == Outcome.ANSWER
    ]
    if not told:
        return []
    adopting = _Adopting(register, returned, settings, now)
    for submission, place in told:
        document = submission.documents[place]
        problems = (*document.remarks, *adopting.taken(document, submission.sender))
        submission.documents[place] = replace(document, certificate_lines=(), remarks=problems)
    return adopting.events


class _Adopting:
    """The workbooks of certificates of one run, in their order."""

    def __init__(
        self, register: Register, returned: Sequence[CertificateEvent], settings: Settings, now: datetime
    ) -> None:
        self._register, self._settings = register, settings
        self._issuers = {*known_societies(), *settings.societies}  # one of its own an installation knows by its address
        self._now, self._today = now.isoformat(), now.astimezone(CHINA).date()
        self._happened: dict[str, list[CertificateEvent]] = defaultdict(list)
        self._voided = {each.certificate_no: each for each in register.certificates.renumbered()}
        known = register.certificates.events()
        self._returned = {each.certificate_no for each in (*filter(is_returned, known), *returned)}
        self._spelled: dict[str, str] = {}  # the number by its folded one
        for each in (*known, *returned):
            self._note(each)
        self.events: list[CertificateEvent] = []

    def _note(self, event: CertificateEvent) -> None:
        if voids(event):
            self._happened.pop(event.certificate_no, None)
            self._voided[event.certificate_no] = event
        else:
            self._happened[event.certificate_no].append(event)
        self._spelled.setdefault(fold(event.certificate_no), event.certificate_no)

    def _as_noted(self, line: Filled) -> Filled:
        """With the number of its certificate as it is spelled already: in another width or case it is the same one."""
        number = line.text("certificate_no")
        spelled = self._spelled.get(fold(number), number)
        if number in self._happened or spelled == number:
            return line
        own = line.cells["certificate_no"]._replace(text=spelled)
        return line._replace(cells={**line.cells, "certificate_no": own})

    def taken(self, document: Examined, sender: str) -> Iterator[Problem]:
        """What is wrong with a document, when all that can be taken of it is."""
        societies = self._settings.societies_at(sender) if sender else None
        if societies is not None and not societies:
            yield Problem("certificates-from-elsewhere", value=sender)
            return
        lines = sorted(map(self._as_noted, document.certificate_lines), key=_place)
        known = self._known(lines, societies)
        twice = _twice(lines)
        for line in lines:
            if (other := twice.get((line.sheet, line.row))) and is_filled(line):
                yield from self._refuse([_other(line, other)], line, known, document.file)
            else:
                yield from self._take(line, known, document.file)

    @cached_property
    def _done(self) -> Done:
        known = self._register.certificates
        return Done(known.activities(), known.confirmed())

    def _known(self, lines: Sequence[Filled], societies: Collection[str] | None) -> Known:
        people = {read_person_id(line.text("person_id")) for line in lines}
        own = (self._happened.get(line.text("certificate_no"), ()) for line in lines)
        people |= {each.person_id for happened in own for each in happened}
        holders = self._register.certificates.holders(people - {""})
        bound = self._bound if any(map(_voids, lines)) else frozenset[str]()
        return Known(self._happened, self._voided, holders, self._issuers, societies, bound, self._today)

    @cached_property
    def _bound(self) -> frozenset[str]:
        """The numbers of which results or activities tell."""
        return frozenset({each.certificate_no for each in self._done.activities} | self._returned)

    def _take(self, line: Filled, known: Known, file: str) -> Iterator[Problem]:
        found = whose(line, known)
        if isinstance(found, Problem):
            if not is_new(line) and was_voided(line, known):
                return
            if is_filled(line) or is_rewritten(line, found, known):
                yield from self._refuse([found], line, known, file)
            return
        if found.certificate and not is_new(line):
            yield from changed_cells(line, found.certificate)
        if not is_filled(line):
            return
        if wrong := wrong_in(line, found, known):
            yield from self._refuse(wrong, line, known, file, found)
            return
        event = event_of(line, found, known)._replace(source_file=file, recorded_at=self._now)
        if is_known(event, known):
            return
        yield from told_of(line, event, found, known)
        if found.certificate:
            yield from missing_hours(line, event, found.certificate, lambda: self._done)
        self._note(event)
        self.events.append(event)

    def _refuse(
        self, problems: Sequence[Problem], line: Filled, known: Known, file: str, whose: Whose | None = None
    ) -> Sequence[Problem]:
        self.events += [_refused(each, line, known, file, self._now, whose) for each in problems]
        return problems


def _voids(line: Filled) -> bool:
    entry = entry_of(line)
    return entry is not None and entry.effect == VOIDED


def _place(line: Filled) -> int:
    """Slips are taken out first, whose numbers may be given to others, then new certificates are written down."""
    return 0 if _voids(line) else 1 if is_new(line) else 2


def _twice(lines: Sequence[Filled]) -> Mapping[tuple[str, int], list[int]]:
    """By sheet and row of new certificates whose number stands in another line with other words: those lines."""
    of_number: dict[str, list[Filled]] = defaultdict(list)
    for line in filter(is_new, lines):
        of_number[fold(line.text("certificate_no"))].append(line)
    return {
        (line.sheet, line.row): [each.row for each in own if each is not line]
        for number, own in of_number.items()
        if number and len({_said(each) for each in own}) > 1
        for line in own
    }


def _said(line: Filled) -> tuple[tuple[str, str], ...]:
    return tuple((key, each.text) for key, each in line.cells.items())


def _other(line: Filled, rows: Sequence[int]) -> Problem:
    words = certificates_layout().lines
    about = words.rows.format(line=called(line), rows=words.listed.join(map(str, rows)))
    return problem("certificate-twice", line, "certificate_no", about)


def _refused(
    problem: Problem, line: Filled, known: Known, file: str, now: str, whose: Whose | None
) -> CertificateEvent:
    """That a line was not taken, and by which finding."""
    named = read_person_id(line.text("person_id"))
    certificate = whose.certificate if whose else None
    return CertificateEvent(
        certificate_no=line.text("certificate_no"),
        person_id=whose.person_id if whose else named if named in known.holders else "",
        name=line.text("name"),
        society=certificate.society if certificate else line.text("society"),
        level="",
        event=REFUSED,
        date="",
        valid_to="",
        cause="",
        document="",
        note=problem.slug,
        source_file=file,
        source_sheet=problem.sheet,
        source_cell=problem.cell,
        recorded_at=now,
    )

"""One answer to one submission, from what the register tells to the letter's and the marked workbook's own data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from pipeline.model.documents import Outcome
from pipeline.model.fields import FIELDS
from pipeline.model.judgements import Disposition, Finding
from pipeline.publish.marked.model import Line, Marking
from pipeline.publish.units.letter_data import Again, Compared, Counts, Letter, ReceivedFile, State
from pipeline.publish.units.letter_items import asked, told
from pipeline.publish.units.letter_results import results_of
from pipeline.terms.findings import asking
from pipeline.terms.notices import Notice
from pipeline.text.fold import fold
from schemas.layouts.correction import correction_file
from schemas.letters import letters_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.register.contents.answer import Answer, AnsweredPerson, Round

_READ = {Outcome.PROCESSED.value, Outcome.UNREADABLE.value}
_VETO, _UNCHANGED = "not-recommended", "unchanged"


class Question(NamedTuple):
    """One thing that is asked at a cell: of which field ("" for none), and whether nothing stands there."""

    field: str
    is_blank: bool
    marking: Marking
    line: Line


class Marks(NamedTuple):
    """What is asked in one document, by its `Document.file`, and what is said above the list of it."""

    document: str
    questions: tuple[Question, ...]
    notes: tuple[str, ...]


def letter_of(answer: Answer, notice: Notice, association: Mapping[str, str]) -> Letter:
    """What the unit is told, all at once; whether a marked workbook goes with it is known when that is made."""
    outcomes = {document.outcome for document in answer.documents}
    only_scan = Outcome.SCAN in outcomes and not outcomes & _READ
    names = {each.row_id: each.name for each in answer.people}
    wanted = asked(_told(answer, only_scan), names, _still(answer), notice)
    again = _again(answer)
    return Letter(
        submission_id=answer.submission_id,
        unit=answer.unit,
        applicant=_applicant(answer, notice),
        notice=notice,
        association=association,
        day=answer.due.start,
        received_on=answer.received_on,
        files=tuple(_files(answer)),
        counts=_counts(answer),
        must=wanted.must,
        may=wanted.may,
        unopened=wanted.unopened,
        scan_missing=wanted.scan_missing,
        scan_only=only_scan and not answer.completes,
        supplement=only_scan and answer.completes,
        late=wanted.late and not _is_in_time(answer, again),
        withdrawn=tuple(dict.fromkeys(each.name for each in answer.people if _is(each, Disposition.WITHDRAWN))),
        again=again,
        results=tuple(results_of(answer)),
        due=answer.due,
    )


def _applicant(answer: Answer, notice: Notice) -> str:
    """Who is answered where a notice has a form for each person and the submission brings one; else "": the unit is."""
    is_one = notice.one_file_per == "person" and len(answer.people) == 1
    return answer.people[0].name if is_one else ""


def _told(answer: Answer, only_scan: bool) -> list[Finding]:
    """The findings; of a mail that brings a scan it goes without saying that no table stands in it."""
    mails = {each.file for each in answer.documents if only_scan and each.outcome == Outcome.CONTAINER}
    return [each for each in _asking(answer) if each.slug != told().empty or each.file not in mails]


def _is_in_time(answer: Answer, again: Again | None) -> bool:
    """Whether the unit did within the days that we gave it what we asked for: nobody is late with that."""
    is_reply = answer.completes or (again is not None and again.resent)
    brings_more = again is not None and any(each.state == "new" for each in again.compared)
    until = answer.asked_until
    return is_reply and not brings_more and until is not None and answer.received_on <= until


def marks_of(answer: Answer, notice: Notice) -> list[Marks]:
    """What is marked in each of the documents, in their order; those of which nothing is asked are left out."""
    names = {each.row_id: each.name for each in answer.people}
    found: dict[str, list[Question]] = {}
    for finding in _asking(answer):
        wanted = asking(finding, notice)
        if wanted is None or not finding.sheet:
            continue
        marking = Marking(finding.sheet, finding.cell, wanted.must, finding.message)
        line = Line(
            name=names.get(finding.row_id, ""),
            sheet=finding.sheet,
            cell=finding.cell,
            column=notice.label(finding.field) if finding.field else "",
            given=finding.value,
            problem=finding.message,
            wanted=wanted.fix,
            choices=tuple(notice.options(finding.field)),
            must=wanted.must,
        )
        found.setdefault(finding.file, []).append(Question(finding.field, not finding.value, marking, line))
    read = [document.file for document in answer.documents if document.outcome == Outcome.PROCESSED]
    return [
        Marks(file, tuple(found[file]), _notes(found[file], answer.due.day, notice))
        for file in read
        if _has_place(found.get(file, ()))
    ]


def _asking(answer: Answer) -> list[Finding]:
    """The findings that the letter speaks of."""
    return [] if _is_for_results(answer) else answer.findings


def _is_for_results(answer: Answer) -> bool:
    """Whether the unit is told of results and need not do anything: what may be looked at it was told before."""
    is_must = any(wanted.must for finding in answer.findings if (wanted := asking(finding)))
    return bool(answer.results) and answer.is_answered and not is_must


def _has_place(questions: Collection[Question]) -> bool:
    """Whether there is a cell to mark: what is asked of a whole sheet stands in the list beside that, else in the
    letter alone."""
    return any(each.marking.cell for each in questions)


def _notes(questions: Collection[Question], day: date, notice: Notice) -> tuple[str, ...]:
    """Until when it is to come back, where something must: what is only to be looked at needs no reply."""
    if not any(each.marking.must for each in questions):
        return ()
    words = correction_file().words
    until = words.until_with_scan if notice.wants_scan else words.until
    return (until.format(day=letters_file().words.day.format(day=day)),)


def _is(person: AnsweredPerson, *dispositions: Disposition) -> bool:
    return person.disposition in {each.value for each in dispositions}


def _files(answer: Answer) -> Iterator[ReceivedFile]:
    """The documents, but for mails and archives that hold others."""
    for document in answer.documents:
        if document.outcome in (Outcome.CONTAINER, Outcome.SYSTEM_FILE):
            continue
        own = [each for each in answer.people if each.file == document.file]
        sheets = tuple(dict.fromkeys(each.sheet for each in own))
        yield ReceivedFile(document.file, sheets if len(sheets) > 1 else (), len(own))


def _counts(answer: Answer) -> Counts:
    held = _held(answer.findings)
    returned = {finding.row_id for finding in answer.findings if finding.slug in told().society}
    kinds = [_kind(each, held.get(each.row_id, ()), each.row_id in returned) for each in answer.people]
    return Counts(**{kind: kinds.count(kind) for kind in dict.fromkeys(kinds)})


def _held(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    held: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "error":
            held.setdefault(finding.row_id, []).append(finding)
    return held


def _kind(person: AnsweredPerson, held: Collection[Finding], is_returned: bool) -> str:
    """What became of a person, as the letter counts it: a field of Counts. A society may have returned a routed one."""
    if _is(person, Disposition.ROUTED) or person.reason == _UNCHANGED:
        return "to_correct" if is_returned else "go_on"
    if _is(person, Disposition.WITHDRAWN):
        return "withdrawn"
    if not _is(person, Disposition.HELD):
        return "replaced" if _is(person, Disposition.SUPERSEDED) else "repeated"
    if any(finding.slug == _VETO for finding in held):
        return "not_recommended"
    wanted = [asking(finding) for finding in held]
    return "to_correct" if any(each and each.must for each in wanted) else "with_us"


def _still(answer: Answer) -> list[Finding]:
    """Those of the findings that the unit was told last time, too."""
    return [
        finding
        for finding in answer.findings
        if finding.row_id in answer.rounds and _about(finding) in map(_about, answer.rounds[finding.row_id].asked)
    ]


def _about(finding: Finding) -> tuple[str, str, str]:
    """What it asks for: of a society what it says."""
    return finding.slug, finding.field, finding.message if finding.slug in told().society else ""


def _again(answer: Answer) -> Again | None:
    """What came of the last round; None where this is the first one."""
    if not (answer.rounds or answer.missing or answer.corrects):
        return None
    days = [each.received_on for each in answer.rounds.values() if each.received_on]
    compared: list[Compared] = []
    likely = {each.alike: each.name for each in answer.missing if each.alike}
    for person in _told_of(answer):
        if last := answer.rounds.get(person.row_id):
            now = [finding for finding in answer.findings if finding.row_id == person.row_id]
            compared += _compared(person, last, now)
        elif days or answer.corrects:
            compared += _as_a_whole([person.name], "new")
            if person.row_id in likely:
                compared.append(Compared(person.name, "name", likely[person.row_id], person.name, "likely"))
    if _is_for_results(answer):
        return Again(answer.received_on, tuple(each for each in compared if each.state == "settled"), resent=False)
    missing = _as_a_whole([each.name for each in answer.missing], "missing")
    earlier = min(days, default=answer.received_on)
    return Again(earlier, (*compared, *missing), resent=bool(days or (answer.corrects and not answer.is_answered)))


def _told_of(answer: Answer) -> Iterator[AnsweredPerson]:
    """Each person once, without those of whom the letter says as a whole that they were withdrawn, or that what came
    later holds."""
    told_of = set[str]()
    for person in answer.people:
        if not _is(person, Disposition.WITHDRAWN, Disposition.SUPERSEDED) and person.person_id not in told_of:
            told_of.add(person.person_id)
            yield person


def _as_a_whole(names: Iterable[str], state: State) -> list[Compared]:
    return [Compared(name, "", "", "", state) for name in names]


def _compared(person: AnsweredPerson, last: Round, now: Collection[Finding]) -> Iterator[Compared]:
    """Cell by cell: what was asked last time, then what else is other than it was; as a whole where a society asked."""
    society = told().society
    asked_before = {finding.field for finding in last.asked if asking(finding) and finding.slug not in society}
    asked_now = {finding.field for finding in now if asking(finding)}
    was_returned, is_returned = (any(each.slug in society for each in found) for found in (last.asked, now))
    is_whole_same = True
    for field in FIELDS:
        before, said = last.before.get(field, ""), last.now.get(field, "")
        is_same = fold(before) == fold(said)
        is_whole_same = is_whole_same and is_same
        if field in asked_before:
            state: State = "still" if field in asked_now else "settled" if is_same else "right"
            yield Compared(person.name, field, before, said, state)
        elif not is_same:
            yield Compared(person.name, field, before, said, "right" if was_returned else "changed")
    if was_returned and is_whole_same:
        yield from _as_a_whole([person.name], "still" if is_returned else "settled")

"""What the secretary decided, as far as it holds: people are judged by it beside the notice and the settings.

A decision is of one row, of all rows of a submission, of a domain's route, of two names of units, or of a value
wherever it is written. That of a row also holds where the same unit types the same of the same person again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from pipeline.model.decisions import Decision, Ruling
from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.terms.findings import asking, make
from pipeline.terms.settings import Alias, Confirmation, Settings
from pipeline.text.fold import fold
from schemas.decisions import decisions_file
from schemas.named import NamedTuple

UNDERSTOOD, AS_TYPED, RETURNED = "understood", "as-typed", "returned"
SAME, ANOTHER = "same-person", "another-person"
WITHDRAWN, KEPT, PREFERRED = "withdrawn", "kept", "preferred"
CONFIRMED, CLOSED = "confirmed", "closed"
DISPATCHED = "dispatched"
SAME_UNIT, ANOTHER_UNIT = "same-unit", "another-unit"
MOVED = "moved"
COUNTED = "counted"
REVOKED, UNLEARNED = "revoked", "unlearned"
TAKING_BACK = (REVOKED, UNLEARNED)
"""What takes back a decision, or only that it holds for all."""
DECIDED, ASKED_BACK, OUTDATED = "decided", "returned-to-unit", "decision-outdated"
BY_DECISION = "withdrawn-by-decision"
TOLD = (DECIDED, OUTDATED)
"""What is said of a decision beside what it does."""

ACROSS_UNITS = "duplicate-across-units"
"""What is asked where two units recommend one person."""

OF_VALUES = (UNDERSTOOD, AS_TYPED)
"""Effects that hold again where the same is typed of the same person."""


class RowKey(NamedTuple):
    """By what the decisions on a row are found; unit and name are match keys."""

    row_id: str
    submission_id: str
    notice: str
    unit_key: str
    name: str


class Rulings:
    """All decisions that hold. Empty, it costs nothing."""

    def __init__(self, rulings: Iterable[Ruling] = (), revoked: Iterable[Decision] = ()) -> None:
        self._rulings, self._revoked = tuple(rulings), tuple(revoked)

    def with_more(self, rulings: Iterable[Ruling], revoked: Iterable[Decision]) -> Rulings:
        """These too, and without those that are taken back now."""
        back = tuple(revoked)
        gone = {each.decision_id for each in back}
        hold = [each for each in (*self._rulings, *rulings) if each.decision.decision_id not in gone]
        return Rulings(hold, (*self._revoked, *back))

    def __bool__(self) -> bool:
        return bool(self._rulings or self._revoked)

    def __iter__(self) -> Iterator[Decision]:
        return (each.decision for each in self._rulings)

    @property
    def rules(self) -> list[tuple[str, ...]]:
        """What may change how any open row is judged: the part of the terms that is here."""
        return [
            (each.effect, each.field, each.value, each.word, each.subject)
            for each in self
            if each.for_all or each.effect == CONFIRMED
        ]

    @cached_property
    def apart(self) -> set[frozenset[str]]:
        """Pairs of people (person_id) who are not one."""
        return {frozenset((each.person_id, each.subject)) for each in self if each.effect == ANOTHER}

    @cached_property
    def same_person(self) -> dict[str, str]:
        """row_id → the person it is of; where that was taken back, whom it was of before."""
        back = {each.row_id: each.person_id for each in self._revoked if each.effect == SAME}
        return back | {each.row_id: each.subject for each in self if each.effect == SAME}

    def effects_on(self, row_id: str, unit_key: str = "") -> frozenset[str]:
        """What was decided of a row itself; that something is taken back is told of the run that does, also that its
        unit is another one after all."""
        own = {each.effect for each in self._of_row.get(row_id, ()) if each.decision_id not in self._outdone}
        return frozenset(own | {REVOKED} if row_id in self._taken_back or unit_key in self._parted else own)

    @cached_property
    def _outdone(self) -> set[str]:
        """Decisions by which one unit is preferred to others, where it was decided later that another one is."""
        last: dict[tuple[str, str], str] = {}
        outdone = set()
        for decision, unit_key, _ in reversed(self._rulings):
            if prefers_unit(decision.kind, decision.effect):
                unit = last.setdefault((decision.person_id, decision.notice), self.unit_of(unit_key))
                outdone |= {decision.decision_id} if unit != self.unit_of(unit_key) else set()
        return outdone

    def unit_of(self, unit_key: str) -> str:
        """The match key of the unit that this one is decided to be; its own where nothing is."""
        return _first_of(unit_key, self._first_names) if self._first_names else unit_key

    @cached_property
    def notices(self) -> dict[str, str]:
        """submission_id → the notice that it is decided to answer; where that was taken back, the one as before."""
        back = {each.submission_id: each.notice for each in self._revoked if each.effect == MOVED}
        return back | {each.submission_id: each.word for each in self if each.effect == MOVED}

    def moved_by(self, decisions: Iterable[Decision]) -> dict[str, str]:
        """Of these the submissions that they move to another notice, or back, with that notice."""
        sent = {each.submission_id for each in decisions if not each.row_id and each.kind in self._moving_kinds}
        return {each: notice for each, notice in self.notices.items() if each in sent}

    @cached_property
    def _moving_kinds(self) -> set[str]:
        return {each.kind for each in (*self, *self._revoked) if each.effect == MOVED}

    def called(self, unit: str) -> str:
        """The name of a unit that came first, as it was typed."""
        if not self._first_names or (key := self.unit_of(fold(unit))) == fold(unit):
            return unit
        return next(each.subject for each in self if each.effect == SAME_UNIT and fold(each.subject) == key)

    @cached_property
    def later_names(self) -> list[str]:
        """Match keys of units that are decided to be another one."""
        return list(self._first_names)

    @cached_property
    def _first_names(self) -> dict[str, str]:
        """Match key of a later name → the name that came first; no circles."""
        found: dict[str, str] = {}
        for each in self:
            if each.effect == SAME_UNIT:
                later, first = (_first_of(fold(name), found) for name in (each.value, each.subject))
                found |= {later: first} if later != first else {}
        return found

    @cached_property
    def _parted(self) -> set[str]:
        return {fold(each.value) for each in self._revoked if each.effect == SAME_UNIT}

    @cached_property
    def other_units(self) -> set[frozenset[str]]:
        """Pairs of units (match keys) that are not one."""
        pairs = ((each.value, each.subject) for each in self if each.effect == ANOTHER_UNIT)
        return {frozenset(self.unit_of(fold(name)) for name in pair) for pair in pairs}

    @cached_property
    def _taken_back(self) -> set[str]:
        return {each.row_id for each in self._revoked if each.effect in (KEPT, PREFERRED)}

    @cached_property
    def understood_of(self) -> Mapping[str, Sequence[Ruling]]:
        """person_id → what cells of the person are decided to mean."""
        found: dict[str, list[Ruling]] = defaultdict(list)
        for each in self._rulings:
            if each.decision.effect == UNDERSTOOD and each.decision.person_id:
                found[each.decision.person_id].append(each)
        return found

    def on(self, row: RowKey) -> list[Decision]:
        """The decisions on one row: its own, those on its submission, and those taken when its unit typed the same."""
        own = self._of_row.get(row.row_id, ())
        unit = self.unit_of(row.unit_key)
        told = self._of_person.get((row.notice, unit, row.name), ()) if row.name else ()
        others = [each for each in told if each.row_id != row.row_id]
        return [*own, *self._of_submission.get(row.submission_id, ()), *others]

    @cached_property
    def _of_row(self) -> Mapping[str, Sequence[Decision]]:
        found: dict[str, list[Decision]] = defaultdict(list)
        for each in self:
            if each.row_id:
                found[each.row_id].append(each)
        return found

    @cached_property
    def _of_submission(self) -> Mapping[str, Sequence[Decision]]:
        found: dict[str, list[Decision]] = defaultdict(list)
        for each in self:
            if each.submission_id and not each.row_id:
                found[each.submission_id].append(each)
        return found

    @cached_property
    def _of_person(self) -> Mapping[tuple[str, str, str], Sequence[Decision]]:
        found: dict[tuple[str, str, str], list[Decision]] = defaultdict(list)
        for decision, unit_key, name in self._rulings:
            if decision.row_id and name and decision.effect in OF_VALUES:
                found[decision.notice, self.unit_of(unit_key), name].append(decision)
        return found

    def settings(self, own: Settings) -> Settings:
        """The settings with what was decided for all: words, and confirmed routes; what staff wrote there wins."""
        said = {(alias.vocabulary, fold(alias.typed)) for alias in own.aliases}
        words = tuple(alias for alias in self.aliases if (alias.vocabulary, fold(alias.typed)) not in said)
        routes = {each.value: _confirmation(each) for each in self if each.effect == CONFIRMED}
        confirmed = {domain: said for domain, said in own.confirmations.items() if said.by}
        return replace(
            own,
            aliases=(*own.aliases, *words),
            confirmations={**own.confirmations, **_fitting(routes, own.confirmations), **confirmed},
        )

    @property
    def learned(self) -> list[Decision]:
        """Those by which this installation learned a word."""
        return [each for each in self if each.for_all and each.effect == UNDERSTOOD and each.value]

    @property
    def aliases(self) -> list[Alias]:
        """The words that were learned, the later decision first."""
        return [Alias(each.field, each.value, each.word) for each in reversed(self.learned)]


NOTHING_DECIDED = Rulings()


def prefers_unit(kind: str, effect: str) -> bool:
    """Whether it is decided that another unit recommends the person: of all units one can."""
    return (kind, effect) == (ACROSS_UNITS, PREFERRED)


def _first_of(name: str, first_names: Mapping[str, str]) -> str:
    while name in first_names:
        name = first_names[name]
    return name


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that were not taken back; without their word for all where that was taken out again."""
    every = list(decisions)
    gone = {each.question for each in every if each.effect == REVOKED}
    alone = {each.question for each in every if each.effect == UNLEARNED}
    return [
        each._replace(for_all=each.for_all and each.decision_id not in alone)
        for each in every
        if each.effect not in TAKING_BACK and each.decision_id not in gone
    ]


def _confirmation(decision: Decision) -> Confirmation:
    return Confirmation(decision.subject, decision.decided_by, date.fromisoformat(decision.day))


def _fitting(routes: Mapping[str, Confirmation], own: Mapping[str, Confirmation]) -> dict[str, Confirmation]:
    """Without those of which staff named another society since."""
    return {domain: said for domain, said in routes.items() if domain not in own or own[domain].society == said.society}


def settled(findings: Iterable[Finding], decisions: Mapping[str, Sequence[Decision]]) -> list[Finding]:
    """The findings of rows, by what was decided of each row: what holds no more is told as decided, and what the unit
    shall say is asked of it, where it was only a question to the secretary."""
    return [_settled(each, decisions.get(each.row_id, ())) for each in findings]


def _settled(finding: Finding, decisions: Iterable[Decision]) -> Finding:
    for decision in decisions:
        if not settles(decision, finding.slug, finding.field, finding.value):
            continue
        if decision.effect in (AS_TYPED, MOVED):
            return decided(decision, finding)
        if decision.effect == RETURNED and asking(finding) is None:
            return _of_finding(finding, ASKED_BACK, _asks(finding))
    return finding


def _asks(finding: Finding) -> str:
    """What the unit is to say of what was only a question to the secretary."""
    kind = decisions_file().question.get(finding.slug)
    return kind.asks.format(about=finding.about) if kind and finding.about else finding.about


def settles(decision: Decision, slug: str, field: str, value: str) -> bool:
    """Whether a decision answers this."""
    of_row = (decision.kind, decision.field, decision.value) == (slug, field, value)
    return of_row if decision.row_id else decision.kind == slug


def lets_go(decisions: Iterable[Decision], slug: str, field: str, value: str) -> bool:
    """Whether something that would hold a row does so no more."""
    return any(each.effect == AS_TYPED and settles(each, slug, field, value) for each in decisions)


def decided(decision: Decision, at: Finding) -> Finding:
    """What was decided about a value, at its cell."""
    return _of_finding(at, DECIDED, said(decision))


def _of_finding(at: Finding, slug: str, about: str) -> Finding:
    return make(Problem(slug, at.sheet, at.cell, at.value, about), at.submission_id, at.row_id, at.field, at.file)


def said(decision: Decision) -> str:
    """What was decided, by whom and when, as messages say it."""
    return f"{decision.answer}（{decision.signed}）"

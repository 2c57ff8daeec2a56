"""Decide: what the secretary answered, against what is asked. What fits is adopted; of the rest it is said why not.

Answers are matched by the number of their question, wherever they stand and in however old a version of the workbook.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.kinds.decisions import FILLED
from pipeline.model.decisions import Choice, Decision, Question, Refused, Ruling, Said, decision_id
from pipeline.model.documents import Examination, Outcome
from pipeline.model.statements import Problem
from pipeline.terms.findings import make
from pipeline.terms.rulings import CONFIRMED, DISPATCHED, REVOKED, UNDERSTOOD, in_force, prefers_unit
from pipeline.terms.settings.words import standard_words
from pipeline.text.days import leading_day
from pipeline.text.fold import fold
from schemas.decisions import decisions_file
from schemas.kinds import kinds_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.register import Register
    from pipeline.run_terms import Terms

_NUMBER = re.compile(r"[QD][0-9a-f]+")


class Answered(NamedTuple):
    """A filled line, and the file in which it stands."""

    file: str
    said: Said


@dataclass(slots=True)
class Decided:
    """What was adopted, what was not, and the rows that must be judged again for it."""

    decisions: list[Decision] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        """How many answers were adopted; of each other one where it stands and why not. "" where there were none."""
        words = decisions_file().taken
        counts = {"taken": len(self.decisions), "refused": len({(each.sheet, each.row) for each in self.refused})}
        where = words.between.join(map(_where, self.refused))
        if not self.refused:
            return words.all.format(**counts) if self.decisions else ""
        return (words.some if self.decisions else words.none).format(**counts, where=where)


def _where(refused: Refused) -> str:
    words = decisions_file().taken
    plain = refused.sheet == decisions_file().words.title
    return (words.where if plain else words.where_decided).format(**refused._asdict())


def answers_in(examinations: Iterable[Examination]) -> list[Answered]:
    """What is filled in these workbooks of questions."""
    documents = (document for each in examinations for document in each.documents)
    return [Answered(document.file, said) for document in documents for said in document.said]


class Unanswered(NamedTuple):
    """Why nothing is taken from the workbook of questions where it lies; whether it stays there to be tried again."""

    sentence: str
    stays: bool


def unanswered(examination: Examination) -> Unanswered | None:
    """None where the workbook on the desk is ours and can be read. One that is not ours makes room for ours."""
    document = examination.documents[0]
    problem = document.problem
    if problem and problem.slug == FILLED:
        return None
    if why := why_unreadable(examination):
        return Unanswered(decisions_file().taken.unreadable.format(why=why), stays=True)
    problem = problem or Problem("mark-invalid", about=kinds_file().doubts["layout"])
    return Unanswered(make(problem, "", file=document.file).message, stays=False)


def why_unreadable(examination: Examination) -> str:
    """Why a workbook on the desk could not be read; "" where it could."""
    document = examination.documents[0]
    if document.outcome != Outcome.UNREADABLE or document.problem is None:
        return ""
    return make(document.problem, "", file=document.file).message


def decide(
    answers: Sequence[Answered], terms: Terms, register: Register, now: datetime, pending: Sequence[Decision] = ()
) -> tuple[Decided, Terms]:
    """What of the answers is adopted, and the terms by which the run judges with it. Nothing is recorded yet; nor are
    those `pending`, which are adopted before."""
    if not answers:
        return Decided(), terms
    deciding = _Deciding(register.questions(now), [*register.decisions(), *pending], now)
    given = deciding.decided(answers)
    back = [deciding.in_force[each.question] for each in given.decisions if each.effect == REVOKED]
    given.rows += [row for each in back for row in register.judged_by(each)]
    return given, terms.decided(terms.rulings.with_more(deciding.rulings, back))


class _Deciding:
    """The answers of one run, in their order."""

    def __init__(self, questions: Iterable[Question], decisions: Sequence[Decision], now: datetime) -> None:
        self._questions = {each.question_id: each for each in questions}
        self._every = {each.decision_id for each in decisions}
        self.in_force = {each.decision_id: each for each in in_force(decisions)}
        self._answered = {each.question: each for each in self.in_force.values()}
        self._next = 1 + len(decisions)
        self._now = now
        self.rulings: list[Ruling] = []

    def decided(self, answers: Sequence[Answered]) -> Decided:
        made = Decided()
        of_question: dict[str, list[Answered]] = defaultdict(list)
        for each in answers:
            of_question[each.said.asked].append(each)
        rivals = self._rivals(answers)
        for asked, lines in of_question.items():
            filled = [each for each in lines if each.said.answer.text]
            if len({_answer(each) for each in filled}) > 1:
                made.refused += [_contradicted(each, filled) for each in filled]
            elif other := rivals.get(asked):
                made.refused += [_refused(each, _one_unit(each, other)) for each in filled]
            else:
                self._take(asked, [*filled, *lines][0], made)
        return made

    def _rivals(self, answers: Sequence[Answered]) -> dict[str, Answered]:
        """By question that is answered in favour of one unit, where that is said of another unit and the same person
        too: of all units one can recommend a person."""
        of_person: dict[tuple[str, str], list[Answered]] = defaultdict(list)
        for each in answers:
            question = None if each.said.asked in self._answered else self._questions.get(each.said.asked)
            choice = self._choice(each.said.asked, each.said) if question else None
            if question and choice and prefers_unit(question.kind, choice.effect):
                of_person[question.person_id, question.notice].append(each)
        return {
            each.said.asked: other
            for lines in of_person.values()
            for each in lines
            if (other := next((line for line in lines if self._unit(line) != self._unit(each)), None))
        }

    def _unit(self, line: Answered) -> str:
        return fold(self._questions[line.said.asked].unit)

    def _take(self, asked: str, line: Answered, made: Decided) -> None:
        why = self._why_not(asked, line.said)
        if why is None:
            return
        if why:
            made.refused.append(_refused(line, why))
            return
        if asked in self.in_force:
            made.decisions.append(self._revocation(self.in_force[asked], line))
            return
        question, choice = self._questions[asked], self._choice(asked, line.said)
        assert choice is not None
        for_all = bool(line.said.for_all.text)
        if for_all and not _fits_all(question, choice):
            made.refused.append(_refused(line, decisions_file().refused.not_for_all))
            for_all = False
        decision = self._decision(question, choice, line, for_all)
        made.decisions.append(decision)
        made.rows += question.rows
        self.rulings.append(Ruling(decision, fold(question.unit), fold(question.name)))

    def _choice(self, asked: str, said: Said) -> Choice | None:
        found = (each for each in self._questions[asked].choices if fold(each.label) == fold(said.answer.text))
        return next(found, None)

    def _why_not(self, asked: str, said: Said) -> str | None:
        """Why a line cannot be adopted; "" where it can, None where it says what is known already."""
        words = decisions_file().refused
        if not _NUMBER.fullmatch(asked):
            return words.unknown
        if asked in self._every:
            return self._why_not_back(asked, said)
        if before := self._answered.get(asked):
            return None if fold(before.answer) == fold(said.answer.text) else words.decided.format(answer=before.answer)
        if not said.answer.text:
            return words.blank.format(label=_filled(said))
        return self._misfit(asked, said) if asked in self._questions else words.gone

    def _misfit(self, asked: str, said: Said) -> str:
        """Why an answer does not fit the question; "" where it does."""
        words, choice = decisions_file().refused, self._choice(asked, said)
        if choice is None:
            choices = "、".join(each.label for each in self._questions[asked].choices)
            return words.choice.format(answer=said.answer.text, choices=choices)
        wrong = _wrong_beside(said, choice.effect, choice.reason)
        return wrong or self._wrong_day(said, choice, self._questions[asked].since)

    def _wrong_day(self, said: Said, choice: Choice, since: str) -> str:
        """What is wrong with the day on which something was sent that was made on the day `since`."""
        day = leading_day(said.decided_on.text)
        if choice.effect != DISPATCHED or day is None or since <= day.isoformat() <= f"{self._now:%Y-%m-%d}":
            return ""
        return decisions_file().refused.dispatch_day.format(value=said.decided_on.text, first=since)

    def _why_not_back(self, asked: str, said: Said) -> str | None:
        words = decisions_file()
        if not said.answer.text:
            return words.refused.blank.format(label=_filled(said))
        if said.answer.text != words.words.revoke:
            return words.refused.choice.format(answer=said.answer.text, choices=words.words.revoke)
        return _wrong_beside(said, REVOKED) if asked in self.in_force else None

    def _decision(self, question: Question, choice: Choice, line: Answered, for_all: bool) -> Decision:
        return Decision(
            question=question.question_id,
            kind=question.kind,
            effect=choice.effect,
            answer=choice.label,
            word=choice.word,
            subject=question.subject,
            row_id=question.row_id,
            person_id=question.person_id,
            submission_id=question.submission_id,
            notice=question.notice,
            field=question.field,
            value=question.value,
            for_all=for_all,
            **self._beside(line),
        )

    def _revocation(self, back: Decision, line: Answered) -> Decision:
        said = decisions_file().words.revoke
        about = {"question": back.decision_id, "kind": back.kind, "effect": REVOKED, "answer": said, "word": ""}
        return back._replace(**about, for_all=False, **self._beside(line))

    def _beside(self, line: Answered) -> dict[str, str]:
        """By whom, when, why, and where it stands."""
        number, self._next = self._next, self._next + 1
        day = leading_day(line.said.decided_on.text)
        return {
            "decision_id": decision_id(number),
            "decided_by": line.said.decided_by.text,
            "decided_on": day.isoformat() if day else "",
            "reason": line.said.reason.text,
            "source_file": line.file,
            "source_cell": f"{line.said.sheet}!{line.said.answer.cell}",
            "recorded_at": self._now.isoformat(),
        }


def _answer(line: Answered) -> str:
    return fold(line.said.answer.text)


def _contradicted(line: Answered, lines: Sequence[Answered]) -> Refused:
    """An answer beside which another stands to the same question, in whatever workbook."""
    other = next(each for each in lines if _answer(each) != _answer(line))
    return _refused(line, decisions_file().refused.twice.format(row=other.said.row))


def _one_unit(line: Answered, other: Answered) -> str:
    return decisions_file().refused.one_unit.format(row=other.said.row, answer=line.said.answer.text)


def _refused(line: Answered, why: str) -> Refused:
    return Refused(line.said.sheet, line.said.row, why)


def _wrong_beside(said: Said, effect: str, without_reason: str = "") -> str:
    """What is wrong with the other columns of a line; "" for nothing. `without_reason` is what to say where no reason
    is given."""
    words, yes = decisions_file().refused, decisions_file().words.yes
    if said.for_all.text not in ("", yes):
        return words.for_all_word.format(yes=yes)
    if said.decided_on.text and leading_day(said.decided_on.text) is None:
        return words.date.format(value=said.decided_on.text)
    if effect == CONFIRMED and not said.decided_by.text:
        return words.by
    return "" if said.reason.text else without_reason


def _filled(said: Said) -> str:
    """The heading of a column that is filled beside a blank answer."""
    others = (said.for_all, said.decided_by, said.decided_on, said.reason)
    return next((each.heading for each in others if each.text), "")


def _fits_all(question: Question, choice: Choice) -> bool:
    """Whether the answer can be a rule: of a word that is not a standard word itself."""
    if not decisions_file().question[question.kind].for_all or choice.effect != UNDERSTOOD:
        return False
    return question.value not in standard_words(question.field)

"""What the secretary is asked and may answer: schemas/decisions.toml."""

from collections.abc import Mapping
from typing import Literal

from schemas.named import NamedTuple
from schemas.typed import Text, Words, read

Effect = Literal[
    "understood",
    "as-typed",
    "returned",
    "same-person",
    "another-person",
    "withdrawn",
    "kept",
    "preferred",
    "confirmed",
    "same-unit",
    "moved",
    "another-unit",
    "closed",
    "dispatched",
    "counted",
]


class DecisionWords(NamedTuple):
    file: Text
    title: Text
    footer: Text
    footer_more: Text
    yes: Text
    revoke: Text


class LearnedWords(NamedTuple):
    """What `aliases` shows and says."""

    title: Text
    headings: tuple[str, ...]
    settings: Text
    none: Text
    removed: Text
    unknown: Text


class AnswerEntry(NamedTuple):
    """One answer; the head of schemas/decisions.toml says what its keys mean."""

    label: Text
    effect: Effect
    reason: str = ""


class QuestionEntry(NamedTuple):
    """One kind of question; the head of schemas/decisions.toml says what its keys mean."""

    title: Text
    answers: Words
    per: Literal["row", "submission", "route", "units", "workbook", "activity"] = "row"
    for_all: bool = False
    listed: Literal["questions", "cases"] = "questions"
    asks: Text = "{about}"


class SaidOfCase(NamedTuple):
    """What is said of a submission that brings nobody, or of a mail that could not be fetched."""

    title: Text
    message: Text
    waits_for: Literal["unit", "secretariat"]


class SocietiesAsked(NamedTuple):
    """What societies owe."""

    correction: Text
    again_title: Text
    again: Text
    again_note: Text
    silent_title: Text
    silent: Text
    silent_since: Text
    near_title: Text
    near: Text
    over_title: Text
    over: Text
    near_stage_title: Text
    near_stage: Text
    over_stage_title: Text
    over_stage: Text


class HoursAsked(NamedTuple):
    """What is asked of an activity that must be converted; `lines` are the labels of what it says."""

    message: Text
    proposed: Text
    unproposed: Text
    claimed: Text
    unclaimed: Text
    unproven: Text
    minutes: Text
    lines: Words


class Origin(NamedTuple):
    """What is said of where something came from, beside questions of these kinds."""

    kinds: tuple[str, ...]
    sender: Text
    by_hand: Text
    nothing_used: Text
    said: Text
    not_said: Text
    results: Mapping[str, str]


class Asked(NamedTuple):
    """What is asked where no finding says it."""

    society_unconfirmed: Text
    missing_in_correction: Text
    units_alike: Text
    dispatch: Text
    dispatch_left: Text
    hours: HoursAsked
    societies: SocietiesAsked
    origin: Origin
    nobody: SaidOfCase
    only_scans: SaidOfCase
    mail_too_large: SaidOfCase


class Cases(NamedTuple):
    """Slugs of findings; schemas/decisions.toml says of which."""

    with_people: Words
    unopened: Words
    slugs: Words


class CaseList(NamedTuple):
    """A list of open cases; the head of schemas/decisions.toml says what its keys mean."""

    key: Text
    title: Text
    about: Text
    slugs: Words = ()
    waits_for: Literal["", "unit", "secretariat", "society"] = ""
    of_people: bool = False
    turn: str = ""


class RefusedWords(NamedTuple):
    """Why an answer could not be adopted."""

    choice: Text
    unknown: Text
    gone: Text
    decided: Text
    twice: Text
    one_unit: Text
    blank: Text
    not_for_all: Text
    for_all_word: Text
    by: Text
    date: Text
    dispatch_day: Text
    revoked_already: Text


class TakenWords(NamedTuple):
    """What a run says of the answers."""

    all: Text
    some: Text
    none: Text
    where: Text
    where_decided: Text
    between: Text
    outdated: Text
    unreadable: Text


class DecisionsFile(NamedTuple):
    words: DecisionWords
    asked: Asked
    learned: LearnedWords
    answer: Mapping[str, AnswerEntry]
    question: Mapping[str, QuestionEntry]
    cases: Cases
    lists: tuple[CaseList, ...]
    refused: RefusedWords
    taken: TakenWords


def decisions_file() -> DecisionsFile:
    """schemas/decisions.toml."""
    return read("decisions", DecisionsFile)

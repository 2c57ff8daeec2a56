"""What the secretary is asked, what she answered, and what holds of it."""

from __future__ import annotations

import hashlib

from pipeline.model.statements import Typed
from schemas.named import NamedTuple


class Choice(NamedTuple):
    """One answer that fits a question: as the drop-down shows it, what it does (an effect of schemas/decisions.toml),
    the word as which something is understood by it ("" where that is not what it does), and what is said where no
    reason is given for it ("" where none is needed)."""

    label: str
    effect: str
    word: str = ""
    reason: str = ""


class Compared(NamedTuple):
    """What one person row says under one label, and what stands elsewhere of the person or of the other one; "" where
    it says nothing."""

    label: str
    own: str
    other: str


class Question(NamedTuple):
    """One thing that the secretary is asked, with all that is needed to answer it.

    `question_id` is the same whenever the same is asked of the same row (or submission, or route). `kind` is an entry
    of schemas/decisions.toml; `row_id`, `person_id` and `submission_id` are "" where it is not about one. `value` was
    typed in `field` at `cell`; `sha256` is that of the document. `message` says what is wrong; `other_place` where the
    other row stands with which it is compared, "" for none. `since` is the day from which it waits: when it came, or
    was read where that is not known. `waits_for` is unit, secretariat or society; `slugs` are the findings behind it.
    """

    question_id: str
    kind: str
    row_id: str
    person_id: str
    submission_id: str
    unit: str
    name: str
    received_on: str
    since: str
    field: str
    value: str
    message: str
    file: str
    sheet: str
    cell: str
    sha256: str
    compared: tuple[Compared, ...]
    other_place: str
    choices: tuple[Choice, ...]
    notice: str = ""
    title: str = ""  # what it is called where its kind alone does not say it
    subject: str = ""  # what an answer needs beside the row: the other person, the society, the other unit
    slugs: tuple[str, ...] = ()
    waits_for: str = "secretariat"
    rows: tuple[str, ...] = ()  # the rows that are judged again when it is answered


class OtherCases(NamedTuple):
    """Cases that are counted only, being some of very many: of which finding, for whom they wait, how many there are,
    and the day since which the first of all of the kind waits."""

    slug: str
    waits_for: str
    amount: int
    since: str


def decision_id(number: int) -> str:
    """Decisions are numbered as they are recorded, from 1 and without gaps."""
    return f"D{number:05d}"


def question_id(kind: str, *parts: str) -> str:
    """The same whenever the same is asked."""
    return "Q" + hashlib.blake2b("\0".join((kind, *parts)).encode(), digest_size=6).hexdigest()


class Said(NamedTuple):
    """One filled line of the workbook of questions, as typed, each value with its cell. `asked` is the question_id, or
    in the list of what is decided the decision_id. `answer` is blank where nothing but other columns was filled."""

    sheet: str
    row: int
    asked: str
    answer: Typed
    for_all: Typed
    decided_by: Typed
    decided_on: Typed
    reason: Typed


class Decision(NamedTuple):
    """One answer that was adopted: by whom, on which day ("" where that was not written), why, and from which cell of
    which file. `question` is the question_id; of a decision that takes another one back (effect `revoked`, or
    `unlearned`: only for all) it is the decision_id of that. `for_all` tells that it holds for the same value in
    whatever row."""

    decision_id: str
    question: str
    kind: str
    effect: str
    answer: str
    word: str
    subject: str
    row_id: str
    person_id: str
    submission_id: str
    notice: str
    field: str
    value: str
    for_all: bool
    decided_by: str
    decided_on: str
    reason: str
    source_file: str
    source_cell: str
    recorded_at: str
    name: str = ""  # whom it is about, and of which unit, as they are called today
    unit: str = ""

    @property
    def day(self) -> str:
        """The day on which it was taken; that on which it was recorded where none was written."""
        return self.decided_on or self.recorded_at[:10]

    @property
    def signed(self) -> str:
        """By whom, as far as that was written, and when."""
        return " ".join(filter(None, (self.decided_by, self.day)))


class Ruling(NamedTuple):
    """A decision that holds, and of whom it was taken, in match keys ("" where it is of nobody): where that unit types
    the same of the same person again, it is not asked again."""

    decision: Decision
    unit_key: str = ""
    name: str = ""


class Refused(NamedTuple):
    """An answer that could not be adopted: where it stands, and why, as a sentence."""

    sheet: str
    row: int
    why: str

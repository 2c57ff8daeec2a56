"""What the second look goes by: schemas/second_look.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import AnyWords, Count, Text, Words, read


class Conditions(NamedTuple):
    """Words and patterns by which a line outside the people says something of them; the file explains them."""

    words: tuple[str, ...]
    of_one: tuple[str, ...]
    harmless: tuple[str, ...]
    longest: int
    of_all: str
    of_list: str
    told: str
    number: str
    by_number: str
    opens: str
    against: str


class Footnotes(NamedTuple):
    """What a note begins with, or says, that speaks of those who bear its sign, or of projects; the file explains
    it."""

    sign: Text
    numbered: Words
    of_project: Text
    of_all_projects: Text
    asks: Text
    remarks: Text
    of_work: Text
    project: Text


class Letters(NamedTuple):
    """Words by which a sentence of a mail says something of one or all of the people in its attachments; the file
    explains them."""

    of_one: Words
    of_all: Words
    unless: Words
    longest: Count
    quoted: Text
    in_quoted: Text
    forwards: Words


class Reasons(NamedTuple):
    """What speaks against a value: what it shows, a total that differs, that it stands in the row above, or at home, is
    somebody else's, or struck through."""

    shows: str
    total: str
    above: str
    home: str
    whose: str
    struck: str


class SecondLookFile(NamedTuple):
    enough: int
    most: int
    shaped: str
    date: str
    number: str
    answers: tuple[str, ...]
    begins_answer: Text
    whose: Text
    shows: Mapping[str, str]
    against: Mapping[str, tuple[str, ...]]
    fits: Mapping[str, tuple[str, ...]]
    unread: Mapping[str, AnyWords]
    choices: Mapping[str, Words]
    shapes: Mapping[str, Text]
    conditions: Conditions
    footnotes: Footnotes
    letters: Letters
    total: str
    reasons: Reasons


def second_look_file() -> SecondLookFile:
    """schemas/second_look.toml."""
    return read("second_look", SecondLookFile)

"""Letters to units as schemas/letters.toml describes them."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import AnyWords, Count, Text, Words, read


class Rule(NamedTuple):
    """An answer of which all facts of `when` hold, and none of `unless`, is of this kind."""

    kind: Text
    when: AnyWords = ()
    unless: AnyWords = ()


class Told(NamedTuple):
    """Findings that letters tell in words of their own."""

    files: Words
    empty: Text
    scan: Text
    late: Text
    society: Words


class Limits(NamedTuple):
    """How much is shown, in lines, people and characters."""

    lines: Count
    names: Count
    text: Count
    message: Count
    reason: Count
    heading: Count


class LetterWords(NamedTuple):
    """What parts of a letter are called."""

    outbox: Text
    again: Text
    answers: Text
    written: Text
    no_submission: Text
    to_fill: Text
    taken_out: Text
    hidden_digit: Text
    cut: Text
    between: Text
    between_files: Text
    day: Text
    deadline_inferred: Text
    notice: Text
    notice_unnumbered: Text
    weekdays: tuple[str, str, str, str, str, str, str]
    weekends: Text
    people: Text
    place: Text
    place_in_file: Text
    file: Text
    file_with_people: Text
    file_with_sheets: Text
    sheet: Text
    no_file: Text
    still: Text
    blank: Text
    attachment: Text
    first_attachment: Text
    next_attachment: Text
    annex_title: Text
    marked: Text
    annex: Text
    numbered_annex: Text
    unfilled: Text


class State(NamedTuple):
    """What is said of a cell or a person that is other than last time, in a table and of all such together."""

    shown: Text
    counted: Text


class TemplateErrors(NamedTuple):
    """What is wrong with a Word template."""

    template: Text
    unreadable: Text
    syntax: Text
    unknown: Text
    near: Text
    absent: Text
    nonsense: Text
    leftover: Text
    broken: Text


class Receiver(NamedTuple):
    """How somebody is addressed, and spoken of in letters and, more politely, in mails."""

    to: Text
    you: Text
    polite: Text


class Reminders(NamedTuple):
    """Letters to those who are silent."""

    outbox: Text
    written: Text
    there: Text
    nobody: Text
    alike: Text
    between: Text
    naming: Words
    templates: Mapping[str, Text]
    files: Mapping[str, Text]


class CertificateWords(NamedTuple):
    """How a certificate stands that nobody asked to be renewed."""

    renewal: Mapping[str, Text]


class SocietyLetters(NamedTuple):
    """Letters to societies whose workbooks go back: the template, what the annex is called, and what is said while the
    society's route is not confirmed."""

    template: Text
    title: Text
    warning: Text


class LettersFile(NamedTuple):
    folder: Text
    kinds: Mapping[str, Text]
    receivers: Mapping[str, Receiver]
    societies: SocietyLetters
    reminders: Reminders
    certificates: CertificateWords
    rules: tuple[Rule, ...]
    told: Told
    limits: Limits
    words: LetterWords
    states: Mapping[str, State]
    errors: TemplateErrors


def letters_file() -> LettersFile:
    """schemas/letters.toml."""
    return read("letters", LettersFile)

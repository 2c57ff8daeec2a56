"""Sheet 别名: words of the units' own, and the standard words that staff say they mean."""

from __future__ import annotations

from typing import NamedTuple

import schemas
from pipeline.terms.settings.sheets import Book, Cell, fault, filled, labels, lines, unknown
from pipeline.terms.settings.words import standard_words
from pipeline.text.fold import fold


class Alias(NamedTuple):
    """One own word (别名).

    `vocabulary` is what it stands in: domain, specialty, level, project_type, project_status or country; `canonical` is
    a word of that vocabulary (specialty: with its domain, 土木工程类/结构工程; country: its ISO 3166 alpha-2 code).
    """

    vocabulary: str
    typed: str
    canonical: str

    @property
    def shown(self) -> str:
        """The standard word as staff choose it."""
        words = standard_words(self.vocabulary)
        return next(word for word, canonical in words.items() if canonical == self.canonical)


def read_aliases(book: Book) -> tuple[Alias, ...]:
    """The own words. Raises UserError for a word that is not in its vocabulary, or one that has two meanings."""
    vocabularies = {label: key for key, label in schemas.table("settings")["vocabularies"].items()}
    seen: dict[tuple[str, str], tuple[Alias, Cell]] = {}
    for line in lines(book, "aliases"):
        label, typed, word = (filled(line, key, "aliases") for key in ("vocabulary", "typed", "canonical"))
        if label.text not in vocabularies:
            raise unknown(label, labels("aliases")["vocabulary"], vocabularies)
        vocabulary = vocabularies[label.text]
        alias = Alias(vocabulary, typed.text, _meaning(vocabulary, label.text, typed, word))
        earlier, cell = seen.setdefault((vocabulary, fold(typed.text)), (alias, typed))
        if earlier.canonical != alias.canonical:
            raise fault("two_meanings", typed, earlier=cell.address, word=earlier.shown)
    return tuple(alias for alias, _ in seen.values())


def _meaning(vocabulary: str, label: str, typed: Cell, word: Cell) -> str:
    """What an own word stands for. Raises UserError unless it is a standard word, and the own word not another one."""
    words = standard_words(vocabulary)
    if word.text not in words:
        raise unknown(word, label, words)
    if typed.text in words and typed.text != word.text:
        raise fault("standard_word", typed, word=typed.text)
    return words[word.text]

"""Sheet 别名: words of the units' own, and the standard words that staff say they mean."""

from __future__ import annotations

from pipeline.terms.settings.sheets import Book, Cell, Line, lines
from pipeline.terms.settings.words import standard_words
from pipeline.text.fold import fold
from schemas.named import NamedTuple
from schemas.settings import settings_file


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
    """The own words. A word that is not in its vocabulary, or one that has two meanings, is a fault of the book."""
    seen: dict[tuple[str, str], tuple[Alias, Cell]] = {}
    for line in lines(book, "aliases"):
        alias = _alias(book, line) if book.filled(line, "aliases", "vocabulary", "typed", "canonical") else None
        if alias is None:
            continue
        typed = line["typed"]
        earlier, cell = seen.setdefault((alias.vocabulary, fold(typed.text)), (alias, typed))
        if earlier.canonical != alias.canonical:
            book.fault(settings_file().errors.two_meanings, typed, earlier=cell.address, word=earlier.shown)
    return tuple(alias for alias, _ in seen.values())


def _alias(book: Book, line: Line) -> Alias | None:
    """The own word of a line; None where it cannot be meant."""
    label, typed, word = (line[key] for key in ("vocabulary", "typed", "canonical"))
    vocabularies = {label: key for key, label in settings_file().vocabularies.items()}
    if label.text not in vocabularies:
        book.unknown(label, settings_file().sheets["aliases"].labels["vocabulary"], vocabularies)
        return None
    words = standard_words(vocabularies[label.text])
    if word.text not in words:
        book.unknown(word, label.text, words)
        return None
    if typed.text in words and typed.text != word.text:
        book.fault(settings_file().errors.standard_word, typed, word=typed.text)
        return None
    return Alias(vocabularies[label.text], typed.text, words[word.text])

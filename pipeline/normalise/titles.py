"""Titles (职称) against the class applied for, and titles of bodies abroad (schemas/vocabularies/titles.toml,
foreign_titles.toml)."""

from __future__ import annotations

from functools import cache

from pipeline.normalise.marks import BRACKETS, is_blank
from pipeline.normalise.vocabulary import NOTHING, Match, listed, vocabulary
from pipeline.normalise.words import word
from pipeline.terms.notices import Notice
from pipeline.text.fold import fold
from schemas.vocabularies import foreign_titles_file, titles_file, vocabulary_file


def title(text: str, level: str, notice: Notice) -> Match:
    """职称 as it is called, or as typed where nobody knows it; `below-level` where its rank is lower than the level
    asks for, doubtful where that cannot be told (化会字〔2023〕第05号, 3.1.1 and 3.2.1)."""
    if is_blank(text):
        return NOTHING
    name, asked = _named(text), notice.title_ranks.get(level, "")
    words, ranks = titles_file().title_words, list(titles_file().ranks)
    if not asked:
        return Match(name or text, "ok")
    examples = listed(titles_file().ranks[asked][: words.examples])
    if not name:
        return Match(text, "doubtful", words.unclear.format(title=text, level=level, asked=asked, examples=examples))
    if ranks.index(_rank_of(name)) < ranks.index(asked):
        said = words.below.format(title=name, level=level, asked=asked, examples=examples)
        return Match(name, "below-level", said)
    return Match(name, "ok")


def foreign_title(text: str) -> Match:
    """已获国际工程师称号: `simplified`, with what that means for it, or who decides it (002:127-132, 003:202-205)."""
    if is_blank(text) or word(text, vocabulary("yes_no")).value == vocabulary_file("yes_no").canonical[-1]:
        return NOTHING
    data, key = foreign_titles_file(), fold(text)
    is_abroad = word(text, vocabulary("foreign_titles")).value or any(fold(told) in key for told in data.abroad)
    return Match(text, "simplified", data.title_words.foreign if is_abroad else data.title_words.domestic)


def _named(text: str) -> str:
    """The title that a text names: as a whole, or at its end, behind what it is about; "" for none."""
    if found := word(text, vocabulary("titles")).value:
        return found
    key = fold(BRACKETS.sub("", text))
    if any(fold(other) in key for other in titles_file().not_titles):
        return ""
    return next((name for ending, name in _endings() if key.endswith(ending)), "")


@cache
def _endings() -> list[tuple[str, str]]:
    """Every title by its match key, the longest first."""
    return sorted(((fold(name), name) for name in titles_file().canonical), key=lambda pair: -len(pair[0]))


def _rank_of(name: str) -> str:
    return next(rank for rank, names in titles_file().ranks.items() if name in names)

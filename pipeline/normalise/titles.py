"""Titles (职称) against the class applied for, and titles of bodies abroad (schemas/vocabularies/titles.toml,
foreign_titles.toml)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import normalize

from pipeline.normalise.marks import BRACKETS, is_blank
from pipeline.normalise.vocabulary import AMBIGUOUS, NOTHING, Match, Meaning, listed, vocabulary
from pipeline.normalise.words import meaning_of, word
from pipeline.terms.notices import Notice
from pipeline.text.fold import fold
from schemas.vocabularies import foreign_titles_file, titles_file, vocabulary_file


def title(text: str, level: str, notice: Notice) -> Match:
    """职称 as it is called, or as typed where it is several or nobody knows it; `below-level` where its rank is lower
    than the level asks for, doubtful where that cannot be told (化会字〔2023〕第05号, 3.1.1 and 3.2.1)."""
    if is_blank(text):
        return NOTHING
    named, asked = _named(_dates().sub("", text)), notice.title_ranks.get(level, "")
    name = named[0] if len(named) == 1 else text
    words, ranks = titles_file().title_words, list(titles_file().ranks)
    if not asked:
        return Match(name, "ok")
    reaches = {ranks.index(_rank_of(each)) >= ranks.index(asked) for each in named}
    if reaches == {True}:
        return Match(name, "ok")
    examples = listed(titles_file().ranks[asked][: words.examples])
    how, sentence = ("below-level", words.below) if reaches == {False} else ("doubtful", words.unclear)
    return Match(name, how, sentence.format(title=name, level=level, asked=asked, examples=examples))


def foreign_title(text: str) -> Match:
    """已获国际工程师称号: `simplified`, with what that means for it, or who decides it (002:127-132, 003:202-205)."""
    if is_blank(text) or word(text, vocabulary("yes_no")).value == vocabulary_file("yes_no").canonical[-1]:
        return NOTHING
    words = foreign_titles_file().title_words
    return Match(text, "simplified", words.foreign if _is_abroad(text) else words.domestic)


def _is_abroad(text: str) -> bool:
    data, key = foreign_titles_file(), fold(text)
    if any(fold(told) in key for told in data.at_home):
        return False
    if word(text, vocabulary("foreign_titles")).value or _latin_abroad().search(normalize("NFKC", text)):
        return True
    return any(fold(told) in key for told in data.abroad if not told.isascii())


@cache
def _latin_abroad() -> re.Pattern[str]:
    """The Latin words that tell of a body abroad: no letters stand around them, since IET is inside Society."""
    told = "|".join(re.escape(each) for each in foreign_titles_file().abroad if each.isascii())
    return re.compile(rf"(?<![A-Za-z])(?:{told})(?![A-Za-z])", re.IGNORECASE)


def _named(text: str) -> Sequence[str]:
    """The titles that a text may name: as a whole, or at its end, behind what it is about; () for none."""
    known = vocabulary("titles")
    if any(other in text for other in known.against):
        return ()
    found = _graded_beside(text) or meaning_of(text, known)
    if found is not None and found.targets:
        return found.targets
    key = fold(BRACKETS.sub("", text))
    if any(fold(other) in key for other in titles_file().not_titles):
        return ()
    ending, name = next(((ending, name) for ending, name in _endings() if key.endswith(ending)), ("", ""))
    about, grades = key.removesuffix(ending), titles_file().grades
    graded = next((grade for grade in grades if fold(grade) in about), "")
    if not graded:
        return (name,) if name else ()
    if about.partition(fold(graded))[0].endswith(tuple(map(fold, grades))):  # 副教授级
        return ()
    whole = known.find(graded + name)
    return whole.targets if whole is not None and whole.certainty != AMBIGUOUS else ()


def _graded_beside(text: str) -> Meaning | None:
    """The title of the grade that brackets tell behind it: 经济师（高级）."""
    bare = BRACKETS.sub("", text)
    grades = [beside for beside in BRACKETS.findall(text) if beside in titles_file().grades]
    found = vocabulary("titles").find(grades[0] + bare) if len(grades) == 1 else None
    return found if found is not None and found.certainty != AMBIGUOUS else None


@cache
def _dates() -> re.Pattern[str]:
    return re.compile(titles_file().dates)


@cache
def _endings() -> list[tuple[str, str]]:
    """Every title, and those that are short for one, by match key, the longest first."""
    titles = {**{name: name for name in titles_file().canonical}, **titles_file().short}
    return sorted(((fold(ending), name) for ending, name in titles.items()), key=lambda pair: -len(pair[0]))


def _rank_of(name: str) -> str:
    return next(rank for rank, names in titles_file().ranks.items() if name in names)

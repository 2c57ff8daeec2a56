"""Vocabularies: words of the notice, what units write for them, and how certain that is; data in schemas/vocabularies.

Matching is exact on match keys (text.fold). If the whole text is unknown, words around it (numbers, 类, 拟申请) are
removed step by step; a word is never searched for inside another (自动化工程 contains 化工).
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas import DataError, check_among
from schemas.named import NamedTuple
from schemas.vocabularies import VocabularyFile, vocabulary_file

SAFE, SOFT, AMBIGUOUS = "safe", "soft", "ambiguous"


class Meaning(NamedTuple):
    """What a written word may mean: one target if safe or soft; several, or none known, if ambiguous."""

    targets: tuple[str, ...]
    certainty: str


class Match(NamedTuple):
    """A canonical value; `how` (words joined by ";") goes to `<field>_how`, `hint` to `<field>_hint`."""

    value: str = ""
    how: str = ""
    hint: str = ""


def listed(words: Iterable[str]) -> str:
    """Words joined as in a message."""
    return "、".join(dict.fromkeys(words))


NOTHING = Match()
UNKNOWN = Meaning((), AMBIGUOUS)


@dataclass(frozen=True)
class Vocabulary:
    """One vocabulary; `meanings` by match key."""

    canonical: tuple[str, ...]
    meanings: Mapping[str, Meaning]
    leading: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()
    against: tuple[str, ...] = ()  # what takes all meaning from a cell that holds it beside a word

    def find(self, text: str) -> Meaning | None:
        """The meaning of exactly this text."""
        return self.meanings.get(fold(text))

    def find_stripped(self, text: str) -> Meaning | None:
        """The meaning of `text`, ignoring what surrounds its word."""
        return next((self.meanings[key] for key in self.spellings(text) if key in self.meanings), None)

    def spellings(self, text: str) -> Iterator[str]:
        """The match key of `text`, then those with more and more removed around the word."""
        return stripped(fold(text), self.leading, self.trailing)

    def judged(self, meaning: Meaning) -> Match:
        """A meaning as a match; its target is taken only if there is just one."""
        if meaning.certainty == AMBIGUOUS:
            return Match(how="ambiguous" if meaning.targets else "unknown", hint=listed(meaning.targets))
        target = meaning.targets[0]
        return Match(target, "ok") if meaning.certainty == SAFE else Match(target, "understood", target)

    def near(self, text: str) -> tuple[str, ...]:
        """Canonical words with a similar spelling, as suggestions for a message, never for a decision."""
        key = fold(text)
        if not 2 <= len(key) <= _LONGEST_NEAR:
            return ()
        keys = [known for known, meaning in self.meanings.items() if meaning.certainty != AMBIGUOUS]
        close = difflib.get_close_matches(key, keys, n=3, cutoff=_LIKENESS)
        return tuple(dict.fromkeys(self.meanings[known].targets[0] for known in close))

    def with_own(self, words: Mapping[str, str]) -> Vocabulary:
        """A copy with an installation's own words (typed -> canonical), which override the shipped ones."""
        own = {fold(typed): Meaning((target,), SAFE) for typed, target in words.items()}
        return replace(self, meanings={**self.meanings, **own}) if own else self


_LONGEST_NEAR = 16
_LIKENESS = 0.66  # one character in three may differ
_ENDS = " .,;:·-_()《》'\"*!?~/+="
_NUMERAL = r"(?:\d{1,2}|[a-z]|[一二三四五六七八九十]{1,3})"
_NUMBERING = pattern(rf"^(?:\({_NUMERAL}\)|{_NUMERAL}[).,:]|\d{{1,2}}(?=[\u4e00-\u9fff]))")


def stripped(key: str, leading: Iterable[str], trailing: Iterable[str]) -> Iterator[str]:
    """A match key, then what remains as punctuation, numbering and surrounding words are removed step by step."""
    yield key
    while key:
        shorter = _shorter(key, leading, trailing)
        if shorter == key:
            return
        key = shorter
        yield key


def _shorter(key: str, leading: Iterable[str], trailing: Iterable[str]) -> str:
    ends = key.strip(_ENDS)
    if ends != key:
        return ends
    numbered = _NUMBERING.sub("", key)
    if numbered != key:
        return numbered
    for word in leading:
        if key.startswith(word) and len(key) > len(word):
            return key[len(word) :]
    for word in trailing:
        if key.endswith(word) and len(key) > len(word):
            return key[: -len(word)]
    return key


@cache
def vocabulary(name: str) -> Vocabulary:
    """The shipped `schemas/vocabularies/<name>.toml`. Raises DataError if its data are contradictory."""
    return build(name, vocabulary_file(name))


def build(name: str, data: VocabularyFile, targets: Collection[str] = ()) -> Vocabulary:
    """A vocabulary from its data: canonical, safe, soft, ambiguous (explained in domains.toml), strip.

    `targets` are the canonical words if the data do not list them. Raises DataError, with the file of that name, for a
    word that stands twice, and for a target that is not canonical.
    """
    meanings: dict[str, Meaning] = {}
    allowed = frozenset(targets or data.canonical)
    for key, word, meaning in _entries(data):
        known = meanings.setdefault(fold(word), meaning)
        if known is not meaning:
            about = {"value": word, "other": listed(known.targets)}
            raise DataError(f"vocabularies/{name}", "two_meanings", key, about)
        named = [target.partition("/")[0] for target in meaning.targets]
        if not allowed.issuperset(named):
            check_among(f"vocabularies/{name}", key, named, targets or data.canonical)
    canonical, strip = tuple(targets) or data.canonical, data.strip
    return Vocabulary(canonical, meanings, folded(strip.leading), folded(strip.trailing), data.against)


def _entries(data: VocabularyFile) -> Iterator[tuple[str, str, Meaning]]:
    """Each word with its meaning, and the key under which it stands in the file."""
    for word in data.canonical:
        yield "canonical", word, Meaning((word,), SAFE)
    for certainty, part in ((SAFE, data.safe), (SOFT, data.soft)):
        for target, words in part.items():
            for word in words:
                yield f"{certainty}.{target}", word, Meaning((target,), certainty)
    for word, candidates in data.ambiguous.items():
        yield f"{AMBIGUOUS}.{word}", word, Meaning(candidates, AMBIGUOUS)


def folded(words: Iterable[str]) -> tuple[str, ...]:
    """Match keys of words, longest first, so that longer ones are tried first."""
    return tuple(sorted((fold(word) for word in words), key=len, reverse=True))

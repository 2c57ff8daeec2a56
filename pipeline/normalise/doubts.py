"""What a cell says beside the word that was found in it: either … or, not, formerly, corrected. Looked for only where
the whole cell is no known word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.normalise.marks import BRACKETS, is_blank
from pipeline.normalise.vocabulary import AMBIGUOUS, SAFE, SOFT, Meaning
from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas.vocabularies import marks_file

_DATED = pattern(r"[(,;][^(),;]*(?:20\d\d|[%年月])[^(),;]*[),;]?")  # 在建（2026年6月完工）, 在建（完成80%）
_SHORTEST = 2
_FURTHEST = 5  # characters from a correction to the word that it tells


def doubted(meaning: Meaning | None, text: str, meanings: Mapping[str, Meaning]) -> Meaning | None:
    """The meaning that parts of `text` gave, less certain where the rest of the text speaks against it; for
    专业资深均可 the ambiguous one that it has, although no part is a word."""
    if meaning is not None and (meaning.certainty == AMBIGUOUS or not meaning.targets):
        return meaning
    if len(either := either_of(text, meanings)) > 1:
        return Meaning(either, AMBIGUOUS)
    if meaning is not None and (corrected := corrections(text, meanings, meaning.targets)):
        return Meaning((*meaning.targets, *corrected), AMBIGUOUS)
    others = meaning is not None and _others(_DATED.sub("", fold(text)), meanings, meaning.targets)
    if meaning is not None and meaning.certainty == SAFE and (others or is_hedged(text, meanings)):
        return meaning._replace(certainty=SOFT)
    return meaning


def is_open(text: str) -> bool:
    """Whether the unit itself is unsure: 专业（待定）, 资深？."""
    return text.rstrip().endswith(("?", "？")) or any(
        len(part) > 1 and part.isalnum() and is_blank(part) for part in BRACKETS.findall(text)
    )


def is_hedged(text: str, meanings: Mapping[str, Meaning]) -> bool:
    """Whether a word of the vocabulary stands behind 非, 原, 转 and their like, or the unit is unsure."""
    key, hedges = fold(text), marks_file().hedges
    return is_open(text) or any(key[start - 1 : start] in hedges for start, _ in _words(key, meanings) if start)


def either_of(text: str, meanings: Mapping[str, Meaning]) -> tuple[str, ...]:
    """The targets of all words in a text that leaves the choice to others (土木/建筑均可); () for any other."""
    key = fold(text)
    if not any(word in key for word in marks_file().either):
        return ()
    found = (meanings[word] for _, word in _words(key, meanings))
    return tuple(dict.fromkeys(target for meaning in found for target in meaning.targets))


def corrections(text: str, meanings: Mapping[str, Meaning], targets: tuple[str, ...]) -> tuple[str, ...]:
    """The targets, beside `targets`, of the words that a text puts in the place of the first: 筹建（现已在建）."""
    key, corrected = fold(text), marks_file().corrected
    if not any(word in key for word in corrected):
        return ()
    before = ((key[max(0, start - _FURTHEST) : start], meanings[word]) for start, word in _words(key, meanings))
    told = (meaning.targets for near, meaning in before if any(word in near for word in corrected))
    return tuple(dict.fromkeys(target for some in told for target in some if target not in targets))


def _others(key: str, meanings: Mapping[str, Meaning], targets: tuple[str, ...]) -> tuple[str, ...]:
    """The targets, beside `targets`, of the certain words that a text contains."""
    found = (meanings[word] for _, word in _words(key, meanings))
    told = [meaning.targets[0] for meaning in found if meaning.certainty != AMBIGUOUS]
    return tuple(target for target in dict.fromkeys(told) if target not in targets)


def _words(key: str, meanings: Mapping[str, Meaning]) -> Iterator[tuple[int, str]]:
    """The words of a vocabulary in a text, the longest at each place, with where they begin."""
    longest, start = _longest(frozenset(meanings)), 0
    while start < len(key):
        ends = range(min(len(key), start + longest), start + _SHORTEST - 1, -1)
        word = next((key[start:end] for end in ends if key[start:end] in meanings and _is_whole(key, start, end)), "")
        if word:
            yield start, word
        start += len(word) or 1


def _is_whole(key: str, start: int, end: int) -> bool:
    """Whether a Latin word is no part of a longer one."""
    if not key[start].isascii():
        return True
    return not (key[start - 1 : start].isascii() and key[start - 1 : start].isalnum()) and not (
        key[end : end + 1].isascii() and key[end : end + 1].isalnum()
    )


@cache
def _longest(words: frozenset[str]) -> int:
    return max(map(len, words))

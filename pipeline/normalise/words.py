"""Fields that take one word of a short list: level, project type and status, education."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.normalise.choices import Choice, Option, choice_in
from pipeline.normalise.doubts import doubted, is_open
from pipeline.normalise.marks import BRACKETS, is_blank, split, split_joined
from pipeline.normalise.vocabulary import (
    AMBIGUOUS,
    NOTHING,
    SAFE,
    SOFT,
    UNKNOWN,
    Match,
    Meaning,
    Vocabulary,
    listed,
    vocabulary,
)
from pipeline.text.fold import fold
from pipeline.text.patterns import pattern


def word(text: str, vocabulary: Vocabulary, options: Sequence[str] = ()) -> Match:
    """The word of the vocabulary in `text`. `options`: the words printed on the form; "B" or "2" means the second."""
    if is_blank(text):
        return NOTHING
    meaning = meaning_of(text, vocabulary, options)
    if meaning is None or meaning == UNKNOWN:
        return Match(how="unknown", hint=listed(vocabulary.near(text)) if meaning is None else "")
    if meaning.certainty == SAFE and is_open(text):
        meaning = meaning._replace(certainty=SOFT)
    return vocabulary.judged(meaning)


def answer(text: str) -> Match:
    """是 or 否; a word for no is one here, though it leaves other fields blank: 没有."""
    known = vocabulary("yes_no")
    meaning = known.find(text)
    return known.judged(meaning) if meaning is not None else word(text, known)


def open_choice(text: str, known: Vocabulary) -> Match:
    """A word of a list that ends in 等: one that it does not print is as good as those that it does."""
    found = word(text, known)
    return found if found.value or not found.how else Match(text, "ok")


def meaning_of(text: str, vocabulary: Vocabulary, options: Sequence[str] = ()) -> Meaning | None:
    """The meaning of `text`: as a whole, by its tick, by its number, without surrounding words, or by its parts."""
    if (meaning := vocabulary.find(text)) is not None:
        return meaning
    if (choice := choice_in(text)) is not None:
        return _chosen(choice, vocabulary)
    if meaning := _numbered(text, options) or vocabulary.find_stripped(text) or _without_punctuation(text, vocabulary):
        return meaning
    if any(word in text for word in vocabulary.against):
        return UNKNOWN
    return doubted(_by_parts(text, vocabulary), text, vocabulary.meanings)


def _chosen(choice: Choice, vocabulary: Vocabulary) -> Meaning | None:
    ticked = [_option_meaning(option, vocabulary) for option in choice.ticked]
    if len(ticked) == 1:
        return ticked[0]
    several = ticked or [_option_meaning(option, vocabulary) for option in choice.offered]
    targets = _targets(several)
    if ticked and len(targets) == 1:
        return Meaning(targets, SAFE)
    return Meaning(targets, AMBIGUOUS)


def _option_meaning(option: Option, vocabulary: Vocabulary) -> Meaning | None:
    whole = vocabulary.find_stripped(option.text)
    if whole is not None and whole.certainty != AMBIGUOUS:
        return whole
    return vocabulary.find_stripped(option.nearest) or _outside(option.text, vocabulary)


def _numbered(text: str, options: Sequence[str]) -> Meaning | None:
    key = fold(text).strip("().,:")
    if len(key) != 1 or not key.isascii() or not key.isalnum():
        return None
    place = int(key) - 1 if key.isdigit() else ord(key) - ord("a")
    return Meaning((options[place],), SOFT) if 0 <= place < len(options) else None


_PUNCTUATION = pattern(r"\W+")


def _without_punctuation(text: str, vocabulary: Vocabulary) -> Meaning | None:
    meaning = vocabulary.find_stripped(_PUNCTUATION.sub("", text))
    return None if meaning is None or meaning.certainty == AMBIGUOUS else meaning


def _outside(text: str, vocabulary: Vocabulary) -> Meaning | None:
    """The meaning of the text outside brackets, unless a word inside them contradicts it."""
    outside = vocabulary.find_stripped(BRACKETS.sub("", text))
    inside = [vocabulary.find_stripped(part[0]) for part in BRACKETS.finditer(text)]
    if outside is None or outside.certainty == AMBIGUOUS:
        return _decided_by_brackets(outside, inside) or _joint([outside, *inside])
    others = _targets([meaning for meaning in inside if meaning is not None and meaning.certainty == SAFE])
    return outside if set(others) <= set(outside.targets) else Meaning((*outside.targets, *others), AMBIGUOUS)


def _decided_by_brackets(outside: Meaning | None, inside: list[Meaning | None]) -> Meaning | None:
    """An ambiguous word decided by the brackets after it: BOT（对外投资）."""
    targets = _targets([meaning for meaning in inside if meaning is not None and meaning.certainty == SAFE])
    decides = outside is not None and len(targets) == 1 and targets[0] in outside.targets
    return Meaning(targets, SAFE) if decides else None


def _by_parts(text: str, vocabulary: Vocabulary) -> Meaning | None:
    if BRACKETS.search(text) and (meaning := _outside(text, vocabulary)) is not None:
        return meaning
    scripts = _SCRIPTS.sub(" ", text)
    for parts in (split(text), split_joined(text), text.split(), scripts.split(), _PARTS.split(scripts)):
        words = [part for part in parts if part]
        if len(words) > 1 and (meaning := _joint([vocabulary.find_stripped(part) for part in words])) is not None:
            return meaning
    return None


_SCRIPTS = pattern(r"(?<=[A-Za-z]{2})(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z]{2})")  # 资深工程会员SPE
_PARTS = pattern(r"[\s()（）\[\]［］【】、,，;；:：/\\|+＋\-－—–~→>]+")


def _joint(meanings: list[Meaning | None]) -> Meaning | None:
    """The joint meaning of parts: one target (safe if all parts are safe, else soft), ambiguous, or None. A part with
    several meanings contradicts none of them."""
    targets = _targets(meanings)
    if not targets:
        return UNKNOWN if UNKNOWN in meanings else None
    told = [meaning for meaning in meanings if meaning is not None and meaning.targets]
    sure = _targets(meaning for meaning in told if meaning.certainty != AMBIGUOUS)
    if len(sure) == 1 < len(targets) and all(sure[0] in meaning.targets for meaning in told):
        return Meaning(sure, SOFT)
    if len(targets) > 1 or all(meaning is None or meaning.certainty == AMBIGUOUS for meaning in meanings):
        return Meaning(targets, AMBIGUOUS)
    certain = all(meaning is not None and meaning.certainty == SAFE for meaning in meanings)
    return Meaning(targets, SAFE if certain else SOFT)


def _targets(meanings: Iterable[Meaning | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(target for meaning in meanings if meaning is not None for target in meaning.targets))

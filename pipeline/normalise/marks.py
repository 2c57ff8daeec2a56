"""Rules for every column: which texts count as blank, and what separates several words in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas.vocabularies import marks_file

BRACKETS = pattern(r"[(（\[［【]([^()（）\[\]［］【】]*)[)）\]］】]")
"""A remark in brackets of any kind that holds no other brackets; its group is what stands inside."""
_LONGEST_BLANK = 12  # characters; a longer text is never blank


@lru_cache(maxsize=65536)
def is_blank(text: str) -> bool:
    """Whether `text` says nothing: empty, 无, N/A, punctuation only, or the error of a formula."""
    if not text or len(text) > _LONGEST_BLANK:
        return not text.strip()
    key = fold(text)
    return key in _blank_keys() or not key.strip(_blank_punctuation())


def split(text: str) -> list[str]:
    """The words of `text` between separators (、，；/ and line breaks), trimmed, without empty ones."""
    return _words(_separator().split(text))


def split_joined(text: str) -> list[str]:
    """The words of `text` between 和, 及, 或 and their like."""
    return _words(_joiner().split(text))


def split_in_two(text: str) -> Iterator[tuple[str, str]]:
    """What stands before each of these, and behind it: in 阿尔及利亚和老挝 及 joins nothing, 和 does."""
    for found in _joiner().finditer(text):
        yield text[: found.start()].strip(), text[found.end() :].strip()


def _words(parts: Iterable[str]) -> list[str]:
    return [part for part in (part.strip() for part in parts) if part]


@cache
def _blank_keys() -> frozenset[str]:
    return frozenset(fold(word) for word in marks_file().blank)


@cache
def _blank_punctuation() -> str:
    return "".join(fold(character) for character in marks_file().blank_punctuation)


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks_file().separators)}]")


@cache
def _joiner() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, marks_file().joining_words)))

"""Units whose names look like one: a question for a person, never a match.

Compared is what is particular to a name: 重庆路桥集团有限公司 looks like 重庆市路桥集团有限责任公司, but
甲工程有限公司 does not look like 乙工程有限公司. Another number is another unit (中铁一局, 中铁二局).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache

from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas.submission import Likeness, submission_file


def near_units(unit: str, others: Iterable[str]) -> list[str]:
    """Those of the others whose names look like that of the unit, the most alike first."""
    rules = submission_file().likeness
    own = _particular(unit)
    alike = [(_likeness(own, _particular(other), rules), other) for other in others]
    return [other for _, other in sorted((-likeness, other) for likeness, other in alike if likeness)[: rules.most]]


def _likeness(one: str, other: str, rules: Likeness) -> float:
    """How much alike two names are, 0 where they are not taken for one."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    shared = len(short) - len(_characters(short) - _characters(long))  # at most
    is_short = short[:_BEGINNING] == long[:_BEGINNING] and _abbreviates(short, long)
    if len(short) < rules.shortest or not (is_short or 2 * shared >= rules.least * (len(short) + len(long))):
        return 0
    likeness = SequenceMatcher(None, short, long).ratio()
    return likeness if (is_short or likeness >= rules.least) and _numbers(one) == _numbers(other) else 0


def _abbreviates(short: str, long: str) -> bool:
    """Whether the long name has the characters of the short one in their order."""
    rest = iter(long)
    return all(character in rest for character in short)


@cache
def _particular(unit: str) -> str:
    return _common().sub("", fold(unit))


@cache
def _common() -> re.Pattern[str]:
    """What many names have, and what is written or left out as it comes."""
    words = sorted(map(fold, submission_file().likeness.common), key=lambda word: (-len(word), word))
    return re.compile(rf"[^\w]|{'|'.join(map(re.escape, words))}")


_characters = cache(frozenset[str])


def _numbers(name: str) -> list[str]:
    return _NUMBERS.findall(name)


_NUMBERS = pattern(r"[0-9一二三四五六七八九十百]+")
_BEGINNING = 2
"""Characters with which an abbreviation begins as the whole does."""

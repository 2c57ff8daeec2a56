"""主要工程实践经历: a text that is stored as typed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from pipeline.normalise.marks import is_blank
from pipeline.normalise.vocabulary import NOTHING, Match
from pipeline.text.fold import fold
from schemas.contacts import contacts_file


def experience(text: str, limit: int) -> Match:
    """主要工程实践经历, except the form's sample sentence and 详见附件. `limit`: characters without white space."""
    if is_blank(text) or _reference().fullmatch("".join(text[:_LONGEST_REFERENCE].split())):
        return NOTHING
    if _is_template(text):
        return Match(text, "template")
    return description(text, limit)


def lines(text: str) -> Match:
    """A text whose lines tell something each, such as 工作经历: as it stands, however long."""
    return NOTHING if is_blank(text) else Match(text, "ok")


def description(text: str, limit: int) -> Match:
    """A text of one's own, such as 个人描述, with the limit of the notice."""
    if is_blank(text):
        return NOTHING
    length = len("".join(text.split()))
    if length <= limit:
        return Match(text, "ok")
    return Match(text, "too-long", contacts_file().experience.too_long.format(limit=limit, length=length))


_LONGEST_REFERENCE = 40


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(contacts_file().experience.reference)


def _is_template(text: str) -> bool:
    """Whether the text is the form's sample sentence, at most with its XX filled in."""
    if len(text) > _longest_template():
        return False
    key = _letters(text)
    words = contacts_file().experience
    if any(_letters(chain) in key for chain in words.chains):
        return True
    return any(SequenceMatcher(None, key, _letters(each)).ratio() >= words.likeness for each in words.templates)


@cache
def _longest_template() -> int:
    """Half again the length of the sample sentence; a longer text has contents of its own."""
    return 3 * max(map(len, contacts_file().experience.templates)) // 2


_NO_LETTER = re.compile(r"[\W_xX某]+")


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", fold(text))

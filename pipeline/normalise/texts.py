"""主要工程实践经历: a text that is stored as typed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from pipeline.normalise.marks import is_blank
from pipeline.normalise.vocabulary import NOTHING, Match
from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas.contacts import contacts_file


def experience(text: str, limit: int) -> Match:
    """主要工程实践经历, except the form's sample sentence and 详见附件. `limit`: characters without white space."""
    if is_blank(text) or _reference().fullmatch("".join(text[:_LONGEST_REFERENCE].split())):
        return NOTHING
    if _is_template(text):
        return Match(text, "template")
    return description(text, limit)


def career(text: str, received_at: str, years: int) -> Match:
    """工作经历, a line for each post, as it stands, however long; `older` with the lines that end more than so many
    years before the day on which it came (国际工程师资质认证报名表: 仅填写近5年)."""
    if is_blank(text):
        return NOTHING
    since = (int(received_at[:4]) - years) * _MONTHS + int(received_at[5:7])
    older = [line for line in text.split("\n") if (end := _end_of(line)) and end < since]
    words = contacts_file().career
    said = words.between.join(line[: words.quoted] for line in older)
    return Match(text, "older", words.older.format(years=years, lines=said)) if older else Match(text, "ok")


def _end_of(line: str) -> int:
    """The last month of the time at the beginning of a line, counted from year 0; 0 where none is told, or it goes
    on."""
    if _going_on().search(line):
        return 0
    begins = _PERIOD.match(line)
    ends = list(_MONTH.finditer(begins[0])) if begins else []
    return int(ends[-1][1]) * _MONTHS + int(ends[-1][2] or _MONTHS) if ends else 0


_MONTHS = 12
_MONTH = pattern(r"((?:19|20)\d\d)(?:[年./\-](1[0-2]|0?[1-9]))?")
_PERIOD = pattern(r"[\d年月日.,/\-—–~～至到\s]+")


@cache
def _going_on() -> re.Pattern[str]:
    return re.compile("|".join(contacts_file().career.going_on), re.IGNORECASE)


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


_NO_LETTER = pattern(r"[\W_xX某]+")


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", fold(text))

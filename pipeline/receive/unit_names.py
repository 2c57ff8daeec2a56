"""Find 推荐单位 (the recommending unit) in sheets, mail subjects and file names, and a date in a name.

Outside the sheet only text that ends like an organisation's name counts as a unit, so that `c005-flat`, `附件3` or a
date does not. Words and endings are in schemas/submission.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from pipeline.terms.name_patterns import CLOSE, OPEN, expression
from pipeline.terms.notices import Notice
from pipeline.text.patterns import pattern
from schemas.submission import submission_file
from schemas.vocabularies import china_file

_SEPARATORS = r"[_\-—–－+＋,，;；:：、|｜~～\s《》“”\"'【】\[\]〔〕{}·•.。!！?？#&]+"
_DATE = pattern(
    r"(?<!\d)(20\d\d)(?:(?P<mark>[-./_])(\d{1,2})(?P=mark)(\d{1,2})"
    r"|\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日?|(\d\d)(\d\d))(?!\d)"
)
_LONGEST = 300  # characters of a text that are searched for a unit
_PLACEHOLDER = pattern(r"[xX×✕＊*○〇_＿]{2,}|某某")
_EDGES = " \t\n　_-—–－+＋,，;；:：、|｜.。~～·!！?？=＝/\\<>《》“”\"'【】[]〔〕"
_OPENED = pattern(OPEN)
_BLANKS = frozenset(" \u3000")
_CHINESE_BLANK = pattern(r"(?<=[\u3400-\u9fff（）()])[ \u3000]+(?=[\u3400-\u9fff（）()])")


def sheet_unit(text: str) -> str:
    """The unit named in a line of the sheet, e.g. `推荐单位（盖章）：重庆某设计院（公章）  联系人：…`.

    "" if it is blank or a placeholder.
    """
    patterns = _sheet_patterns()
    lines = (patterns.seal.sub(" ", patterns.label.sub("", line)) for line in text[:_LONGEST].splitlines())
    line = next((line for line in lines if line.strip(_EDGES)), "")
    name = _DATE.sub(" ", patterns.behind.split(line)[0]).strip(_EDGES)
    name = name if _BLANKS.isdisjoint(name) else _CHINESE_BLANK.sub("", name)
    return "" if name.casefold() in patterns.blanks or _PLACEHOLDER.search(name) else name


def subject_unit(subject: str, notice: Notice) -> str:
    """The unit in a mail subject: 评价(2025)+推荐单位 in any spelling (渝工协〔2025〕17号, 三), or just a unit."""
    text = _without_prefixes(subject[:_LONGEST])
    wanted = expression(notice.subject, any_year=True)
    rule = wanted.search(text) if wanted else None
    if rule is None:
        return organisation(text, notice)
    sides = [text[rule.end() :], text[: rule.start()]]
    named = next((unit for side in sides if (unit := organisation(side, notice))), "")
    return named or next((side for side in map(_trimmed, sides) if _is_name(side)), "")


def organisation(text: str, notice: Notice) -> str:
    """The first organisation in a subject, folder or file name, other than the association itself; or ""."""
    plain = _DATE.sub(" ", text[:_LONGEST])
    plain = plain if _BLANKS.isdisjoint(plain.strip(" ")) else _place().sub(r"\1", plain)
    if plain.isascii():
        return plain.strip(_EDGES) if _english().search(plain.strip(_EDGES).casefold()) else ""
    found = map(_organisation, [*re.split(_SEPARATORS, plain), re.sub(_SEPARATORS, "", plain)])
    return next((name for name in found if name and name not in (notice.association, notice.distributor)), "")


def date_in(name: str) -> date | None:
    """The date in a folder or file name: 2025-04-21, 2025.4.21, 20250421, 2025年4月21日."""
    for match in _DATE.finditer(name):
        year, month, day = (int(part) for part in match.group(1, 3, 4, 5, 6, 7, 8) if part)
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _organisation(piece: str) -> str:
    name = _trimmed(piece)
    if _ending().search(name):
        return name
    certain = _certain().match(name)
    shorter = _trimmed(certain[0]) if certain else ""
    return shorter if _ending().search(shorter) else ""


def _is_name(text: str) -> bool:
    """Whether text in the place prescribed for the unit is a name: its ending may be unusual and it may be short, but
    it must not be a person's name or a greeting."""
    return _short_name().match(text) is not None or len(re.findall(r"[\u3400-\u9fff]", text)) >= int(
        submission_file().organisation.shortest
    )


def _without_prefixes(subject: str) -> str:
    text = subject.strip()
    while (shorter := _prefix().sub("", text)) != text:
        text = shorter.strip()
    return text


def _trimmed(text: str) -> str:
    """The text without surrounding words, dates, running numbers and empty brackets at both ends."""
    name = _DATE.sub(" ", text).strip(_EDGES)
    around = _around(_OPENED.search(name) is not None)
    while (shorter := around.sub("", name).strip(_EDGES)) != name:
        name = shorter
    return name.lstrip("(（") if name.count("(") + name.count("（") > name.count(")") + name.count("）") else name


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _prefix() -> re.Pattern[str]:
    words = _alternatives(submission_file().subject.prefixes)
    number = r"\s*(?:[\[(（]\d+[\])）]|\d{1,2})?"
    return re.compile(
        rf"^(?:(?:{words}){number}\s*[:：]|{OPEN}\s*(?:{words}){number}\s*{CLOSE}\s*[:：]?)", re.IGNORECASE
    )


@cache
def _around(has_brackets: bool) -> re.Pattern[str]:
    """Matches, at either end of a name, words, versions and years, and brackets with nothing else in them; most names
    have none, and these are two thirds of it."""
    words = submission_file().words
    before, after = _alternatives(words.before), _alternatives(words.after)
    bracketed = rf"{OPEN}\s*(?:{after}|[vV]?\d+(?:\.\d+)*|[\s、,，/])*+{CLOSE}|" if has_brackets else ""
    leading = rf"^(?:{bracketed}{before}|20\d\d\s*年度?|\d+(?=[.、)）\s]))"
    return re.compile(rf"{leading}|(?:{bracketed}{after}|[vV]?\d+(?:\.\d+)*)$", re.IGNORECASE)


@cache
def _certain() -> re.Pattern[str]:
    """Matches a name up to its last unmistakable ending, whatever follows: …有限公司张工."""
    return re.compile(rf".*(?:{_alternatives(submission_file().organisation.certain)})")


@cache
def _ending() -> re.Pattern[str]:
    """Matches a name with an organisation's ending, including a place or kind in brackets: …事务所（普通合伙）.

    Something must precede the endings: 设计院, 有限公司 and 工程处 alone name no organisation.
    """
    rules = submission_file().organisation
    endings = _alternatives([*rules.certain, *rules.ends])
    return re.compile(rf"^(?!(?:{endings})++$)[^\s]{{2}}.*?(?:{endings})(?:[(（][^()（）]{{1,20}}[)）])?$")


@cache
def _short_name() -> re.Pattern[str]:
    """Matches 渝公司: one character before an unmistakable ending, except those that any unit uses of itself."""
    rules = submission_file().organisation
    certain = _alternatives(rules.certain)
    return re.compile(rf"(?!(?:{_alternatives(rules.nobody)}|{certain})(?:{certain})?$)[\u3400-\u9fff](?:{certain})$")


@cache
def _place() -> re.Pattern[str]:
    """Matches a first word separated by a blank that is, or begins with, a place."""
    china = china_file()
    places = _alternatives([*submission_file().organisation.places, *china.provinces, *china.cities])
    return re.compile(rf"(?<![\u3400-\u9fff])((?:{places})[\u3400-\u9fff]{{0,3}})[ \u3000]+(?=[\u3400-\u9fff])")


@cache
def _english() -> re.Pattern[str]:
    endings = (r"[.,\s]+".join(map(re.escape, ending.split())) for ending in submission_file().organisation.english)
    return re.compile(rf"[a-z].*\b(?:{'|'.join(endings)})\.?$")


class _SheetPatterns:
    """Patterns for what the unit's cell holds besides the name."""

    def __init__(self) -> None:
        words = submission_file().sheet
        seals = _alternatives(words.seals)
        bracketed = rf"{OPEN}\s*(?:(?:{seals})[\s、,，/]*)++{CLOSE}"
        self.label = re.compile(
            rf"^\s*(?:{_alternatives(words.labels)})\s*(?:{bracketed})?\s*[:：]?\s*(?:{bracketed})?"
        )
        self.seal = re.compile(rf"{bracketed}|{OPEN}\s*{CLOSE}")
        self.behind = re.compile(
            rf"(?:^|[\s,，;；、(（])(?:{_alternatives(words.behind)})\s*[:：)）]|\d{{7,}}|(?<=\S)\s+(?:{seals})\s*$"
        )
        self.blanks = frozenset(word.casefold() for word in words.blanks)


@cache
def _sheet_patterns() -> _SheetPatterns:
    return _SheetPatterns()

"""One person's name in a cell that says more: labels, remarks, titles, a phone; and cells that are hardly one name."""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalise.marks import BRACKETS, is_blank
from pipeline.normalise.names import HAN, begins_with_surname, is_title, stored_name
from pipeline.normalise.vocabulary import NOTHING, Match
from pipeline.text.fold import fold
from pipeline.text.patterns import CROSSES, pattern
from schemas.contacts import contacts_file
from schemas.forms import common_file

_NUMBER = pattern(r"[(（]?\s*(?:\+|00)?\d[\d -]{5,}\d\s*[)）]?")
_COUNTED = pattern(rf"^\s*(?:[Nn][Oo]\.?\s*)?\d{{1,3}}\s*(?=[{HAN}])")
_INDEXED = pattern(rf"(?<=[{HAN}])\s*(?:[(（]\s*\d{{1,2}}\s*[)）]|\d{{1,2}}|[①-⑳])\s*$")  # of namesakes, or a footnote
_CROSSED = pattern(rf"\s*[{CROSSES}][️\s]*(?=[{HAN}])")
_TICKED = pattern(rf"^\s*[√✓✔☑]\s*(?=[{HAN}])")  # in a list of which some are chosen
_FOREIGN = pattern(r"[:：;；=＝<>《》%@]")  # in no name: 原：张三 现：李四
_CHANGED = pattern(rf"[(（](?:已|现|拟)?(?:改|换|更换|变更|更正|更改)(?:为|成|报)?[:：]?([{HAN}·]{{2,}})[)）]")
_SPLIT = pattern(r"[\s,，、;；/／|\-－—–→⇒➔➜>＞]+")
_GROUPS = pattern(rf"[{HAN}]+(?:·[{HAN}]+)*")
_MASKED = pattern(rf"[{HAN}][*＊×](?=[*＊×{HAN}])|^\s*[{HAN}][*＊×]|[{HAN}][xX](?=[{HAN}xX])")
_AGE = pattern(r"\d{2}周?岁?")
_LONGEST = 4  # characters of a name without a middle dot
_LONGEST_USUAL = 3  # behind a surname of one character
_USUAL = re.compile(r"[\u4e00-\u9fff]{2,3}")  # too short to hold more than a name; it may be a surname with a title


def name(text: str) -> Match:
    """One person's name as it is stored, e.g. 艾力·吾斯曼 for 艾力 • 吾斯曼（经理）. What was taken off is said unless
    it is a title or a usual remark; what is hardly one person's full name is doubtful."""
    if is_blank(text):
        return NOTHING
    if _USUAL.fullmatch(text) and text[1:] not in _addresses() and not text.endswith(contacts_file().name.others):
        return Match(text, "ok")
    labelled = _NUMBER.sub(" ", _COUNTED.sub("", _label().sub("", _TICKED.sub("", text))))
    counted = _without_index(labelled)
    plain, is_said = _without_remarks(counted)
    stored = stored_name(plain)
    shorter = _without_glued(stored)
    if not stored:
        return NOTHING
    if reason := _doubt(text, plain, shorter):
        return Match(stored, "doubtful", getattr(contacts_file().name.doubts, reason))
    is_said = is_said or counted != labelled
    return Match(shorter, "understood", shorter) if is_said or shorter != stored else Match(shorter, "ok")


def _without_index(text: str) -> str:
    """张伟 for 张伟2, as a unit tells two of one name apart."""
    plain = _INDEXED.sub("", text)
    return plain if _is_full(stored_name(plain)) else text


def _without_remarks(text: str) -> tuple[str, bool]:
    """The text without what stands behind the name, in brackets or apart, and whether that must be said."""
    said = False

    def shortened(match: re.Match[str]) -> str:
        nonlocal said
        outside = stored_name(BRACKETS.sub("", text))
        if not _is_full(outside) or match[1].isascii() or (len(match[1]) < 2 and not _is_usual(match[1])):
            return match[0]
        said = said or not _is_usual(match[1])
        return ""

    plain = BRACKETS.sub(shortened, text)
    words = [word for word in _SPLIT.split(plain) if word]
    if len(words) > 1 and _is_remark(words[0], 3) and _is_full(words[1]):
        words.pop(0)
    end = len(words)
    while end > 1 and _stands_alone(words[: end - 1]) and _is_apart(words[end - 1], words[: end - 1]):
        end -= 1
    asks = plain.rstrip().endswith(("?", "？"))
    plain = plain.rstrip("?？ ")
    return (" ".join(words[:end]) if end < len(_SPLIT.split(plain.strip())) else plain), said or asks


def _is_full(text: str) -> bool:
    """Whether a text can be one person's full name, in Chinese characters."""
    return bool(_GROUPS.fullmatch(text)) and begins_with_surname(text)


def _stands_alone(words: list[str]) -> bool:
    """Whether words are a full name already, so that the next one need not belong to it."""
    name = stored_name(" ".join(words))
    return _is_full(name) and not _is_compound(name)


def _is_apart(word: str, before: list[str]) -> bool:
    """Whether a word behind a blank is a title or remark; one character may be the last of the name (李文 新)."""
    is_whole = len(word) > 1 or len(stored_name(" ".join(before))) == _LONGEST_USUAL
    return _is_remark(word, 2) and (is_whole or is_title(fold(word), 2) or word in contacts_file().name.genders)


def _is_usual(remark: str) -> bool:
    return all(_is_remark(part, 1) for part in _SPLIT.split(remark) if part)


def _is_remark(text: str, least: int) -> bool:
    """Whether it is a gender, an age, a usual remark, or a title, perhaps behind at least so many characters."""
    key = fold(text)
    is_known = key in contacts_file().name.genders or _AGE.fullmatch(key)
    return bool(is_known or is_title(key, least) or _remark().fullmatch(key))


def _without_glued(stored: str) -> str:
    """张三 for 张三组长 and 张三已回国; a surname alone is left with its title."""
    if not _GROUPS.fullmatch(stored) or "·" in stored:
        return stored
    is_compound = _is_compound(stored[:2])
    for end in (3, 4) if is_compound else (2, 3):
        rest = stored[end:]
        is_name = is_compound or begins_with_surname(stored[:end])
        if len(rest) > 1 and is_name and (rest in _titles() or _remark().fullmatch(rest)):
            is_longest = not any(stored[start:] in _titles() for start in range(1, end))
            return stored[:end] if is_longest else stored
    return stored


def _doubt(text: str, plain: str, stored: str) -> str:
    """Why a name is hardly one person's full name: the key of the reason, or ""."""
    if _MASKED.search(text) or _CROSSED.match(text):
        return "crossed" if _CROSSED.match(text) else "masked"
    words = [word for word in _SPLIT.split(plain) if word]
    are_names = len(words) > 1 and all(map(_is_full, words)) and not _is_compound(words[0])
    are_more = stored.endswith(contacts_file().name.others) and _is_full(stored[:-1])
    if are_names or are_more or any(map(_is_full, _CHANGED.findall(text))):
        return "several"
    if _FOREIGN.search(stored):
        return "more"
    if len(words) > 1 and _is_full(words[0]) and not _is_compound(words[0]) and _is_more("".join(words[1:])):
        return "more"
    if len(stored) == 1 or _is_address(stored):
        return "surname"
    middle = stored[2:4] if _GROUPS.fullmatch(stored) and "·" not in stored and len(stored) > _LONGEST else ""
    surnames = contacts_file().name.surnames
    return "several" if middle and stored[0] in surnames and any(one in surnames for one in middle) else ""


def _is_address(text: str) -> bool:
    """Whether a text is a surname with a title: 李工, 欧阳经理."""
    surname = 2 if _is_compound(text[:2]) else 1
    return bool(_GROUPS.fullmatch(text)) and text[surname:] in _addresses()


def _is_more(text: str) -> bool:
    """Whether what stands behind a full name is too long to belong to it."""
    return len(text) > 1 and bool(_GROUPS.fullmatch(text))


def _is_compound(word: str) -> bool:
    return word in common_file().contents.compound_surnames


@cache
def _titles() -> frozenset[str]:
    return frozenset(title for title in contacts_file().name.titles if len(title) > 1)


@cache
def _addresses() -> frozenset[str]:
    return _titles() | frozenset(contacts_file().name.addresses)


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(map(re.escape, contacts_file().name.labels))
    return re.compile(rf"^\s*(?:{words})(?:\s*[:：]\s*|\s+)")


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(contacts_file().name.remark)

"""What a heading says: its text folded, compared with the words of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.model.fields import PERSON_FIELDS
from pipeline.recognise.words.beside import judged, remarked
from pipeline.recognise.words.form import SOMEBODY, Form, Meaning, bare, fold_word, plain, unnumbered
from pipeline.recognise.words.remarks import asks_for_verdict
from pipeline.text.patterns import pattern

NOTHING = Meaning()
CHOSEN = ("level", "domain", "project_type", "project_status", "section")
"""Fields whose choices can be columns of their own."""
REMARK = pattern(r"[（(\[【](?:[^（(\[【）)\]】]|\d[）)]|[（(\[【][^（(\[【）)\]】]*[）)\]】])*[）)\]】]")
"""A cell that is a remark on the heading above it: one bracket, which （2）企业名称（全称） is not."""
NUMBERING = pattern(r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]|[①-⑳])\s*")
"""The number before a heading or a choice, whose own 、 parts nothing: 十、姓名/手机."""
_QUESTION = pattern(r"^[\s*＊]*(?:[qQ]\d{1,3}[\s._、．:：,，)）\-]*|[*＊]\s*\d{1,3}[\s._、．:：,，)）\-]+)")
"""Before the headings of survey tools: Q1_姓名, *1. 姓名."""
LONGEST_HEADING = 200
_SURE = 4
_WHOLE = 2  # of Meaning.quality
_REMARK = pattern(r"[(\[{【〔][^()\[\]{}【】〔〕]*[)\]}】〕]")
_INSIDE = pattern(r"\(([^()]{2,6})\)")
_OWNERS = ("company", "company_contact")
_OF_SOMEBODY = ("name", "phone", "email", "company_contact", "company_contact_phone")
_OF_CONTACT = ("company_contact", "company_contact_phone")
_LATIN = pattern("[A-Za-z]")
_IN_TWO = pattern(r"(.*[^\x00-\x7f][^A-Za-z]*?)[\s/|]*[(（]?([A-Za-z][A-Za-z .,'’/&-]*)[)）]?\s*", re.DOTALL)
_ENGLISH_FIRST = pattern(r"\s*([A-Za-z][A-Za-z .,'’/&-]*?)[\s/|]+(\d{0,3}[^\x00-\x7f].*)", re.DOTALL)
_OPENING = "（(/| "
_LIST = pattern(r"\((.*)\)|:(.*)", re.DOTALL)
_TOGETHER = pattern(r"[、,;/|及和与]+")
_PART = pattern(r"[、,;/|\s]+")
_PARTING = pattern(r"[、,;/|及和与\s]+")
LISTED = 3
"""So many fields of a person make a list of them."""


class Headings:
    """The headings of one form; every distinct text is understood once per process."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.understand = lru_cache(maxsize=8192)(self._understand)
        self.lists = lru_cache(maxsize=8192)(self._lists)
        self._known = lru_cache(maxsize=8192)(self._look_up)  # parts of headings come again where the whole does not

    def _lists(self, text: str) -> bool:
        """Whether a heading lists fields of a person. Asked first is whether it lists anything: titles, which are many,
        need not be understood."""
        return len(_PARTING.findall(plain(text))) >= LISTED - 1 and len(self.understand(text).order) >= LISTED

    def _understand(self, text: str) -> Meaning:
        if len(text) > LONGEST_HEADING:
            return NOTHING
        text = _QUESTION.sub("", text)
        meaning = self._meant(text)
        if meaning.quality < _WHOLE and (word := unnumbered(text)):
            meant = self._meant(word)
            if meant.quality >= _WHOLE:
                text, meaning = word, meant._replace(quality=_WHOLE)
        order = self._order(text, meaning) if len(text) > 8 else ()
        if len(order) >= LISTED and (meaning.kind in ("", "group") or meaning.field == "name"):
            return Meaning("group", "person", 3, order)
        return meaning

    def _meant(self, text: str) -> Meaning:
        folded = fold_word(text)
        return remarked(self._known(folded, text), folded, self.form)

    def _look_up(self, folded: str, text: str) -> Meaning:
        """The very word; else the word without its remarks; else the word of its first line; else the longest word it
        holds."""
        words = self.form.words
        core = without_remarks(folded)
        if core != folded and (owned := self._of_owner(folded, core)):
            return owned
        if exact := words.get(core) or words.get(bare(text)):
            if exact.field in _OF_CONTACT and (listed := self._listing(text)) and listed.field == "company":
                return listed  # 企业/联系人/电话, which folds to the word 企业联系人电话
            return exact if core == folded else exact._replace(quality=2)
        return self._less_exactly(core, text) or self._holding(core)

    def _less_exactly(self, core: str, text: str) -> Meaning | None:
        """The word before a bracket or of the first line, of a question or of a list; a verdict is no field."""
        words = self.form.words
        first_line = without_remarks(fold_word(text.partition("\n")[0])) if "\n" in text else core
        for word in (core.partition("(")[0], first_line):
            if meaning := words.get(word):
                return meaning._replace(quality=2)
        if asks_for_verdict(text):
            return Meaning("extra", "", 2)  # 单位是否推荐 holds no unit
        if twice := self._in_two_languages(text):
            return twice
        if (asked := self.form.asking.sub("", core)) != core and (meaning := words.get(asked)):
            return meaning._replace(quality=2)
        return self._listing(NUMBERING.sub("", _REMARK.sub("", plain(text))))

    def _in_two_languages(self, text: str) -> Meaning | None:
        """项目名称 Project Name: the Chinese words tell, unless the others are for another field (姓名 Email)."""
        if not _LATIN.search(text):
            return None
        if found := _IN_TWO.fullmatch(text):
            own, foreign = found.groups()
        elif found := _ENGLISH_FIRST.fullmatch(text):
            foreign, own = found.groups()
        else:
            return None
        own = own.rstrip(_OPENING)
        chinese = self._known(fold_word(own), own)
        told = [self.form.words.get(bare(part)) for part in (foreign, *_TOGETHER.split(foreign))]
        if own.endswith((":", "：")) and not any(told):  # 所在领域：Telecommunications is a label with its value
            return None
        if not chinese.kind or any(other and not _may_agree(chinese, other) for other in told):
            return None
        if own.rstrip().endswith((":", "：")) and not any(told):
            return None  # 所在国家：Zimbabwe is a label with its value
        return chinese._replace(quality=min(chinese.quality, 2))

    def _of_owner(self, folded: str, core: str) -> Meaning | None:
        """姓名（联系人）: the word of whoever the remark names."""
        inside = next(iter(_INSIDE.findall(folded)), "")
        owner = self.form.words.get(inside)
        joined = self.form.words.get(inside + core) if owner and owner.field in _OWNERS else None
        return joined._replace(quality=2) if joined and joined.kind == "field" else None

    def _listing(self, text: str) -> Meaning | None:
        """姓名及联系方式: a column for several fields, known by the name among them, else by the first."""
        if not _PARTING.search(text):
            return None
        for separated in (
            _TOGETHER.split("".join(text.split())),
            [part for word in text.split() for part in _TOGETHER.split(word)],
        ):
            told = [self.form.words.get(bare(part)) for part in separated if part]
            if len(told) > 1 and all(told):
                return self._together([part for part in told if part])
        return None

    def _together(self, told: list[Meaning]) -> Meaning:
        best = next((part for part in told if part.field == "name"), told[0])
        order = tuple(field for part in told if (field := person_field(part, [])))
        if best.field == "name":
            return best._replace(quality=2, order=order)
        return best._replace(quality=2, parts=_parts_of(told))

    def _holding(self, core: str) -> Meaning:
        """A heading ends with what it is about (申请人的联系方式), seldom begins with it; between the two go the
        form's stems. A short word for columns that the form does not know (数量) is tried last."""
        whole, core = core, self.form.filler.sub("", core) or core
        ends = self._longest(core[start:] for start in range(len(core) - 1))
        begins = self._longest(core[:end] for end in range(len(core) - 1, 1, -1))
        if begins and ends and begins[1].parts == (SOMEBODY,) and _of_somebody(ends[1]):
            return begins[1]._replace(quality=1)  # 项目经理电话
        stem = next(((word, Meaning("field", field)) for word, field in self.form.stems if word in core), None)
        is_short = ends is None or (ends[1].kind == "extra" and len(ends[0]) < _SURE)
        for found in [stem, begins, ends] if is_short else [ends, stem, begins]:
            if found:
                return judged(found[1], found[0], core, whole, self.form)
        return NOTHING

    def _longest(self, words: Iterable[str]) -> tuple[str, Meaning] | None:
        """The first known word, and what it means."""
        return next(((word, meaning) for word in words if (meaning := self.form.words.get(word))), None)

    def _order(self, text: str, meaning: Meaning) -> tuple[str, ...]:
        """Person fields that a group heading lists, in its order: 拟互认人员信息（姓名、联系方式、…）."""
        found = _LIST.search(plain(text))
        if not found or (found[1] is None and meaning.kind != "group"):
            return ()
        order: list[str] = []
        for part in _PART.split(_REMARK.sub("", found[1] or found[2] or "")):
            meaning = self._known(fold_word(part), part) if part else NOTHING
            field = person_field(meaning, order)
            if field and field not in order:
                order.append(field)
        return tuple(order)


def _may_agree(meaning: Meaning, other: Meaning) -> bool:
    """Whether both words may ask for one field."""
    fields, others = ({told.field, *told.either} - {""} for told in (meaning, other))
    return not fields.isdisjoint(others) or meaning.kind == other.kind == "extra"


def _of_somebody(meaning: Meaning) -> bool:
    """Whether the word may be about any person."""
    return meaning.kind == "either" or meaning.field in _OF_SOMEBODY


_PARTED = {"project_name", "project_country", "project_type", "project_status", "domain", "location", "level"}


def _parts_of(told: list[Meaning]) -> tuple[str, ...]:
    """The fields that 项目名称/国别 lists, where cells can show which is which; () for any other list."""
    side = any(meaning.kind == "field" and meaning.field in PERSON_FIELDS for meaning in told)
    fields = [meaning.either[side] if meaning.kind == "either" else meaning.field for meaning in told]
    return tuple(fields) if set(fields) <= _PARTED and len(set(fields)) == len(fields) else ()


def person_field(meaning: Meaning, taken: list[str]) -> str:
    """The person's side of a meaning: 联系方式 among a person's words is the phone."""
    if meaning.kind == "either":
        fields = [field for field in meaning.either if field in PERSON_FIELDS]
        return next((field for field in fields if field not in taken), "")
    return meaning.field if meaning.kind == "field" and meaning.field in PERSON_FIELDS else ""


def without_remarks(folded: str) -> str:
    """The folded text without what stands in brackets, nested ones too."""
    if folded.isalnum():  # few hold any
        return folded
    while (bare := _REMARK.sub("", folded)) != folded:
        folded = bare
    return bare

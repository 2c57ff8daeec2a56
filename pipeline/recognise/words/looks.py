"""What a text holds by its looks: phone, mail address, level, place, domain, name or a long text.

Used where headings do not tell: to check columns under one heading, and for people packed into one cell. Words come
from the vocabularies that normalising uses, loaded with the first doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from pipeline.recognise.words.captions import worded_section
from pipeline.recognise.words.form import Form, bare, fold_word, is_ditto, squash
from pipeline.recognise.words.headings import NUMBERING, without_remarks
from pipeline.text.patterns import pattern
from pipeline.text.width import narrow
from schemas.contacts import contacts_file
from schemas.vocabularies import countries_file, vocabulary_file, words_file

TOLD_BY_CONTENT = ("name", "phone", "email", "level", "domain", "experience", "project_type", "project_status")
"""Fields whose cells show by themselves what they are."""
_VOCABULARIES = {
    "level": ("levels",),
    "location": ("countries", "cities", "china"),
    "domain": ("domains", "specialties"),
}
_CHOICES = {"project_type": ("project_types",), "project_status": ("project_statuses",)}
_PROJECT_CHOICES = tuple(_CHOICES)
_ALL_CHOICES = ("level", *_PROJECT_CHOICES)
_WITH_WORDS = _VOCABULARIES | _CHOICES
_COMMON = ("level", "domain")
"""Fields that are told once of all people below, the surest first."""
_LONGEST_PHONES = 60
_LONGEST_LABEL = 12
_LEAST_CHOICE = 4  # characters of a level or domain amid such words: 申请专业 asks for a subject
_PHONE_FIRST = pattern(r"\D{0,6}\d[\d \-]{9,}")
_HAN = range(0x3400, 0xA000)
_NO_LETTERS = pattern(r"[\W\d_]+")
_SKIPPED = ("strip", "label", "not_iso", "at_home", "city", "place_endings", "leaving")
"""What vocabularies hold beside words for the thing itself."""


class Looks:
    """What one form's texts look like: phone, address, level, place, domain, name."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._of_contact = tuple(word for word, told in form.words.items() if told.field == "company_contact")

    def field(self, text: str) -> str:
        """The person field that the text looks like, surest first; "" where it could be anything."""
        plain = squash(narrow(text))
        for field in ("email", "phone"):
            if self.form.contents[field](plain):
                return field
        if is_ditto(plain):
            return ""
        if len(plain) >= self.form.long_text:
            boxed = next((field for field in _COMMON if self.form.contents[field](plain)), "")
            return boxed or "experience"
        return self._field_of_word(bare(text), plain)

    def shown(self, text: str) -> str:
        """The same, more freely: addresses stand for phones, and so does a text that begins with one (国内：139…)."""
        if len(text) < _LONGEST_PHONES and _PHONE_FIRST.match(text):
            return "phone"
        field = self.field(text)
        return "phone" if field == "email" else field

    def _field_of_word(self, key: str, plain: str) -> str:
        for field in _VOCABULARIES:
            if key in _words(field) or self.form.contents["place" if field == "location" else field](plain):
                return field
        if _before_place().sub("", key) in _countries():
            return "location"  # 现在老挝
        if self.is_name(plain):
            return "name"
        return "location" if key.startswith(_places()) else ""

    def choice(self, text: str) -> str:
        """The field of which the text is a choice: a level, a project's type or status; "" else."""
        return _first_field(_ALL_CHOICES).get(bare(text), "")

    def project_choice(self, text: str) -> str:
        """project_type or project_status, where the text is a word of one of them; "" else."""
        return _first_field(_PROJECT_CHOICES).get(bare(text), "")

    def is_name(self, plain: str) -> bool:
        """A name of two or three characters, or longer with a compound surname, a middle dot or in Latin letters."""
        if not self.form.cells["name"](plain):
            return False
        return len(plain) != 4 or plain.isascii() or not plain.isalpha() or plain[:2] in self.form.compound_surnames

    def could_be_name(self, text: str) -> bool:
        """Whether somebody may be meant, mistyped (张三1) or in one character: no word of a data dictionary or heading.
        An identifier is one Latin word in small letters, and so are few names."""
        plain = squash(text)
        if not self.form.cells["name"](plain):
            plain = _NO_LETTERS.sub("", plain)
        is_one_character = len(plain) == 1 and ord(plain) in _HAN
        is_like_one = is_one_character or self.form.cells["name"](plain)
        if not is_like_one or (text.isascii() and text[:1].islower() and " " not in text):
            return False
        return not self.describes_data(text)

    def describes_data(self, text: str) -> bool:
        """Whether a word stands there that a data dictionary has in the place of a value: varchar(50), 必填, 姓名."""
        letters = _NO_LETTERS.sub("", squash(text)).lower()
        return self.form.cells["data_word"](letters) is not None or self.is_word(text)

    def is_choice(self, text: str) -> bool:
        """Whether the text is a level or domain of somebody."""
        field = self.field(text)
        return field == "level" or (field == "domain" and not self.is_word(text))

    def is_word(self, text: str) -> bool:
        """Whether the text is a word of headings, such as the label of a card."""
        return bare(text) in self.form.words

    def asks_for_contact(self, text: str) -> bool:
        """Whether the text is a label for whom to ask: 推荐单位联系人."""
        return len(text) < _LONGEST_LABEL and bare(text).endswith(self._of_contact)

    def is_place(self, text: str) -> bool:
        """Whether the text is the name of a country or city."""
        return bare(text) in _words("location")

    def likely_name(self, text: str) -> int:
        """2 for a name, 1 for a town that people are named like (白城), 0 for a country and anything else; a number may
        stand before it."""
        text = NUMBERING.sub("", text)
        plain, key = squash(text), bare(text)
        if self.form.mark(plain) or key in _countries():
            return 0
        if key in _words("location"):
            return int(self.is_name(plain))
        return 2 * (self.field(text) == "name")

    def is_count(self, text: str) -> bool:
        """Whether the text is a number of people."""
        return self.form.cells["people_count"](squash(narrow(text))) is not None

    def common_field(self, text: str) -> str:
        """level or domain, where a title (二、资深工程会员) is nothing but a sure word of one of them."""
        return common_field(text)

    def common_inside(self, text: str) -> dict[str, str]:
        """level and domain, where a title or a name (土木工程类资深工程会员名单) holds the one full word for each; a
        short one may be part of a company's name."""
        key = bare(text)
        told = {field: [word for word in _canonical(field) if word in key] for field in _COMMON}
        return {field: words[0] for field, words in told.items() if len(words) == 1}

    def asked_for(self, text: str) -> str:
        """level or domain, where a cell holds a sure word of one of them, whatever is said around it (拟申报资深)."""
        return _asked_for(bare(text))

    def is_section(self, text: str) -> bool:
        """Whether the text is a word for one of the form's sections; 是 and 否 alone answer any question."""
        return len(bare(text)) > 1 and worded_section(text, self.form) != ""

    def is_contact(self, text: str) -> bool:
        """Whether the text is a phone or a mail address and nothing else."""
        plain = squash(narrow(text))
        return bool(self.form.contents["phone"](plain) or self.form.contents["email"](plain))

    def has_contact(self, text: str) -> bool:
        """Whether a phone or mail address stands somewhere in the text."""
        return self.form.contact_inside(narrow(text)) is not None


def common_field(text: str) -> str:
    """level or domain, where the text is nothing but a sure word of one of them, in brackets or not; "" else."""
    return field_of_core(without_remarks(fold_word(text)) or bare(text))


def field_of_core(key: str) -> str:
    """The same of a folded text without remarks."""
    if len(key) <= _LEAST_CHOICE:  # names are, which are not worth remembering
        return _sure_field().get(key, "") if len(key) > 1 else ""
    return _field_of_long_core(key)


@lru_cache(maxsize=4096)
def _field_of_long_core(key: str) -> str:
    return next((field for field in _COMMON if _is_choice(key, field)), "")


def _is_choice(key: str, field: str) -> bool:
    """Whether nothing but a sure word of the field stands in a text, and what may stand before and behind it."""
    if key in _sure_words(field):
        return True
    asked = _around(field).sub("", key)
    return len(asked) >= _LEAST_CHOICE and asked in _sure_words(field)


@lru_cache(maxsize=4096)
def _asked_for(key: str) -> str:
    return next((field for field in _COMMON if _core(field, key) in _sure_words(field)), "")


def _core(field: str, key: str) -> str:
    """A folded text without what may stand around a level or domain, as far as a known word is left."""
    before = ""
    while key and key != before and key not in _meant(field):
        before, key = key, _around(field).sub("", key)
    return key


@cache
def _around(field: str) -> re.Pattern[str]:
    """What may stand around a level or domain: 申请资深工程会员人员."""
    strip = vocabulary_file(_WITH_WORDS[field][0]).strip
    leading, trailing = (sorted(map(bare, words), key=len, reverse=True) for words in (strip.leading, strip.trailing))
    return re.compile(f"^(?:{'|'.join(leading)})|(?:{'|'.join(trailing)})$")


def ends_like_a_company(text: str) -> bool:
    """Whether the text, without a bracket behind it, ends as the names of companies do."""
    return without_remarks(fold_word(text)).endswith(company_endings())


@cache
def company_endings() -> tuple[str, ...]:
    """How the names of companies end, folded."""
    return contacts_file().company.line_endings


@cache
def _words(field: str) -> frozenset[str]:
    return frozenset(bare(word) for name in _WITH_WORDS[field] for word in _leaves(words_file(name)))


@cache
def choices_and_places() -> dict[str, str]:
    """Every word for a level, a project's type or status, or a place (location), and the first of these that it is
    one for."""
    return _first_field((*_ALL_CHOICES, "location"))


@cache
def _first_field(fields: tuple[str, ...]) -> dict[str, str]:
    """Every word for one of the fields, with the first of them that it is a word for."""
    return {word: field for field in reversed(fields) for word in _words(field)}


def canonical(field: str, text: str) -> str:
    """The level, domain, project type or status that a text is a known word for, with what may stand around it; ""
    where it is none, or could be several."""
    return _meant(field).get(_core(field, bare(text)), "")


def in_order(field: str, words: Sequence[str]) -> bool:
    """Whether these are the first words of the field's list, in its order; of levels that are open any may be first."""
    listed = vocabulary_file(_WITH_WORDS[field][0]).canonical
    return list(words) == ([word for word in listed if word in words] if field == "level" else [*listed[: len(words)]])


@cache
def _meant(field: str) -> dict[str, str]:
    data = vocabulary_file(_WITH_WORDS[field][0])
    known, listed = {bare(word): word for word in data.canonical}, (data.safe, data.soft)
    return known | {bare(word): meant for words in listed for meant, some in words.items() for word in some}


@cache
def _sure_words(field: str) -> frozenset[str]:
    data = vocabulary_file(_VOCABULARIES[field][0])
    return frozenset(bare(word) for part in (data.canonical, data.safe) for word in _leaves(part))


@cache
def _sure_field() -> dict[str, str]:
    return {word: field for field in reversed(_COMMON) for word in _sure_words(field)}


@cache
def _canonical(field: str) -> tuple[str, ...]:
    return tuple(map(bare, _leaves(vocabulary_file(_VOCABULARIES[field][0]).canonical)))


@cache
def _countries() -> frozenset[str]:
    return frozenset(bare(word) for word in _leaves(countries_file()))


@cache
def _before_place() -> re.Pattern[str]:
    """What may stand before a place."""
    words = sorted(map(bare, countries_file().strip.leading), key=len, reverse=True)
    return re.compile(f"^(?:{'|'.join(words)})")


@cache
def _places() -> tuple[str, ...]:
    """Countries and cities that a text may begin with."""
    return tuple(sorted(word for word in _words("location") if len(word) > 1))


def _leaves(node: Any) -> Iterator[str]:
    """Every word in a vocabulary or a part of it, those that are keys too."""
    if isinstance(node, str):
        yield node
    elif hasattr(node, "_asdict"):
        for key, value in node._asdict().items():
            yield from () if key in _SKIPPED else _leaves(value)
    else:
        for inner in node:
            yield from _leaves(inner)
            if isinstance(node, Mapping):
                yield from _leaves(node[inner])

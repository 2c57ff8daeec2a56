"""What texts under a heading that nobody knows may be: a field that the form asks for and nothing was taken for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from pipeline.model.fields import BY_KEY
from pipeline.recognise.columns.contents import Contents, contents_for
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import bare
from pipeline.text.patterns import pattern
from schemas.named import NamedTuple
from schemas.second_look import second_look_file
from schemas.vocabularies import vocabulary_file

_SURELY_A_NAME = 2  # of Looks.likely_name
_ANSWER = "yes-no"  # type of a field
_LONGEST_CHOICE = 24
_LONGEST_ANSWER = 10
_BETWEEN_WORDS = pattern(r"[\W\d_]+")


class Unknown(NamedTuple):
    """A heading with the first texts under it, or a label with the one beside it. `is_known` where it is a word for
    something that the form does not ask for, `aside` the only field that it may be meant for, "" for any."""

    heading: str
    texts: Sequence[str]
    is_known: bool = False
    aside: str = ""


def missing(told: Collection[str], tools: Tools) -> list[str]:
    """The fields that unknown headings may be meant for, and that none of those `told` is: of the form, and of its
    section."""
    words = second_look_file()
    listed = dict.fromkeys((*words.unread, *words.choices))
    of_section = frozenset[str]().union(*tools.form.section_columns.values())
    if not of_section & set(told):
        listed = dict.fromkeys(field for field in listed if field not in of_section)
    return [field for field in listed if field in tools.form.own_words and field not in told]


def meant(unknown: Sequence[Unknown], fields: Sequence[str], tools: Tools) -> Iterator[tuple[str, ...]]:
    """For each of the unknown headings of one table or card those of the fields that it may be meant for."""
    for each in unknown:
        others = [other for other in unknown if other is not each and not other.is_known]
        asked = [field for field in fields if each.aside in ("", field)]
        yield tuple(field for field in asked if _speaks(each, field, others, tools))


def is_said(text: str, field: str, tools: Tools) -> bool:
    """Whether a text says something of the field; a word for no is an answer, though it leaves others blank: 没有."""
    return not tools.cells.kind(text) or (BY_KEY[field].type == _ANSWER and bare(text) in _words_of(field))


def _speaks(each: Unknown, field: str, others: Sequence[Unknown], tools: Tools) -> bool:
    """Whether the heading holds a word of the field and nearly all texts may be its values, or they are of its shape,
    or choices of it.
    是 and 否 alone answer any question: of several such headings none is known to be meant."""
    words = second_look_file()
    is_worded = field in words.unread and not each.is_known and _is_worded(each.heading, words.unread[field])
    if is_worded and _nearly_all(_tests(tools).get(field, bool), each.texts):
        return True
    if field in words.shapes and not each.is_known and _nearly_all(_shape_of(field), each.texts):
        return True
    if field not in words.choices or not _nearly_all(_choice_of(field), each.texts):
        return False
    if BY_KEY[field].type != _ANSWER:
        return True
    return not each.is_known and not any(_nearly_all(_choice_of(field), other.texts) for other in others)


def _is_worded(heading: str, words: Sequence[str]) -> bool:
    return not words or any(word in heading for word in words)


def _nearly_all(test: Callable[[str], object], texts: Sequence[str]) -> bool:
    return sum(map(bool, map(test, texts))) * 5 >= len(texts) * 4 > 0


@cache
def _tests(tools: Tools) -> dict[str, Callable[[str], bool]]:
    contents: Contents = contents_for(tools)
    looks = tools.looks

    def is_free(text: str) -> bool:
        return not contents.shows(text)

    return {
        "company": lambda text: contents.shows(text) == "company",
        "company_contact": lambda text: looks.likely_name(text) == _SURELY_A_NAME,
        "company_contact_phone": looks.is_contact,
        "project_name": is_free,
        "project_country": looks.is_place,
        "location": looks.is_place,
        "email": lambda text: looks.field(text) == "email",
        **dict.fromkeys(("work_years", "important_years"), lambda text: contents.shows(text) == "number"),
        **dict.fromkeys(("chinese_engineers", "foreign_engineers", "qualified_engineers"), looks.is_count),
    }


@cache
def _choice_of(field: str) -> Callable[[str], bool]:
    """Whether a text begins with a word of the field's vocabularies, and says no more than remarks, dates or other
    choices: 高级工程师（2015.06）."""
    known = _words_of(field)
    begins = re.compile(second_look_file().begins_answer if BY_KEY[field].type == _ANSWER else "(?!)")

    def is_choice(text: str) -> bool:
        if len(text) > _LONGEST_CHOICE:
            return False
        if len(text) <= _LONGEST_ANSWER and begins.match(text):
            return True
        if bare(text) in known:
            return True
        return bare(_BETWEEN_WORDS.split(text)[0]) in known

    return is_choice


@cache
def _shape_of(field: str) -> Callable[[str], object]:
    return re.compile(second_look_file().shapes[field]).search


@cache
def _words_of(field: str) -> frozenset[str]:
    return frozenset(_listed(field))


def _listed(field: str) -> Iterator[str]:
    for name in second_look_file().choices[field]:
        data = vocabulary_file(name)
        yield from map(bare, data.canonical)
        for listed in (data.safe, data.soft, data.ambiguous):
            for meant, words in listed.items():
                yield from map(bare, (meant, *words))

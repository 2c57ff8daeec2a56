"""A form as the recogniser knows it, and how words are folded before they are compared with its own.

A form is one TOML file of `schemas/forms/` with its captions, headings, samples; `common.toml` holds what all forms
share (blank and ditto marks, totals, notes). `loading` makes the record of the file. Nothing here looks at a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

from pipeline.text.patterns import Test, WholeTexts, pattern
from schemas.forms import About, common_file
from schemas.named import NamedTuple

SOMEBODY, STUDIES, OTHER = "somebody", "studies", "other"
"""What `parts` say of a heading for a person who is not of the form, of one for what somebody studied, and of one for
anything else that is none of its fields, whatever the cells hold."""

GIVING_WAY = 1000
"""Added to the rank of a word that asks for its field only where no other column does."""


class Meaning(NamedTuple):
    """What a heading says. `kind` is field, group, either (see [either] of the form), extra, secret or "" for unknown
    words.

    `quality` is 3 for the very word, 2 for the word without its remarks, 1 for a heading that only contains the word.
    `order` holds the person fields that a group heading lists, `either` the choice between the project's and the
    person's field, `parts` the fields of a heading for several of which none is the name. `doubtful` where the heading
    holds more than the word, and it is not known what that makes of it. `rank` is the place of the word among those of
    its field, the form's own being the first; GIVING_WAY and more for one that asks for the field only where no other
    does. `aside` is the field of the word in a heading that asks for another.
    """

    kind: str = ""
    field: str = ""
    quality: int = 0
    order: tuple[str, ...] = ()
    either: tuple[str, str] = ("", "")
    parts: tuple[str, ...] = ()
    doubtful: bool = False
    rank: int = 0
    aside: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One form: its words, folded, and its patterns as tests of one cell. There is one object of each."""

    name: str
    title: str  # as it is printed
    titles: frozenset[str]
    unit_labels: tuple[str, ...]
    unit_title: Test  # a title, without blanks, that holds the unit in its first group
    sections: Mapping[str, tuple[str, ...]]
    section_columns: Mapping[str, frozenset[str]]
    section_words: Mapping[str, str]
    section_patterns: Mapping[str, Test]
    may_name_section: Callable[[str], object]  # asked before these: hardly any text does
    section_labels: Mapping[str, str]
    person_order: tuple[str, ...]
    telling: frozenset[str]  # fields that few other tables ask for
    fewest_telling: int  # so many of them beside a name make a table of this form
    in_blocks: bool  # of one person each (pipeline/recognise/blocks)
    words: Mapping[str, Meaning]
    own_words: Mapping[str, frozenset[str]]  # field -> the form's own heading, and what may be left of it
    filler: re.Pattern[str]
    asking: re.Pattern[str]  # what a question says around its word
    plain: Test  # what may stand beside a word without changing it
    tail: Test  # what may stand behind it
    hint: Test  # a remark on how to fill in
    strangers: Test  # what makes a heading ask for a person who is not of the form
    earlier: Test  # what makes it ask for another time or choice
    others: Mapping[str, Test]  # field or choice -> what makes a heading that holds its word ask for another
    instead: Mapping[str, tuple[tuple[Test, str], ...]]  # the same, with the field that it asks for
    stems: tuple[tuple[str, str], ...]
    sample_names: frozenset[str]
    sample_phones: frozenset[str]
    sample_texts: frozenset[str]
    sample_projects: frozenset[str]
    cells: Mapping[str, Test]
    mark: Test  # the patterns of all marks that a cell can hold instead of content, the first in order that fits
    contents: Mapping[str, Test]
    long_text: int
    separators: tuple[str, ...]
    list_separators: str
    compound_surnames: frozenset[str]
    name_titles: frozenset[str]
    contact_inside: Test
    examples: Test  # names of sheets that show how the form is filled in
    leftovers: Test  # names of sheets with earlier lists, copies, templates
    years: Test  # names of sheets with the list of a year
    since: int  # the year of the form
    surname: frozenset[str]  # headings of one of the two columns of a name
    given: frozenset[str]
    tool_headings: Test  # what only the tool asks for from which a form was exported
    tool_states: Test  # what the form may ask for too
    tool_verdicts: Test  # what stands there
    about: About


def first_fitting(patterns: Mapping[str, str]) -> Test:
    """One test for all the patterns; `lastgroup` of what it finds names the first of them that fits the whole text."""
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items())).fullmatch


@cache
def cell_tests() -> Mapping[str, Test]:
    """The tests of one cell that all forms share."""
    return WholeTexts(common_file().cells._asdict())


def chosen(text: str, option: str) -> str:
    """What a cell under a heading that is itself a choice says (专业工程会员 under 拟申请级别): the choice where it
    is ticked."""
    tests = cell_tests()
    if tests["ticked"](text):
        return option
    return "" if tests["unticked"](text) or tests["blank"](text) else text


def is_ditto(text: str) -> bool:
    """Whether the text, without blanks, is a mark that takes the value above."""
    return len(text) < _TOO_LONG and _is_ditto(text)


@lru_cache(maxsize=4096)
def _is_ditto(text: str) -> bool:
    return cell_tests()["ditto"](text) is not None


def is_ditto_cell(text: str) -> bool:
    """The same of a cell's text, blanks and all; most begin with as many letters or digits as no mark has."""
    begins = text[:_TOO_LONG]
    if begins.isalnum():
        return len(begins) < _TOO_LONG and _is_ditto(text)
    return is_ditto("".join(text.split()))


_TOO_LONG = 10  # for a ditto mark
_TRADITIONAL = str.maketrans(common_file().traditional, common_file().simplified)
_HAS_TRADITIONAL = pattern(f"[{common_file().traditional}]")  # few texts do, and looking takes less than translating


def squash(text: str) -> str:
    """The text without blanks and line breaks, for patterns and comparison."""
    return text if text.isalnum() else "".join(text.split())  # few texts hold a blank


@lru_cache(maxsize=8192)
def fold_word(text: str) -> str:
    """A word of a form for comparison: width, letters and script unified, blanks and decorations removed."""
    unified = text
    if not _UNADORNED.fullmatch(text):  # nearly every name, phone and word is
        unified = _DECORATION.sub("", text if text.isascii() else plain(text)).lower()
    return unified.translate(_TRADITIONAL) if _HAS_TRADITIONAL.search(unified) else unified


def plain(text: str) -> str:
    """The text in one width, without a circled number before it, or those of footnotes behind it."""
    return normalize("NFKC", unmarked(text))


def unmarked(text: str) -> str:
    """The text without a circled number before it, or those of footnotes behind it."""
    return _CIRCLED.sub("", text) if _CIRCLE.search(text) else text


def unnumbered(text: str) -> str:
    """What stands behind the number of a heading (第1项：姓名); "" where it has none."""
    number = _NUMBERED.match(text)
    return text[number.end() :] if number else ""


@lru_cache(maxsize=8192)  # the same headings, captions and words come in every document
def bare(text: str) -> str:
    """The folded text without its brackets, remarks kept."""
    folded = fold_word(text)
    return folded if folded.isalnum() else _BRACKETS.sub("", folded)


_UNADORNED = pattern(r"[0-9a-z\u4e00-\u9fff]*")
_NUMBERED = pattern(common_file().beside.numbered, re.IGNORECASE)
_BRACKETS = pattern(r"[()\[\]{}【】〔〕]")
_CIRCLES = r"[\u2460-\u249b\u24eb-\u24ff\u2776-\u2793]"
_CIRCLE = pattern(_CIRCLES)
_CIRCLED = pattern(rf"^\s*{_CIRCLES}|(?<=\S){_CIRCLES}+\s*$")
_DECORATION = pattern(
    r"[\s*※★☆▲△:;,、。·_\-/\\|\"'“”《》<>+&]|^[\d一二三四五六七八九十]{1,2}[.、)]|^\([\d一二三四五六七八九十]{1,2}\)"
)

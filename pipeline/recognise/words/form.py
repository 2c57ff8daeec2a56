"""Forms as data: the words and patterns of `schemas/forms/`, compiled once.

A form is one TOML file with its captions, headings, samples; `common.toml` holds what all forms share (blank and
ditto marks, totals, notes). Nothing here looks at a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple
from unicodedata import normalize

from pipeline.recognise.words.alphabets import may_fit
from pipeline.recognise.words.checked import checked
from schemas import DataError
from schemas.contacts import contacts_file
from schemas.forms import About, CommonFile, FormFile, Others, common_file, form_file, form_names

Test = Callable[[str], "re.Match[str] | None"]


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
    is_draft: bool  # no document prints it
    titles: frozenset[str]
    unit_labels: tuple[str, ...]
    unit_title: Test  # a title, without blanks, that holds the unit in its first group
    unit_title_holds: str  # asked before: hardly any text holds it
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
    tool_headings: Test  # what only the tool asks for from which a form was exported
    tool_states: Test  # what the form may ask for too
    tool_verdicts: Test  # what stands there
    about: About


@cache
def forms() -> tuple[Form, ...]:
    """Every form of `schemas/forms/` and of this installation, by name."""
    return tuple(load(checked(name)) for name in form_names())


@cache
def _cells() -> Mapping[str, Test]:
    """The tests of one cell that all forms share."""
    return {name: re.compile(pattern).fullmatch for name, pattern in common_file().cells._asdict().items()}


def chosen(text: str, option: str) -> str:
    """What a cell under a heading that is itself a choice says (专业工程会员 under 拟申请级别): the choice where it
    is ticked."""
    if _cells()["ticked"](text):
        return option
    return "" if _cells()["unticked"](text) else text


def is_ditto(text: str) -> bool:
    """Whether the text, without blanks, is a mark that takes the value above."""
    return len(text) < _TOO_LONG and _is_ditto(text)


@lru_cache(maxsize=4096)
def _is_ditto(text: str) -> bool:
    return _cells()["ditto"](text) is not None


def is_ditto_cell(text: str) -> bool:
    """The same of a cell's text, blanks and all; most begin with as many letters or digits as no mark has."""
    begins = text[:_TOO_LONG]
    if begins.isalnum():
        return len(begins) < _TOO_LONG and _is_ditto(text)
    return is_ditto("".join(text.split()))


_TOO_LONG = 10  # for a ditto mark


_TRADITIONAL = str.maketrans(common_file().traditional, common_file().simplified)
_HAS_TRADITIONAL = re.compile(f"[{common_file().traditional}]")  # few texts do, and looking takes less than translating


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


@lru_cache(maxsize=8192)  # the same headings, captions and words come in every document
def bare(text: str) -> str:
    """The folded text without its brackets, remarks kept."""
    folded = fold_word(text)
    return folded if folded.isalnum() else _BRACKETS.sub("", folded)


_UNADORNED = re.compile(r"[0-9a-z\u4e00-\u9fff]*")
_BRACKETS = re.compile(r"[()\[\]{}【】〔〕]")
_CIRCLES = r"[\u2460-\u249b\u24eb-\u24ff\u2776-\u2793]"
_CIRCLE = re.compile(_CIRCLES)
_CIRCLED = re.compile(rf"^\s*{_CIRCLES}|(?<=\S){_CIRCLES}+\s*$")
_DECORATION = re.compile(
    r"[\s*※★☆▲△:;,、。·_\-/\\|\"'“”《》<>+&]|^[\d一二三四五六七八九十]{1,2}[.、)]|^\([\d一二三四五六七八九十]{1,2}\)"
)


def load(data: FormFile) -> Form:
    """The form of a file. Raises DataError for a word with two meanings."""
    common = common_file()
    samples, sections, contents = data.samples, data.sections, common.contents
    fillers = common.fillers if data.fillers is None else data.fillers
    return Form(
        name=data.form,
        title=data.titles[0],
        is_draft=data.origin == "ours",
        titles=_folded(data.titles),
        unit_labels=tuple(dict.fromkeys(map(bare, data.unit_labels))),
        unit_title=_whole(data.unit_title.pattern),
        unit_title_holds=data.unit_title.holds,
        sections={name: tuple(map(bare, section.captions)) for name, section in sections.items()},
        section_columns={name: frozenset(section.columns) for name, section in sections.items()},
        section_words={bare(word): name for name, section in sections.items() for word in section.words},
        section_patterns={name: _one_of(section.patterns) for name, section in sections.items()},
        may_name_section=may_fit(pattern for section in sections.values() for pattern in section.patterns),
        section_labels={name: section.label for name, section in sections.items()},
        person_order=data.person_order,
        telling=frozenset(data.telling),
        fewest_telling=1 if data.blocks else 2,  # behind blocks, what nobody else asks for at all
        in_blocks=bool(data.blocks),
        words=_words(data, common),
        own_words={field: _own(words) for field, words in data.columns.items() if words},
        filler=re.compile(f"(?:{'|'.join(fillers)})+$"),
        asking=re.compile(common.beside.asking),
        plain=_any_of(common.beside.plain),
        tail=_any_of(common.beside.tails),
        hint=_whole(common.beside.hints),
        strangers=_within(word for told in common.others if told.somebody for word in told.words),
        earlier=_within(word for told in common.others if told.earlier for word in told.words),
        others=_others(common.others),
        instead=_instead(common.others),
        stems=tuple((fold_word(stem), field) for field, stems in data.stems.items() for stem in stems),
        sample_names=_folded(samples.names),
        sample_phones=_folded(samples.phones),
        sample_texts=_folded(samples.texts),
        sample_projects=_folded(samples.companies + samples.projects),
        cells=_cells(),
        mark=first_fitting({name: getattr(common.cells, name) for name in _MARKS}),
        contents={name: re.compile(getattr(contents, name)).fullmatch for name in _PATTERNS},
        long_text=contents.long_text,
        separators=contents.separators,
        list_separators=contents.list_separators,
        compound_surnames=frozenset(contents.compound_surnames),
        name_titles=_folded(contacts_file().name.titles),
        contact_inside=re.compile(contents.contact_inside).search,
        examples=_whole(common.leftovers.examples),
        leftovers=_whole(common.leftovers.others),
        years=_whole(common.leftovers.years),
        since=data.since,
        tool_headings=_whole(common.tools.headings),
        tool_states=_whole(common.tools.states),
        tool_verdicts=_whole(common.tools.verdicts),
        about=common.about,
    )


_MARKS = ("ditto", "weak_ditto", "placeholder", "blank", "reference")
_PATTERNS = ("phone", "email", "level", "domain", "place")


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(bare, words))


def first_fitting(patterns: Mapping[str, str]) -> Test:
    """One test for all the patterns; `lastgroup` of what it finds names the first of them that fits the whole text."""
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items())).fullmatch


def _any_of(words: Iterable[str]) -> Test:
    """The test of a text that is made of nothing but these."""
    return _whole(f"(?:{'|'.join(words)})*")


def _one_of(patterns: Sequence[str]) -> Test:
    """The test of a text that is one of these; of none, where there are none."""
    return _whole("|".join(patterns) or "(?!)")


def _whole(pattern: str) -> Test:
    """The test of a whole text, compiled when it is first asked: few workbooks ask, and every worker begins anew."""
    return lambda text: _compiled(pattern).fullmatch(text)


def _within(words: Iterable[str]) -> Test:
    """The same, whether one of these stands anywhere in the text."""
    pattern = "|".join(words)
    return lambda text: _compiled(pattern).search(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _others(tables: Iterable[Others]) -> dict[str, Test]:
    """The words of [[others]] by the fields that they are none of."""
    words: dict[str, list[str]] = {}
    for entry in tables:
        for field in () if entry.means else entry.fields:
            words.setdefault(field, []).extend(entry.words)
    return {field: _within(told) for field, told in words.items()}


def _instead(tables: Iterable[Others]) -> dict[str, tuple[tuple[Test, str], ...]]:
    """Those that make one field of another: (test, field) by the field of the word."""
    found: dict[str, tuple[tuple[Test, str], ...]] = {}
    for entry in tables:
        for field in entry.fields if entry.means else ():
            found[field] = (*found.get(field, ()), (_within(entry.words), entry.means))
    return found


def _own(words: tuple[str, ...]) -> frozenset[str]:
    """The first word of a field, which the form prints, and those of its other words that are a part of it."""
    own = bare(words[0])
    return frozenset(word for word in map(bare, words) if word in own)


def _words(data: FormFile, common: CommonFile) -> dict[str, Meaning]:
    """Folded word -> meaning. Raises DataError for a word with two meanings."""
    found: dict[str, Meaning] = {}
    for key, meaning, words in _listed(data, common):
        for rank, word in enumerate(words):
            known = found.setdefault(bare(word), meaning._replace(rank=rank))
            if known._replace(rank=0) != meaning and key != _STUDIES:
                about = {"value": word, "other": known.field or known.kind}
                raise DataError(f"forms/{data.form}", "two_meanings", key, about)
    for field, word in _in_both_languages(data):
        found.setdefault(bare(word), Meaning("field", field, 3))
    for field, word in _of_other_forms(data):
        meaning = Meaning("extra", "", 3) if field == "extra" else Meaning("field", field, 3)
        found.setdefault(bare(word), meaning._replace(rank=len(found)))
    for word in map(bare, data.giving_way):
        found[word] = found[word]._replace(rank=found[word].rank + GIVING_WAY)
    return found


_STUDIES = "studies.words"
"""Words of all forms that a form may have for a field of its own."""


def _in_both_languages(data: FormFile) -> Iterator[tuple[str, str]]:
    """The labels of a form in blocks as it prints them, 姓名 Name, and the other way round."""
    for field, words in data.columns.items() if data.blocks else ():
        english = [word for word in words if word.isascii()]
        for own, other in product([word for word in words if not word.isascii()], english):
            yield field, own + other
            yield field, other + own


def _of_other_forms(data: FormFile) -> Iterator[tuple[str, str]]:
    """Each word that another form has for a field of this one, with the field."""
    for name, lists in data.words_of.items():
        other = form_file(name)
        known = {**other.columns, **{key: choice.words for key, choice in other.either.items()}}
        known["extra"] = other.extra.words
        yield from ((field, word) for field, keys in lists.items() for key in keys for word in known[key])


def _listed(data: FormFile, common: CommonFile) -> Iterator[tuple[str, Meaning, tuple[str, ...]]]:
    """Each list of words with its key and what it means."""
    for field, words in data.columns.items():
        yield f"columns.{field}", Meaning("field", field, 3), words
    for name, choice in data.either.items():
        yield f"either.{name}.words", Meaning("either", name, 3, (), (choice.project, choice.person)), choice.words
    for side, words in data.groups.items():
        yield f"groups.{side}", Meaning("group", side, 3), words
    yield "extra.words", Meaning("extra", "", 3), data.extra.words
    yield "secret.words", Meaning("secret", "", 3), (data.secret or common.secret).words
    somebody = Meaning("extra", "", 3, parts=(SOMEBODY,))
    yield "somebody.words", somebody, (data.somebody or common.somebody).words
    yield _STUDIES, Meaning("extra", "", 3, parts=(STUDIES,)), common.studies.words

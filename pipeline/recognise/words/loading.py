"""Forms as data: the words and patterns of `schemas/forms/`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

from pipeline.recognise.words.alphabets import may_fit
from pipeline.recognise.words.checked import checked
from pipeline.recognise.words.form import (
    GIVING_WAY,
    SOMEBODY,
    STUDIES,
    Form,
    Meaning,
    bare,
    cell_tests,
    first_fitting,
    fold_word,
)
from pipeline.text.patterns import Test, WholeTexts, pattern
from schemas import DataError
from schemas.contacts import contacts_file
from schemas.forms import CommonFile, FormFile, Others, common_file, form_file, form_names


@cache
def forms() -> tuple[Form, ...]:
    """Every form of `schemas/forms/` and of this installation, by name."""
    return tuple(map(form_of, form_names()))


@cache
def form_of(name: str) -> Form:
    """The form of that name. There is one object of each."""
    return load(checked(name))


def load(data: FormFile) -> Form:
    """The form of a file. Raises DataError for a word with two meanings."""
    common = common_file()
    samples, sections, contents = data.samples, data.sections, common.contents
    fillers = common.fillers if data.fillers is None else data.fillers
    return Form(
        name=data.form,
        title=data.titles[0],
        titles=_folded(data.titles),
        unit_labels=tuple(dict.fromkeys(map(bare, data.unit_labels))),
        unit_title=_whole(data.unit_title.pattern),
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
        filler=pattern(f"(?:{'|'.join(fillers)})+$"),
        asking=pattern(common.beside.asking),
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
        cells=cell_tests(),
        mark=first_fitting({name: getattr(common.cells, name) for name in _MARKS}),
        contents=WholeTexts({name: getattr(contents, name) for name in _PATTERNS}),
        long_text=contents.long_text,
        separators=contents.separators,
        list_separators=contents.list_separators,
        compound_surnames=frozenset(contents.compound_surnames),
        name_titles=_folded(contacts_file().name.titles),
        contact_inside=_within([contents.contact_inside]),
        examples=_whole(common.leftovers.examples),
        leftovers=_whole(common.leftovers.others),
        years=_whole(common.leftovers.years),
        since=data.since,
        surname=_folded(common.names.surname),
        given=_folded(common.names.given),
        tool_headings=_whole(common.tools.headings),
        tool_states=_whole(common.tools.states),
        tool_verdicts=_whole(common.tools.verdicts),
        about=common.about,
    )


_MARKS = ("ditto", "weak_ditto", "placeholder", "blank", "reference")
_PATTERNS = ("phone", "email", "level", "domain", "place")


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(bare, words))


def _any_of(words: Iterable[str]) -> Test:
    """The test of a text that is made of nothing but these."""
    return _whole(f"(?:{'|'.join(words)})*")


def _one_of(patterns: Sequence[str]) -> Test:
    """The test of a text that is one of these; of none, where there are none."""
    return _whole("|".join(patterns) or "(?!)")


def _whole(told: str) -> Test:
    """The test of a whole text."""
    return lambda text: _asked(told).fullmatch(text)


def _within(words: Iterable[str]) -> Test:
    """The same, whether one of these stands anywhere in the text."""
    told = "|".join(words)
    return lambda text: _asked(told).search(text)


@cache
def _asked(told: str) -> re.Pattern[str]:
    return re.compile(told)


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
            said = meaning._replace(rank=rank) if rank else meaning
            known = found.setdefault(bare(word), said)
            if known is not said and known._replace(rank=0) != meaning and key != _STUDIES:
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

"""Which form a document is: its title tells, else the words in it, looked up in those of all forms at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.model.documents import Sheet
from pipeline.recognise.words.form import Form, Meaning, bare, fold_word, forms, squash
from pipeline.recognise.words.headings import without_remarks
from schemas.forms import common_file

_LONGEST = 60  # characters of a heading or title that is looked up


@dataclass(slots=True)
class Score:
    """How well a form fits: what of the document's words it knows, and the fields that they ask for."""

    form: Form
    has_title: bool = False
    known: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)

    @property
    def points(self) -> int:
        """Two for each field, one for each other word that the form knows, and more for the title."""
        scoring = common_file().scoring
        return 2 * len(self.fields) + len(self.known) + (scoring.title if self.has_title else 0)

    @property
    def is_told(self) -> bool:
        """Whether the document bears its title, or asks for what few others do."""
        return self.has_title or len(self.fields & self.form.telling) >= self.form.fewest_telling

    def is_rival_of(self, best: Score) -> bool:
        """Whether the document may as well be this form: nearly as much of it is known, and the better one does not
        explain all that this one does and more."""
        if best.points - self.points >= common_file().scoring.lead or (best.has_title and not self.has_title):
            return False
        return self.has_title or not self.known < best.known


def candidates(sheets: Sequence[Sheet], expected: Collection[str]) -> tuple[list[Score], list[Score]]:
    """The forms that the document may be, and all others, the best first; of those alike the first by name.

    It may be one that its title or telling words name, or one of those `expected`, which are those of the open notices;
    where none is expected, any form that is known by no telling words.
    """
    scores = _scores(sheets)
    ranked = sorted(scores, key=lambda score: (-score.points, score.form.name))
    titled = [score for score in ranked if score.has_title]
    if len(titled) == 1:
        return titled, [score for score in ranked if not score.has_title]
    may_be = [score for score in ranked if score.is_told or _is_expected(score.form, expected)]
    return may_be, [score for score in ranked if score not in may_be]


def _is_expected(form: Form, expected: Collection[str]) -> bool:
    return form.name in expected if expected else not form.telling


def _scores(sheets: Sequence[Sheet]) -> list[Score]:
    scores = {form.name: Score(form) for form in forms()}
    words, titles = _words(), _titles()
    with_units = [score for score in scores.values() if score.form.has_unit_titles]
    for text in _texts(sheets):
        folded = without_remarks(fold_word(text))
        for name in titles.get(folded, ()):
            scores[name].has_title = True
        for name, meaning in words.get(folded) or words.get(bare(text), ()):
            scores[name].known.add(folded)
            if asked := meaning.order or tuple(filter(None, (meaning.field,))):
                scores[name].fields.update(asked)
        for score in with_units:
            if score.form.unit_title(squash(text)):
                score.has_title = True
    for score in scores.values():
        score.fields -= _OF_ANY
    return list(scores.values())


_OF_ANY = frozenset(("number", "unit", "person", "project"))
"""What understanding calls a field and is none, or every form has."""


def _texts(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Each text once, of the rows that are looked at and of the paragraphs over a table."""
    most = common_file().scoring.rows
    told = (text for sheet in sheets for row in [sheet.above, *sheet.rows[:most]] for text in row)
    return (text for text in dict.fromkeys(told) if 1 < len(text) <= _LONGEST)


@cache
def _words() -> Mapping[str, Sequence[tuple[str, Meaning]]]:
    """Each word with what it means in each form that knows it."""
    found: dict[str, list[tuple[str, Meaning]]] = {}
    for form in forms():
        for word, meaning in form.words.items():
            found.setdefault(word, []).append((form.name, meaning))
    return found


@cache
def _titles() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for form in forms():
        for title in form.titles:
            found.setdefault(title, []).append(form.name)
    return found

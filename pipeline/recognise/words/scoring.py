"""Which form a document is: its title tells, else the words in it, looked up in those of all forms at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.model.documents import Sheet
from pipeline.recognise.words.checked import checked
from pipeline.recognise.words.form import Form, Meaning, bare, fold_word, squash, unnumbered
from pipeline.recognise.words.headings import without_remarks
from pipeline.recognise.words.loading import form_of, forms
from schemas.forms import common_file, form_names

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


def candidates(sheets: Sequence[Sheet], expected: Collection[str]) -> list[Score]:
    """The forms that the document may be, the best first; of those alike the first by name.

    The one whose title stands over it; else those that its title or telling words name, and those `expected`,
    which are the forms of the open notices. Where none is expected, any form that is known by no telling words.
    """
    texts = _texts(sheets, common_file().scoring.title_rows)
    if titled := next(filter(None, (_of_title(text, _folded(text)) for text in texts)), ()):
        return [Score(form, has_title=True) for form in titled]
    ranked = sorted(_scores(sheets), key=lambda score: (-score.points, score.form.name))
    return [score for score in ranked if score.is_told or _is_expected(score.form, expected)]


def others(likely: Collection[Score]) -> Iterator[Score]:
    """All other forms, by name, each made when it is its turn."""
    names = {score.form.name for score in likely}
    return (Score(form_of(name)) for name, _ in _titles_with_unit() if name not in names)


def _is_expected(form: Form, expected: Collection[str]) -> bool:
    return form.name in expected if expected else not form.telling


def _folded(text: str) -> str:
    return without_remarks(fold_word(text))


def _of_title(text: str, folded: str) -> Sequence[Form]:
    """The forms with that title. The others are not made: most documents have one."""
    if told := _titles().get(folded):
        return list(map(form_of, told))
    maybe = (form_of(name) for name, holds in _titles_with_unit() if holds in text)
    return [form for form in maybe if form.unit_title(squash(text))]


def _scores(sheets: Sequence[Sheet]) -> Collection[Score]:
    scores = {form.name: Score(form) for form in forms()}
    words = _words()
    for text in _texts(sheets, common_file().scoring.rows):
        folded = _folded(text)
        for form in _of_title(text, folded):
            scores[form.name].has_title = True
        for name, meaning in words.get(folded) or words.get(bare(text)) or words.get(_folded(unnumbered(text)), ()):
            scores[name].known.add(folded)
            scores[name].fields.update(meaning.order or filter(None, (meaning.field,)))
    for score in scores.values():
        score.fields -= _OF_ANY
    return scores.values()


_OF_ANY = frozenset(("number", "unit", "person", "project"))
"""What understanding calls a field and is none, or every form has."""


def _texts(sheets: Sequence[Sheet], rows: int) -> Iterator[str]:
    """Each text once that may be a heading or a title, of the paragraphs over a table and its first rows."""
    told = (text for sheet in sheets for row in [sheet.above, *sheet.rows[:rows]] for text in row)
    return (text for text in dict.fromkeys(told) if 1 < len(text) <= _LONGEST and not text.isdecimal())


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
    """The names of the forms that bear each title."""
    found: dict[str, list[str]] = {}
    for name in form_names():
        for title in sorted(set(map(bare, checked(name).titles))):
            found.setdefault(title, []).append(name)
    return found


@cache
def _titles_with_unit() -> Sequence[tuple[str, str]]:
    """Each form's name, with what its title holds where the name of the unit stands in it."""
    return [(name, checked(name).unit_title.holds) for name in form_names()]

"""Which form a document is, scored over all of them by the words in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model.documents import Sheet
from pipeline.recognise.words.form import Form, fold_word
from pipeline.recognise.words.headings import LONGEST_HEADING, Headings, without_remarks
from schemas.forms import common_file

_SURE = 2  # quality of a word that stands for nothing else


class Score(NamedTuple):
    """How well a form fits."""

    form: Form
    points: int


def scores(sheets: Sequence[Sheet], every: Iterable[Headings]) -> list[Score]:
    """The forms, the best first; of those alike the first by name, which decides nothing (see `is_rival`)."""
    texts = _texts(sheets)
    titles = {without_remarks(fold_word(text)) for text in texts}
    found = [Score(headings.form, _points(texts, titles, headings)) for headings in every]
    return sorted(found, key=lambda score: (-score.points, score.form.name))


def is_rival(score: Score, best: Score) -> bool:
    """Whether the document may as well be this form."""
    return best.points - score.points < common_file().scoring.lead


def _texts(sheets: Sequence[Sheet]) -> list[str]:
    """Each text once, of the rows that are looked at and of the paragraphs over a table."""
    most = common_file().scoring.rows
    told = (text for sheet in sheets for row in [sheet.above, *sheet.rows[:most]] for text in row)
    return [text for text in dict.fromkeys(told) if text and len(text) <= LONGEST_HEADING]


def _points(texts: Sequence[str], titles: set[str], headings: Headings) -> int:
    """A point for each field that a word names, and more for the title."""
    fields: set[str] = set()
    for text in texts:
        meaning = headings.understand(text)
        if meaning.quality >= _SURE:
            fields.update(meaning.order or filter(None, (meaning.field, *meaning.either[:1])))
    named = len(fields - set(_OF_ANY))
    return named + (common_file().scoring.title if titles & headings.form.titles else 0)


_OF_ANY = ("number", "unit", "contact", "country", "city", "subject", "person", "project")
"""What understanding calls a field and is none, or every form has."""

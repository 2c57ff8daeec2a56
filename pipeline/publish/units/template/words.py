"""What a blank form says of its notice: the words that may be chosen for a field, and what its sentences name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.fields import BY_KEY
from pipeline.terms.name_patterns import places
from pipeline.terms.notices import Notice
from schemas.forms import form_file
from schemas.layouts.blanks import blanks_file
from schemas.vocabularies import CHOICES, specialties_file, vocabulary_file

_YES_NO = "yes_no"
_OURS = "ours"


def choices_of(field: str, notice: Notice) -> Sequence[str]:
    """The words of the notice for a field: those that it prints, else those of its vocabulary, of a specialty those of
    the notice's domain; () for a field without."""
    if printed := notice.options(field):
        return printed
    if BY_KEY[field].type == "yes-no":
        return vocabulary_file(_YES_NO).canonical
    name = notice.vocabularies.get(field, "")
    if field == "specialty":
        return tuple(specialties_file(name).canonical.get(notice.domain, ()))
    return vocabulary_file(name).canonical if name in CHOICES else ()


def said(sentence: str, notice: Notice) -> str:
    """A sentence of a blank form. It may name number, title and last day of the notice and how files are named, the
    place for the unit, that the form is `ours`, and the words of a field by its key."""
    values = {
        "number": notice.number,
        "title": notice.title,
        **{part: getattr(notice.deadline.day, part) for part in ("year", "month", "day")},
        "file_name": notice.file_name.format(**{field: _heading(field, notice) for field in places(notice.file_name)}),
        "unit": blanks_file().unit,
        _OURS: ours(notice),
    }
    named = [field for field in places(sentence) if field not in values]
    words = {field: blanks_file().between.join(choices_of(field, notice)) for field in named}
    return sentence.format(**values, **words).strip()


def _heading(field: str, notice: Notice) -> str:
    """What the form calls a field."""
    printed = (form_file(form).columns.get(field, ()) for form in notice.forms)
    return next((words[0] for words in printed if words), BY_KEY[field].label)


def ours(notice: Notice) -> str:
    """The remark that no document prints the form; "" where one does."""
    is_ours = any(form_file(form).origin == _OURS for form in notice.forms)
    return blanks_file().ours if is_ours else ""

"""What the labels outside of an unknown list ask for: over it those of the unit, at its foot who signs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pipeline.model.fields import PROJECT_FIELDS
from pipeline.new_form.guess import DOUBTFUL, LIKELY, SURE, UNKNOWN, Guess, behind_contact
from pipeline.new_form.headings import FOOT, Heading, names_unit
from pipeline.new_form.knowledge import NONE, SECRET, known

_OF_PROJECTS = {"project_name", "project_country"}


def outside_guesses(labels: Iterable[Heading], asked: Collection[str]) -> Iterator[Guess]:
    """One for each label but that of the unit, which is none of the form's fields; `asked` are those of the list.
    企业名称 is the company's where the list asks for projects, and the unit's else."""
    before = None
    for label in labels:
        if not names_unit(label.text):
            before = _of_the_unit(behind_contact(_told(label), before))
            yield before
        elif "company" in known(label.text).fields and _OF_PROJECTS & set(asked):
            before = _said(label, "company", (), LIKELY, "above")
            yield before


def _told(label: Heading) -> Guess:
    """By its words alone."""
    told = known(label.text)
    field, *others = told.fields
    if label.outside == FOOT:
        return _said(label, NONE, (), LIKELY, "foot")
    if not told.is_known:
        return _said(label, NONE, (), UNKNOWN, "unknown")
    if others:
        return _said(label, field, tuple(others), DOUBTFUL, "either" if field else "decoy")
    if field in (NONE, SECRET):
        return _said(label, field, (), SURE, "secret" if field else "kept")
    return _said(label, field, (told.further,) if told.further else (), LIKELY, "pair" if told.further else "above")


def _of_the_unit(guess: Guess) -> Guess:
    """Nothing outside is one person's: a list that asks for 手机 has a column for it."""
    if guess.state != LIKELY or guess.field in (NONE, *PROJECT_FIELDS):
        return guess
    return guess._replace(field=NONE, others=(guess.field,), state=DOUBTFUL, why="above")


def _said(label: Heading, field: str, others: tuple[str, ...], state: str, why: str) -> Guess:
    return Guess(label.cell, label.text, "", field, others, state, why, outside=label.outside)

"""What societies found of the people of a submission, as its letter tells it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from pipeline.publish.units.letter_data import Result
from schemas.results import results_file

if TYPE_CHECKING:
    from pipeline.register.contents.answer import Answer, ToldResult


def results_of(answer: Answer) -> Iterator[Result]:
    """The results of the people, in the order of these."""
    for person in answer.people:
        for told in answer.results.get(person.row_id, ()):
            day = date.fromisoformat(told.date) if told.date else None
            about = told.society, told.stage, told.conclusion, day
            yield Result(person.name, *about, tuple(_remarks(told)), told.certificate_no, told.corrected)


def _remarks(told: ToldResult) -> Iterator[str]:
    words = results_file().told
    if told.moved_to:
        yield words.moved.format(society=told.moved_to)
    if told.note:
        yield told.note
    if told.reapply:
        least, most = told.reapply.years
        yield (words.reapply_free if told.reapply.free else words.reapply).format(least=least, most=most)
    if told.appeal:
        yield words.appeal
    if told.before:
        stage, conclusion = told.before
        yield words.before.format(stage=stage, conclusion=conclusion)

"""What societies said, in words: one text for each event, alike in the ledger of results, the search and `person`."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.results import CERTIFICATE, MARK, MEMBER, STAGE, TRANSFERRED, Event
from schemas.layouts.results import results_layout
from schemas.results import effect_of, results_file


def said(event: Event, refused: Mapping[str, str]) -> str:
    """What an event says; `refused` tells by event_id why a line was not taken."""
    words = results_layout().said
    if event.kind == STAGE:
        return _staged(event)
    if event.kind == MARK:
        column = next((mark.column for mark in results_file().marks if mark.field == event.note), event.note)
        return words.mark.format(column=column, value=event.value)
    if event.kind == MEMBER:
        of_word = {results_file().words.yes: words.is_member, results_file().words.no: words.is_none}
        return of_word.get(event.value, words.member.format(value=event.value))
    if event.kind == CERTIFICATE:
        return words.certificate.format(value=event.value)
    return words.refused.format(message=refused.get(event.event_id, "").removesuffix("。"))


def result_of(event: Event) -> str:
    """Stage and conclusion."""
    words = results_layout().said
    if not event.stage:
        return words.no_stage.format(conclusion=event.conclusion)
    is_handed_on = effect_of(event.conclusion) == TRANSFERRED
    template = words.transferred if is_handed_on else words.stage if event.conclusion else words.no_conclusion
    return template.format(stage=event.stage, conclusion=event.conclusion, value=event.value)


def reached(event: Event) -> str:
    """How far somebody is: the stage and its conclusion in one word."""
    return f"{event.stage}{event.conclusion}"


def _staged(event: Event) -> str:
    words = results_layout().said
    if not (event.stage or event.conclusion):
        return words.only_note.format(note=event.note)
    day = words.day.format(day=event.date) if event.date else ""
    note = words.note.format(note=event.note) if event.note else ""
    return f"{result_of(event)}{day}{note}"

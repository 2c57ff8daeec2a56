"""Settle: what the secretary decided about rows, applied to them. What the unit typed stays beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from typing import TYPE_CHECKING

from pipeline.model.decisions import Decision
from pipeline.model.fields import BY_KEY
from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.terms.findings import make
from pipeline.terms.rulings import DECIDED, RETURNED, UNDERSTOOD, RowKey, Rulings, said
from pipeline.text.fold import fold
from schemas.decisions import decisions_file

if TYPE_CHECKING:
    from pandas import DataFrame

OnRows = Mapping[str, Sequence[Decision]]
"""What was decided of rows, by row_id."""


def decisions_on(frame: DataFrame, rulings: Rulings) -> OnRows:
    """What was decided of each row of the frame, of those of which anything was."""
    if not rulings:
        return {}
    names = ("row_id", "submission_id", "notice", "unit_key")
    typed = map(fold, frame["name_typed"].tolist())
    keys = starmap(RowKey, zip(*(frame[name].tolist() for name in names), typed, strict=True))
    return {key.row_id: found for key in keys if (found := rulings.on(key))}


def placed(frame: DataFrame, rulings: Rulings) -> DataFrame:
    """The frame with the notice that each submission is decided to answer, and the match key of the unit that each is
    decided to be; what it is called stays."""
    if rulings.later_names:
        frame = frame.assign(unit_key=list(map(rulings.unit_of, frame["unit_key"].tolist())))
    if rulings.notices:
        sent = zip(frame["submission_id"].tolist(), frame["notice"].tolist(), strict=True)
        frame = frame.assign(notice=[rulings.notices.get(*each) for each in sent])
    return frame


def as_decided(frame: DataFrame, on_rows: OnRows) -> DataFrame:
    """The frame with the word in each cell that is decided to mean one, to be normalised."""
    words = list(_words(frame, on_rows))
    columns = {f"{decision.field}_typed" for _, decision in words}
    changed = {column: frame[column].tolist() for column in sorted(columns)}
    for place, decision in words:
        changed[f"{decision.field}_typed"][place] = decision.word
    return frame.assign(**changed) if changed else frame


def with_typed(people: DataFrame, frame: DataFrame, on_rows: OnRows) -> DataFrame:
    """After normalising: what was typed in its place again, and the word wherever another cell spoke against it. What
    went back to the unit means nothing, whatever word was learned from others since."""
    words = list(_words(frame, on_rows))
    restored = {f"{decision.field}_typed": frame[f"{decision.field}_typed"] for _, decision in words}
    back = _decided(frame, on_rows, RETURNED)
    meant = [
        *((place, each.field, ("", each.kind.removeprefix(f"{each.field}-"), "")) for place, each in back),
        *((place, each.field, (each.word, "ok", "")) for place, each in words),
    ]
    columns = {column: people[column].tolist() for _, field, _ in meant for column in _columns(field)}
    for place, field, values in meant:
        if columns[field][place] != values[0]:
            for column, value in zip(_columns(field), values, strict=True):
                columns[column][place] = value
    return people.assign(**restored, **columns) if meant else people


def told(frame: DataFrame, on_rows: OnRows) -> list[Finding]:
    """A finding for each cell that is decided to mean a word."""
    found = []
    for place, decision in _words(frame, on_rows):
        row = frame.iloc[place]
        cell, value = row[f"{decision.field}_cell"], row[f"{decision.field}_typed"]
        problem = Problem(DECIDED, row["sheet"], cell, value, said(decision))
        found.append(make(problem, row["submission_id"], row["row_id"], decision.field, row["file"]))
    return found


def _words(frame: DataFrame, on_rows: OnRows) -> Iterator[tuple[int, Decision]]:
    """The places of rows, with what is decided that a cell means."""
    return _decided(frame, on_rows, UNDERSTOOD)


def _decided(frame: DataFrame, on_rows: OnRows, effect: str) -> Iterator[tuple[int, Decision]]:
    """The places of rows, with what is decided of a cell with a word that still holds what it held; the last decision
    of each."""
    if not on_rows:
        return
    for place, row_id in enumerate(frame["row_id"].tolist()):
        words = {each.field: each for each in on_rows.get(row_id, ()) if each.effect == effect and _is_of_word(each)}
        for field, decision in words.items():
            if frame[f"{field}_typed"].iloc[place] == decision.value:
                yield place, decision


def _is_of_word(decision: Decision) -> bool:
    """Whether the question was which word a cell means."""
    return (
        bool(decision.field)
        and decision.kind.startswith(f"{decision.field}-")
        and decisions_file().question[decision.kind].for_all
    )


def _columns(field: str) -> tuple[str, str, str]:
    assert BY_KEY[field].canonical[0] == field
    return field, f"{field}_how", f"{field}_hint"

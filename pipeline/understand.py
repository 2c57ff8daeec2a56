"""Understand: what rows mean by themselves, each by its own notice, and what is wrong with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.engine.clock import Clock
    from pipeline.frame import Row
    from pipeline.model.judgements import Finding
    from pipeline.run_terms import Terms
    from pipeline.terms.notices import Notice


def understood(rows: list[Row], terms: Terms, clock: Clock) -> tuple[DataFrame, list[Finding]]:
    """What the rows mean, and what is wrong with each by itself; people of a notice that is not open wait."""
    from pipeline.file_names import check_file_names
    from pipeline.frame import as_frame
    from pipeline.normalise import normalise
    from pipeline.settle import as_decided, decisions_on, placed, told, with_typed
    from pipeline.terms.rulings import settled
    from pipeline.validate import validate, waiting

    parts, findings = [], []
    for notice, own in by_notice(placed(as_frame(rows), terms.rulings), terms):
        with clock("normalise"):
            on_rows = decisions_on(own, terms.rulings)
            people = normalise(as_decided(own, on_rows), notice, terms.settings.aliases)
            people = with_typed(people, own, on_rows)
        with clock("validate"):
            findings += settled(validate(people, notice), on_rows) if on_rows else validate(people, notice)
            findings += told(own, on_rows)
            findings += check_file_names(people, notice)
            if why := terms.notices.closed(notice):
                findings += settled(waiting(people, why), on_rows)
        parts.append(people)
    return joined(parts), findings


def by_notice(frame: DataFrame, terms: Terms) -> list[tuple[Notice, DataFrame]]:
    """The rows of each notice, in the order of their names; of the newest where there are none."""
    names = sorted(frame["notice"].unique()) or [terms.notices.newest.name]
    if len(names) == 1:
        return [(terms.notices.known[names[0]], frame)]
    return [(terms.notices.known[name], frame[frame["notice"] == name].reset_index(drop=True)) for name in names]


def joined(parts: list[DataFrame]) -> DataFrame:
    import pandas as pd

    if len(parts) == 1:
        return parts[0]
    return pd.concat(parts, ignore_index=True).copy()  # parts of other types give a frame in as many pieces as columns

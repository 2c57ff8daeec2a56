"""What a unit writes anew in a cell of which the secretary had decided what it means: the unit has the last word, and
it is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.model.decisions import Ruling
from pipeline.reconcile.rows import Remark, Row
from pipeline.terms.rulings import OUTDATED, Rulings, said

if TYPE_CHECKING:
    from pandas import DataFrame


def outdated(people: DataFrame, rows: Sequence[Row], rulings: Rulings) -> list[Remark]:
    """decision-outdated on each row of a later submission of the unit that says something else in a cell of the person
    that was decided."""
    understood = rulings.understood_of
    if not understood:
        return []
    return [
        Remark(row, OUTDATED, ruling.decision.field, said(ruling.decision))
        for place, row in enumerate(rows)
        for ruling in understood.get(row.person_id, ())
        if _is_later(row, ruling, rulings)
        and people[f"{ruling.decision.field}_typed"].iloc[place] not in ("", ruling.decision.value)
    ]


def _is_later(row: Row, ruling: Ruling, rulings: Rulings) -> bool:
    """Submissions are numbered as they come."""
    decision = ruling.decision
    same = (row.notice, row.unit) == (decision.notice, rulings.unit_of(ruling.unit_key) or row.unit)
    return same and row.submission_id > decision.submission_id

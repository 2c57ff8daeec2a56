"""Somebody who holds a certificate applies for a level: the next one, which is a promotion; the same again, which may
be meant as a renewal; or one that is not next (003:235-242)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.model.certificates import Certificate
from pipeline.reconcile.rows import Remark, Row
from pipeline.reconcile.state import Histories
from pipeline.settle import OnRows
from pipeline.terms.levels import has_steps, may_apply
from pipeline.terms.rulings import lets_go
from schemas.certificates import certificates_file
from schemas.findings import findings_file

if TYPE_CHECKING:
    from pandas import DataFrame

PROMOTION, HELD, STEP = "promotion", "level-held", "level-step"


def check_levels_held(
    people: DataFrame, rows: Sequence[Row], closed: Iterable[Row], histories: Histories, on_rows: OnRows
) -> list[Remark]:
    """One of these on each row of the frame whose person held a certificate when the row came; one of its own level
    when the application began, since one that was issued later is what it led to. A step that is left out holds unless
    the secretary let it go on."""
    if not histories.certificates:
        return []
    began: dict[tuple[str, str], str] = {}
    for each in (*closed, *rows):
        received = each.order[0][:10]
        began[each.application] = min(received, began.get(each.application, received))
    remarks = []
    levels = zip(people["level"].tolist(), people["level_typed"].tolist(), strict=True)
    for row, (level, typed) in zip(rows, levels, strict=True):
        if not has_steps(level):
            continue
        held = [
            each
            for each in histories.certificates.get(row.person_id, ())
            if has_steps(each.level)
            and each.issued_on.isoformat() <= (began[row.application] if each.level == level else row.order[0][:10])
        ]
        if not held:
            continue
        slug = _slug([each.level for each in held], level)
        remarks.append(Remark(row, slug, "level", _told(held)))
        if slug == STEP and not lets_go(on_rows.get(row.row_id, ()), STEP, "level", typed):
            row.held = row.held | {STEP}
    return remarks


def _slug(held: Sequence[str], level: str) -> str:
    if level in held:
        return HELD
    return PROMOTION if may_apply(held, level) else STEP


def _told(held: Iterable[Certificate]) -> str:
    """Level, number, last day and, where it is suspended, that it is."""
    words, states = findings_file().history, certificates_file().states
    return words.between.join(
        (words.held if each.state == states.valid else words.held_suspended).format(
            level=each.level, number=each.certificate_no, last=each.valid_to.isoformat(), state=each.state
        )
        for each in held
    )

"""Somebody who is excluded is recommended once more: the row is held for the secretary. Its unit is not told why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.reconcile.disposition import EXCLUDED
from pipeline.reconcile.rows import Remark, Row
from pipeline.settle import OnRows
from pipeline.terms.exclusions import Exclusions, contacts_of
from pipeline.terms.rulings import lets_go
from schemas.findings import findings_file

if TYPE_CHECKING:
    from pandas import DataFrame

_READ = ("name", "phone", "phone_other", "email", "name_typed")


def check_excluded(people: DataFrame, rows: Sequence[Row], exclusions: Exclusions, on_rows: OnRows) -> list[Remark]:
    """excluded on each row of such a person (`rows` are those of the frame, in its order), which holds it unless the
    secretary let it go on."""
    if not exclusions:
        return []
    remarks = []
    values = zip(*(people[name].tolist() for name in _READ), strict=True)
    for row, (name, phone, others, email, typed) in zip(rows, values, strict=True):
        if row.row_id in exclusions.over:
            continue
        if found := exclusions.of(row.person_id, name, contacts_of(phone, others, email)):
            about = findings_file().history.excluded.format(since=found.since, cause=found.cause)
            remarks.append(Remark(row, EXCLUDED, "name", about))
            if not lets_go(on_rows.get(row.row_id, ()), EXCLUDED, "name", typed):
                row.held = row.held | {EXCLUDED}
    return remarks

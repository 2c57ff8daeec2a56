"""What is known of submissions of which the marked workbook comes back corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from pipeline.kinds.marks import Origin
from pipeline.model.judgements import Disposition
from pipeline.register import tables
from pipeline.register.reading import is_one_of

STAYING = (Disposition.ROUTED.value, Disposition.HELD.value, Disposition.DUPLICATE.value)
"""Who stays though the unit's correction lacks the person."""


def sent(connection: Connection, submissions: Collection[str]) -> dict[str, Origin]:
    """Where these submissions came from; those that the register does not know are left out."""
    known = tables.submissions.c
    query = select(known.submission_id, known.notice, known.unit_key, known.sender)
    found = connection.execute(query.where(is_one_of(known.submission_id, submissions)))
    return {submission_id: Origin(*origin) for submission_id, *origin in found}


def people_in(connection: Connection, submissions: Collection[str]) -> dict[str, set[str]]:
    """person_id of those who stand in each of these submissions: neither replaced by a later one, nor withdrawn, nor
    forgotten."""
    row, people = tables.counted.c, tables.people.c
    query = (
        select(row.submission_id, people.person_id)
        .join(tables.people, people.number == row.person)
        .where(is_one_of(row.submission_id, submissions), row.disposition.in_(STAYING))
        .where(row.row_id.not_in(select(tables.forgotten_rows.c.row_id)))
    )
    found: dict[str, set[str]] = defaultdict(set)
    for submission_id, person_id in connection.execute(query):
        found[submission_id].add(person_id)
    return found

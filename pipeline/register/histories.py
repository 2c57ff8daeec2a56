"""What certificates tell of the people whom a run may meet again (reconcile.Histories): nearly always nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, func, select

from pipeline.follow.certificates import all_standing
from pipeline.model.certificates import Certificate, CertificateEvent
from pipeline.model.judgements import Disposition
from pipeline.model.results import STAGE
from pipeline.reconcile.state import Histories, State
from pipeline.register import tables
from pipeline.register.certificate_events import events
from pipeline.register.exclusions import exclusions
from pipeline.register.filled import is_empty
from pipeline.register.progress import progress
from pipeline.register.reading import is_one_of
from pipeline.terms.exclusions import Exclusions
from pipeline.terms.progress import DEFERRED, Progress
from schemas.certificates import certificates_file


def excluded(
    connection: Connection, today: date, happening: Iterable[CertificateEvent] = ()
) -> tuple[Exclusions, list[str]]:
    """Everybody who is excluded, by this too that is about to be written down; and the rows that must be judged again
    for it: by which they go on since before they were."""
    found = exclusions(connection, happening)
    if not found:
        return found, []
    here = [each for each in progress(connection, found.people) if each.is_here]
    rows = {each.row_id: each.person_id for each in _going_on(connection, here, today)}
    return found.but_for({each.row_id for each in here}.difference(rows)), _judged_before(connection, rows)


def histories(
    connection: Connection, state: State, notices: Collection[str], today: date, excluded: Exclusions
) -> Histories:
    """What is known on the day of those whom rows that answer these notices may be about."""
    people = sorted({row.person_id for row in state.rows})
    if not people:
        return Histories(excluded)
    holding: dict[str, list[Certificate]] = defaultdict(list)
    for each in all_standing(events(connection, people), today).values():
        if each.state in (certificates_file().states.valid, certificates_file().states.suspended):
            holding[each.person_id].append(each)
    elsewhere = {row.person_id for row in state.rows if _is_elsewhere(row.disposition, row.notice, notices)}
    assessed = {row.person_id for row in state.rows if row.disposition == Disposition.ROUTED} & (
        _assessed(connection, people) | holding.keys()
    )
    wanted = sorted(elsewhere | assessed)
    here = [each for each in progress(connection, wanted) if each.is_here] if wanted else []
    going_on = _going_on(connection, here, today) if here else []
    levels = {each.row_id: each.level for each in going_on}
    over = {each.row_id: each.domain for each in here if each.outcome != DEFERRED and each.row_id not in levels}
    return Histories(excluded, holding, levels, over)


def _assessed(connection: Connection, people: Collection[str]) -> set[str]:
    """Those of these people of whom a society said something."""
    if is_empty(connection, tables.person_events):
        return set()
    said = tables.person_events.c
    own = select(said.person_id).where(is_one_of(said.person_id, people), said.kind == STAGE).distinct()
    return set(connection.execute(own).scalars())


def _is_elsewhere(disposition: str, notice: str, notices: Collection[str]) -> bool:
    """Whether rows of these notices may stand beside a row that is routed in another one."""
    return disposition == Disposition.ROUTED and bool(set(notices) - {notice})


def _going_on(connection: Connection, here: Collection[Progress], today: date) -> list[Progress]:
    """Those of these applications with which the society is not done, and for which no certificate was issued since
    they came."""
    issued: dict[tuple[str, str], str] = defaultdict(str)
    for each in all_standing(events(connection, [own.person_id for own in here]), today).values():
        key = each.person_id, each.level
        issued[key] = max(issued[key], each.issued_on.isoformat())
    came = _came(connection, [each.row_id for each in here])
    return [each for each in here if not each.outcome and issued[each.person_id, each.level] < came[each.row_id]]


def _came(connection: Connection, rows: Collection[str]) -> dict[str, str]:
    """The day (ISO) on which each of these rows was received."""
    row, sent = tables.person_rows.c, tables.submissions.c
    received = select(row.row_id, func.substr(sent.received_at, 1, 10))
    received = received.join(tables.submissions, sent.submission_id == row.submission_id)
    return dict(map(tuple, connection.execute(received.where(is_one_of(row.row_id, rows)))))


def _judged_before(connection: Connection, rows: Mapping[str, str]) -> list[str]:
    """Those of these rows, each with its person, that were judged before it was known that the person is excluded."""
    now, names, told = tables.counted.c, tables.exclusions.c, tables.certificate_events.c
    last = select(names.person_id, func.max(told.batch)).join(tables.certificate_events, told.number == names.event)
    known = last.where(is_one_of(names.person_id, set(rows.values()))).group_by(names.person_id)
    since = dict(map(tuple, connection.execute(known)))
    judged = connection.execute(select(now.row_id, now.batch).where(is_one_of(now.row_id, rows)).order_by(now.row_id))
    return [row_id for row_id, batch in judged if batch <= since.get(rows[row_id], batch)]

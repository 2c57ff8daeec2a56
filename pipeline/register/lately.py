"""Everybody of the open notices as the desk lists them: whether anything changed, and those who were decided last.

A register may hold half a million rows. The desk reads them only when something was recorded or forgotten since:
`Everybody.key` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sqlalchemy import Connection, Integer, func, literal_column, select

from pipeline.model.judgements import Disposition
from pipeline.model.results import Event
from pipeline.register import tables
from pipeline.register.begun import Key
from pipeline.register.contents.people import Everybody, Standing
from pipeline.register.reading import AMONG, is_one_of, last_batch, open_notices, to_json
from pipeline.register.results import last_stages
from pipeline.register.standing import standings_of
from pipeline.terms import fingerprint

_rows, _sent = tables.person_rows, tables.submissions
_ROWID = literal_column("judgements.rowid", Integer)

Read = Callable[[int | None, int | None], tuple[list[Standing], bool]]


def everybody(connection: Connection, read: Read) -> Everybody:
    """Who stands where now; `read` (newest) is asked later, by who wants to know."""
    last = last_batch(connection)
    if last is None:
        return Everybody("", "", lambda *_: ([], False))
    forgotten = connection.execute(select(func.max(tables.forgettings.c.number))).scalar()
    return Everybody(fingerprint.of(fingerprint.program(), last.name, str(forgotten)), last.now, read)


def newest(connection: Connection, most: int | None, lately: int | None) -> tuple[list[Standing], bool]:
    """The person rows of the open notices as they stand now, and whether there are more: where they are more than
    `most` (None: however many) only so many as `lately`, those decided last. In the order of their submissions."""
    notices = open_notices(connection)
    more = most is not None and _are_more(connection, notices, most)
    about = to_json(notices), (lately or most or 0) if more else _ALL
    held = connection.exec_driver_sql(_HOLDING_NOW, about).all()
    numbers = [number for _, number in held]
    own = is_one_of(_ROWID, [judgement for judgement, _ in held])
    standings = standings_of(connection, own, but=Disposition.ROUTED)  # nobody asks what was wrong with these
    since, result = _since(connection, numbers), last_stages(connection)
    return [_with(each, since, result) for each in standings], more


def _with(standing: Standing, since: Mapping[str, str], result: Mapping[Key, Event]) -> Standing:
    """With the day since which it is so, and how far the person is."""
    reached = None
    if result and standing.disposition == Disposition.ROUTED:
        reached = result.get((standing.person_id, standing.notice, standing.society))
    day = since.get(standing.row_id, standing.since)
    return standing if reached is None and day == standing.since else standing._replace(since=day, result=reached)


_HOLDING_NOW = f"""
SELECT judgements.rowid, person_rows.number
FROM judgements CROSS JOIN person_rows USING (row_id) CROSS JOIN matched USING (number)
WHERE matched.batch = judgements.batch AND +judgements.batch IN (SELECT number FROM batches WHERE notice {AMONG})
ORDER BY judgements.rowid DESC LIMIT ?
"""
"""The judgements that hold now, the last first, as batches wrote them one after the other; forgotten rows are matched
no more. SQLite is told to go through them in this order (CROSS JOIN, +), and so reads no more than it gives."""

_ALL = -1
"""As a limit of SQLite."""


def _are_more(connection: Connection, notices: Collection[str], most: int) -> bool:
    """Whether there are more person rows of these notices than so many that are not forgotten."""
    sums, gone = tables.submission_figures.c, tables.forgotten_rows
    forgotten = (
        select(func.count())
        .select_from(gone)
        .join(_rows, _rows.c.row_id == gone.c.row_id)
        .join(_sent, _sent.c.submission_id == _rows.c.submission_id)
    )
    left = -connection.execute(forgotten.where(_sent.c.notice.in_(notices))).scalar_one()
    query = select(sums.amount).join(_sent, _sent.c.submission_id == sums.submission_id)
    with connection.execute(query.where(_sent.c.notice.in_(notices))) as amounts:
        for amount in amounts.scalars():  # as many as it takes
            left += amount
            if left > most:
                return True
    return False


_BEFORE = """
SELECT judgements.row_id, disposition, society, substr(now, 1, 10)
FROM person_rows JOIN matched USING (number) JOIN judgements USING (row_id)
JOIN batches ON batches.number = judgements.batch
WHERE person_rows.number IN (SELECT value FROM json_each(?)) AND person_rows.batch < matched.batch AND EXISTS (
    SELECT 1 FROM judgements AS before WHERE before.row_id = judgements.row_id AND before.batch < matched.batch
)
ORDER BY judgements.batch
"""
"""All that was ever decided of these rows, of those that were judged more than once, which none was in the batch that
read it."""


def _since(connection: Connection, numbers: Collection[int]) -> dict[str, str]:
    """For each of these rows that was judged more than once the day since which it is what it is, at the same
    society."""
    now: dict[str, tuple[tuple[str, str], str]] = {}
    for row_id, disposition, society, day in connection.exec_driver_sql(_BEFORE, (to_json(list(numbers)),)).all():
        state = (disposition, society)
        if row_id not in now or now[row_id][0] != state:
            now[row_id] = state, day
    return {row_id: day for row_id, (_, day) in now.items()}

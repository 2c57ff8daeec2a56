"""The earlier of very many submissions, in parts that are read only when something in them changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection, func, select

from pipeline.model.judgements import Columns, Disposition
from pipeline.register import frames, tables
from pipeline.register.contents.desk import NO_EARLIER, Earlier, EarlierPart
from pipeline.terms import fingerprint
from schemas.layouts.ledger import ledger_file

_sent, _figures = tables.submissions.c, tables.submission_figures.c

_TOUCHED = """
SELECT part, max(batch) FROM (
    SELECT (substr(submission_id, 2) - 1) / :size AS part, max(batch) AS batch
    FROM submissions WHERE submission_id <> '' GROUP BY part
    UNION ALL
    SELECT (substr(submission_id, 2) - 1) / :size AS part, max(batch)
    FROM submission_figures WHERE submission_id <> '' GROUP BY part
    UNION ALL
    SELECT (substr(submission_id, 2) - 1) / :size AS part, max(replaced_findings.batch)
    FROM replaced_findings CROSS JOIN findings USING (number) WHERE submission_id <> '' GROUP BY part
)
GROUP BY part
"""
"""Which batch touched something of a part last: a submission, what became of its people, or what it was asked for.
SQLite is told to go through what was replaced (CROSS JOIN), which is little, and not through all findings."""


def earlier(connection: Connection, read: Callable[[range], Columns]) -> Earlier:
    """All parts but the last two; none as long as there are few."""
    words = ledger_file().words
    size, count = words.part, connection.execute(select(func.count()).select_from(tables.submissions)).scalar_one()
    parts = (count - 1) // size - 1
    if count <= words.page_lines:
        return NO_EARLIER
    touched = dict(map(tuple, connection.exec_driver_sql(_TOUCHED, {"size": size})))
    before = range(1, parts * size + 1)
    forgotten = connection.execute(select(func.max(tables.forgettings.c.number))).scalar()
    about = (fingerprint.program(), fingerprint.papers(), str(forgotten))
    numbers = [before[part * size : (part + 1) * size] for part in range(parts)]
    keys = [fingerprint.of(*about, str(touched.get(part))) for part in range(parts)]
    told = [EarlierPart(own, key, partial(read, own)) for own, key in zip(numbers, keys, strict=True)]
    return Earlier(told, before, _sums(connection, before), _days(connection, before))


def submissions_of(connection: Connection, numbers: range) -> Columns:
    """The submissions of a part."""
    return frames.submissions(connection, numbers=numbers)


def _sums(connection: Connection, numbers: range) -> dict[str, int]:
    query = select(_figures.disposition, func.sum(_figures.amount)).where(
        frames.numbered(_figures.submission_id, numbers)
    )
    found = Counter(dict(map(tuple, connection.execute(query.group_by(_figures.disposition)))))
    return {"people": found.total(), **{kind.value: found[kind.value] for kind in Disposition}}


def _days(connection: Connection, numbers: range) -> dict[str, int]:
    day = func.substr(_sent.received_at, 1, 10)
    query = select(day, func.count()).where(frames.numbered(_sent.submission_id, numbers)).group_by(day)
    return dict(map(tuple, connection.execute(query)))

"""The earlier of very many submissions, in parts that are read only when something in them changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection, func, select

from pipeline.model.judgements import Columns, Disposition
from pipeline.register import frames, tables
from pipeline.register.contents.desk import NO_EARLIER, Earlier, EarlierPart
from pipeline.register.reading import to_json
from pipeline.terms import fingerprint
from schemas.layouts.ledger import ledger_file

_NUMBER = "CAST(substr(submission_id, 2) AS INTEGER)"
"""As the indexes by number say it."""

_OWN = f"SELECT max(batch) FROM {{table}} WHERE {_NUMBER} BETWEEN value * :size + 1 AND (value + 1) * :size"

_TOUCHED = f"""
SELECT value, max(
    coalesce(({_OWN.format(table="submissions")}), 0), coalesce(({_OWN.format(table="submission_figures")}), 0)
) FROM json_each(:parts)
"""
"""Which batch touched a submission of a part last, or what became of its people."""

_REPLACED = f"""
SELECT ({_NUMBER} - 1) / :size AS part, max(replaced_findings.batch)
FROM replaced_findings CROSS JOIN findings USING (number) WHERE submission_id <> '' GROUP BY part
"""
"""And which one touched what it was asked for. SQLite is told to go through what was replaced (CROSS JOIN), which is
little, and not through all findings."""

_SUMS = f"""
SELECT {", ".join(f"sum(amount) FILTER (WHERE disposition = '{kind.value}')" for kind in Disposition)}, sum(amount)
FROM submission_figures WHERE {_NUMBER} BETWEEN ? AND ?
"""

_DAYS = "SELECT substr(received_at, 1, 10) AS day, count(*) FROM submissions GROUP BY day"
_LAST_DAYS = f"SELECT substr(received_at, 1, 10) AS day, count(*) FROM submissions WHERE {_NUMBER} >= ? GROUP BY +day"
"""By their number, not by their day (+), or SQLite would go through all submissions."""


def earlier(connection: Connection, read: Callable[[range], Columns]) -> Earlier:
    """All parts but the last two; none as long as there are few."""
    words = ledger_file().words
    size, count = words.part, connection.execute(select(func.count()).select_from(tables.submissions)).scalar_one()
    parts = (count - 1) // size - 1
    if count <= words.page_lines:
        return NO_EARLIER
    touched = _touched(connection, size, parts)
    before = range(1, parts * size + 1)
    forgotten = connection.execute(select(func.max(tables.forgettings.c.number))).scalar()
    about = (fingerprint.program(), fingerprint.papers(), str(forgotten))
    numbers = [before[part * size : (part + 1) * size] for part in range(parts)]
    keys = [fingerprint.of(*about, str(touched[part])) for part in range(parts)]
    told = [EarlierPart(own, key, partial(read, own)) for own, key in zip(numbers, keys, strict=True)]
    return Earlier(told, before, _sums(connection, before), _days(connection, before))


def submissions_of(connection: Connection, numbers: range) -> Columns:
    """The submissions of a part."""
    return frames.submissions(connection, numbers=numbers)


def _touched(connection: Connection, size: int, parts: int) -> list[int]:
    """By part which batch touched something of it last: a submission, what became of its people, or what it was asked
    for."""
    about = {"size": size, "parts": to_json(list(range(parts)))}
    replaced = dict(map(tuple, connection.exec_driver_sql(_REPLACED, {"size": size})))
    found = connection.exec_driver_sql(_TOUCHED, about).all()
    return [max(batch, replaced.get(part, 0)) for part, batch in found]


def _sums(connection: Connection, numbers: range) -> dict[str, int]:
    *became, every = connection.exec_driver_sql(_SUMS, (numbers.start, numbers.stop - 1)).one()
    return {"people": every or 0, **{kind.value: count or 0 for kind, count in zip(Disposition, became, strict=True)}}


def _days(connection: Connection, numbers: range) -> dict[str, int]:
    """How many of those of these numbers, which are all but the last, came on each day."""
    of_all = connection.exec_driver_sql(_DAYS)
    of_last = connection.exec_driver_sql(_LAST_DAYS, (numbers.stop,))
    every, last = (Counter(dict(map(tuple, found))) for found in (of_all, of_last))
    return dict(every - last)

"""One batch read back as it was recorded, whatever was recorded after it."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from itertools import compress
from typing import Any

from sqlalchemy import Connection, func, select

from pipeline.model.judgements import Columns
from pipeline.register import frames, tables
from pipeline.register.answers import answer_again, answers
from pipeline.register.contents.answer import Answer
from pipeline.register.contents.batch import CHANGED_EARLIER, BatchContents, BatchPeople
from pipeline.register.corrected import sent
from pipeline.register.expecting import expected
from pipeline.register.known import recommended_then
from pipeline.register.reading import is_one_of, judged_what_it_read, latest, made_in, people
from pipeline.register.sent_back import sent_back
from pipeline.terms.notices import notices
from pipeline.terms.settings import Confirmation, SocietyContact
from pipeline.terms.working_days import Due


def batch_contents(
    connection: Connection,
    name: str,
    read: Callable[[int, Collection[str]], Mapping[str, Columns]],
    original: Callable[[str], bytes | None],
    answered: Sequence[Answer] | None = None,
) -> BatchContents:
    """The batch of this name; `read` gives the people of a batch (by number) and of societies, see `people_of`,
    `original` the bytes of a file of the inbox; `answered` are answers in place of its own. Raises LookupError where
    there is none.
    """
    batch = connection.execute(select(tables.batches).where(tables.batches.c.name == name)).one_or_none()
    if batch is None:
        raise LookupError(name)
    judged = tables.judgements.c
    settings = json.loads(batch.settings)
    counted = select(judged.society, func.count()).where(judged.batch == batch.number)
    counts = dict(map(tuple, connection.execute(counted.group_by(judged.society).order_by(judged.society))))
    return BatchContents(
        batch=name,
        notice=batch.notice,
        now=batch.now,
        program=batch.program,
        association=json.loads(batch.association),
        people=BatchPeople(counts, partial(read, batch.number)),
        changed_earlier=_changed_earlier(connection, batch.number),
        submissions=frames.submissions(connection, batch.number),
        documents=frames.documents(connection, batch.number),
        fates=frames.fates(connection, batch.number),
        findings=frames.findings(connection, batch.number),
        read=_read_in(connection, batch.number),
        forgotten=frozenset(connection.execute(select(tables.forgotten_rows.c.row_id)).scalars()),
        answers=answers(connection, batch.number) if answered is None else answered,
        templates={name: b64decode(text) for name, text in settings.get("templates", {}).items()},
        original=original,
        expected=expected(connection, batch.now[:10], batch.number),
        named=_named(settings),
        contacts={name: SocietyContact(*told) for name, told in settings.get("societies", {}).items()},
        sent_back=sent_back(connection, batch.number) if answered is None else (),
        recommended=recommended_then(connection, batch.notice, batch.number) if _has_quotas(batch.notice) else (),
    )


def answered_again(
    connection: Connection,
    submission: str,
    due: Due,
    read: Callable[[int, Collection[str]], Mapping[str, Columns]],
    original: Callable[[str], bytes | None],
) -> BatchContents:
    """The batch of the answer to a submission, see `answer_again`, with that answer alone. Raises LookupError where
    there is no such submission."""
    if not sent(connection, [submission]):
        raise LookupError(submission)
    number, answered = answer_again(connection, submission, due)
    name = connection.execute(select(tables.batches.c.name).where(tables.batches.c.number == number)).scalar_one()
    return batch_contents(connection, name, read, original, answered)


def _has_quotas(notice: str) -> bool:
    known = notices().get(notice)
    return known is not None and known.quotas is not None


def _named(settings: Mapping[str, Any]) -> list[str]:
    """The societies in a snapshot of the settings: those that got a domain, and those of which more is said."""
    routes = [Confirmation(*said).society for said in settings.get("confirmations", {}).values()]
    return list(dict.fromkeys([*routes, *settings.get("societies", {})]))


def _read_in(connection: Connection, batch: int) -> int:
    """How many person rows the batch read."""
    return connection.execute(select(func.count()).where(tables.person_rows.c.batch == batch)).scalar_one()


def _changed_earlier(connection: Connection, batch: int) -> Columns:
    """Of rows read in earlier batches, those that this one disposed of otherwise or gave to another society; who is
    withdrawn has the 编号 under which that society knows the person, though the row may be another one's since."""
    rows, judged = tables.person_rows.c, tables.judgements.c
    if judged_what_it_read(connection, batch):
        return {column: [] for column in CHANGED_EARLIER}
    old = made_in(batch).join(tables.person_rows, rows.row_id == judged.row_id).where(rows.batch < batch)
    earlier = people(connection, old, batch)
    known = latest(batch - 1).where(is_one_of(judged.row_id, earlier["row_id"]))
    before = {row.row_id: row for row in connection.execute(known)}
    then = [before[row_id] for row_id in earlier["row_id"]]
    earlier["old_disposition"] = [row.disposition for row in then]
    numbered = zip(then, earlier["person_id"], earlier["withdrawn_from"], strict=True)
    earlier["person_id"] = [row.person_id if society else now for row, now, society in numbered]
    now = zip(earlier["disposition"], earlier["society"], strict=True)
    gone = zip(then, now, earlier["withdrawn_from"], strict=True)
    moved = [bool(society) or (row.disposition, row.society) != said for row, said, society in gone]
    return {column: list(compress(earlier[column], moved)) for column in CHANGED_EARLIER}

"""What became of the letters that are sent by mail: written down step by step, and asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, Engine, func, insert, select, update

from pipeline.model.documents import MailHead
from pipeline.model.sending import SENT, LetterSent, Sending, standing
from pipeline.register import store, tables
from pipeline.register.filled import is_empty
from pipeline.register.reading import is_one_of, mails_of

_UNIT = re.compile(r"L\d+")
"""How letters to units are numbered."""

_sent = tables.sendings.c


class Sendings:
    """What the register remembers of letters that went out."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, step: Sending) -> None:
        """Write down a step, before anything else happens."""
        with store.writing(self._engine) as connection:
            connection.execute(insert(tables.sendings), step._asdict())

    def last(self) -> dict[str, Sending]:
        """The last step of each letter."""
        with store.reading(self._engine) as connection:
            return last_steps(connection)

    def mails_of(self, submissions: Collection[str]) -> dict[str, tuple[str, tuple[MailHead, ...]]]:
        """By submission its sender, and the mails around what it is about."""
        sent = tables.submissions.c
        query = select(sent.submission_id, sent.sender, sent.mails).where(is_one_of(sent.submission_id, submissions))
        with store.reading(self._engine) as connection:
            return {row.submission_id: (row.sender, mails_of(row.mails)) for row in connection.execute(query)}


def last_steps(connection: Connection) -> dict[str, Sending]:
    """By letter its last step."""
    if is_empty(connection, tables.sendings):
        return {}
    newest = select(func.max(_sent.number)).group_by(_sent.letter)
    query = select(*(_sent[name] for name in Sending._fields)).where(_sent.number.in_(newest))
    return {row.letter: Sending(*row) for row in connection.execute(query)}


def mailed_lists(connection: Connection) -> dict[tuple[str, str], str]:
    """By batch and society the day (ISO) on which the list of people went to it by mail."""
    if is_empty(connection, tables.sendings):
        return {}
    query = select(_sent.batch, _sent.society, _sent.recorded_at).where(_sent.society != "", _sent.state == SENT)
    return {(batch, society): at[:10] for batch, society, at in connection.execute(query)}


def letters_sent(connection: Connection) -> list[LetterSent]:
    """The letters to units of the last batch and of all of which letters were sent by mail, the newest batch first;
    then those to societies that were sent, or perhaps."""
    letters, batches, sent = tables.letters.c, tables.batches.c, tables.submissions.c
    steps = last_steps(connection)
    newest = select(func.max(batches.number)).scalar_subquery()
    used = is_one_of(batches.name, sorted({step.batch for step in steps.values()}))
    query = (
        select(letters.number, batches.name, sent.unit, sent.sender, sent.mails)
        .join(tables.batches, batches.number == letters.batch)
        .join(tables.submissions, sent.submission_id == letters.submission_id)
        .where(used | (batches.number == newest))
        .order_by(batches.number.desc(), letters.number)
    )
    letters_to_units = [_letter(steps, f"L{number:05d}", *about) for number, *about in connection.execute(query)]
    others = (step for step in steps.values() if not _UNIT.fullmatch(step.letter))
    return [*letters_to_units, *map(_to_society, others)]


def _to_society(step: Sending) -> LetterSent:
    name = step.society or step.letter
    return LetterSent(step.letter, step.batch, name, step.address, (), standing(step), step.recorded_at)


def _letter(steps: Mapping[str, Sending], letter: str, batch: str, unit: str, sender: str, mails: str) -> LetterSent:
    last = steps.get(letter)
    state = standing(last)
    return LetterSent(letter, batch, unit, sender, mails_of(mails), state, last.recorded_at if last else "")


def forget_addresses(connection: Connection, senders: Collection[str]) -> None:
    """Empty the addresses of these senders."""
    change = update(tables.sendings).where(is_one_of(_sent.address, sorted(senders)))
    connection.execute(change.values(address="", said=""))

"""What became of the mails of a mailbox: written down, asked for, forgotten, and what of it waits for the secretary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection, Engine, func, insert, or_, select

from pipeline.model.decisions import Question, question_id
from pipeline.model.judgements import Finding
from pipeline.model.mailbox import LEFT, Folder, Identity, Kept
from pipeline.register import store, tables
from pipeline.register.cases import About, case_of
from pipeline.register.filled import is_empty
from pipeline.text.mask import MASK
from schemas.decisions import decisions_file
from schemas.limits import limits_file

_kept = tables.mailbox.c

TOO_LARGE = "mail-too-large"
"""By which a mail that was left on the server stands among the slugs."""


class Mailbox:
    """What the register remembers of mailboxes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, mails: Sequence[Kept]) -> None:
        """Write down what became of these mails, all of them or none."""
        if mails:
            with store.writing(self._engine) as connection:
                connection.execute(insert(tables.mailbox), [each._asdict() for each in mails])

    def done(self, folder: Folder, limit: int) -> set[int]:
        """The UIDs of a folder that need not be asked for again: what was left only while it is above `limit` bytes."""
        place = [_kept[name] == value for name, value in folder._asdict().items()]
        query = select(_kept.uid).where(*place, or_(_kept.outcome != LEFT, _kept.size > limit))
        with store.reading(self._engine) as connection:
            return set(connection.execute(query).scalars())

    def identities(self) -> set[Identity]:
        """By which the mails are known that were fetched or had come another way, in whatever mailbox."""
        query = select(_kept.message_id, _kept.sent_at).where(_kept.outcome != LEFT, _kept.message_id != "")
        with store.reading(self._engine) as connection:
            return {Identity(*found) for found in connection.execute(query.distinct())}

    def digests(self) -> set[str]:
        """sha256 of all that was fetched, or read from the inbox."""
        found: set[str] = set()
        with store.reading(self._engine) as connection:
            for column in (_kept.sha256, tables.files.c.sha256):
                found.update(connection.execute(select(column).distinct()).scalars())
        return found - {""}

    def paths(self) -> set[str]:
        """All that was read from the inbox."""
        with store.reading(self._engine) as connection:
            return set(connection.execute(select(tables.files.c.path).distinct()).scalars())

    def beginnings(self, suffixes: Collection[str], size: int) -> Iterator[bytes]:
        """The first `size` bytes of the inbox files that are kept, whose names end so, and that were not fetched."""
        files, contents = tables.files.c, tables.contents.c
        named = select(files.sha256).where(or_(*(func.lower(files.path).endswith(each) for each in suffixes)))
        fetched = select(_kept.sha256).where(_kept.sha256 != "")
        query = select(func.substr(contents.bytes, 1, size))
        with store.reading(self._engine) as connection:
            wanted = query.where(contents.sha256.in_(named), contents.sha256.not_in(fetched))
            yield from connection.execute(wanted).scalars()


def forget_mails(connection: Connection, senders: Collection[str], told: Iterable[re.Pattern[str]]) -> None:
    """Empty what is said of mails of these senders, and of subjects what the patterns find."""
    patterns = list(told)
    said = select(_kept.number, _kept.sender, _kept.subject).where(or_(_kept.sender != "", _kept.subject != ""))
    for number, sender, subject in connection.execute(said).all():
        if sender in senders:
            sender, subject = "", ""  # noqa: PLW2901
        for pattern in patterns:
            subject = pattern.sub(MASK, subject)  # noqa: PLW2901
        change = tables.mailbox.update().where(_kept.number == number).values(sender=sender, subject=subject)
        connection.execute(change)


def of_mailbox(connection: Connection) -> Iterator[Question]:
    """The mails that are larger than a file of the inbox may be, and were not taken since."""
    if is_empty(connection, tables.mailbox):
        return
    rows = [
        Kept(*row) for row in connection.execute(select(*(_kept[name] for name in Kept._fields)).order_by(_kept.number))
    ]
    taken = {key for row in rows if row.outcome != LEFT for key in _keys(row)}
    waiting = {_keys(row)[0]: row for row in reversed(rows) if row.outcome == LEFT and not taken & {*_keys(row)}}
    for key, row in reversed(waiting.items()):
        yield _left(row)._replace(question_id=question_id("case", TOO_LARGE, *key))


def _keys(row: Kept) -> list[tuple[str, ...]]:
    """By what the same mail is known again: its Message-ID and date in whatever mailbox, its place in this one."""
    place = (row.account, row.host, row.folder, str(row.validity), str(row.uid))
    return [*[(row.message_id, row.sent_at)] * bool(row.message_id), place]


def _left(row: Kept) -> Question:
    entry = decisions_file().asked.mail_too_large
    million = 1 << 20
    message = entry.message.format(
        folder=row.folder,
        sent=row.sent_at[:10],
        sender=row.sender,
        subject=row.subject,
        size=-(-row.size // million),
        limit=limits_file().file.bytes // million,
    )
    at = Finding("", "", TOO_LARGE, "", "", row.subject, "", "", "", message, entry.waits_for)
    since = row.recorded_at[:10]
    return case_of(
        About(received_on=row.sent_at[:10] or since, since=since), entry.title, at, [TOO_LARGE], entry.waits_for
    )

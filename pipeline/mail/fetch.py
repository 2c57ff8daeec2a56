"""New mails of the mailbox, as they are, into the inbox; each once, whatever happens in between.

A mail is written aside in the inbox and renamed; then it is flagged or moved on the server where that is told; then the
register remembers its UID. Cut before the last step, the mail lies in the inbox and is known by its Message-ID, or its
bytes, at the next time. What is larger than a file of the inbox may be stays on the server and becomes a case for the
secretary.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipeline.mail.account import Mailbox
from pipeline.mail.known import Known
from pipeline.mail.session import Listed, Session, opened
from pipeline.model.mailbox import FETCHED, LEFT, SEEN, Kept
from pipeline.private import make_folder
from pipeline.publish.paper.disk import seal, seal_names, sentences
from pipeline.receive.files import BEING_FETCHED
from pipeline.register import Register
from schemas.limits import limits_file
from schemas.mailbox import mailbox_file

Advance = Callable[[int, int], None]
"""Told how many mails are dealt with, and how many there are."""


@dataclass(slots=True)
class Fetched:
    """What came of it so far: files written; mails that had come another way, that are too large, and of which the
    server gave nothing; and whether the server cannot move mails, as it was told to."""

    files: list[Path] = field(default_factory=list)
    seen: list[Listed] = field(default_factory=list)
    left: list[Listed] = field(default_factory=list)
    missing: int = 0
    unmoved: bool = False


def fetch(box: Mailbox, register: Register, inbox: Path, now: datetime, advance: Advance, done: Fetched) -> None:
    """Take what is new in the mailbox into the inbox; `done` tells what came of it, also where UserError is raised:
    what is written and remembered by then stays."""
    with register.alone(), sentences(inbox):
        make_folder(inbox.absolute())
        for partial in inbox.glob(f"{BEING_FETCHED}*"):
            partial.unlink()
        with opened(box) as session:
            _Run(session, register, inbox, now, done).take_all(advance)


class _Run:
    """One fetching while it lasts."""

    def __init__(self, session: Session, register: Register, inbox: Path, now: datetime, done: Fetched) -> None:
        self._session, self._memory, self._inbox, self._done = session, register.mailbox, inbox, done
        self._recorded_at = now.isoformat()
        self._limit = limits_file().file.bytes

    def take_all(self, advance: Advance) -> None:
        remembered = self._memory.done(self._session.folder, self._limit)
        new = [uid for uid in self._session.uids() if uid not in remembered]
        if not new:
            return
        self._known = Known(self._inbox, self._memory)
        self._done.unmoved = not self._session.can_move
        most, dealt_with = mailbox_file().limits.headers_at_once, 0
        for start in range(0, len(new), most):
            listed = self._session.listed(new[start : start + most])
            wanted = list(self._wanted(listed))
            dealt_with += min(most, len(new) - start) - len(wanted)
            for together in _portions(wanted):
                self._take(together)
                dealt_with += len(together)
                advance(dealt_with, len(new))

    def _wanted(self, listed: Sequence[Listed]) -> Iterator[Listed]:
        """Those to be downloaded; of the others it is remembered what they are."""
        seen, left = list[Listed](), list[Listed]()
        for mail in listed:
            if self._known.has(mail.identity):
                seen.append(mail)
            elif mail.size > self._limit:
                left.append(mail)
            else:
                self._known.add(mail.identity)
                yield mail
        self._session.mark([mail.uid for mail in seen])
        self._memory.keep([*(self._kept(mail, SEEN) for mail in seen), *(self._left(mail) for mail in left)])
        self._done.seen += seen
        self._done.left += left

    def _take(self, mails: Sequence[Listed]) -> None:
        """Download these, write them, mark them on the server, and remember them."""
        bodies = self._session.bodies([mail.uid for mail in mails])
        kept, files, seen = list[Kept](), list[Path](), list[Listed]()
        for mail in mails:
            data = bodies.get(mail.uid)
            if data is None:
                self._done.missing += 1
            elif self._known.has_bytes(data):
                kept.append(self._kept(mail, SEEN))
                seen.append(mail)
            else:
                path = self._write(mail, data)
                kept.append(self._kept(mail, FETCHED, hashlib.sha256(data).hexdigest(), path.name))
                files.append(path)
        seal_names(self._inbox)
        self._session.mark([each.uid for each in kept])
        self._memory.keep(kept)
        self._done.files += files
        self._done.seen += seen

    def _write(self, mail: Listed, data: bytes) -> Path:
        """A new file of the inbox, by a name that is ours alone; never one in the place of another."""
        aside = self._inbox / f"{BEING_FETCHED}{mail.uid}"
        with aside.open("wb") as file:
            file.write(data)
        seal(aside)
        os.utime(aside, (mail.came.timestamp(),) * 2)
        path = _free(self._inbox, mail)
        aside.rename(path)
        return path

    def _kept(self, mail: Listed, outcome: str, sha256: str = "", path: str = "") -> Kept:
        return Kept(
            *self._session.folder,
            mail.uid,
            outcome,
            *mail.identity,
            sha256,
            path,
            mail.size,
            sender="",
            subject="",
            recorded_at=self._recorded_at,
        )

    def _left(self, mail: Listed) -> Kept:
        return self._kept(mail, LEFT)._replace(sender=mail.sender, subject=mail.subject)


def _portions(mails: Sequence[Listed]) -> Iterator[list[Listed]]:
    """As many as are asked for at once: by their number, and by their size."""
    limits, together, size = mailbox_file().limits, list[Listed](), 0
    for mail in mails:
        if together and (len(together) == limits.mails_at_once or size + mail.size > limits.bytes_at_once):
            yield together
            together, size = [], 0
        together.append(mail)
        size += mail.size
    if together:
        yield together


def _free(inbox: Path, mail: Listed) -> Path:
    """A name that nothing has: another folder of the mailbox, or another life of it, may have given the same number."""
    names, moment = mailbox_file().names, f"{mail.came:%Y%m%d-%H%M%S}"
    path, number = inbox / names.mail.format(moment=moment, uid=mail.uid), 1
    while path.exists():
        number += 1
        path = inbox / names.again.format(moment=moment, uid=mail.uid, number=number)
    return path

"""Mails that came another way: saved by hand into the inbox, or fetched before the server numbered its mails anew."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pipeline.mail.session import identity_of
from pipeline.model.mailbox import Identity
from pipeline.read.mail.mbox import open_mbox
from pipeline.read.mail.parts import split
from pipeline.receive.files import BEING_FETCHED
from pipeline.register.mailbox import Mailbox
from schemas.limits import limits_file
from schemas.mail import mail_file

_MAILS, _FOLDERS = (".eml",), (".mbox", ".mbx")
_BEGINNING = 65_536  # bytes of a mail, in which its headers end


class Known:
    """All mails that the inbox and the register hold, by Message-ID and by content."""

    def __init__(self, inbox: Path, memory: Mailbox) -> None:
        recorded = memory.paths()
        new = [path for path in _files(inbox) if path.relative_to(inbox).as_posix() not in recorded]
        self._identities = memory.identities()
        self._identities.update(_identity(start) for start in memory.beginnings(_MAILS, _BEGINNING))
        self._identities.update(found for path in new for found in _identities(path))
        self._digests = memory.digests()
        self._by_size: dict[int, list[Path]] = defaultdict(list)
        for path in new:
            self._by_size[path.stat().st_size].append(path)

    def has(self, identity: Identity) -> bool:
        return bool(identity.message_id) and identity in self._identities

    def has_bytes(self, data: bytes) -> bool:
        return hashlib.sha256(data).hexdigest() in self._digests or any(
            path.read_bytes() == data for path in self._by_size[len(data)]
        )

    def add(self, identity: Identity) -> None:
        self._identities.add(identity)


def _files(inbox: Path) -> Iterator[Path]:
    """The files of the inbox, as `receive` has them: no links; what cannot be opened tells nothing."""
    for path in inbox.rglob("*"):
        is_ours = path.name.startswith(BEING_FETCHED)
        if not is_ours and os.access(path, os.R_OK) and path.is_file() and not path.is_symlink():
            yield path


def _identities(path: Path) -> Iterator[Identity]:
    """Those of a mail, or of all mails of a folder that was saved as one file."""
    if path.suffix.lower() in _MAILS:
        with path.open("rb") as file:
            yield _identity(file.read(_BEGINNING))
    elif path.suffix.lower() in _FOLDERS and path.stat().st_size <= limits_file().file.bytes:
        for mail in open_mbox(path.read_bytes(), mail_file().mail.parts).parts:
            yield _identity(mail.data)


def _identity(data: bytes) -> Identity:
    return identity_of(split(data)[0])

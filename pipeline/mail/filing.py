"""Mails put into a folder of the mailbox: drafts for the secretary to send, and copies of what was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.mail.account import Mailbox
from pipeline.mail.outgoing import Outgoing
from pipeline.mail.session import opened
from pipeline.publish.mails.message import message


def drafts_of(letters: Iterable[Outgoing], folder: Path) -> Iterator[bytes]:
    """The drafts of those that have an address and go as they are; one that goes encrypted has none."""
    for letter in letters:
        if letter.heading.to and not letter.password:
            yield message(letter.mail(folder, letter.heading.to), is_draft=True)


def file_mails(box: Mailbox, folder: str, mails: Iterable[bytes], *, is_draft: bool) -> int:
    """Put the mails there that are not there yet, by their Message-ID; how many these were. Raises UserError."""
    with opened(box._replace(folder=folder, flags=True, moves_to="")) as session:
        return sum(session.put(mail, is_draft=is_draft) for mail in mails)

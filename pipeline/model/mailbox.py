"""What became of the mails of a mailbox: what the register remembers of each, so that none is fetched twice."""

from __future__ import annotations

from schemas.named import NamedTuple

FETCHED, SEEN, LEFT = "fetched", "seen", "left"
"""A mail was put into the inbox; had come another way; is larger than a file of the inbox may be, and stays there."""


class Folder(NamedTuple):
    """A folder of a mailbox in one of its lives: while `validity` (UIDVALIDITY, RFC 3501 2.3.1.1) is the same, a UID
    means the same mail for ever."""

    account: str
    host: str
    folder: str
    validity: int


class Identity(NamedTuple):
    """By which a mail is known again that comes another way: its Message-ID and its own date ("" where it has none);
    some programs give a mail that is edited and sent again the Message-ID that it had."""

    message_id: str
    sent_at: str


class Kept(NamedTuple):
    """What became of one mail: `outcome` as above; `sha256` and `path` are of the file in the inbox, "" where nothing
    was put there; `size` in bytes as the server has it. `sender` and `subject` are known only of what is left."""

    account: str
    host: str
    folder: str
    validity: int
    uid: int
    outcome: str
    message_id: str
    sent_at: str
    sha256: str
    path: str
    size: int
    sender: str
    subject: str
    recorded_at: str

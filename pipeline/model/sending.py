"""What became of mail that went out: what the register remembers of each letter, so that none is sent twice."""

from __future__ import annotations

from schemas.named import NamedTuple

DRAFT, SENDING, SENT, UNCERTAIN = "draft", "sending", "sent", "uncertain"
"""Not sent; handed over, and no answer yet; accepted by the server; the line was cut in between, so nobody knows."""

REFUSED = "refused"
"""The server said no: the letter waits as before."""


class Sending(NamedTuple):
    """One step of one letter: to which address under which Message-ID, and what the server said. `society` is that
    whose list of people the letter brings, "" for any other letter."""

    letter: str
    batch: str
    society: str
    address: str
    message_id: str
    state: str
    said: str
    recorded_at: str


class LetterSent(NamedTuple):
    """A letter to a unit as it stands: DRAFT, SENT or UNCERTAIN, and since when; `mails` are MailHeads."""

    letter: str
    batch: str
    unit: str
    sender: str
    mails: tuple[tuple[str, str], ...]
    state: str
    at: str


def standing(last: Sending | None) -> str:
    """The state of a letter by its last step; one that was handed over and of which nothing is known is uncertain,
    since the run that sent it is over."""
    if last is None or last.state == REFUSED:
        return DRAFT
    return UNCERTAIN if last.state == SENDING else last.state

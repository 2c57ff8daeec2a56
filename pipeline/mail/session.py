"""One session with an IMAP server: logged in, one folder open, read without changing anything unless that is told.

What goes wrong becomes one sentence. No error of the server is shown before the password is taken out of it.
"""

from __future__ import annotations

import re
import socket
import ssl
from ast import literal_eval
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from pipeline.errors import UserError
from pipeline.mail.account import Mailbox, label
from pipeline.model.mailbox import Folder, Identity
from pipeline.read.mail.address import header_address
from pipeline.read.mail.headers import Headers, mail_date
from pipeline.terms.notices import CHINA
from pipeline.text.charset import decode
from pipeline.text.mask import unnumbered
from pipeline.text.visible import visible
from schemas.mailbox import mailbox_file
from schemas.named import NamedTuple

_HEADERS = b"BODY[HEADER.FIELDS (MESSAGE-ID DATE FROM SUBJECT)]"
_BODY = b"BODY[]"
_SUBJECT, _REASON = 120, 200  # characters that are shown
_QUOTED = re.compile(r"b'(?:[^'\\]|\\.)*'|b\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
"""How IMAPClient hands on what a server said at login."""
_ID = re.compile(rb"<([^<>]+)>")


class Listed(NamedTuple):
    """A mail on the server as far as its headers tell; `size` in bytes, `came` when the server got it."""

    uid: int
    size: int
    came: datetime
    identity: Identity
    sender: str
    subject: str


class Session:
    """A folder that is open. All methods raise UserError where the server refuses, or the line is cut."""

    def __init__(self, client: _Client, box: Mailbox, validity: int) -> None:
        self._client, self._box = client, box
        self.folder = Folder(box.account.name, box.host, box.folder, validity)

    @property
    def can_move(self) -> bool:
        return not self._box.moves_to or bool(self._client.has_capability("MOVE"))

    @property
    def can_idle(self) -> bool:
        """Whether the server tells by itself that something came."""
        return bool(self._client.has_capability("IDLE"))

    def idle(self, seconds: float) -> bool:
        """Wait for so long; whether something came. The server ends a session that is silent for half an hour."""
        with _spoken(self._box):
            self._client.idle()
            told = self._client.idle_check(seconds)
            told += self._client.idle_done()[1]
        return any(b"EXISTS" in each for each in told)

    def uids(self) -> list[int]:
        """Those in the folder that came since the day that the settings tell."""
        with _spoken(self._box):
            return sorted(self._client.search(["SINCE", self._box.since] if self._box.since else ["ALL"]))

    def listed(self, uids: Sequence[int]) -> list[Listed]:
        """Those of the mails that are still there."""
        asked = [b"RFC822.SIZE", b"INTERNALDATE", _HEADERS.replace(b"BODY", b"BODY.PEEK", 1)]
        with _spoken(self._box):
            found = self._client.fetch(uids, asked)
        return [_listed(uid, found[uid]) for uid in uids if b"RFC822.SIZE" in found.get(uid, {})]

    def bodies(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The mails as the server has them, byte by byte; of what it does not give, nothing."""
        with _spoken(self._box):
            found = self._client.fetch(uids, [b"BODY.PEEK[]"])
        return {uid: found[uid][_BODY] for uid in uids if found.get(uid, {}).get(_BODY)}

    def put(self, mail: bytes, *, is_draft: bool) -> bool:
        """Put a mail of ours into the folder, unless one with its Message-ID is there; whether it was put."""
        found = _ID.search(Headers(mail.partition(b"\r\n\r\n")[0]).raw("message-id"))
        with _spoken(self._box):
            if found and self._client.search(["HEADER", "Message-ID", found[1].decode("ascii")]):
                return False
            self._client.append(self._box.folder, mail, [rb"\Draft" if is_draft else rb"\Seen"])
        return True

    def mark(self, uids: Sequence[int]) -> None:
        """Flag and move what was taken, where that is told."""
        with _spoken(self._box):
            if uids and self._box.flags:
                self._client.add_flags(uids, [rb"\Flagged"], silent=True)
            if uids and self._box.moves_to and self.can_move:
                self._client.move(uids, self._box.moves_to)


class _Client(IMAPClient):  # type: ignore[misc]  # the library says nothing of its types
    def introduce(self) -> None:
        """The ID command; one that is refused does no harm. IMAPClient has told imaplib that it fits every state, but
        itself sends it only to servers that list it."""
        words = (word for pair in mailbox_file().introduction.items() for word in pair)
        self._imap.xatom("ID", "(" + " ".join(f'"{word}"' for word in words) + ")")


@contextmanager
def opened(box: Mailbox) -> Iterator[Session]:
    """A session, logged out at the end; where anything fails the line is just cut."""
    client = _connected(box)
    is_well = False
    try:
        _log_in(client, box)
        yield Session(client, box, _select(client, box))
        is_well = True
    finally:
        _leave(client, is_well)


def _connected(box: Mailbox) -> _Client:
    refusals, limits = mailbox_file().refusals, mailbox_file().limits
    timeout = SocketTimeout(limits.connect_seconds, limits.read_seconds)
    context = ssl.create_default_context() if box.tls else None
    try:
        return _Client(box.host, box.port, ssl=box.tls, ssl_context=context, timeout=timeout)
    except (socket.gaierror, UnicodeError) as error:
        raise UserError(refusals.host.format(host=box.host, label=label("imap_host"))) from error
    except ssl.SSLCertVerificationError as error:
        raise UserError(refusals.certificate.format(host=box.host, reason=error.verify_message)) from error
    except (OSError, IMAPClientError) as error:
        told = {"host": box.host, "port": box.port, "reason": _reason(error, box)}
        raise UserError(refusals.connection.format(**told)) from error


def _log_in(client: _Client, box: Mailbox) -> None:
    known = mailbox_file()
    with _spoken(box):
        try:
            client.login(box.account.name, box.account.password)
        except LoginError as error:
            told = {"host": box.host, "account": box.account.name, "reason": _reason(error, box)}
            provider = known.provider(box.host, box.account.name)
            raise UserError(known.refusals.login.format(**told, hint=provider.hint if provider else "")) from None
        server = known.provider(box.host)
        if client.has_capability("ID") or (server and server.wants_id):
            client.introduce()


def _select(client: _Client, box: Mailbox) -> int:
    """Opens the folder, only to read where nothing is to be marked; its UIDVALIDITY."""
    with _spoken(box):
        for folder, key in ((box.folder, "imap_folder"), (box.moves_to, "fetch_moves_to")):
            if folder and not client.folder_exists(folder):
                there = "、".join(name for _, _, name in client.list_folders())
                told = {"folder": folder, "label": label(key), "folders": there}
                raise UserError(mailbox_file().refusals.folder.format(**told))
        found: Mapping[bytes, Any] = client.select_folder(box.folder, readonly=not (box.flags or box.moves_to))
    return int(found.get(b"UIDVALIDITY", 0))


def _leave(client: _Client, is_well: bool) -> None:
    with suppress(OSError, IMAPClientError):  # where the line is cut already, all is done
        client.logout() if is_well else client.shutdown()


@contextmanager
def _spoken(box: Mailbox) -> Iterator[None]:
    """What the server or the line does in the middle, as a sentence."""
    refusals = mailbox_file().refusals
    try:
        yield
    except (OSError, IMAPClientAbortError) as error:
        raise UserError(refusals.lost.format(host=box.host, reason=_reason(error, box))) from None
    except IMAPClientError as error:
        raise UserError(refusals.refused.format(host=box.host, reason=_reason(error, box))) from None


def _reason(error: Exception, box: Mailbox) -> str:
    """What the server or the system said, on one line, without the password."""
    said = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    if isinstance(error, LoginError) and _QUOTED.fullmatch(said):
        said = decode(literal_eval(said))
    return visible(" ".join(said.replace(box.account.password, "＊").split()))[:_REASON]


def _listed(uid: int, found: Mapping[bytes, Any]) -> Listed:
    headers = Headers(found.get(_HEADERS) or b"")
    came = found[b"INTERNALDATE"]
    came = came if came.tzinfo else came.astimezone()  # IMAPClient gives the time of this computer, without a zone
    sender = header_address(headers.raw("from"))
    subject = visible(unnumbered(headers.text("subject")))[:_SUBJECT]
    return Listed(uid, found[b"RFC822.SIZE"], came.astimezone(CHINA), identity_of(headers), sender, subject)


def identity_of(headers: Headers) -> Identity:
    """By what a mail is known again; an empty Message-ID where it has none."""
    found, sent = _ID.search(headers.raw("message-id")), mail_date(headers.raw("date"))
    name = found[1].strip().decode("ascii", "backslashreplace") if found else ""
    return Identity(name, sent.astimezone(CHINA).isoformat() if sent else "")

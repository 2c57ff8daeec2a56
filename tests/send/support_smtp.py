"""A real server on loopback that takes mail over TLS after a login, and does what a test wants of it (aiosmtpd)."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from pipeline.mail.account import Account
from tests.fetch.support_dovecot import make_certificate

USER, PASSWORD = "mail@renqiao.example", "kou-Ling-2025-geheim"


class Taken(NamedTuple):
    """A mail that the server has: from whom, to whom, and the bytes."""

    sender: str
    to: tuple[str, ...]
    data: bytes

    @property
    def mail(self) -> EmailMessage:
        found = message_from_bytes(self.data, policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found


class Mailroom:
    """The server's side. `answers` are what it says to RCPT for an address, one after the other, then it accepts;
    `cut_from` is the number of the mail (from 0) at whose MAIL it cuts the line, and at every one after that;
    `cut_after` those after whose body it cuts the line before it answers: it has them."""

    def __init__(self) -> None:
        self.account = Account(USER, PASSWORD)
        self.taken: list[Taken] = []
        self.answers: dict[str, list[str]] = {}
        self.cut_from: int | None = None
        self.cut_once: set[int] = set()
        self.cut_after: set[int] = set()
        self.final: dict[int, str] = {}
        self.hold = False
        self.begun = 0
        self.logins: list[str] = []
        self.sessions: Counter[bool] = Counter()

    def authenticate(self, _server: SMTP, session: Session, _envelope: Envelope, _how: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        self.sessions[session.ssl is not None] += 1
        is_known = (data.login.decode(), data.password.decode()) == (self.account.name, self.account.password)
        return AuthResult(success=is_known, handled=False)

    async def handle_MAIL(  # noqa: N802  (as aiosmtpd calls it)
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        number, self.begun = self.begun, self.begun + 1
        if number in self.cut_once or (self.cut_from is not None and number >= self.cut_from):
            server.transport.abort()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answers.get(address):
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        number = len(self.taken)
        if answer := self.final.pop(number, ""):
            return answer
        assert isinstance(envelope.content, bytes)
        self.taken.append(Taken(envelope.mail_from or "", tuple(envelope.rcpt_tos), envelope.content))
        if number in self.cut_after:
            server.transport.abort()
        if self.hold:
            await asyncio.sleep(60)
        return "250 OK: taken"

    @property
    def message_ids(self) -> list[str]:
        return [str(each.mail["Message-ID"]) for each in self.taken]


class Served(NamedTuple):
    room: Mailroom
    port: int
    certificate: Path


@contextmanager
def serving(folder: Path, *, starttls: bool, own: tuple[Path, Path] | None = None) -> Iterator[Served]:
    """The server, with a certificate of its own for `localhost`, or with that and the key that are given."""
    certificate, key = own or (folder / "certificate.pem", folder / "key.pem")
    if own is None:
        make_certificate(certificate, key)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    room = Mailroom()
    ways: dict[str, Any] = (
        {"tls_context": context, "require_starttls": True}
        if starttls
        else {"ssl_context": context, "auth_require_tls": False}
    )
    controller = Controller(
        room,
        hostname="localhost",
        port=_free_port(),
        authenticator=room.authenticate,
        auth_required=True,
        **ways,
    )
    controller.start()
    try:
        yield Served(room, controller.port, certificate)
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

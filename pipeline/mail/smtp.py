"""One session with a server that sends mail: over TLS, logged in, one mail after the other, stage by stage.

`hand_over` tells the caller just before the mail itself goes: what is cut before that can be tried again, what is cut
after it may have been sent or not, and nobody knows (RFC 5321, 4.5.3.2 and 6.1).
"""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal

from pipeline.errors import UserError
from pipeline.mail.account import Account, account_of, label
from pipeline.publish.mails.heading import addresses_of
from pipeline.terms.settings import Settings
from pipeline.text.charset import decode
from pipeline.text.mask import masked
from pipeline.text.visible import visible
from schemas.mailbox import mailbox_file
from schemas.outgoing import outgoing_file

_ACCEPTED, _GO_ON, _CLOSING = (250, 251, 252), 354, 421
_HELLO = "[127.0.0.1]"  # nobody need know how this computer is called
_REASON = 200  # characters that are shown


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over, and by whom. Without TLS only a server on this very computer is spoken to."""

    account: Account
    host: str
    port: int
    tls: Literal["implicit", "starttls", "none"]


class CutError(Exception):
    """The line was cut before the mail was handed over; the reason as text."""


class UncertainError(Exception):
    """The line was cut after the mail was handed over, before the server answered; the reason as text."""


def server_of(settings: Settings) -> Server:
    """The server of the settings. Raises UserError where account, server, password or an address of ours is missing."""
    told = settings.association
    if not told["mail_account"] or not told["smtp_host"]:
        words = outgoing_file().refusals.no_account
        raise UserError(words.format(account=label("mail_account"), host=label("smtp_host")))
    if addresses_of(told)[0] is None:
        words = outgoing_file().refusals.no_sender
        raise UserError(words.format(account=label("mail_account"), email=label("email")))
    port = int(told["smtp_port"])
    tls: Literal["implicit", "starttls"] = "implicit" if port in outgoing_file().server.implicit_ports else "starttls"
    return Server(account_of(settings), told["smtp_host"], port, tls)


@contextmanager
def opened(server: Server) -> Iterator[smtplib.SMTP]:
    """A session, logged in. Raises UserError where that fails, and CutError where the line is cut meanwhile."""
    line = _connected(server)
    try:
        _log_in(line, server)
        yield line
        with suppress(OSError, smtplib.SMTPException):
            line.quit()
    finally:
        line.close()


def _connected(server: Server) -> smtplib.SMTP:
    words, wait = outgoing_file().refusals, outgoing_file().server.connect_seconds
    told: dict[str, str | int] = {"host": server.host, "port": server.port}
    context = ssl.create_default_context()
    try:
        if server.tls == "implicit":
            return smtplib.SMTP_SSL(server.host, server.port, _HELLO, timeout=wait, context=context)
        line = smtplib.SMTP(server.host, server.port, _HELLO, timeout=wait)
        if server.tls == "none":
            return line
        line.ehlo()
        if not line.has_extn("starttls"):
            line.close()
            raise UserError(words.no_tls.format(**told))
        line.starttls(context=context)
    except (socket.gaierror, UnicodeError) as error:
        raise UserError(words.host.format(host=server.host, label=label("smtp_host"))) from error
    except ssl.SSLCertVerificationError as error:
        raise UserError(words.certificate.format(host=server.host, reason=error.verify_message)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise UserError(words.connection.format(**told, reason=_reason(error, server))) from None
    return line


def _log_in(line: smtplib.SMTP, server: Server) -> None:
    if line.sock:
        line.sock.settimeout(outgoing_file().server.answer_seconds)
        line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else the end of a mail waits 40 ms
    try:
        line.login(server.account.name, server.account.password)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
        provider = mailbox_file().provider(server.host, server.account.name)
        told = {"host": server.host, "account": server.account.name, "hint": provider.hint if provider else ""}
        raise UserError(outgoing_file().refusals.login.format(**told, reason=_reason(error, server))) from None
    except (OSError, smtplib.SMTPException) as error:
        words = outgoing_file().refusals.connection
        raise UserError(words.format(host=server.host, port=server.port, reason=_reason(error, server))) from None


def hand_over(line: smtplib.SMTP, server: Server, sender: str, to: str, mail: bytes, begin: Callable[[], None]) -> str:
    """Send one mail to one address; "" if the server took it, else why not. `begin` is called when the server is ready
    for the mail itself. Raises CutError before, UncertainError after that."""
    body = re.sub(rb"(?m)^\.", b"..", mail) + b".\r\n"
    with _cut(CutError, line, server):
        for command in (f"mail FROM:<{sender}>", f"rcpt TO:<{to}>", "data"):
            code, said = line.docmd(command)
            if code == _CLOSING or code < 0:
                raise smtplib.SMTPServerDisconnected(_text(said))
            if code not in (_ACCEPTED if command != "data" else (_GO_ON,)):
                line.docmd("rset")
                return _shown(f"{code} {_text(said)}", server)
    begin()
    with _cut(UncertainError, line, server):
        if line.sock:
            line.sock.settimeout(outgoing_file().server.final_seconds)
        line.send(body)
        code, said = line.getreply()
        if code < 0:
            raise smtplib.SMTPServerDisconnected(_text(said))
    return "" if code in _ACCEPTED else _shown(f"{code} {_text(said)}", server)


@contextmanager
def _cut(kind: type[CutError | UncertainError], line: smtplib.SMTP, server: Server) -> Iterator[None]:
    try:
        yield
    except (OSError, smtplib.SMTPException) as error:
        line.close()
        raise kind(_reason(error, server)) from None


def _reason(error: Exception, server: Server) -> str:
    """What the server or the system said, on one line, without the password."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _shown(f"{error.smtp_code} {_text(error.smtp_error)}", server)
    said = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    return _shown(said, server)


def _shown(said: str, server: Server) -> str:
    """Without the password in any of the forms in which it goes to a server, and without addresses."""
    name, password = server.account.name, server.account.password
    forms = [password, *(_coded(each) for each in (password, f"\0{name}\0{password}", f"{name}\0{name}\0{password}"))]
    for form in forms:
        said = said.replace(form, "＊")
    return visible(masked(" ".join(said.split())))[:_REASON]


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _text(said: bytes | str) -> str:
    return decode(said) if isinstance(said, bytes) else said

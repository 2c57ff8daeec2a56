"""A mail as bytes, the same for the same mail (RFC 5322, RFC 2045-2047, RFC 2231).

Put together by hand: `email.message.EmailMessage` takes 6 to 12 ms for a letter with a workbook, most of them for
headers that it parses while it writes them, this a fiftieth of that. Tests read what comes out with that library and
with two of other makers.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode, encodebytes
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

from schemas.named import NamedTuple

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}
_OTHER = "application/octet-stream"
_WORD = 39  # bytes of one encoded word: 52 characters of base64, 74 with what is around them and a header's name before
# them, where 76 are the most (RFC 2047, 2)
_QUOTED_WORD = 18  # likewise in the Q encoding
_ASCII = 0x80
_PLAIN = frozenset(map(chr, range(0x20, 0x7F)))
_LINE = 70  # characters of a header that needs no encoding


class Correspondent(NamedTuple):
    """A name, which may be "", and an address."""

    name: str
    address: str


class Attachment(NamedTuple):
    name: str
    data: bytes


class Mail(NamedTuple):
    """A mail. `lines` are its text; `sender` is None where the settings tell no address, `to` where none is known;
    `message_id` and `answers` (the mail that is answered, "" for none) stand in brackets."""

    sender: Correspondent | None
    to: Correspondent | None
    subject: str
    message_id: str
    answers: str
    moment: datetime
    lines: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    reply_to: Correspondent | None = None


def message(mail: Mail, *, is_draft: bool) -> bytes:
    """The mail with CRLF line ends; a draft opens as one where a mail program knows X-Unsent."""
    digest = hashlib.sha256(mail.message_id.encode()).hexdigest()[:24]
    outer, inner = f"=_{digest}_1", f"=_{digest}_2"  # "_" stands in no base64
    parts = [
        "".join(f"{line}\r\n" for line in _headers(mail, is_draft)).encode("ascii"),
        f'Content-Type: multipart/mixed; boundary="{outer}"\r\n\r\n'.encode(),
        f'--{outer}\r\nContent-Type: multipart/alternative; boundary="{inner}"\r\n\r\n'.encode(),
    ]
    for kind, text in (("plain", _text(mail.lines)), ("html", _html(mail.lines))):
        parts.append(f"--{inner}\r\nContent-Type: text/{kind}; charset=utf-8\r\n".encode())
        parts.append(_base64(text.encode()))
    parts.append(f"--{inner}--\r\n".encode())
    for attachment in mail.attachments:
        parts.append(f"--{outer}\r\n{_about(attachment.name)}".encode("ascii"))
        parts.append(_base64(attachment.data))
    parts.append(f"--{outer}--\r\n".encode())
    return b"".join(parts)


def _headers(mail: Mail, is_draft: bool) -> Iterator[str]:
    if is_draft:
        yield "X-Unsent: 1"
    for name, who in (("From", mail.sender), ("To", mail.to), ("Reply-To", mail.reply_to)):
        if who:
            yield f"{name}: {_mailbox(who)}"
    yield f"Subject: {_words(mail.subject)}"
    yield f"Date: {format_datetime(mail.moment)}"
    yield f"Message-ID: {mail.message_id}"
    if mail.answers:
        yield f"In-Reply-To: {mail.answers}"
        yield f"References: {mail.answers}"
    yield "MIME-Version: 1.0"


def _mailbox(who: Correspondent) -> str:
    return f"{_encoded(who.name)}\r\n <{who.address}>" if who.name else who.address


def _words(text: str) -> str:
    """A text of a header: as it is where that can be, else in encoded words."""
    line = " ".join(text.split())
    return line if len(line) <= _LINE and _PLAIN.issuperset(line) and "=?" not in line else _encoded(line)


def _encoded(text: str) -> str:
    """Encoded words, each of whole characters, one on a line; also for a name that needs none, so that no quote, comma
    or bracket in it means anything. In base64, but where one before the last would end in padding: GMime, which joins
    them before it decodes, stops there."""
    line = " ".join(text.split())
    words = _cut(line, _WORD)
    if any(len(word) % 3 for word in words[:-1]):
        shown = [f"=?utf-8?q?{_quoted(word)}?=" for word in _cut(line, _QUOTED_WORD)]
    else:
        shown = [f"=?utf-8?b?{b64encode(word).decode()}?=" for word in words]
    return "\r\n ".join(shown)


def _cut(text: str, most: int) -> list[bytes]:
    """The text in pieces of whole characters, of so many bytes at most."""
    words = [b""]
    for character in text:
        data = character.encode("utf-8", "replace")
        if len(words[-1]) + len(data) > most:
            words.append(b"")
        words[-1] += data
    return words


def _quoted(word: bytes) -> str:
    """In the Q encoding, with nothing but letters and digits as they are (RFC 2047, 5 (3))."""
    return "".join(chr(byte) if chr(byte).isalnum() and byte < _ASCII else f"={byte:02X}" for byte in word)


def _about(name: str) -> str:
    """The headers of an attachment, its name in the form of RFC 2231."""
    kind = _TYPES.get(PurePosixPath(name).suffix.lower(), _OTHER)
    named = quote(name, safe="", errors="replace")
    return f"Content-Type: {kind}\r\nContent-Disposition: attachment;\r\n filename*=utf-8''{named}\r\n"


def _base64(data: bytes) -> bytes:
    """A part's own header and contents."""
    body = encodebytes(data).replace(b"\n", b"\r\n")
    return b"Content-Transfer-Encoding: base64\r\n\r\n" + body + b"\r\n"


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{line}\r\n" for line in lines)


def _html(lines: Sequence[str]) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>\r\n" for line in lines)
    return f"<!DOCTYPE html>\r\n<html><body>\r\n{paragraphs}</body></html>\r\n"

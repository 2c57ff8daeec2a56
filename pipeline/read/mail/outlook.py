"""Open a message saved by Outlook (.msg): its letter and its parts.

python-oxmsg parses the compound file; texts are decoded here, since the code page that the file names
is often not the one that was used.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from pipeline.model.documents import Outcome
from pipeline.read.mail.address import address
from pipeline.read.mail.body import cloud_link, html_text, quoted_subjects
from pipeline.read.mail.headers import Headers, plausible
from pipeline.read.mail.letter import message_id, received_at, sender
from pipeline.read.parts import Opened, Part, problem
from pipeline.text.charset import decode
from schemas.mail import mail_file

if TYPE_CHECKING:
    from olefile import OleFileIO
    from oxmsg.storage import Storage

# What olefile, python-oxmsg and tnefparse raise on damaged files.
_DAMAGED = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, struct.error, RecursionError)

_SUBJECT, _HEADERS, _SENDER, _SENDER_SMTP, _BODY, _HTML = 0x0037, 0x007D, 0x0C1F, 0x5D01, 0x1000, 0x1013
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _DATA, _CONTENT_ID, _HIDDEN = 0x3707, 0x3704, 0x3001, 0x3701, 0x3712, 0x7FFE
_DELIVERED, _SUBMITTED = 0x0E06, 0x0039
_UNICODE, _STRING, _BINARY, _OBJECT, _TIME, _BOOLEAN = 0x001F, 0x001E, 0x0102, 0x000D, 0x0040, 0x000B
_TOP_HEADER, _EMBEDDED_HEADER, _ATTACHMENT_HEADER = 32, 24, 8  # bytes before the fixed-size properties (MS-OXMSG 2.4)
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def open_message(data: bytes) -> Opened:
    """The letter and the parts of a saved Outlook message. Never raises for bad input."""
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    try:
        with OleFileIO(BytesIO(data)) as ole:
            _bound_streams(ole, len(data))
            return _message(Storage.from_ole(ole), _TOP_HEADER)
    except _DAMAGED:
        return Opened(problem=problem("unreadable", "outlook_damaged"))


def _bound_streams(ole: OleFileIO, most: int) -> None:
    """Cut the stated stream sizes down to the file's: olefile follows a circular chain up to the stated size."""
    for entry in filter(None, ole.direntries):
        entry.size = min(entry.size, most)
    ole.num_mini_fat_sectors = min(ole.num_mini_fat_sectors, most // ole.sector_size + 1)


def _message(storage: Storage, header: int) -> Opened:
    headers = Headers(_text(storage, _HEADERS).encode())
    text, markup = _text(storage, _BODY), _text(storage, _HTML)
    shown_text = html_text(markup)
    arrived = received_at(headers) or _time(storage, header, _DELIVERED) or _time(storage, header, _SUBMITTED)
    return Opened(
        parts=[_attachment(part, markup) for part in storage.iter_attachment_storages()],
        subjects=[_text(storage, _SUBJECT), *quoted_subjects(text), *quoted_subjects(shown_text)],
        sender=sender(headers) or address(_text(storage, _SENDER_SMTP)) or address(_text(storage, _SENDER)),
        message_id=message_id(headers),
        received_at=arrived,
        body=markup,
        text=text or shown_text,
        cloud_link=cloud_link(text) or cloud_link(markup),
    )


def _attachment(storage: Storage, markup: str) -> Part:
    name = next((text for pid in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME) if (text := _text(storage, pid))), "")
    embedded = _embedded(storage)
    if embedded is not None:
        opened = _message(embedded, _EMBEDDED_HEADER)
        return Part(name + mail_file().names.outlook_suffix, _all_bytes(embedded), kind="msg", opened=opened)
    content_id = _text(storage, _CONTENT_ID).strip("<>")
    shown = bool(content_id) and f"cid:{content_id}" in markup
    hidden = shown or bool(_fixed(storage, _ATTACHMENT_HEADER, _HIDDEN, _BOOLEAN)[:1].strip(b"\x00"))
    return Part(name, _stream(storage, _DATA, _BINARY), outcome=Outcome.NOT_A_FORM if hidden else None)


def _embedded(storage: Storage) -> Storage | None:
    wanted = f"__substg1.0_{_DATA:04X}{_OBJECT:04X}"
    inner = next((child for child in storage.storages if child.name == wanted), None)
    return inner if inner and any(stream.name == "__properties_version1.0" for stream in inner.streams) else None


def _all_bytes(storage: Storage) -> bytes:
    """All streams of a nested message in order, which stand for its bytes since it has none of its own."""
    inner = [_all_bytes(child) for child in sorted(storage.storages, key=lambda child: child.path)]
    return b"".join([stream.bytes_ for stream in sorted(storage.streams, key=lambda stream: stream.path)] + inner)


def _stream(storage: Storage, pid: int, kind: int) -> bytes:
    name = f"__substg1.0_{pid:04X}{kind:04X}"
    return next((stream.bytes_ for stream in storage.streams if stream.name == name), b"")


def _text(storage: Storage, pid: int) -> str:
    """A text property, whichever of the three types it is stored as."""
    wide = _stream(storage, pid, _UNICODE)
    text = (
        wide.decode("utf-16-le", "replace")
        if wide
        else decode(_stream(storage, pid, _STRING) or _stream(storage, pid, _BINARY))
    )
    return text.strip("\x00")


def _fixed(storage: Storage, header: int, pid: int, kind: int) -> bytes:
    """The eight bytes of a fixed-size property; b"" if it is missing."""
    properties = next((stream.bytes_ for stream in storage.streams if stream.name == "__properties_version1.0"), b"")
    wanted = struct.pack("<2H", kind, pid)
    places = range(header, len(properties) - 15, 16)
    return next((properties[at + 8 : at + 16] for at in places if properties[at : at + 4] == wanted), b"")


def _time(storage: Storage, header: int, pid: int) -> datetime | None:
    ticks = int.from_bytes(_fixed(storage, header, pid, _TIME), "little")
    with suppress(OverflowError):
        return plausible(_EPOCH + timedelta(microseconds=ticks // 10))
    return None

"""An mbox: a mail folder exported as one file, in which each mail follows a line that begins with "From ".

Such a line inside a letter should be quoted (`>From `), but not every program does so. Therefore a line counts only if
mail headers follow it immediately.
"""

from __future__ import annotations

import re

from pipeline.read.mail.parts import split
from pipeline.read.parts import Opened, Part, problem
from pipeline.text.patterns import pattern

_BEFORE = pattern(rb"(?:\xef\xbb\xbf)?[\r\n]*(?=From )")
_LINE = pattern(rb"(?<![^\r\n])From [^\r\n]*(?:\r{0,2}\n|\r)(?=[!-9;-~]{1,200}[ \t]{0,9}:)")
_YEAR = pattern(rb"\b(?:19|20)\d\d\b")
_QUOTED = pattern(rb"(?<![^\r\n])>(>*From )")
_HEAD = 8_192  # bytes after such a line that are searched for mail headers
_KNOWN = ("return-path", "received", "from", "to", "subject", "date", "message-id", "mime-version", "content-type")
_MAIL_SUFFIXES = (".eml", ".msg")


def is_mbox(data: bytes, name: str) -> bool:
    """Whether the data is an mbox. A single mail after a From line is not one if the file is named like a mail."""
    mails = len(_starts(_bare(data)))
    return mails > 1 or (mails == 1 and not name.lower().endswith(_MAIL_SUFFIXES))


def open_mbox(data: bytes, most: int) -> Opened:
    """The mails of an mbox, named by number; more than `most` are left out, with a problem."""
    data = _bare(data)
    starts = _starts(data)
    ends = [*starts[1:], len(data)]
    mails = [_mail(data[start:end]) for start, end in zip(starts[:most], ends, strict=False)]
    parts = [Part(str(number), mail, kind="eml") for number, mail in enumerate(mails, 1)]
    return Opened(parts, problem("too-large", "mbox_mails") if len(starts) > most else None)


def _bare(data: bytes) -> bytes:
    """The data from its From line on, without what may precede it; b"" if it does not begin with one."""
    before = _BEFORE.match(data)
    return data[before.end() :] if before else b""


def _starts(data: bytes) -> list[int]:
    """Offsets of the mails' From lines; empty unless the data begins with a mail."""
    lines = list(_LINE.finditer(data))
    ends = [*(line.start() for line in lines[1:]), len(data)]
    starts = [line.start() for line, end in zip(lines, ends, strict=False) if _opens_mail(data, line, end)]
    return starts if starts[:1] == [0] else []


def _opens_mail(data: bytes, line: re.Match[bytes], end: int) -> bool:
    """Whether mail headers follow a From line: one is enough if the line has a year, as programs write it; else two."""
    headers, _ = split(data[line.start() : min(end, line.end() + _HEAD)])
    known = sum(bool(headers.all(name)) for name in _KNOWN)
    return known >= (1 if _YEAR.search(line[0]) else 2)


def _mail(text: bytes) -> bytes:
    """A mail without its From line and the empty line after it, with quoted From lines restored."""
    mail = _QUOTED.sub(rb"\1", re.sub(rb"\AFrom [^\r\n]*(?:\r{0,2}\n|\r)", b"", text))
    for line_end in (b"\r\n", b"\n", b"\r"):
        if mail.endswith(line_end * 2):
            return mail.removesuffix(line_end)
    return mail

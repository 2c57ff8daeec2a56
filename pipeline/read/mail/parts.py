"""Split a mail's bytes into its leaves: the parts that are not multiparts, with their headers and decoded content.

Splitting works on the raw bytes, so a forwarded mail keeps its own bytes and checksum. The cost is linear: there is no
recursion over parts, and no header is parsed that is not needed.
"""

from __future__ import annotations

import binascii
import quopri
import re
from itertools import takewhile

from pipeline.read.mail.headers import Headers, base64_bytes
from pipeline.text.patterns import pattern
from schemas.mail import mail_file
from schemas.named import NamedTuple

_BLANK_LINE = pattern(rb"\r{0,2}\n\r{0,2}\n|\r\r(?!\n)")
_NAME_PLACES = (
    ("content-disposition", "filename"),
    ("content-type", "name"),
    ("content-disposition", "name"),
    ("content-type", "filename"),
)
_UUENCODED = bytes(byte if 32 <= byte <= 96 else 96 for byte in range(256))  # 96 stands for zero
_FROM_LINE = pattern(rb"\A>?From [^\r\n]*[\r\n]+")


class Leaf(NamedTuple):
    """A part that is not a multipart: its headers, its bytes after transfer decoding, and the content type to assume
    if it has none."""

    headers: Headers
    content: bytes
    default_type: str

    @property
    def type(self) -> str:
        """Content type, lower case."""
        return self.headers.value("content-type") or self.default_type

    @property
    def name(self) -> str:
        """The file name that the sender gave, from either header that may carry one, or ""."""
        return next((text for place in _NAME_PLACES if (text := self.headers.parameter(*place))), "")

    @property
    def charset(self) -> str:
        return self.headers.parameter("content-type", "charset")

    @property
    def disposition(self) -> str:
        return self.headers.value("content-disposition")


class TooManyParts(Exception):  # noqa: N818 - a verdict on a mail, not an error of the program
    """A mail has more parts, or more deeply nested multiparts, than allowed; carries the leaves found so far."""

    def __init__(self, leaves: list[Leaf]) -> None:
        super().__init__(len(leaves))
        self.leaves = leaves


def split(data: bytes) -> tuple[Headers, bytes]:
    """The headers of a message or part, and its body."""
    data = _FROM_LINE.sub(b"", data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    end = _BLANK_LINE.search(data)
    return (Headers(data[: end.start()]), data[end.end() :]) if end else (Headers(data), b"")


def leaves(headers: Headers, body: bytes, most: int) -> list[Leaf]:
    """The leaves of a message in order. Raises TooManyParts for more than `most` parts or too deep nesting."""
    deepest = mail_file().mail.depth
    found: list[Leaf] = []
    waiting = [(headers, body, 0, "text/plain")]
    count = 0
    while waiting:
        part, content, depth, default_type = waiting.pop()
        count += 1
        if count > most or depth > deepest:
            raise TooManyParts(found)
        kind = part.value("content-type")
        pieces = _pieces(content, part) if kind.startswith("multipart/") else None
        if pieces is None:
            found.append(Leaf(part, _decoded(part, content), default_type))
        else:
            inner = "message/rfc822" if kind == "multipart/digest" else "text/plain"
            waiting += [(*_split_part(piece), depth + 1, inner) for piece in reversed(pieces)]
    return found


def _split_part(data: bytes) -> tuple[Headers, bytes]:
    """Like `split`, but a part may begin with the blank line and so have no headers."""
    return (Headers(b""), data.lstrip(b"\r\n")) if data[:1] in (b"\r", b"\n") else split(data)


def _pieces(body: bytes, headers: Headers) -> list[bytes] | None:
    """The parts between the boundaries; None if there is no boundary, so that the text is not lost."""
    boundary = headers.parameter("content-type", "boundary").encode("utf-8", "surrogateescape").strip()
    if not boundary:
        return None
    line = re.compile(rb"(?:^|\r\n|\r|\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r|\n|\Z)")
    marks = list(line.finditer(body))
    if not marks:
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(body)]
    return [_after_line(body[mark.end() : end]) for mark, end in zip(marks, ends, strict=True) if not mark[1]]


def _after_line(text: bytes) -> bytes:
    return text[2:] if text.startswith(b"\r\n") else text[1:]


def _decoded(headers: Headers, content: bytes) -> bytes:
    encoding = headers.value("content-transfer-encoding")
    if encoding == "base64":
        return base64_bytes(content)
    if encoding == "quoted-printable":
        return quopri.decodestring(content)
    if encoding in ("x-uuencode", "uuencode", "x-uue"):
        return _uudecoded(content)
    return content


def _uudecoded(content: bytes) -> bytes:
    lines = map(bytes.rstrip, content.split(b"begin ", 1)[-1].splitlines()[1:])
    return b"".join(_uudecoded_line(line) for line in takewhile(b"end".__ne__, lines) if line)


def _uudecoded_line(line: bytes) -> bytes:
    """Decode one line, up to its stated length, since some encoders write more; invalid characters count as zero."""
    clean = line.translate(_UUENCODED)
    return binascii.a2b_uu(clean[: (((clean[0] - 32) & 63) * 4 + 2) // 3 + 1])

"""Read the headers of a mail from raw bytes.

The standard library's structured headers turn raw 8-bit names into U+FFFD and take seconds to minutes for hostile
ones. Here a header is cut first, and only what a submission needs is understood: RFC 2047 words, RFC 2231
parameters, a date.
"""

from __future__ import annotations

import binascii
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from itertools import groupby
from operator import itemgetter
from urllib.parse import unquote_to_bytes

from pipeline.text.charset import codec_of, decode, mend
from pipeline.text.patterns import pattern
from schemas.mail import mail_file
from schemas.named import NamedTuple

WORD = pattern(rb"=\?([^?\s]{0,60})\?(?:([bB])\?([^?]{0,8000})|([qQ])\?((?:(?!\?=).){0,3000}))\?=", re.DOTALL)
_HEADER = pattern(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*(.*)", re.DOTALL)
_PARAMETER = pattern(rb";\s*([^\s=;\"]+)\s*=\s*(\"(?:[^\"\\]|\\.)*\"?|[^;]*)", re.DOTALL)
_NUMBERED = pattern(r"([^*]+)(?:\*(\d{1,4}))?(\*)?")
_PERCENT = pattern(rb"%[0-9A-Fa-f]{2}")
_CHINA = timezone(timedelta(hours=8))
_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_ZERO = pattern(r"(?<![\d+])(?<![\d\s]-)00\d\d(?!\d)")  # the standard library reads 0001 as 2001
_EARLIEST, _AFTER_LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class _Word(NamedTuple):
    """One RFC 2047 word (codec, "" if unknown; encoding b or q), or a stretch of plain text (encoding "")."""

    codec: str
    encoding: str
    text: bytes

    @property
    def joins_with(self) -> tuple[str, bool]:
        return self.codec, bool(self.encoding)


class Headers:
    """The headers of one part: names are case-insensitive, values are raw bytes, unfolded and cut to a limit."""

    def __init__(self, block: bytes) -> None:
        limit = mail_file().mail.header_bytes
        self._values: dict[str, list[bytes]] = {}
        unfolded = re.sub(rb"(?:\r\n|\r|\n)([ \t])", rb"\1", block)
        for line in re.split(rb"[\r\n]+", unfolded):
            if match := _HEADER.match(line[:limit]):
                self._values.setdefault(match[1].decode("ascii").lower(), []).append(match[2].strip())

    def all(self, name: str) -> list[bytes]:
        return self._values.get(name, [])

    def raw(self, name: str) -> bytes:
        return next(iter(self.all(name)), b"")

    def text(self, name: str) -> str:
        """The decoded value of a header, e.g. the subject."""
        return header_text(self.raw(name))

    def value(self, name: str) -> str:
        """The first word of a structured header, lower case: `multipart/mixed`, `attachment`, `base64`."""
        return self.raw(name).split(b";", 1)[0].strip().decode("ascii", "ignore").lower()

    def parameter(self, name: str, parameter: str) -> str:
        """A decoded parameter of a structured header (RFC 2231, raw bytes, or an RFC 2047 word)."""
        return parameters(self.raw(name)).get(parameter, "")

    def __bool__(self) -> bool:
        return bool(self._values)


def header_text(raw: bytes) -> str:
    """Text of an unstructured header; raw GBK or UTF-8 bytes and encoded words split inside a character are handled."""
    words: list[_Word] = []
    end = 0
    for match in WORD.finditer(raw):
        between = raw[end : match.start()]
        if between.strip() or not words:
            words.append(_Word("", "", between))
        codec = codec_of(match[1].split(b"*")[0].decode("ascii", "ignore"))
        words.append(_Word(codec, "b", match[3]) if match[2] else _Word(codec, "q", match[5]))
        end = match.end()
    words.append(_Word("", "", raw[end:]))
    return "".join(_joined(list(run)) for _, run in groupby(words, key=lambda word: word.joins_with)).strip()


def _joined(words: list[_Word]) -> str:
    """Adjacent words of one charset, decoded together: some clients split inside a character or a base64 group."""
    codec, encoding, _ = words[0]
    if not encoding:
        return mend(decode(b"".join(word.text for word in words)))
    if all(word.encoding == "b" for word in words) and any(len(_alphabet(word.text)) % 4 for word in words[:-1]):
        return decode(base64_bytes(b"".join(word.text for word in words)), codec)
    return decode(b"".join(_word_bytes(word) for word in words), codec)


def _word_bytes(word: _Word) -> bytes:
    return base64_bytes(word.text) if word.encoding == "b" else binascii.a2b_qp(word.text, header=True)


def base64_bytes(text: bytes) -> bytes:
    """Decode base64 tolerantly: foreign characters are skipped, a cut-off end is allowed, inner padding starts anew."""
    return b"".join(_stretch(piece) for piece in re.split(rb"=+", _alphabet(text)))


def _stretch(text: bytes) -> bytes:
    whole = text[: len(text) - 1] if len(text) % 4 == 1 else text
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _alphabet(text: bytes) -> bytes:
    return re.sub(rb"[^A-Za-z0-9+/=]+", b"", text)


def parameters(raw: bytes) -> dict[str, str]:
    """The parameters of a structured header by lower-case name, with continuations joined and encodings decoded."""
    pieces: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for match in _PARAMETER.finditer(raw):
        name = _NUMBERED.fullmatch(match[1].decode("ascii", "ignore").lower())
        if name:
            number = int(name[2]) if name[2] else -1 if name[3] else -2
            pieces.setdefault(name[1], {}).setdefault(number, (_unquoted(match[2]), bool(name[3])))
    return {name: _parameter_text(parts) for name, parts in pieces.items()}


def _parameter_text(parts: dict[int, tuple[bytes, bool]]) -> str:
    """One parameter from its pieces by number: -2 plain, -1 encoded (preferred if present), from 0 on continuations."""
    numbered = [parts[number] for number in sorted(parts) if number >= 0]
    chosen = [parts[-1]] if -1 in parts else numbered or [parts[-2]]
    charset, pieces = _charset_and_pieces(chosen)
    if not any(percent for _, percent in pieces):
        return _plain_parameter(b"".join(text for text, _ in pieces))
    runs = [(percent, b"".join(text for text, _ in run)) for percent, run in groupby(pieces, key=itemgetter(1))]
    return decode(b"".join(unquote_to_bytes(text) if percent else text for percent, text in runs), charset)


def _charset_and_pieces(pieces: list[tuple[bytes, bool]]) -> tuple[str, list[tuple[bytes, bool]]]:
    """Split off charset'language' from the first piece; many programs leave it out."""
    first, percent = pieces[0]
    if not percent or first.count(b"'") < 2:
        return "", pieces
    charset, _, text = first.split(b"'", 2)
    return charset.decode("ascii", "ignore"), [(text, True), *pieces[1:]]


def _plain_parameter(text: bytes) -> str:
    """A parameter not in RFC 2231 form: raw bytes, quoted RFC 2047 words, or undeclared percent-encoding."""
    if b"=?" not in text and len(_PERCENT.findall(text)) >= 2:
        decoded = decode(unquote_to_bytes(text))
        if not decoded.isascii() and "\ufffd" not in decoded:
            return decoded
    return header_text(text)


def _unquoted(value: bytes) -> bytes:
    text = value.strip()
    if not text.startswith(b'"'):
        return text
    return re.sub(rb'\\(["\\])', rb"\1", text[1:-1] if text.endswith(b'"') and len(text) > 1 else text[1:])


def mail_date(raw: bytes) -> datetime | None:
    """The date of a Date or Received header (there after the last semicolon); China time if it has no zone."""
    text = raw.rpartition(b";")[2][-200:].decode("ascii", "ignore")
    if _YEAR_ZERO.search(text) and not _YEAR.search(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC if "-0000" in text else _CHINA)
    return plausible(moment)


def plausible(moment: datetime) -> datetime | None:
    """The moment, or None if it is implausible for a mail (clock never set, date made up)."""
    return moment if _EARLIEST <= moment < _AFTER_LATEST else None
